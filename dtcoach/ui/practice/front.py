"""What the clerk has in front of them: the resident, their words, and the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.practice.model import TONE, CaseView
from dtcoach.ui.practice.names import Names

_MOST_LINES = 4


class Front(QWidget):
    """Two panels; they stay while the case is played."""

    def __init__(self) -> None:
        super().__init__()
        self._again = Chip("もう一度", Tone.ACTION, icon="replay")
        self._resident = Panel("来庁した方", PanelKind.SAY, icon="person")
        self._resident.add_action(self._again)
        self._name = Text("", TypeStyle.HEADING_20, "text_strong")
        self._person = Text("", TypeStyle.NOTE, "text_secondary")
        self._says = Text("", TypeStyle.SAY, "text_strong")
        self._easy = Text("", TypeStyle.NOTE, "text")
        self._behaves = Text("", TypeStyle.NOTE, "text_secondary")
        for part in (self._name, self._person, self._says, self._easy, self._behaves):
            self._resident.body.addWidget(part)
        self._board = Panel("いまの状況", PanelKind.PLAIN, icon="dashboard")
        self._scenario = Text("", TypeStyle.BODY_BOLD, "text_strong")
        self._board.body.addWidget(self._scenario)
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Chip, Names]] = []
        for row in range(_MOST_LINES):
            chip, text = Chip(""), Names(TypeStyle.NOTE)
            grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
            self._lines.append((chip, text))
        self._board.body.addWidget(lines)
        self._snapshot = Text("", TypeStyle.NOTE, "text_secondary")
        self._board.body.addWidget(self._snapshot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._resident)
        column.addWidget(self._board)
        column.addStretch(1)

    def set_case(self, view: CaseView, *, again: bool) -> None:
        self._again.setVisible(again)
        self._name.setText(view.name)
        self._person.setText(view.person)
        self._says.setText(view.says)
        self._easy.setText(f"やさしい日本語　{view.easy}")
        self._behaves.setText(view.behaves)
        self._board.set_title(f"いまの状況　{view.when}")
        self._scenario.setText(view.scenario)
        self._snapshot.setText(view.snapshot)
        self._snapshot.setVisible(bool(view.snapshot))
        for place, (chip, text) in enumerate(self._lines):
            known = place < len(view.board)
            chip.setVisible(known)
            text.setVisible(known)
            if known:
                line = view.board[place]
                chip.set_chip(line.word, TONE[line.status], icon=line.icon)
                text.set_names(line.systems)
