"""Content that nobody answers for yet works, and is marked 未承認 in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from dtcoach.cli.main import main
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.chip import Chip
from tests.ui.whole.app import window_over


def marks(folder: Path) -> list[str]:
    with window_over(folder) as (counter, window):
        if not counter.running():
            counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
            counter.leave()
            window.open_up()
        return [
            chip.text()
            for chip in window.findChildren(Chip)
            if chip.isVisibleTo(window) and "承認" in chip.text()
        ]


def test_the_mark_goes_with_the_approval(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    assert marks(tmp_path) == ["手順 未承認"]
    assert main(["approve", "--by", "山田係長", "--data", str(tmp_path)]) == 0
    assert marks(tmp_path) == []
