"""The sheets of 回収: what two people saw, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.app.recalling import Found
from dtcoach.domain.typed_dates import read_day, show_day
from dtcoach.domain.words import RecallEnding, WorldKey
from dtcoach.ui.followups.small_sheets import AskingSheet
from dtcoach.ui.followups.words import LEAD, yen_in
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.recall.rows import ENDING, GAVE_UP, WRONG_HANDS

_SAME, _CHANGED, _WRONG = "same", "changed", "wrong"
_ANSWERS = (
    AnswerModel(_SAME, "変更なし", "出した証明書と、いまの記録が同じ"),
    AnswerModel(_CHANGED, "変更あり", "そのあと変わっていた。お持ちの方に連絡します"),
    AnswerModel(_WRONG, WRONG_HANDS, "すぐに係長に知らせます。理由は書きません"),
)


class CompareSheet(AskingSheet):
    """Signals: `compared(Found)`."""

    compared = Signal(object)

    def __init__(
        self, title: str, systems: Sequence[tuple[str, str]], system: WorldKey, now: datetime
    ) -> None:
        """`systems`: (key, title) where a record can be seen; `system`: the likely one."""
        super().__init__(title)
        self._now = now
        self._value: str | None = None
        self.answers = AnswerGroup("見くらべた結果", _ANSWERS)
        self.answers.answered.connect(self._on_answered)
        self.what = LineField(
            "変わっていたこと",
            support="短く（例 転居、氏の変更、廃止）。事情は書きません。",
            required=True,
        )
        self.since = DateField(
            "変わった日", self._read, show_day, support="わからないときは、空にします。"
        )
        self.since.expect_day_only()
        self.system = ComboField(
            "見た画面", systems, required=True, support="その記録を見たシステムです。"
        )
        self.system.choose(system.value)
        self.second = LineField(
            "見くらべた二人目の名前", support="二人で画面を見ます。", required=True, width_em=14
        )
        beside = QWidget()
        columns = Columns(beside, least_px=230)
        columns.addWidget(self.since)
        columns.addWidget(self.system)
        for part in (self.answers, self.what, beside, self.second):
            self.body.addWidget(part)
        for part in (self.what, self.since):
            part.hide()
        self._close_with("記録する")

    def _read(self, text: str) -> date | None:
        return read_day(text, self._now.date())

    def _on_answered(self, value: str) -> None:
        self._value = value
        for part in (self.what, self.since):
            part.setVisible(value == _CHANGED)
        field = self.what if value == _CHANGED else self.second
        field.setFocus()
        self.reveal(field)

    def _on_save(self) -> None:
        if self._value is None:
            self.answers.setFocus()
        elif self._value == _CHANGED and not self.what.text().strip():
            self._wants(self.what, "何が変わっていたかを入れてください。")
        elif self._value == _CHANGED and self.since.text().strip() and self.since.date() is None:
            self._wants(self.since, "「1/6」「1月6日」のように入れてください。")
        elif not self.second.text().strip():
            self._wants(self.second, "見くらべた方の名前を入れてください。")
        else:
            changed = self._value == _CHANGED
            self.compared.emit(
                Found(
                    changed=changed,
                    system=WorldKey(self.system.value() or WorldKey.RESIDENT_RECORD),
                    second=self.second.text().strip(),
                    what=self.what.text().strip() if changed else "",
                    since=self.since.date() if changed else None,
                    wrong_hands=self._value == _WRONG,
                )
            )


class EndSheet(AskingSheet):
    """Signals: `ended(RecallEnding, lead, refund: int | None)`."""

    ended = Signal(object, str, object)

    def __init__(self, title: str, *, by_lead: bool) -> None:
        super().__init__(title)
        self._by_lead = by_lead
        self._ending: RecallEnding | None = None
        self.answers = AnswerGroup(
            "どのように終わりましたか", [AnswerModel(one.value, words) for one, words in _endings()]
        )
        self.answers.answered.connect(self._on_answered)
        self.lead = LineField(
            "係長のお名前", support=f"{LEAD}。名前を残します。", required=True, width_em=14
        )
        self.refund = LineField(
            "お返しした手数料（円）",
            support="お返ししていないときは、空にします。扱いは区の決まりで（要確認）。",
            width_em=8,
            typing=Typing.DIGITS,
        )
        for part in (self.answers, self.lead, self.refund):
            self.body.addWidget(part)
        self.lead.setVisible(by_lead)
        self._close_with("終わりにする", "flag")

    def _on_answered(self, value: str) -> None:
        self._ending = RecallEnding(value)
        self.lead.setVisible(self._by_lead or self._ending in GAVE_UP)
        self.refund.setVisible(self._ending not in GAVE_UP)
        if not self.lead.isHidden():
            self.lead.setFocus()
            self.reveal(self.lead)
        else:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        typed = "" if self.refund.isHidden() else self.refund.text().strip()
        refund = yen_in(typed) if typed else None
        if self._ending is None:
            self.answers.setFocus()
        elif not self.lead.isHidden() and not self.lead.text().strip():
            self._wants(self.lead, "係長のお名前を入れてください。")
        elif typed and refund is None:
            self._wants(self.refund, "金額を数字で入れてください。")
        else:
            self.ended.emit(self._ending, self.lead.text().strip(), refund)


def _endings() -> Sequence[tuple[RecallEnding, str]]:
    endings: Mapping[RecallEnding, str] = ENDING
    return tuple(endings.items())
