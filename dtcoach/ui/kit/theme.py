"""The one place that turns roles and sizes into what Qt draws with.

Controls paint themselves from `current()`, on Fusion with a palette. There is no style sheet: Qt
would parse and match it for every widget, and it cannot draw a ring outside a box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from dtcoach.ui.kit import fonts
from dtcoach.ui.kit.roles import HIGH_CONTRAST, LIGHT, RoleName, Roles

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints, QStyleHints

SPACE = 8
RADIUS_SMALL = 6
RADIUS_CONTROL = 8
RADIUS_PANEL = 12
TARGET_MIN = 44
CIRCLE = 44
SCALE_MIN, SCALE_MAX = 1.0, 2.0


class TypeStyle(Enum):
    """Size in pixels, bold, line height: the whole type scale (look.md)."""

    NOTE = (14, False, 1.5)
    NOTE_BOLD = (14, True, 1.5)
    BODY = (16, False, 1.7)
    BODY_BOLD = (16, True, 1.7)
    READ = (17, False, 1.7)
    READ_BOLD = (17, True, 1.7)
    LABEL = (16, True, 1.3)
    LABEL_PLAIN = (16, False, 1.3)
    SAY = (20, False, 1.6)
    HEADING_20 = (20, True, 1.5)
    HEADING_24 = (24, True, 1.5)
    HEADING_28 = (28, True, 1.5)
    HEADING_32 = (32, True, 1.5)
    FIGURE = (36, True, 1.3)
    RESIDENT = (24, False, 1.7)
    RESIDENT_LARGE = (32, False, 1.6)
    RESIDENT_WIDE = (45, False, 1.5)
    RESIDENT_HUGE = (57, False, 1.4)
    READING_SMALL = (14, False, 1.2)
    READING = (16, False, 1.2)
    READING_LARGE = (22, False, 1.2)
    READING_HUGE = (28, False, 1.2)

    size_px: int
    bold: bool
    line_height: float

    def __init__(self, size_px: int, bold: bool, line_height: float) -> None:
        self.size_px = size_px
        self.bold = bold
        self.line_height = line_height

    # A style is a part of the key under which lines are kept, asked for hundreds of times a step.
    __hash__ = object.__hash__


class ThemeChoice(Enum):
    """What a person may choose; SYSTEM follows the contrast preference of the terminal."""

    SYSTEM = "system"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, eq=False)
class Theme:
    """One set of roles at one text scale, with its Qt objects made once."""

    roles: Roles
    scale: float = 1.0
    family: str | None = None
    _colors: dict[RoleName, QColor] = field(default_factory=dict, repr=False)
    _fonts: dict[tuple[TypeStyle, str, bool], QFont] = field(default_factory=dict, repr=False)

    @property
    def high_contrast(self) -> bool:
        return self.roles is HIGH_CONTRAST

    def color(self, role: RoleName) -> QColor:
        """Do not alter the colour returned: it is shared."""
        color = self._colors.get(role)
        if color is None:
            color = self._colors[role] = QColor(self.roles[role])
        return color

    def font(self, style: TypeStyle, language: str = "ja", struck: bool = False) -> QFont:
        key = (style, language, struck)
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = QFont(fonts.families(self.family, language))
            font.setPixelSize(self.px(style.size_px))
            font.setWeight(QFont.Weight.Bold if style.bold else QFont.Weight.Normal)
            font.setStrikeOut(struck)
        return font

    def metrics(self, style: TypeStyle) -> QFontMetrics:
        return QFontMetrics(self.font(style))

    def line_px(self, style: TypeStyle) -> int:
        """Height of one line of text in `style`, in pixels."""
        return round(style.size_px * self.scale * style.line_height)

    def px(self, length: float) -> int:
        """A length that grows with the text: icons, circles, targets. Space does not grow."""
        return round(length * self.scale)


_LARGE = 1.75


class _Applied:
    """What was applied last: as global as the palette of a QApplication is."""

    theme = Theme(LIGHT)
    choice = ThemeChoice.LIGHT


def current() -> Theme:
    """The theme last applied; the painting widgets ask for it each time."""
    return _Applied.theme


def headline(style: TypeStyle) -> TypeStyle:
    """`style` of a headline over work; at large text no larger than what it stands over needs."""
    return TypeStyle.HEADING_20 if current().scale >= _LARGE else style


def make_application(arguments: Sequence[str] = ("dtcoach",)) -> QApplication:
    """The application on Fusion.

    Asked for as an argument of Qt's own: `setStyle` would make Python build the whole QStyle
    class, which takes longer than all the rest of the theme.
    """
    return QApplication([*arguments[:1], "-style", "fusion", *arguments[1:]])


def apply(app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, scale: float = 1.0) -> Theme:
    """Dresses the application and every widget already made. `scale` is cut to 1.0–2.0."""
    _Applied.choice = choice
    roles = HIGH_CONTRAST if _wants_high_contrast(app, choice) else LIGHT
    scale = min(max(scale, SCALE_MIN), SCALE_MAX)
    family = _Applied.theme.family or fonts.japanese_family()
    theme = _Applied.theme = Theme(roles, scale, family)
    app.setPalette(_palette(theme))
    app.setFont(theme.font(TypeStyle.BODY))
    for widget in app.allWidgets():
        restyle = getattr(widget, "restyle", None)
        if restyle is not None:
            restyle()
    return theme


def follow_system(app: QApplication) -> None:
    """Applies the theme again when the terminal's contrast preference changes."""
    _ContrastFollower(app)


