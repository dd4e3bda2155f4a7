"""The languages as buttons that a resident presses, each in its own letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.domain.content import LANGUAGES
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current, headline

NAMES = {
    "ja": "日本語",
    "easy": "やさしい にほんご",
    "en": "English",
    "zh": "中文",
    "ko": "한국어",
}
_LEAST_PX = 64
_CHECK = 28


class LanguageButton(Pressable):
    """One language, in letters of the size of the page. Filled and ticked while it is shown."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        self._drawn = "ja" if language == "easy" else language
        super().__init__(NAMES[language], parent=parent)
        self.language = language
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = lay_out(self.label, headline(TypeStyle.HEADING_24), language=self._drawn)
        sign = current().px(_CHECK) + SPACE if self.isChecked() else 0
        return QSize(words.width + sign + 6 * SPACE, max(_LEAST_PX, words.height + 2 * SPACE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        pressed = self.isDown() or self.underMouse()
        ground = "action" if chosen else "action_tint" if pressed else "ground_raised"
        box(painter, rect, ground, "action", 2, self.radius)  # type: ignore[arg-type]
        words = lay_out(self.label, headline(TypeStyle.HEADING_24), language=self._drawn)
        side = theme.px(_CHECK) if chosen else 0
        left = (rect.width() - words.width - (side + SPACE if chosen else 0)) / 2
        if chosen:
            place = QRectF(left, (rect.height() - side) / 2, side, side)
            icons.paint(painter, place, "check", "on_action")
            left += side + SPACE
        ink = theme.color("on_action" if chosen else "action")
        words.draw(painter, left, (rect.height() - words.height) / 2, ink)


class LanguageBar(QWidget):
    """Signals: `chosen(language)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {language: LanguageButton(language) for language in LANGUAGES}
        for button in self.buttons.values():
            button.clicked.connect(self._on_clicked)
        self._bar = ActionBar("ことば Language 语言 언어")
        self._bar.set_buttons([*self.buttons.values()], [])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar)

    def set_language(self, language: str) -> None:
        """The one that the page is in."""
        for own, button in self.buttons.items():
            button.setChecked(own == language)
            button.updateGeometry()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, LanguageButton):
            # The page decides which is shown, not the press.
            sender.setChecked(True)
            self.chosen.emit(sender.language)
