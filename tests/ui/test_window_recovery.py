"""The place 復旧 through the real window, by keys, on a real log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui.accessible import assert_accessible
from tests.ui.test_window import begin
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier


def test_the_place_is_one_key_away_and_says_that_there_is_nothing_to_do(open_desk: Open):
    desk = open_desk()
    begin(desk)
    desk.press(Key.Key_4, modifier=ALT)
    assert desk.window.recovery.isVisible()
    assert_accessible(desk.window)
    desk.press(Key.Key_1, modifier=ALT)
    assert desk.window.visit.isVisible()
