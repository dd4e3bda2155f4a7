"""Smaller sheets after a visit: another day or keeper, a fee, an end without it, the address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal

from dtcoach.domain.typed_dates import read_day, show_day
from dtcoach.domain.words import FeeStanding
from dtcoach.ui.followups.words import FEE, moment_ahead, typed_again, yen_in
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.times import typed_ahead

_LEAD = "係長のお名前"


class AskingSheet(Sheet):
    """What these sheets share: it stays until it is closed. `say` shows what was refused."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._said = Text("", TypeStyle.BODY, "danger")
        self._said.hide()

    def _close_with(self, save: str, icon: str = "check") -> None:
        """Last, so that Tab comes to the buttons after the fields."""
        self.body.addWidget(self._said)
        self._said.hide()
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        self.save = Button(save, ButtonKind.SOLID, icon=icon, key="Enter")
        self.save.clicked.connect(self._on_save)
        self.set_buttons([back], [self.save])

    def say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.show()
        self.reveal(self._said)

    def _on_save(self) -> None:
        raise NotImplementedError

    def _wants(self, field: LineField | DateField, error: str) -> None:
        field.set_error(error)
        field.setFocus()
        self.reveal(field)


class MenuSheet(Sheet):
    """Other things that can be done, each on a digit. Signals: `chosen(value)`."""

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """`choices`: (value, label, what it means)."""
        super().__init__(title)
        answers = AnswerGroup("できること", [AnswerModel(*choice) for choice in choices])
        answers.answered.connect(self._on_answered)
        self.body.addWidget(answers)
        back = Button("閉じる", key="Esc")
        back.clicked.connect(self.close_sheet)
        self.set_buttons([back], [])

    def _on_answered(self, value: str) -> None:
        self.close_sheet()
        self.chosen.emit(value)


class PlanSheet(AskingSheet):
    """Signals: `planned(due: date | None, keeper, next_at: datetime | None)`."""

    planned = Signal(object, str, object)

    def __init__(
        self, title: str, due: date | None, keeper: str, next_at: datetime | None, now: datetime
    ) -> None:
        super().__init__(title)
        self._now = now
        self.due = DateField(
            "お約束の日",
            self._read,
            show_day,
            support="日を決めていないときは、空にします（復旧後）。",
        )
        self.due.expect_day_only()
        self.due.set_text("" if due is None else f"R{due.year - 2018}.{due.month}.{due.day}")
        self.keeper = LineField("担当", required=True, width_em=16)
        self.keeper.set_text(keeper)
        self.next = LineField(
            "次にする日時", support="決めないときは、空にします。", width_em=14, typing=Typing.DATE
        )
        self.next.changed.connect(self._on_next_changed)
        self.next.set_text(typed_again(next_at, now) if next_at and next_at > now else "")
        for field in (self.due, self.keeper, self.next):
            self.body.addWidget(field)
        self._close_with("この日と担当にする", "event")

    def _read(self, text: str) -> date | None:
        return read_day(text, self._now.date())

    def _on_next_changed(self, text: str) -> None:
        at = typed_ahead(text, self._now) if text.strip() else None
        told = f"{moment_ahead(at, self._now)} にする" if at else "決めないときは、空にします。"
        self.next.set_support(told)
        self.next.set_error("")

    def _on_save(self) -> None:
        due, next_at = self.due.date(), typed_ahead(self.next.text(), self._now)
        if self.due.text().strip() and due is None:
            self._wants(self.due, "「1/7」「1月7日」のように入れてください。")
        elif not self.keeper.text().strip():
            self._wants(self.keeper, "担当を入れてください。")
        elif self.next.text().strip() and next_at is None:
            self._wants(self.next, "これから先の時刻を、「14:00」のように入れてください。")
        else:
            self.planned.emit(due, self.keeper.text().strip(), next_at)


class ChoiceSheet(AskingSheet):
    """One of a few, by the word of a lead where `lead` is True. Signals: `decided(value, lead)`."""

    decided = Signal(str, str)

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str, str]], save: str, *, lead: bool
    ) -> None:
        super().__init__(title)
        self._value: str | None = None
        self.answers = AnswerGroup("どのように終えますか", [AnswerModel(*one) for one in choices])
        self.answers.answered.connect(self._on_answered)
        self.lead = LineField(
            _LEAD, support="これは係長の判断です。名前を残します。", required=True, width_em=14
        )
        self.body.addWidget(self.answers)
        self.body.addWidget(self.lead)
        self.lead.setVisible(lead)
        self._close_with(save, "flag")

    def _on_answered(self, value: str) -> None:
        self._value = value
        if self.lead.isHidden():
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.lead.setFocus()

    def _on_save(self) -> None:
        if self._value is None:
            self.answers.setFocus()
        elif not self.lead.isHidden() and not self.lead.text().strip():
            self._wants(self.lead, "係長のお名前を入れてください。")
        else:
            self.decided.emit(self._value, self.lead.text().strip())


class FeeSheet(AskingSheet):
    """Signals: `noted(FeeStanding, yen)`."""

    noted = Signal(object, int)

    def __init__(self, title: str, stands: str) -> None:
        """`stands`: how it stands now, in words."""
        super().__init__(title)
        self._standing: FeeStanding | None = None
        self.answers = AnswerGroup(
            "手数料", [AnswerModel(one.value, FEE[one]) for one in FeeStanding]
        )
        self.answers.answered.connect(self._on_answered)
        self.yen = LineField(
            "金額（円）",
            support="扱いと金額は、区が決めたとおりに入れます（要確認）。",
            required=True,
            width_em=8,
            typing=Typing.DIGITS,
        )
        if stands:
            self.body.addWidget(Text(f"いまの記録　{stands}", TypeStyle.BODY))
        self.body.addWidget(self.answers)
        self.body.addWidget(self.yen)
        self._close_with("記録する")

    def _on_answered(self, value: str) -> None:
        self._standing = FeeStanding(value)
        self.yen.setFocus()

    def _on_save(self) -> None:
        amount = yen_in(self.yen.text())
        if self._standing is None:
            self.answers.setFocus()
        elif amount is None:
            self._wants(self.yen, "金額を数字で入れてください。")
        else:
            self.noted.emit(self._standing, amount)


class AddressSheet(AskingSheet):
    """Signals: `checked(postcode, address, second)`."""

    checked = Signal(str, str, str)

    def __init__(self, title: str) -> None:
        """Nothing is filled in: what is entered is what was read off the record."""
        super().__init__(title)
        told = (
            "住民票に記録されている住所を、見て入れます。声に出して読みません。転送不要で送ります。"
        )
        self.body.addWidget(Text(told))
        self.postcode = LineField("郵便番号", width_em=9, typing=Typing.DIGITS)
        self.address = LineField("記録の住所", required=True)
        self.second = LineField(
            "見くらべた二人目の名前", support="記録の画面と、この宛先を見くらべます。",
            required=True, width_em=14,
        )  # fmt: skip
        for field in (self.postcode, self.address, self.second):
            self.body.addWidget(field)
        self._close_with("この宛先で確かめた", "fact_check")

    def _on_save(self) -> None:
        if not self.address.text().strip():
            self._wants(self.address, "記録の住所を入れてください。")
        elif not self.second.text().strip():
            self._wants(self.second, "見くらべた方の名前を入れてください。")
        else:
            self.checked.emit(self.postcode.text(), self.address.text(), self.second.text().strip())
