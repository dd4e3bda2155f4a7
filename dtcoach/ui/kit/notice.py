"""Notices on a page: a boxed one for what must be read, a strip for one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.paint import begin, box, left_edge
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import RADIUS_CONTROL, RADIUS_PANEL, SPACE, TypeStyle, current

_CHIP_PX = 16


class NoticeKind(Enum):
    """Word for those who do not see it, tone, icon."""

    INFO = ("お知らせ", Tone.ACTION, "info-fill")
    SUCCESS = ("完了", Tone.SUCCESS, "check_circle-fill")
    WARNING = ("注意", Tone.WARNING, "warning-fill")
    ERROR = ("エラー", Tone.DANGER, "error-fill")

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def tone(self) -> Tone:
        return self.value[1]

    @property
    def icon(self) -> str:
        return self.value[2]


class Notice(QWidget):
    """A notification banner: border, colour chip at the left, icon, heading, body, buttons."""

    def __init__(
        self,
        kind: NoticeKind,
        title: str,
        body: str = "",
        *,
        actions: Iterable[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = IconLabel(kind.icon, kind.tone.ink, beside=TypeStyle.HEADING_20)
        self._title = Text("", TypeStyle.HEADING_20, "text_strong")
        self._body = Text("", TypeStyle.BODY)
        grid = QGridLayout(self)
        grid.setContentsMargins(_CHIP_PX + 2 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._body, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)
        buttons = list(actions)
        if buttons:
            row = QWidget()
            flow = FlowLayout(row)
            flow.setContentsMargins(0, SPACE, 0, 0)
            for button in buttons:
                flow.addWidget(button)
            grid.addWidget(row, 2, 1)
        self.set_notice(kind, title, body)

    def set_notice(self, kind: NoticeKind, title: str, body: str = "") -> None:
        self._kind = kind
        self._icon.set_icon(kind.icon, kind.tone.ink)
        self._title.setText(title)
        self._body.setText(body)
        self._body.setVisible(bool(body))
        self.setAccessibleName(f"{kind.word}: {title}")
        self.setAccessibleDescription(body)
        self.restyle()

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        ink = self._kind.tone.ink
        box(painter, rect, "ground_raised", ink, 2, RADIUS_PANEL)
        left_edge(painter, rect, ink, _CHIP_PX, RADIUS_PANEL)


class Strip(QWidget):
    """One sentence on a tint, with a full chip in front: 本日が期限, 影響, 要再確認."""

    def __init__(self, tone: Tone, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._chip = Chip(word, tone, full=True)
        self._text = Text("", TypeStyle.BODY)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE, 10, 2 * SPACE, 10)
        row.setSpacing(12)
        self._lead = QVBoxLayout()
        self._lead.addWidget(self._chip)
        self._lead.addStretch(1)
        row.addLayout(self._lead)
        row.addWidget(self._text, 1)
        self.restyle()

    def set_spans(self, spans: Iterable[tuple[str, bool]]) -> None:
        """The sentence as (words, bold) pieces."""
        self._text.set_spans(spans)
        self.setAccessibleName(f"{self._chip.text()}: {self._text.text()}")

    def set_word(self, tone: Tone, word: str) -> None:
        self._tone = tone
        self._chip.set_chip(word, tone, full=True)
        self.update()

    def restyle(self) -> None:
        # The chip stands on the line of the first words, whatever the text scale.
        lower = (current().line_px(TypeStyle.BODY) - self._chip.sizeHint().height()) // 2
        self._lead.setContentsMargins(0, max(lower, 0), 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        box(painter, rect, self._tone.tint, None, 0, RADIUS_CONTROL)
        if current().high_contrast:
            box(painter, rect, None, self._tone.ink, 1, RADIUS_CONTROL)
        left_edge(painter, rect, self._tone.ink, 8, RADIUS_CONTROL)
