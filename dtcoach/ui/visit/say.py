"""言うこと: the words for the resident, large, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.content import Phrase
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.visit.languages import LanguageSwitch


class SayPanel(QWidget):
    """What is said in one breath. Signals: `language_requested()` for the next language."""

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
        self._switch = LanguageSwitch(self)
        self._switch.requested.connect(self.language_requested)
        self._words = Text("", style, "text_strong")
        for widget in self._switch.widgets:
            self.panel.add_action(widget)
        self.panel.body.addWidget(self._words)
        column.addWidget(self.panel)

    def set_phrases(
        self,
        said: Sequence[tuple[Phrase | None, str]],
        language: str,
        style: TypeStyle = TypeStyle.RESIDENT,
    ) -> None:
        """Each with the text that is spoken where there is no phrase with languages."""
        self._words.set_style(style)
        phrases = [phrase for phrase, _ in said if phrase is not None]
        spoken = language if all(language in phrase.words for phrase in phrases) else "ja"
        plain = "ja" if spoken == "easy" else spoken
        words = [text if phrase is None else phrase.in_language(spoken) for phrase, text in said]
        self._words.set_language(plain)
        self._words.setText("\n".join(f"「{one}」" if plain == "ja" else one for one in words))
        unchecked = any(spoken in phrase.unchecked for phrase in phrases)
        self._switch.set_language(language, unchecked=unchecked, shown=bool(phrases))
