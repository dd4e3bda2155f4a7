"""The page on the screen keeps its shape in any room, also where a scroll bar comes and goes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.paper.preview import PagePreview

A4_AT_160_DPI = (1323, 1871)


@pytest.mark.parametrize("is_wide", [False, True])
def test_a_page_comes_to_rest_in_any_room(qtbot: QtBot, is_wide: bool) -> None:
    high_as_wide = A4_AT_160_DPI[::-1] if is_wide else A4_AT_160_DPI
    image = QImage(*high_as_wide, QImage.Format.Format_RGB32)
    place = QWidget()
    page = PagePreview()
    pane = ScrollPane("用紙", place)
    qtbot.addWidget(pane)
    layout = QVBoxLayout(place)
    layout.addWidget(page)
    layout.addStretch(1)
    page.set_image(image, "1枚目")
    pane.show()
    for width in (480, 700, 1100):
        for height in range(300, 1600, 10):
            pane.resize(width, height)
            qtbot.waitUntil(lambda: page.height() == page.heightForWidth(page.width()))
