"""The guided layout: one thing large, what was answered below it, the ways or the steps beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.domain.visit import PlaceKind
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.theme import SPACE, current
from dtcoach.ui.visit.ahead import AheadColumn
from dtcoach.ui.visit.head import WalkHead
from dtcoach.ui.visit.offers import OffersColumn
from dtcoach.ui.visit.pane import Below, WorkPane
from dtcoach.ui.visit.path import PathView
from dtcoach.ui.visit.walk_model import VisitModel

_TWO_COLUMNS_PX = 940
_LEFT, _RIGHT = 63, 37


class Guided(QWidget):
    """Hosts the work of the moment. With large text there is one column: the work, what must not
    happen, the path, and only then the rest. Signals: `again_requested(fact)`."""

    again_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = WalkHead()
        self._ahead = AheadColumn()
        self._path = PathView()
        self._path.again_requested.connect(self.again_requested)
        self._slot = QVBoxLayout()
        self._one_column = False
        self._ways: OffersColumn | None = None
        self._with_side = True
        content = self._content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(SPACE, 0, SPACE, SPACE)
        whole.setSpacing(12)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.top = QVBoxLayout()
        self.end = QVBoxLayout()
        self._column.addLayout(self.top)
        self._column.addWidget(self._head)
        self._column.addLayout(self._slot)
        self._column.addStretch(1)
        self._column.addWidget(self._path)
        whole.addLayout(self._column, 1)
        whole.addLayout(self.end)
        self.pane = WorkPane("いまの手順", content)
        self._side = QWidget()
        self._beside = QVBoxLayout(self._side)
        self._beside.setContentsMargins(SPACE, 0, SPACE, 0)
        self._beside.addWidget(self._ahead)
        self._side_pane = ScrollPane("方法と手順", self._side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.pane, _LEFT)
        row.addWidget(self._side_pane, _RIGHT)

    @property
    def laid_once(self) -> tuple[QWidget, ...]:
        """Where a part that comes or goes would have all the others laid out again."""
        return (self, self._content, self._side, self._head, self._ahead, self._path)

    @property
    def is_one_column(self) -> bool:
        """Whether all stands below the work, the prohibitions too."""
        return self._one_column

    def set_model(self, model: VisitModel) -> None:
        self._head.set_model(model)
        finished = model.kind is PlaceKind.FINISHED
        self._path.set_entries(() if finished else model.path)
        self._ahead.setVisible(not model.offers_first)
        self._ahead.set_route(model.route, model.lines)
        self._with_side = bool(model.offers)
        self._show_side()

    def host(self, work: QWidget, beside: OffersColumn | None) -> None:
        """`beside` takes the right column; without it the steps of the route stand there."""
        if self._slot.indexOf(work) < 0:
            self._slot.addWidget(work)
        work.show()
        self._ways = beside
        if beside is not None:
            if self._beside.indexOf(beside) < 0:
                self._beside.addWidget(beside)
            beside.show()
            self._fit()

    def reveal(
        self,
        widget: QWidget | None,
        first: QWidget | None = None,
        *,
        whole: bool = False,
        firm: bool = False,
        below: Sequence[Below] = (),
    ) -> None:
        """From the top (of the work, where there is little room), or as far down as `widget`,
        where `first` stays in sight; `firm` and `below` as of the pane. `whole`: from the very
        beginning in any case."""
        top = self._head if self._one_column and not whole else None
        self.pane.show_from(top, widget, first, below, firm=firm)

    def restyle(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._fit()

    def _fit(self) -> None:
        if self._ways is not None and not self._one_column:
            self._ways.fit(self.height())

    def _arrange(self) -> None:
        one = self.width() < current().px(_TWO_COLUMNS_PX)
        if one == self._one_column:
            return
        self._one_column = one
        # Beside the work it keeps its own distance from the edge; below it, it stands under it.
        inset = 0 if one else SPACE
        self._beside.setContentsMargins(inset, 0, inset, 0)
        if one:
            self._column.addWidget(self._side_pane.takeWidget())
            self._side.show()
        else:
            self._column.removeWidget(self._side)
            self._side_pane.setWidget(self._side)
            self._side.setAutoFillBackground(False)
        self._head.set_brief(one)
        self._show_side()

    def _show_side(self) -> None:
        self._side_pane.setVisible(self._with_side and not self._one_column)
        if self._one_column:
            self._side.setVisible(self._with_side)
