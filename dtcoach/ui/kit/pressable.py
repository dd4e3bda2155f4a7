"""What every control that is pressed shares: keys, Enter, hover, an accessible name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from dtcoach.ui.kit.keys import release, shortcuts, takes_enter
from dtcoach.ui.kit.theme import RADIUS_CONTROL


class Pressable(QPushButton):
    """A button that paints itself. Signals: those of QPushButton.

    `key` is printed on the control and works window-wide. A control that is off says why:
    `set_reason`.
    """

    radius = RADIUS_CONTROL

    def __init__(self, name: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts: list[QShortcut] = []
        self._key = ""
        self._reason = ""
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setProperty("ring_radius", self.radius)
        self.set_key(key)

    @property
    def label(self) -> str:
        return self.text().replace("&&", "&")

    def set_label(self, label: str) -> None:
        if label == self.label:
            return
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.updateGeometry()

    @property
    def key(self) -> str:
        return self._key

    def set_key(self, key: str) -> None:
        """Changes the key on the control; empty for none."""
        if key == self._key:
            return
        release(self._shortcuts)
        self._key = key
        if key:
            self._shortcuts = shortcuts(self, key)
            for shortcut in self._shortcuts:
                shortcut.activated.connect(self._on_key)
        self._describe()
        self.updateGeometry()
        self.update()

    def show_key(self, key: str) -> None:
        """Prints a key that somebody else listens to, because it works everywhere."""
        self.set_key("")
        self._key = key
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def reason(self) -> str:
        return self._reason

    def set_reason(self, reason: str) -> None:
        """Switches the control off and shows why; an empty reason switches it on."""
        if reason == self._reason and self.is_off == bool(reason):
            return
        self._reason = reason
        self.setEnabled(not reason)
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def is_off(self) -> bool:
        """Off by itself, not merely behind a sheet."""
        return self.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and takes_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if takes_enter(event):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _on_key(self) -> None:
        self.click()

    def _describe(self) -> None:
        parts = [self._reason] if self._reason else []
        if self._key:
            parts.append(f"キー {self._key}")
        self.setAccessibleDescription("、".join(parts))


def grows_with_width(widget: QWidget) -> None:
    """For a control whose words wrap: its height follows its width."""
    # Not Minimum: a scroll area would then ask for the height at the preferred width.
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
