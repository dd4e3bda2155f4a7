"""A slip held under a hand scanner brings its case up, whatever has the keys.

A scanner types as a keyboard does, very fast, and Enter at the end. Without the mark in front of
the number its digits would answer the question on the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from dtcoach.domain.words import SCAN_MARK
from dtcoach.ui.shell import Shell

_FASTEST_HAND_MS = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScanReader(QObject):
    """Signals: `scanned(number)`. In a note, and in the fields of a sheet, the mark is a letter."""

    scanned = Signal(str)

    def __init__(self, window: Shell) -> None:
        super().__init__(window)
        self._window = window
        self._read: str | None = None
        self._since = QElapsedTimer()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Only where keys arrive: whatever is painted or moved would pass through here as well.
        window.installEventFilter(self)
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and old is not self._window and isValid(old):
            old.removeEventFilter(self)
        if now is not None and now is not self._window and self._window.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not self._window.isActiveWindow():
            return False
        if self._read is not None and self._since.elapsed() > _FASTEST_HAND_MS:
            self._read = None
        if self._read is None and (event.text() != SCAN_MARK or self._is_typing()):
            return False
        event.accept()  # no shortcut either: the digits are a number, not answers
        if kind == QEvent.Type.KeyPress:
            self._take(event)
        return True

    def _take(self, event: QKeyEvent) -> None:
        self._since.start()
        if self._read is not None and event.key() in _ENTER:
            number, self._read = self._read, None
            self.scanned.emit(number)
        elif self._read is None:
            self._read = ""
        else:
            self._read += event.text()

    def _is_typing(self) -> bool:
        now = QApplication.focusWidget()
        if isinstance(now, QLineEdit):
            return self._window.has_sheet
        return isinstance(now, QPlainTextEdit | QTextEdit)
