"""The sheet that asks what came of a call, a letter or a visit: one digit, then Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal

from dtcoach.app.promising import KEEPING, Letter
from dtcoach.domain.words import TryResult
from dtcoach.ui.followups.words import LEAD, RESULT, moment_ahead, typed_again, yen_in
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.times import typed_ahead

_NEXT_HELP = "「30分後」「14:00」「明日10:00」のように。決めないときは空にします。"
_NO_MOMENT = "これから先の時刻を、「14:00」「明日10:00」のように入れてください。"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the clerk entered."""

    result: TryResult
    next_at: datetime | None = None
    lead: str = ""
    letter: Letter | None = None


class TrySheet(Sheet):
    """Signals: `decided(Outcome)`; the sheet stays until it is closed, so that a refusal by the log
    loses nothing that was typed."""

    decided = Signal(object)

    def __init__(
        self,
        title: str,
        results: Sequence[TryResult],
        now: datetime,
        proposed: Callable[[TryResult], datetime | None],
        *,
        by_lead: bool = False,
        mails: Sequence[str] = (),
    ) -> None:
        """`proposed`: when to try again; `mails`: kinds of mail that were entered before."""
        super().__init__(title)
        self._now = now
        self._proposed = proposed
        self._by_lead = by_lead
        self._result: TryResult | None = None
        self.answers = AnswerGroup("結果", [AnswerModel(one.value, RESULT[one]) for one in results])
        self.answers.answered.connect(self._on_answered)
        self.next = LineField("次にする日時", support=_NEXT_HELP, width_em=14, typing=Typing.DATE)
        self.next.changed.connect(self._on_next_changed)
        before = "　".join(dict.fromkeys(mails))
        self.mail = LineField(
            "郵便の種類",
            support=f"前に入れたもの　{before}"
            if before
            else "出した郵便の種類を、そのまま入れます。",
            required=True,
            width_em=16,
        )
        if mails:
            self.mail.set_text(mails[-1])
        self.yen = LineField(
            "料金（円）",
            support="実際にかかった額。料金表は区と郵便局で確かめます（要確認）。",
            required=True,
            width_em=8,
            typing=Typing.DIGITS,
        )
        self.lead = LineField(
            "係長のお名前",
            support=f"{LEAD}。連絡した係長の名前を残します。",
            required=True,
            width_em=14,
        )
        for part in (self.answers, self.lead, self.mail, self.yen, self.next):
            self.body.addWidget(part)
        for field in (self.mail, self.yen, self.lead):
            field.changed.connect(self._forget_errors)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        self._save = Button("記録する", ButtonKind.SOLID, icon="check", key="Enter")
        self._save.clicked.connect(self._on_save)
        self.set_buttons([back], [self._save])
        self.lead.setVisible(by_lead)
        self._show_fields()
        if len(results) == 1:
            self.answers.hide()
            self._take(results[0])

    def say(self, sentence: str) -> None:
        """What was refused, beside what it is about."""
        for field, word in ((self.lead, "係長"), (self.mail, "郵便"), (self.yen, "金額")):
            if word in sentence and not field.isHidden():
                field.set_error(sentence)
                field.setFocus()
                return
        self.next.show()
        self.next.set_error(sentence)

    def _on_answered(self, value: str) -> None:
        self._take(TryResult(value))

    def _take(self, result: TryResult) -> None:
        self._result = result
        self.answers.choose(result.value)
        self._forget_errors()
        self.next.set_text(typed_again(self._proposed(result), self._now))
        self._show_fields()
        fields = self._fields()
        waits = next((one for one in fields if one is not self.next and not one.text()), None)
        if waits is not None:
            waits.setFocus()
        else:
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)
        if fields:
            self.reveal(waits or fields[-1])

    def _fields(self) -> list[LineField]:
        fields = [self.lead] if self._by_lead else []
        if self._result is TryResult.SENT:
            fields += [self.mail, self.yen]
        elif self._result is not None and self._result not in KEEPING:
            fields.append(self.next)
        return fields

    def _show_fields(self) -> None:
        shown = self._fields()
        for field in (self.mail, self.yen, self.next):
            field.setVisible(field in shown)

    def _on_next_changed(self, text: str) -> None:
        at = typed_ahead(text, self._now) if text.strip() else None
        # With large text the chosen answer is scrolled away from here.
        chosen = "" if self._result is None else f"{RESULT[self._result]}。"
        again = f"{chosen}{moment_ahead(at, self._now)} にもう一度" if at else _NEXT_HELP
        self.next.set_support(again)
        self.next.set_error("")

    def _forget_errors(self) -> None:
        for field in (self.lead, self.mail, self.yen):
            field.set_error("")

    def _on_save(self) -> None:
        if self._result is None:
            self.answers.setFocus()
            return
        letter, next_at = None, None
        if self.next in self._fields() and self.next.text().strip():
            next_at = typed_ahead(self.next.text(), self._now)
            if next_at is None:
                self.next.set_error(_NO_MOMENT)
                self.next.setFocus()
                return
        if self._by_lead and not self.lead.text().strip():
            self.lead.set_error("係長のお名前を入れてください。")
            self.lead.setFocus()
            return
        if self._result is TryResult.SENT:
            amount = yen_in(self.yen.text())
            if not self.mail.text().strip():
                self.mail.set_error("郵便の種類を入れてください。")
                self.mail.setFocus()
                return
            if amount is None:
                self.yen.set_error("料金を数字で入れてください。")
                self.yen.setFocus()
                return
            letter = Letter(self.mail.text().strip(), amount)
        self.decided.emit(Outcome(self._result, next_at, self.lead.text().strip(), letter))
