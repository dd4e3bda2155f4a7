"""What goes with a step: acts done and prohibitions kept in mind in the same go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.domain.words import StepKind
from dtcoach.ui.kit.panel import EDGE_PX, PanelKind, paint_ground
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.visit.walk_model import LeadLine
from dtcoach.ui.visit.words import KIND_ICONS

_PAD = 4
_ACT = TypeStyle.BODY_BOLD


class _Row(QWidget):
    """On the ground of the panel that such a step has where it stands alone."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = PanelKind.DO
        self._icon = IconLabel("touch_app", "action", 24, beside=_ACT)
        self._text = Text("", _ACT, "text_strong")
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * SPACE + EDGE_PX, _PAD, 2 * SPACE, _PAD)
        line.setSpacing(12)
        column = QVBoxLayout()
        column.addWidget(self._icon)
        column.addStretch(1)
        line.addLayout(column)
        line.addWidget(self._text, 1)

    def set_line(self, line: LeadLine) -> None:
        never = line.kind is StepKind.NEVER
        self._kind = PanelKind.NEVER if never else PanelKind.DO
        self._icon.set_icon(KIND_ICONS[line.kind], self._kind.ink)
        self._text.set_style(TypeStyle.BODY if never else _ACT)
        self._text.setText(line.text)
        self.update()

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ground(self, self._kind, "left")


class LeadRows(QWidget):
    """One row a line, each with the sign of its kind. Prohibitions that stand beside the work all
    the time need not stand in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._lines: tuple[LeadLine, ...] = ()
        self._with_nevers = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)

    def set_lines(self, lines: Sequence[LeadLine]) -> None:
        self._lines = tuple(lines)
        self._show()

    def show_nevers(self, shown: bool) -> None:
        if shown != self._with_nevers:
            self._with_nevers = shown
            self._show()

    def _show(self) -> None:
        lines = [x for x in self._lines if self._with_nevers or x.kind is not StepKind.NEVER]
        while len(self._rows) < len(lines):
            self._rows.append(_Row())
            self._column.addWidget(self._rows[-1])
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(lines))
            if index < len(lines):
                row.set_line(lines[index])
        self.setVisible(bool(lines))
