"""Every page of the gallery is accessible and rings its focus, in every theme and scale."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit import theme
from dtcoach.ui.kit.focus import OUTLINE_PX, REACH_PX, RING_PX, FocusTracker
from tests.ui.accessible import assert_accessible, interactive
from tests.ui.kit_gallery import PAGES, open_page

CHOICES = (theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST)


def opened(name: str, qtbot: QtBot, width: int = 1366, height: int = 768) -> QWidget:
    window = open_page(name, width, height)
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1366, 1920])
def test_a_page_is_accessible(
    qapp: QApplication, qtbot: QtBot, name: str, scale: float, width: int
) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    window = opened(name, qtbot, width, 768 if width == 1366 else 1080)
    assert_accessible(window)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: str(choice.value))
def test_whatever_takes_keys_is_ringed(
    qapp: QApplication,
    qtbot: QtBot,
    tracker: FocusTracker,
    name: str,
    choice: theme.ThemeChoice,
) -> None:
    theme.apply(qapp, choice)
    window = opened(name, qtbot)
    for widget in interactive(window):
        if not widget.isEnabled() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        target, ring = tracker.target, tracker.ring
        assert target is not None
        assert ring is not None
        assert target is widget or target.isAncestorOf(widget)
        box = target.rect().translated(target.mapTo(window, QPoint(0, 0)))
        if _scrolled_away(target):
            continue
        assert ring.isVisible()
        assert ring.geometry().adjusted(1, 1, -1, -1).intersects(box)
        reach = box.adjusted(-REACH_PX, -REACH_PX, REACH_PX, REACH_PX)
        assert reach.contains(ring.geometry())


def test_the_ring_is_yellow_then_black_outside_the_box(
    qapp: QApplication, qtbot: QtBot, tracker: FocusTracker
) -> None:
    window = opened("forms", qtbot)
    field = next(w for w in interactive(window) if w.accessibleName() == "氏名 必須")
    field.setFocus()
    target = tracker.target
    assert target is not None
    image = window.grab().toImage()
    corner = target.mapTo(window, QPoint(0, target.height() // 2))
    colors = [image.pixelColor(corner.x() - 1 - out, corner.y()).name() for out in range(6)]
    roles = theme.current().roles
    assert colors == [roles["focus_ring"]] * RING_PX + [roles["focus_outline"]] * OUTLINE_PX


def test_the_ring_leaves_with_the_focus(
    qtbot: QtBot, tracker: FocusTracker, show: Callable[[QWidget], QWidget]
) -> None:
    window = opened("forms", qtbot)
    field = next(w for w in interactive(window) if w.accessibleName() == "氏名 必須")
    field.setFocus()
    ring = tracker.ring
    assert ring is not None
    assert ring.isVisible()
    field.clearFocus()
    assert not ring.isVisible()


def _scrolled_away(widget: QWidget) -> bool:
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    if area is None:
        return False
    viewport = area.viewport()
    return not viewport.rect().contains(widget.rect().translated(widget.mapTo(viewport, QPoint())))
