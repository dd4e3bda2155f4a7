"""A button that only acts while it is held: nobody presses it in passing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize

HOLD_MS = 1500


class HoldButton(Button):
    """For the staff, on a screen that residents touch. It takes no keys: those have Esc.

    Signals: `held()` after one and a half seconds.
    """

    held = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(
            label, ButtonKind.OUTLINE, icon="lock", size=ButtonSize.LARGE, parent=parent
        )
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(HOLD_MS)
        self.timer.timeout.connect(self.held)
        self.pressed.connect(self.timer.start)
        self.released.connect(self.timer.stop)
