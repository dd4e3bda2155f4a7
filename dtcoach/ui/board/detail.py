"""The chosen system in full, beside the table that has no room for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.board.detail_view import SystemDetail
from dtcoach.ui.board.model import LOOK, STALE
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

_LABEL_EM = 5


class DetailPane(ScrollPane):
    """As high as what it shows, as long as the rest of the side keeps its room."""

    def __init__(self) -> None:
        super().__init__("選んだシステム", QWidget())
        self._shown: SystemDetail | None = None
        self._room = 0

    @property
    def words(self) -> str:
        """All that is shown, as it is read aloud."""
        content = self.widget()
        return "" if content is None else content.accessibleName()

    def show_detail(self, detail: SystemDetail) -> None:
        """The same words stay, and with them where one has scrolled to."""
        if detail != self._shown:
            self._shown = detail
            content = _Card(detail)
            self.setWidget(content)
            content.setAutoFillBackground(False)
            self._fit()

    def give_room(self, most_px: int) -> None:
        """`most_px`: how much of the height of the side it may take."""
        self._room = most_px
        self._fit()

    def _fit(self) -> None:
        content = self.widget()
        layout = None if content is None else content.layout()
        if layout is None or not self._room:
            return
        need = layout.heightForWidth(max(self.width(), 100))
        self.setFixedHeight(max(min(need, self._room), 44))


class _Card(QWidget):
    def __init__(self, detail: SystemDetail) -> None:
        super().__init__()
        row = detail.row
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        column.setSpacing(4)
        head = QWidget()
        flow = FlowLayout(head)
        flow.addWidget(Text(row.title, TypeStyle.BODY_BOLD, "text_strong", wrap=False))
        tone, icon = LOOK[row.status]
        flow.addWidget(IconLabel(icon, tone.ink, 20, beside=TypeStyle.BODY_BOLD))
        flow.addWidget(Text(row.word, TypeStyle.BODY_BOLD, tone.ink, wrap=False))
        if row.is_stale:
            flow.addWidget(Chip(STALE, Tone.DANGER))
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        column.addWidget(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, current().px(_LABEL_EM * 14))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, words) in enumerate(detail.facts):
            name = Text(label, TypeStyle.NOTE, "text_secondary", wrap=False)
            grid.addWidget(name, number, 0, top)
            grid.addWidget(Text(words, TypeStyle.NOTE, "text"), number, 1)
        for number, earlier in enumerate(detail.earlier, start=len(detail.facts)):
            if number == len(detail.facts):
                before = Text("これまで", TypeStyle.NOTE, "text_secondary", wrap=False)
                grid.addWidget(before, number, 0, top)
            line = QHBoxLayout()
            line.setSpacing(6)
            mark, symbol = LOOK[earlier.status]
            line.addWidget(IconLabel(symbol, mark.ink, 16, beside=TypeStyle.NOTE), 0, top)
            line.addWidget(Text(earlier.words, TypeStyle.NOTE, "text_secondary"), 1)
            grid.addLayout(line, number, 1)
        column.addLayout(grid)
        facts = (f"{label} {words}" for label, words in detail.facts)
        past = (one.words for one in detail.earlier)
        self.setAccessibleName("　".join((row.title, row.word, *facts, *past)))

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # In high contrast the ground is the window's: there an edge holds it together.
        edge: RoleName | None = "border_subtle" if current().high_contrast else None
        box(begin(self), QRectF(self.rect()), "ground_subtle", edge, 1, RADIUS_PANEL)
