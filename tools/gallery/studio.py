"""Takes the pictures: a window on a copy of the day, at one size in one look."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit import theme
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import MainWindow
from tools.gallery.day import Gallery, copy_of, house_of_day
from tools.gallery.palette import save
from tools.gallery.screen import LARGE, LOOKS, SMALL, Day, Screen, Size, settle

_LAST_TURN_MS = 150


def shoot_all(app: QApplication, folder: Path, screens: Iterable[Screen]) -> None:
    """Each screen in every look and size into `folder`."""
    wanted = list(screens)
    for day in Day:
        of_day = [screen for screen in wanted if screen.day is day]
        if not of_day:
            continue
        with tempfile.TemporaryDirectory() as made:
            house = house_of_day(Path(made), day)
            for look in LOOKS:
                theme.apply(app, look.theme, look.scale)
                for screen in of_day:
                    for size in (SMALL, LARGE):
                        picture = shoot(screen, house, size)
                        save(picture, folder / f"{screen.name}{look.mark}-{size[0]}.png")


def shoot(screen: Screen, house: Gallery, size: Size) -> QImage:
    """The picture of one screen at one window size."""
    with window_on(house) as window:
        window.resize(*size)
        window.show()
        window.activateWindow()
        settle()
        screen.prepare(window)
        settle(_LAST_TURN_MS)
        picture = window.grab().toImage()
        put_away(window)
    return picture


@contextmanager
def window_on(house: Gallery) -> Iterator[MainWindow]:
    """A window on a copy of that day."""
    with tempfile.TemporaryDirectory() as folder:
        own = copy_of(house, Path(folder))
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
