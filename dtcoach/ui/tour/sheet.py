"""The tour as one sheet that turns its pages: Enter goes on, Esc leaves at any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.tour import tour_walk
from dtcoach.domain.content import Content
from dtcoach.ui.help.sheet import key_lines
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.tour.pictures import Pictures
from dtcoach.ui.tour.stations import STATIONS, Station

_WIDTH_EM = 68
_LEAST_COLUMN_PX = 400
_LEAST_HIGH_PX = 320


class TourSheet(Sheet):
    """Signals: those of every sheet. Nothing of it is written to any log."""

    def __init__(
        self, content: Content, now: datetime, form_titles: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(_title(0), width_em=_WIDTH_EM)
        # The largest picture is seen whole on the smallest screen.
        self.body.setContentsMargins(SPACE, 0, SPACE, 0)
        self._at = 0
        self._page: QWidget | None = None
        self._pictures = Pictures(content, tour_walk(content, now), form_titles or {})
        self._pictures.setParent(self)
        self._pictures.tried.connect(self.go_on)
        self._leave = Button("終わる", key="Esc")
        self._leave.clicked.connect(self.close_sheet)
        self._back = Button("前へ", icon="arrow_back", key="Ctrl+Z")
        self._back.clicked.connect(self.go_back)
        self._forward = Button("次へ", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._forward.clicked.connect(self.go_on)
        self.set_buttons([self._leave], [self._back, self._forward])
        self._show()

    @property
    def station(self) -> Station:
        return STATIONS[self._at]

    def go_on(self) -> None:
        if self._at + 1 == len(STATIONS):
            self.close_sheet()
            return
        self._at += 1
        self._show()
        self._focus_first()

    def go_back(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()
        self._focus_first()

    def _focus_first(self) -> None:
        """Enter goes on whatever is shown; what can be tried is a press or Tab away."""
        self._forward.setFocus()

    def _show(self) -> None:
        last = self._at + 1 == len(STATIONS)
        self.set_title(_title(self._at))
        self._back.setVisible(self._at > 0)
        # Esc leaves there as well; two buttons of the same name would only make one wonder.
        self._leave.setVisible(not last)
        self._forward.set_label("終わる" if last else "次へ")
        self._forward.set_icon("check" if last else "arrow_forward")
        old, self._page = self._page, self._made(self.station)
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.body.addWidget(self._page)
        # By itself it would be shown a turn later, and the sheet be an empty strip until then.
        self._page.show()
        settle()
        self._fit()
        self.reveal(None)

    def _made(self, station: Station) -> QWidget:
        whole = QWidget()
        columns = Columns(whole, least_px=_LEAST_COLUMN_PX, most=2, gap=4 * SPACE)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        for sentence in station.sentences:
            column.addWidget(Text(sentence, TypeStyle.READ))
        column.addWidget(key_lines(station.keys))
        column.addStretch(1)
        columns.addWidget(words)
        picture = self._pictures.picture(station.shows)
        if picture is not None:
            frame = Panel("見本（記録されません）", PanelKind.PLAIN)
            frame.body.addWidget(picture)
            frame.body.addStretch(1)
            columns.addWidget(frame)
        # At most stations as high, so that the buttons stay where they are.
        whole.setMinimumHeight(_LEAST_HIGH_PX)
        policy = whole.sizePolicy()
        policy.setHeightForWidth(True)
        whole.setSizePolicy(policy)
        return whole


def _title(at: int) -> str:
    return f"使い方 {at + 1}／{len(STATIONS)}　{STATIONS[at].title}"
