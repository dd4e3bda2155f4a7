"""復旧作業: what was taken in and must be entered once the systems are back."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.words import PromiseKind
from dtcoach.ui.kit.panel import EmptyState
from dtcoach.ui.recovery.registry import Surroundings


class WorkPage(QWidget):
    """So far it tells how many requests wait."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._counter = around.counter
        self._column = QVBoxLayout(self)
        self._shown: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        """Counts anew."""
        rows = self._counter.log.visits(self._counter.operations.state.id)
        kept = PromiseKind.BACK_ENTRY.value
        held = sum(promise.kind == kept for row in rows for promise in row.promises)
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = EmptyState(
            "inbox",
            f"復旧のあとで入力する手続　{held}件" if held else "あとで入力する手続はありません",
            "「対応」で受け付けて預かったものが、ここで数えられます。",
        )
        self._column.addWidget(self._shown)
