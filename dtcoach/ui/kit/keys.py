"""Keys shown on a control do what they say, once per press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The keyboard writes "Enter" on two keys that Qt tells apart.
_TWO_KEYS = {"Enter": ("Return", "Enter"), "Ctrl+Enter": ("Ctrl+Return", "Ctrl+Enter")}


def shortcuts(owner: QWidget, key: str) -> list[QShortcut]:
    """Window-wide shortcuts for `key` as printed on a control ("Enter", "F2", "1", "Ctrl+Z").

    A held key fires once: nobody can run through steps by leaning on Enter.
    """
    made = []
    for name in _TWO_KEYS.get(key, (key,)):
        shortcut = QShortcut(QKeySequence(name), owner)
        shortcut.setAutoRepeat(False)
        made.append(shortcut)
    return made


def takes_enter(event: QEvent) -> bool:
    """True for Enter pressed on a focused control, which then wins over a window-wide Enter."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in _ENTER
        and not event.modifiers()
        & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    )


def release(made: list[QShortcut]) -> None:
    """Frees the keys at once, not when Qt gets round to deleting the objects."""
    for shortcut in made:
        shortcut.setEnabled(False)
        QObject.deleteLater(shortcut)
    made.clear()
