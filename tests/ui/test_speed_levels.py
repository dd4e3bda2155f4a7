"""Work is counted, not timed: how often a step is laid out, and which classes a start makes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button
from dtcoach.ui.kit.settling import at_rest, settle


class _Counted(QVBoxLayout):
    """How often it placed what is in it."""

    placed = 0

    def setGeometry(self, rect: QRect) -> None:
        self.placed += 1
        super().setGeometry(rect)


def test_parts_that_come_at_rest_are_laid_out_once(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = _Counted(window)
    parts = [Button(f"部品 {number}") for number in range(6)]
    for part in parts:
        layout.addWidget(part)
        part.hide()
    window.show()
    settle()
    before = layout.placed
    with at_rest(window):
        for part in parts:
            part.show()
        assert layout.placed == before
    settle()
    at_once = layout.placed - before
    for part in parts:
        part.hide()
    settle()
    before = layout.placed
    for part in parts:
        part.show()
    settle()
    assert 1 <= at_once < layout.placed - before
    tops = [part.y() for part in parts]
    assert tops == sorted(set(tops))


def test_a_layout_is_never_left_at_rest(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    with pytest.raises(ValueError, match="trouble"), at_rest(window):
        raise ValueError("trouble")
    assert layout.isEnabled()


ASKS_WHO = """
import sys
from pathlib import Path
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind
house = House(Path(sys.argv[1]))
counter, _ = house.counter()
counter.declare(IncidentKind.DRILL, "full-outage", "計測")
counter.log.close()
from dtcoach.__main__ import main
import dtcoach.ui.kit.sheet as sheet
asks = sheet.Sheet.open_over
def open_over(self, window, inert):
    asks(self, window, inert)
    print(self.accessibleName(), window.focusWidget().accessibleName(), flush=True)
sheet.Sheet.open_over = open_over
def looked(self, forward):
    raise AssertionError("the first field was looked for")
sheet.Sheet.focusNextPrevChild = looked
sys.argv = ["dtcoach", "--data", sys.argv[1]]
main()
"""


def test_a_start_that_asks_who_sits_here_is_told_where_the_keys_go(tmp_path):
    environment = {**os.environ, "DTCOACH_EXIT_WHEN_READY": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", ASKS_WHO, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "担当者と窓口" in done.stdout
    assert "氏名" in done.stdout, done.stdout + done.stderr