class _ContrastFollower(QObject):
    """Lives as long as the application; holds the hints, which Python would let go of."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._style_hints = app.styleHints()
        self._hints = _accessibility(self._style_hints)
        if self._hints is not None:
            self._hints.contrastPreferenceChanged.connect(self._on_contrast_changed)

    def _on_contrast_changed(self) -> None:
        if _Applied.choice is ThemeChoice.SYSTEM:
            apply(self._app, ThemeChoice.SYSTEM, _Applied.theme.scale)


def _wants_high_contrast(app: QApplication, choice: ThemeChoice) -> bool:
    if choice is not ThemeChoice.SYSTEM:
        return choice is ThemeChoice.HIGH_CONTRAST
    style_hints = app.styleHints()
    hints = _accessibility(style_hints)
    return hints is not None and hints.contrastPreference() == Qt.ContrastPreference.HighContrast


def _accessibility(style_hints: QStyleHints) -> QAccessibilityHints | None:
    """Qt tells of the contrast preference since 6.10."""
    ask = getattr(style_hints, "accessibility", None)
    return ask() if ask is not None else None


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    pairs: tuple[tuple[QPalette.ColorRole, RoleName], ...] = (
        (role.Window, "ground"),
        (role.WindowText, "text"),
        (role.Base, "ground_raised"),
        (role.AlternateBase, "ground_subtle"),
        (role.Text, "text_strong"),
        (role.PlaceholderText, "example"),
        (role.Button, "ground_subtle"),
        (role.ButtonText, "text"),
        (role.BrightText, "on_action"),
        (role.Highlight, "action"),
        (role.HighlightedText, "on_action"),
        (role.Accent, "action"),
        (role.Link, "action"),
        (role.LinkVisited, "action"),
        (role.ToolTipBase, "text_strong"),
        (role.ToolTipText, "ground"),
        (role.Light, "ground"),
        (role.Midlight, "ground_subtle"),
        (role.Mid, "border_subtle"),
        (role.Dark, "border"),
        (role.Shadow, "text_strong"),
    )
    for target, name in pairs:
        palette.setColor(target, theme.color(name))
    # What is behind a sheet keeps its colours; a control that is off paints itself so.
    return palette
