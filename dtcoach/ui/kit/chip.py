"""Status as a small label: an icon and a word, the colour only third."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import lay_out, text_width
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_SMALL, SPACE, TypeStyle, current


class Tone(Enum):
    """What a mark means; each names the roles it is drawn in: ink, tint, ink on the full colour."""

    ACTION = ("action", "action_tint", "on_action")
    SUCCESS = ("success", "success_tint", "on_success")
    WARNING = ("warning", "warning_tint", "on_warning")
    DANGER = ("danger", "danger_tint", "on_danger")
    NEUTRAL = ("neutral", "neutral_tint", "on_neutral")

    @property
    def ink(self) -> RoleName:
        return self.value[0]

    @property
    def tint(self) -> RoleName:
        return self.value[1]

    @property
    def on_ink(self) -> RoleName:
        return self.value[2]


class Verdict(Enum):
    """What can be said of a way to serve someone: word, tone, icon, drawn full."""

    RECOMMENDED = ("おすすめ", Tone.ACTION, "star-fill", True)
    POSSIBLE = ("できます", Tone.SUCCESS, "check_circle", False)
    NEEDS_CHECK = ("確認が必要", Tone.WARNING, "warning", False)
    REFUSED = ("できません", Tone.DANGER, "block", False)
    UNKNOWN = ("未確認", Tone.NEUTRAL, "help", False)

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def tone(self) -> Tone:
        return self.value[1]

    @property
    def icon(self) -> str:
        return self.value[2]

    @property
    def full(self) -> bool:
        return self.value[3]


def chip_size(text: str, icon: str = "") -> QSize:
    theme = current()
    width = text_width(text, TypeStyle.NOTE_BOLD) + 2 * SPACE + 4
    if icon:
        width += theme.px(18) + 4
    return QSize(width, theme.line_px(TypeStyle.NOTE_BOLD) + 6)


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, tone: Tone, icon: str = "", full: bool = False
) -> None:
    theme = current()
    fill: RoleName = tone.ink if full else "ground_raised"
    ink: RoleName = tone.on_ink if full else tone.ink
    box(painter, rect, fill, tone.ink, 1.5, RADIUS_SMALL)
    left = rect.x() + SPACE + 2
    if icon:
        side = theme.px(18)
        icons.paint(painter, QRectF(left, rect.center().y() - side / 2, side, side), icon, ink)
        left += side + 4
    line = theme.line_px(TypeStyle.NOTE_BOLD)
    lay_out(text, TypeStyle.NOTE_BOLD).draw(
        painter, left, rect.y() + (rect.height() - line) / 2, theme.color(ink)
    )


class Chip(QLabel):
    """A status chip. Not interactive; read out as its word."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        *,
        icon: str = "",
        full: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._icon = icon
        self._full = full
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @classmethod
    def of(cls, verdict: Verdict, parent: QWidget | None = None) -> Chip:
        return cls(verdict.word, verdict.tone, icon=verdict.icon, full=verdict.full, parent=parent)

    def set_chip(self, text: str, tone: Tone, *, icon: str = "", full: bool = False) -> None:
        self.setText(text)
        self._tone, self._icon, self._full = tone, icon, full
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(
            begin(self), QRectF(self.rect()), self.text(), self._tone, self._icon, self._full
        )
