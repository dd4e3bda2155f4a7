"""The help sheet: explanations with their sources at the left, the keys of the screen beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.domain.content import Source
from dtcoach.ui.help.keys import Key
from dtcoach.ui.help.model import Help, HelpItem, HelpSection, source_line
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone, Verdict
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.panel import Line
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import IconLabel, Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle

_WIDTH_EM = 72
_LEAST_COLUMN_PX = 420
_VERDICTS = {verdict.word: verdict for verdict in Verdict}


class HelpSheet(Sheet):
    """Esc, Enter and F1 close it. Signals: `tour_requested()`, and then it makes room."""

    tour_requested = Signal()

    def __init__(self, told: Help, keys: Sequence[Key]) -> None:
        super().__init__(told.title, width_em=_WIDTH_EM)
        whole = QWidget()
        columns = Columns(whole, least_px=_LEAST_COLUMN_PX, most=2, gap=4 * SPACE)
        columns.addWidget(_stack([_section(section) for section in told.sections]))
        columns.addWidget(_stack([_keys(keys)]))
        policy = whole.sizePolicy()
        policy.setHeightForWidth(True)
        whole.setSizePolicy(policy)
        self.body.addWidget(whole)
        close = Button("閉じる", ButtonKind.SOLID, key="Enter")
        close.clicked.connect(self.close_sheet)
        tour = Button("使い方を見る（約2分）", icon="school", key="F3")
        tour.clicked.connect(self.tour_requested)
        self.set_buttons([tour], [close])

    def _focus_first(self) -> None:
        """There is nothing to fill in: the keys that scroll go to the text."""
        if self._pane.verticalScrollBar().maximum():
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super()._focus_first()


def _stack(parts: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3 * SPACE)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def _section(section: HelpSection) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    column.addWidget(heading(section.title))
    column.addWidget(Line())
    for item in section.items:
        column.addWidget(_item(item))
    return whole


def _item(item: HelpItem) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, SPACE)
    column.setSpacing(2)
    if item.words:
        words = Text(item.words, TypeStyle.BODY_BOLD, "text_strong")
        marks = [Chip.of(_VERDICTS[item.mark])] if item.mark else []
        column.addWidget(PageHead(words, marks) if marks else words)
    if not item.words and item.sources:
        # A source that speaks for itself: its name first, then what it says.
        for source in item.sources:
            column.addWidget(_source(source))
        column.addWidget(Text(item.body, TypeStyle.BODY))
        return whole
    if item.body:
        column.addWidget(Text(item.body, TypeStyle.BODY))
    for source in item.sources:
        column.addWidget(_source(source))
    return whole


def _source(source: Source) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 2, 0, 0)
    row.setSpacing(6)
    icon = IconLabel("menu_book", "text_secondary", 18, beside=TypeStyle.NOTE)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(source_line(source), TypeStyle.NOTE_BOLD, "text_secondary"), 1)
    return whole


def _keys(keys: Sequence[Key]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    column.addWidget(heading("ここで使えるキー"))
    column.addWidget(Line())
    column.addWidget(key_lines(keys))
    return whole


def key_lines(keys: Sequence[Key]) -> QWidget:
    """Each key as printed, beside what it does."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    level = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    for row, (key, words) in enumerate(keys):
        grid.addWidget(Chip(key, Tone.NEUTRAL), row, 0, level)
        grid.addWidget(Text(words, TypeStyle.BODY), row, 1)
    return whole
