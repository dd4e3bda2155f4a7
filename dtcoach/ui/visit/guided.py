"""The guided layout: one thing large, what was answered below it, the ways or the steps beside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.visit.ahead import AheadColumn
from dtcoach.ui.visit.head import WalkHead
from dtcoach.ui.visit.path import PathView
from dtcoach.ui.visit.walk_model import VisitModel


class Guided(QWidget):
    """Hosts the work of the moment. Signals: `again_requested(fact)`."""

    again_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = WalkHead()
        self.ahead = AheadColumn()
        self._path = PathView()
        self._path.again_requested.connect(self.again_requested)
        self._slot = QVBoxLayout()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE, 0, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.head)
        column.addLayout(self._slot)
        column.addStretch(1)
        column.addWidget(self._path)
        self.pane = ScrollPane("いまの手順", content)
        side = QWidget()
        self._beside = QVBoxLayout(side)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.ahead)
        self._side = ScrollPane("方法と手順", side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.pane, 68)
        row.addWidget(self._side, 32)

    def set_model(self, model: VisitModel) -> None:
        self.head.set_model(model)
        self._path.set_entries(model.path)
        self.ahead.setVisible(not model.offers_first)
        self.ahead.set_route(model.route, model.lines)
        self._side.setVisible(not model.outcomes or model.step is not None or bool(model.offers))

    def host(self, work: QWidget, beside: QWidget | None) -> None:
        """`beside` takes the right column; without it the steps of the route stand there."""
        self._slot.addWidget(work)
        work.show()
        if beside is not None:
            self._beside.addWidget(beside)
            beside.show()
