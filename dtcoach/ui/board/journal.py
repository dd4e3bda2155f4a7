"""The course of the outage: a line of it, and the last ones under a list that leaves them room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.board.model import LOOK
from dtcoach.ui.board.rows import JournalLine
from dtcoach.ui.kit.panel import Line
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

MOST_LATEST = 6
_LEAST = 2
_GAP = 2 * SPACE


def journal_row(line: JournalLine) -> QWidget:
    row = QWidget()
    grid = QHBoxLayout(row)
    grid.setContentsMargins(0, 4, 0, 8)
    grid.setSpacing(SPACE)
    when = Text(line.when, TypeStyle.NOTE, "text_secondary", wrap=False)
    words = QVBoxLayout()
    words.setSpacing(0)
    head = QHBoxLayout()
    head.setSpacing(6)
    if line.status is not None:
        tone, icon = LOOK[line.status]
        head.addWidget(IconLabel(icon, tone.ink, 18, beside=TypeStyle.NOTE_BOLD))
    head.addWidget(Text(line.text, TypeStyle.NOTE_BOLD, "text_strong"), 1)
    words.addLayout(head)
    note = "　".join(part for part in (line.note, line.by) if part)
    if note:
        words.addWidget(Text(note, TypeStyle.NOTE, "text_secondary"))
    words.addStretch(1)
    first = QVBoxLayout()
    first.setSpacing(0)
    first.addWidget(when)
    first.addStretch(1)
    grid.addLayout(first)
    grid.addLayout(words, 1)
    return row


class Latest(QWidget):
    """What happened last, as many lines as have room; one alone would say too little."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[JournalLine, ...] = ()
        self._rows: tuple[QWidget, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE, SPACE, SPACE, 0)
        self._column.setSpacing(0)
        head = QWidget()
        self._head = QVBoxLayout(head)
        self._head.setContentsMargins(0, 0, 0, 4)
        self._head.setSpacing(SPACE)
        self._head.addWidget(Line())
        self._head.addWidget(Text("いちばん新しい経過", TypeStyle.NOTE_BOLD, "text_secondary"))
        self._column.addWidget(head)
        self.hide()

    def set_lines(self, lines: Sequence[JournalLine]) -> None:
        """The newest first; the same ones stay."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = tuple(journal_row(line) for line in lines)
        for row in self._rows:
            self._column.addWidget(row)

    def give_room(self, width: int, height: int) -> None:
        """Shows what goes into it, with a gap to the list above."""
        inner = width - 2 * SPACE
        left = height - _GAP - SPACE - self._head.totalHeightForWidth(inner)
        shown = 0
        for number, row in enumerate(self._rows, start=1):
            layout = row.layout()
            left -= 0 if layout is None else layout.totalHeightForWidth(inner)
            if left < 0:
                break
            shown = number
        for number, row in enumerate(self._rows):
            row.setVisible(_LEAST <= shown > number)
        self.setVisible(shown >= _LEAST)
