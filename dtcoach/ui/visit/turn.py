"""The button that turns the screen to the resident, the same wherever it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize


class TurnButton(Button):
    """Signals: `clicked`. While a screen of the resident's own is on, it puts it out."""

    def __init__(
        self,
        size: ButtonSize,
        kind: ButtonKind = ButtonKind.OUTLINE,
        parent: QWidget | None = None,
    ) -> None:
        # No sign: the rows it stands in have no room to spare.
        super().__init__("住民の画面", kind, key="F10", size=size, parent=parent)

    def set_turned(self, turned: bool) -> None:
        self.set_label("住民の画面を消す" if turned else "住民の画面")
