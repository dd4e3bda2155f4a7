"""What is typed into a field, so that the Japanese input method is on or off as it needs."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_Hint = Qt.InputMethodHint


class Typing(Enum):
    """`hints` are what Qt tells the system; a field without `converts` bypasses the input method,
    which is the one thing that every system obeys: digits then come out as digits.

    Qt has no word for "turn kana on": where Japanese is typed, the method stays as the clerk left
    it, and what comes in half width, or in the other kana, is made one when the field is left.
    """

    JAPANESE = (_Hint.ImhNone, True)
    KANA = (_Hint.ImhNoPredictiveText, True)
    DATE = (_Hint.ImhPreferLatin | _Hint.ImhPreferNumbers, True)
    CODE = (_Hint.ImhLatinOnly | _Hint.ImhPreferUppercase, False)
    DIGITS = (_Hint.ImhFormattedNumbersOnly | _Hint.ImhPreferLatin, False)
    PHONE = (_Hint.ImhDialableCharactersOnly | _Hint.ImhPreferLatin, False)

    @property
    def hints(self) -> Qt.InputMethodHint:
        return self.value[0]

    @property
    def converts(self) -> bool:
        """Whether kana and kanji can be typed."""
        return self.value[1]

    def prepare(self, editor: QWidget) -> None:
        """Set up an editor for it."""
        editor.setInputMethodHints(self.hints)
        editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.converts)
