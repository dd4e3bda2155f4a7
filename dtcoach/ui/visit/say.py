"""言うこと: the words for the resident, large, in the language asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.content import LANGUAGES, Phrase
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.visit.words import LANGUAGE_NAMES


class SayPanel(QWidget):
    """One phrase. Signals: `language_requested()` for the next language."""

    language_requested = Signal()

    def __init__(
        self,
        title: str = "言うこと",
        *,
        style: TypeStyle = TypeStyle.RESIDENT,
        edge: str = "left",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = Panel(title, PanelKind.SAY, icon="record_voice_over-fill", edge=edge)
        self._unchecked = Chip("訳は要確認", Tone.WARNING, icon="warning")
        self._language = Button(
            "", ButtonKind.TEXT, icon="translate", key="F4", size=ButtonSize.SMALL
        )
        self._language.clicked.connect(self._on_language_clicked)
        self._words = Text("", style, "text_strong")
        self.panel.add_action(self._unchecked)
        self.panel.add_action(self._language)
        self.panel.body.addWidget(self._words)
        column.addWidget(self.panel)

    def set_phrase(self, phrase: Phrase | None, text: str, language: str) -> None:
        """`text` is spoken where there is no phrase with languages."""
        words = text if phrase is None else phrase.in_language(language)
        spoken = language if phrase is not None and language in phrase.words else "ja"
        plain = "ja" if spoken == "easy" else spoken
        self._words.set_language(plain)
        self._words.setText(f"「{words}」" if plain == "ja" else words)
        unchecked = phrase is not None and spoken in phrase.unchecked
        self._unchecked.setVisible(unchecked)
        later = next_language(language)
        self._language.set_label(f"{LANGUAGE_NAMES[language]} → {LANGUAGE_NAMES[later]}")
        self._language.setVisible(phrase is not None)

    def _on_language_clicked(self) -> None:
        self.language_requested.emit()


def next_language(language: str) -> str:
    """標準 → やさしい日本語 → English → 中文 → 한국어 → 標準."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
