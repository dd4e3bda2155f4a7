"""The resident's language: which comes next, and the one control that asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.domain.content import LANGUAGES
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.visit.words import LANGUAGE_NAMES


def next_language(language: str) -> str:
    """標準 → やさしい日本語 → English → 中文 → 한국어 → 標準."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


class LanguageSwitch(QObject):
    """A button with F4, and the mark of a translation that no speaker has confirmed.

    Signals: `requested()` for the next language. `widgets` go where what is translated stands.
    """

    requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark = Chip("訳は要確認", Tone.WARNING, icon="warning")
        self._button = Button(
            "", ButtonKind.TEXT, icon="translate", key="F4", size=ButtonSize.SMALL
        )
        self._button.clicked.connect(self.requested)

    @property
    def widgets(self) -> tuple[QWidget, QWidget]:
        return self._mark, self._button

    def set_language(self, language: str, *, unchecked: bool, shown: bool = True) -> None:
        label = f"{LANGUAGE_NAMES[language]} → {LANGUAGE_NAMES[next_language(language)]}"
        if self._button.label != label:
            self._button.set_label(label)
        self._button.setVisible(shown)
        self._mark.setVisible(shown and unchecked)
