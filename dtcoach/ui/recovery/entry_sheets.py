"""Entering what was held, and the second pair of eyes: values that are seen, never a tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from dtcoach.app.recovery import differences
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.recovery.worklist import Work
from dtcoach.domain.typed_dates import read_day, show_day
from dtcoach.domain.written import same_person
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.recovery.system_sheets import needs_words
from dtcoach.ui.recovery.when import WhenField
from dtcoach.ui.recovery.work_rows import about_work, history_of

TOO_LONG = "12けたの数字は、個人番号と区別できないため入れません。下6けたを入れてください。"
"""A number of the ward's system may have twelve digits; two people then read its last six."""


class EnterSheet(Sheet):
    """What was entered into the ward's system. Signals: `entered(number, by, at)`."""

    entered = Signal(str, str, object)

    def __init__(self, work: Work, content: Content, by: str, now: Callable[[], datetime]) -> None:
        super().__init__(f"受付 {work.held.number} の入力を記録します")
        _add_pairs(self.body, about_work(work, content))
        day = Strip(Tone.WARNING, "届出日")
        day.set_spans(
            [(long_date(work.held.filing_day), True), ("（来庁した日）のまま入力します。", False)]
        )
        self.body.addWidget(day)
        _add_pairs(self.body, history_of(work, now()))
        self._number = LineField(
            "システムに出た受付番号",
            required=True,
            support="住民記録などの画面に出た番号を、見たまま入れます",
            width_em=16,
            typing=Typing.CODE,
        )
        self._by = LineField("入力した人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        self._when = WhenField("入力した時刻", now)
        for field in (self._number, self._by, self._when):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("入力を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        if (
            needs_words(self._number, "画面に出た番号を入れてください。", TOO_LONG)
            and needs_words(self._by, "氏名を入れてください。")
            and self._when.is_sound()
        ):
            self.close_sheet()
            self.entered.emit(self._number.text(), self._by.text(), self._when.at())


class CheckSheet(Sheet):
    """A second person reads the screen, the paper beside it. Signals: `checked(number, day, by)`.

    What was entered is not shown: whoever compares types what they see.
    """

    checked = Signal(str, object, str)

    def __init__(self, work: Work, content: Content, by: str, now: Callable[[], datetime]) -> None:
        super().__init__(f"受付 {work.held.number} を、紙と見くらべます", width_em=42)
        self._work = work
        self._today = now().date()
        entered = work.entry.entered
        enterer = "" if entered is None else entered.by
        _add_pairs(self.body, (*about_work(work, content), ("入力した人", enterer)))
        self._number = LineField(
            "画面に見えた受付番号", required=True, width_em=16, typing=Typing.CODE
        )
        self._day = DateField(
            "画面に見えた届出日", self._read, show_day, required=True, placeholder="例 1/6"
        )
        self._day.expect_day_only()
        self._by = LineField(
            "見くらべた人の氏名",
            required=True,
            support=f"入力した{enterer}さんとは別の方です",
            width_em=16,
        )
        self._by.set_text("" if same_person(by, enterer) else by)
        for field in (self._number, self._day, self._by):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        self._anyway = Button("入力し直しにする", key="F4")
        self._anyway.clicked.connect(self._keep)
        self._anyway.hide()
        self._back = back
        self._save = Button("確認を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        self._save.clicked.connect(self._on_keep)
        self.set_buttons([back], [self._save])

    def _read(self, text: str) -> date | None:
        return read_day(text, self._today)

    def _on_keep(self) -> None:
        if not self._is_filled():
            return
        day = self._day.date()
        assert day is not None
        found = differences(self._work, self._number.text(), day)
        if not found:
            self._keep()
            return
        for words in found:
            field = self._number if words.startswith("受付番号") else self._day
            field.set_error(f"{words}紙と画面を、もう一度見てください。")
        self.set_buttons([self._back, self._anyway], [self._save])
        self._number.setFocus()

    def _is_filled(self) -> bool:
        if not needs_words(self._number, "画面に見えた番号を入れてください。", TOO_LONG):
            return False
        if self._day.date() is None:
            self._day.set_error("画面の届出日を「1/6」のように入れてください。")
            self._day.setFocus()
            return False
        entered = self._work.entry.entered
        if not needs_words(self._by, "氏名を入れてください。"):
            return False
        if entered is not None and same_person(self._by.text(), entered.by):
            self._by.set_error("入力した人とは別の方の氏名を入れてください。")
            self._by.setFocus()
            return False
        return True

    def _keep(self) -> None:
        if self._is_filled():
            self.close_sheet()
            self.checked.emit(self._number.text(), self._day.date(), self._by.text())


class DropSheet(Sheet):
    """It is not entered after all. Signals: `dropped(reason, by)`."""

    dropped = Signal(str, str)

    def __init__(self, work: Work, content: Content, by: str) -> None:
        super().__init__(f"受付 {work.held.number} を、入力しないで終えますか")
        _add_pairs(self.body, about_work(work, content))
        self._reason = LineField(
            "入力しない理由",
            required=True,
            placeholder="例 ご本人が取り下げた、別の届で処理した",
        )
        self._by = LineField("決めた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        for field in (self._reason, self._by):
            self.body.addWidget(field)
        drop = Button("入力しないで終える")
        drop.clicked.connect(self._on_drop)
        stay = Button("やめる", ButtonKind.SOLID, key="Esc")
        stay.clicked.connect(self.close_sheet)
        self.set_buttons([drop], [stay])

    def _on_drop(self) -> None:
        if needs_words(self._reason, "理由を入れてください。あとで読む人のために残します。") and (
            needs_words(self._by, "氏名を入れてください。")
        ):
            self.close_sheet()
            self.dropped.emit(self._reason.text(), self._by.text())


class FullSheet(Sheet):
    """完全復旧, or why not yet. Signals: `declared(by, note)`."""

    declared = Signal(str, str)

    def __init__(self, by: str, in_the_way: Iterable[str], done: Iterable[str]) -> None:
        reasons = tuple(in_the_way)
        super().__init__("完全復旧は、まだ宣言できません" if reasons else "完全復旧を宣言します")
        lead = "次のものが終わると、宣言できます。" if reasons else "終わったもの"
        self.body.addWidget(Text(lead, TypeStyle.BODY_BOLD, "text_strong"))
        _add_lines(self.body, [[(f"・{words}", False)] for words in reasons or tuple(done)])
        back = Button("戻る" if reasons else "やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        if reasons:
            back.set_kind(ButtonKind.SOLID)
            self.set_buttons([], [back])
            return
        self._by = LineField("宣言する人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        self._note = LineField("伝えること", placeholder="例 課長、デジタル推進課へ連絡済み")
        for field in (self._by, self._note):
            self.body.addWidget(field)
        keep = Button("完全復旧を宣言する", ButtonKind.SOLID, icon="flag", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        if needs_words(self._by, "氏名を入れてください。"):
            self.close_sheet()
            self.declared.emit(self._by.text(), self._note.text())


def _add_pairs(body: QVBoxLayout, pairs: Iterable[tuple[str, str]]) -> None:
    _add_lines(body, [[(f"{label}　", False), (value, True)] for label, value in pairs])


def _add_lines(body: QVBoxLayout, lines: Iterable[Sequence[tuple[str, bool]]]) -> None:
    """Close together: one thing to read, and the first input comes nearer."""
    held = QVBoxLayout()
    held.setSpacing(4)
    for spans in lines:
        text = Text("", TypeStyle.BODY)
        text.set_spans(spans)
        held.addWidget(text)
    if held.count():
        body.addLayout(held)
