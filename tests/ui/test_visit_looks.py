"""Every picture of the gallery: accessible, nothing clipped, no scroll bar that need not be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.ui.kit import theme
from dtcoach.ui.kit.panel import ScrollPane
from tests.ui.accessible import assert_accessible
from tests.ui.gallery_visit import SCENES, outage, window_of

Show = Callable[[QWidget], QWidget]
LOOKS = [
    (theme.ThemeChoice.LIGHT, 1.0, 1366, 768),
    (theme.ThemeChoice.LIGHT, 2.0, 1366, 768),
    (theme.ThemeChoice.HIGH_CONTRAST, 1.5, 1920, 1080),
]
WITHOUT_SCROLLING = (
    "silent",
    "question",
    "requester",
    "date",
    "offers",
    "offers-due",
    "offers-late-looked-at",
    "never",
    "do",
    "approve",
    "finished",
    "changed",
    "overview-question",
    "overview-step",
    "overview-say",
)


def shown(name: str, folder: Path, show: Show, width: int, height: int) -> QWidget:
    with outage(folder) as counter:
        window, page = window_of(counter)
        window.resize(width, height)
        show(window)
        SCENES[name](counter, page)
        QTest.qWait(30)
        return window


@pytest.mark.parametrize(("choice", "scale", "width", "height"), LOOKS)
@pytest.mark.parametrize("name", SCENES)
def test_every_state_is_accessible_and_whole(
    name: str,
    choice: theme.ThemeChoice,
    scale: float,
    width: int,
    height: int,
    qapp: QApplication,
    show: Show,
    tmp_path: Path,
) -> None:
    theme.apply(qapp, choice, scale)
    assert_accessible(shown(name, tmp_path, show, width, height))


@pytest.mark.parametrize("name", ["check", "say-zh", "approve", "snapshot", "outcome"])
def test_what_takes_the_keys_is_in_sight(name: str, show: Show, tmp_path: Path) -> None:
    window = shown(name, tmp_path, show, 1366, 768)
    target = window.focusWidget()
    assert target is not None
    assert target.visibleRegion().boundingRect().size() == target.size()


@pytest.mark.parametrize("name", WITHOUT_SCROLLING)
def test_the_usual_states_need_no_scroll_bar(name: str, show: Show, tmp_path: Path) -> None:
    window = shown(name, tmp_path, show, 1366, 768)
    bars = [
        pane.accessibleName()
        for pane in window.findChildren(ScrollPane)
        if pane.isVisible() and pane.verticalScrollBar().maximum() > 0
    ]
    assert not bars
