"""What is painted as the thumb is what the mouse grips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.scroll import ScrollBar


def gripped(bar: ScrollBar) -> QRect:
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    return bar.style().subControlRect(
        QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, bar
    )


@pytest.mark.parametrize("orientation", [Qt.Orientation.Vertical, Qt.Orientation.Horizontal])
@pytest.mark.parametrize("length", [90, 300, 701])
@pytest.mark.parametrize(("most", "page"), [(0, 10), (7, 100), (1000, 250), (90_000, 100)])
def test_the_painted_thumb_is_the_gripped_one(
    qtbot: QtBot, orientation: Qt.Orientation, length: int, most: int, page: int
):
    bar = ScrollBar(orientation)
    qtbot.addWidget(bar)
    upright = orientation == Qt.Orientation.Vertical
    bar.resize(*((16, length) if upright else (length, 16)))
    bar.setRange(0, most)
    bar.setPageStep(page)
    for value in (0, most // 3, most // 2, most):
        bar.setValue(value)
        assert bar.thumb() == gripped(bar)
