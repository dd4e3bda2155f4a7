"""Sizes that are worked out once: Qt asks a widget a hundred times between two changes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object

_NONE: Mapping[int, int] = MappingProxyType({})


class Measured(_Widget):
    """Before the Qt class among the bases of a widget that is as high as its width wants.

    The widget says `_height_at(width)` and `_wanted()`, in pixels, and calls `updateGeometry` when
    either may have changed; what Qt changes by itself must be followed by `_measure_again`.
    """

    _heights: Mapping[int, int] = _NONE
    _hint: QSize | None = None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = self._heights.get(width)
        if high is None:
            high = self._height_at(width)
            self._heights = {**self._heights, width: high}
        return high

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._wanted()
        return QSize(self._hint)  # a copy: a QSize can be altered

    def updateGeometry(self) -> None:
        self._measure_again()
        super().updateGeometry()

    def _measure_again(self) -> None:
        self._heights, self._hint = _NONE, None

    def _height_at(self, width: int) -> int:
        raise NotImplementedError

    def _wanted(self) -> QSize:
        raise NotImplementedError
