"""The frame of the main window: what is going on, where one can go, who waits, who is here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dtcoach.ui.kit.banner import BannerModel, IncidentBanner
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.nav import ParkedList, ParkedModel, PlaceModel, SideNav
from dtcoach.ui.kit.paint import begin, fill
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.operator_card import OperatorCard, OperatorModel

__all__ = ["OperatorModel", "Shell"]

_SIDE_PX = 184
_MARGIN = 12
_PARKED_PX, _PARKED_TIGHT_PX = 70, 52
_TIGHT_PX = 400


class _Side(QWidget):
    """The ground under the navigation. Signals: `tightened(bool)` when a notice or large text
    leaves little height, or enough again."""

    tightened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._is_tight = False

    def restyle(self) -> None:
        # Grows less than the text: the content needs the width more.
        self.setFixedWidth(round(_SIDE_PX * (1 + (current().scale - 1) * 0.6)))
        self._measure()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def _measure(self) -> None:
        tight = self.height() < current().px(_TIGHT_PX)
        if tight != self._is_tight:
            self._is_tight = tight
            self.tightened.emit(tight)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        fill(painter, 0, 0, self.width(), self.height(), "ground_subtle")
        fill(painter, self.width() - 1, 0, 1, self.height(), "border_subtle")


class _ParkedPane(ScrollPane):
    """With large text the side scrolls; who waits is still to be seen, and not a strip of it."""

    _least_px = _PARKED_PX

    def set_tight(self, tight: bool) -> None:
        self._least_px = _PARKED_TIGHT_PX if tight else _PARKED_PX
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(self._least_px))


class Shell(QMainWindow):
    """Banner on top, places at the left, one page at the right. Holds no logic.

    Signals: `place_requested(place)` from the side or Alt+1…9; `parked_visit_requested(id)`;
    `operator_requested()`, `help_requested()`, `settings_requested()`. The answer to
    `place_requested` is `show_place`. What every page must show goes into `notices`, right under
    the banner.
    """

    place_requested = Signal(str)
    parked_visit_requested = Signal(str)
    operator_requested = Signal()
    help_requested = Signal()
    settings_requested = Signal()

    def __init__(self, title: str, places: Sequence[PlaceModel]) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.resize(1366, 768)
        self._pages: dict[str, QWidget] = {}
        self._sheet: Sheet | None = None
        self.banner = IncidentBanner()
        self.nav = SideNav(places)
        self.nav.place_requested.connect(self.place_requested)
        self.parked = ParkedList()
        self.parked.parked_visit_requested.connect(self.parked_visit_requested)
        self._parked_title = Text("", TypeStyle.LABEL, "text_strong")
        self._parked_pane = _ParkedPane("中断中の受付", self.parked)
        self._operator = OperatorCard()
        self._operator.clicked.connect(self.operator_requested)
        self._help = Button("ヘルプ", ButtonKind.TEXT, icon="help", size=ButtonSize.SMALL)
        self._help.show_key("F1")
        self._help.clicked.connect(self.help_requested)
        self._settings = Button("設定", ButtonKind.TEXT, icon="settings", size=ButtonSize.SMALL)
        self._settings.show_key("Ctrl+,")
        self._settings.clicked.connect(self.settings_requested)
        self._mark = Chip("", Tone.WARNING, icon="warning-fill")
        self._mark.hide()
        self.notices = QVBoxLayout()
        self.notices.setSpacing(0)
        self._stack = QStackedWidget()
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(self.notices)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._side = self._build_side()
        row.addWidget(self._side)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self._central = central
        self.setCentralWidget(central)
        self.set_parked(())

    def add_page(self, place: str, page: QWidget) -> None:
        self._pages[place] = page
        self._stack.addWidget(page)

    def remove_page(self, place: str) -> None:
        """A page that is no longer of use; the place stays."""
        page = self._pages.pop(place, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def show_place(self, place: str) -> None:
        """Shows a page and marks its place; a place without a page yet only gets the mark."""
        page = self._pages.get(place)
        if page is not None:
            self._stack.setCurrentWidget(page)
        self.nav.set_current(place)

    def set_banner(self, model: BannerModel | None) -> None:
        self.banner.set_model(model)

    def set_parked(self, parked: Sequence[ParkedModel]) -> None:
        self.parked.set_parked(parked)
        self._parked_title.setText(f"中断中 {len(parked)}件")
        self._parked_title.setVisible(bool(parked))
        self._parked_pane.setVisible(bool(parked))

    def set_mark(self, words: str) -> None:
        """What holds for everything shown here (手順 未承認); empty for nothing."""
        self._mark.set_chip(words, Tone.WARNING, icon="warning-fill")
        self._mark.setVisible(bool(words))

    def set_operator(self, model: OperatorModel | None) -> None:
        self._operator.set_model(model or OperatorModel("", ""))

    def show_side(self, shown: bool) -> None:
        """Without it a page has the whole width: nothing is open that one could go about in."""
        self._side.setVisible(shown)

    @property
    def has_sheet(self) -> bool:
        """Whether something must be settled before anything else."""
        return self._sheet is not None

    def open_sheet(self, sheet: Sheet) -> None:
        """Lays a sheet over everything but lets the banner show through; one at a time."""
        if self._sheet is not None:
            self._sheet.close_sheet()
        self._sheet = sheet
        sheet.dismissed.connect(self._on_sheet_dismissed)
        # Kept, a day of them would fill the window, and larger text would measure them all.
        sheet.dismissed.connect(sheet.deleteLater)
        if self.banner.model is not None:
            sheet.stand_for(self.banner.model.kind)
        sheet.open_over(self, self._central)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that lies over the window, if any."""
        return self._sheet

    def _on_sheet_dismissed(self) -> None:
        self._sheet = None

    def _on_tightened(self, tight: bool) -> None:
        """Without a scroll bar, so that help and who works here stay in sight."""
        self.nav.set_tight(tight)
        self._parked_pane.set_tight(tight)
        self._operator.set_tight(tight)
        self._help.set_icon("" if tight else "help")
        self._settings.set_icon("" if tight else "settings")
        # Both in one row; the key still works, and the help still lists it.
        self._settings.print_key(not tight)
        self._side_gap.changeSize(0, SPACE if tight else 2 * SPACE)

    def _build_side(self) -> QWidget:
        side = _Side()
        content = QWidget()
        side.tightened.connect(self._on_tightened)
        column = QVBoxLayout(content)
        # The parked list brings a margin of its own for the focus ring; the others get as much.
        column.setContentsMargins(_MARGIN - SPACE, 12, _MARGIN - SPACE, SPACE)
        column.setSpacing(0)
        column.addWidget(self.nav)
        self._side_gap = QSpacerItem(0, 2 * SPACE)
        column.addItem(self._side_gap)
        column.addWidget(self._parked_title)
        column.addWidget(self._parked_pane, 1)
        column.addStretch(0)
        column.addSpacing(SPACE)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE, 0, SPACE, 0)
        foot.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignLeft)
        ways = FlowLayout(gap=0)
        for button in (self._help, self._settings):
            ways.addWidget(button)
        foot.addLayout(ways)
        foot.addWidget(self._operator)
        column.addLayout(foot)
        for widget in (self.nav, self._parked_title):
            widget.setContentsMargins(SPACE, 0, SPACE, 0)
        # Large text and notices can leave less room than the places need.
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPane("場所", content))
        side.restyle()
        return side


def lay_over(sheet: Sheet, page: QWidget) -> None:
    """Over the window of that page; `page` is off meanwhile where no shell sees to it."""
    window = page.window()
    if isinstance(window, Shell):
        window.open_sheet(sheet)
    else:
        sheet.open_over(window, page)
