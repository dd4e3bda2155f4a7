"""Takes the pictures: a window on a copy of the day, at one size in one look."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.app.preferences import Contrast, Display
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import theme
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import MainWindow
from tools.gallery.day import Gallery, copy_of, house_of_day
from tools.gallery.palette import save
from tools.gallery.screen import (
    LARGE,
    LOOKS,
    SMALL,
    Day,
    Look,
    Screen,
    Size,
    is_wanted,
    picture_name,
    settle,
)

_LAST_TURN_MS = 150


def shoot_all(app: QApplication, folder: Path, screens: Iterable[Screen], only: str = "*") -> None:
    """The screens, in every look and size that `only` names, into `folder`."""
    shots = [
        (screen, look, size)
        for look in LOOKS
        for screen in screens
        for size in (SMALL, LARGE)
        if is_wanted(only, screen.name, look, size)
    ]
    for day in Day:
        of_day = [shot for shot in shots if shot[0].day is day]
        if not of_day:
            continue
        with tempfile.TemporaryDirectory() as made:
            house = house_of_day(Path(made), day)
            for screen, look, size in of_day:
                wear(app, look)
                picture = shoot(screen, house, size, look)
                save(picture, folder / f"{picture_name(screen.name, look, size)}.png")


def shoot(screen: Screen, house: Gallery, size: Size, look: Look) -> QImage:
    """The picture of one screen at one window size."""
    with window_on(house, screen.harm, look) as window:
        window.resize(*size)
        window.show()
        window.activateWindow()
        settle()
        screen.prepare(window)
        settle(_LAST_TURN_MS)
        picture = window.grab().toImage()
        put_away(window)
    return picture


def display_of(look: Look) -> Display:
    """What the settings say where it looks so."""
    contrast = Contrast.SYSTEM
    if look.theme is theme.ThemeChoice.HIGH_CONTRAST:
        contrast = Contrast.HIGH_CONTRAST
    return Display(round(100 * look.scale), contrast)


def wear(app: QApplication, look: Look) -> None:
    worn = theme.current()
    high = look.theme is theme.ThemeChoice.HIGH_CONTRAST
    if (worn.high_contrast, worn.scale) != (high, look.scale):
        theme.apply(app, look.theme, look.scale)


@contextmanager
def window_on(
    house: Gallery, harm: Callable[[Path], None] | None = None, look: Look = LOOKS[0]
) -> Iterator[MainWindow]:
    """A window on a copy of that day, of somebody who has chosen that look."""
    with tempfile.TemporaryDirectory() as folder:
        own = copy_of(house, Path(folder))
        own.preferences.remember_display(display_of(look))
        if harm is not None:
            harm(own.data)
        counter, _ = own.counter()
        try:
            window = MainWindow(counter, own.preferences, LaterNames(own.form_titles), own.practice)
            window.open_up()
            replays = [i.id for i in counter.log.incidents() if i.kind is IncidentKind.REPLAY]
            if replays:
                counter.resume(replays[0])
                window.opening.entered.emit()
            yield window
        finally:
            counter.log.close()


def put_away(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    settle(1)
