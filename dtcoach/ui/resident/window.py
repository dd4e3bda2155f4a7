"""The resident's window: on a second screen beside the work, or over it on a turned one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.ports import QrCodes
from dtcoach.ui.resident.hold import HoldButton
from dtcoach.ui.resident.view import ResidentView

_BACK_KEYS = ("Esc", "F10")


def other_screen(screen: QScreen, chosen: str = "") -> QScreen | None:
    """The screen of that name, or any that shows something else than `screen`.

    None where there is but one, or where `screen` itself was chosen to be turned.
    """
    here = screen.geometry()
    for named in QGuiApplication.screens():
        if chosen and named.name() == chosen:
            return None if named is screen else named
    for other in QGuiApplication.screens():
        if other is not screen and not other.geometry().intersects(here):
            return other
    return None


class ResidentWindow(QWidget):
    """Full screen. Signals: `language_chosen(language)`; `left()` when it is closed.

    `turned`: it covers the clerk's own screen, has the keys, and goes with Esc, F10 or a button
    of the staff that must be held. On a screen of its own it takes no keys from the clerk.
    """

    language_chosen = Signal(str)
    left = Signal()

    def __init__(self, codes: QrCodes | None, *, turned: bool) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("ご案内")
        # The clerk's window decides when the work ends.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.turned = turned
        # No button of the resident's has the keys until one is pressed: a ring would look chosen.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        staff: HoldButton | None = None
        if turned:
            staff = HoldButton("職員に戻る（長押し）")
            staff.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            staff.held.connect(self.close)
            for key in _BACK_KEYS:
                QShortcut(key, self).activated.connect(self.close)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.staff = staff
        self.view = ResidentView(codes, staff)
        self.view.language_chosen.connect(self.language_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def show_on(self, screen: QScreen) -> None:
        """Fill that screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not `showFullScreen`: it would take the keys from the clerk.
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.setVisible(True)
        self.setFocus()
        if self.turned:
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.staff is not None:
            self.staff.timer.stop()
        super().closeEvent(event)
        self.left.emit()
