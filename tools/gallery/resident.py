"""The screen turned to the resident: five languages, three shapes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.resident import ResidentPage, resident_page
from dtcoach.domain.words import IncidentKind, PlaceKind
from dtcoach.ui.resident.window import ResidentWindow
from tools.gallery.day import OPERATOR, house_in
from tools.gallery.palette import save
from tools.gallery.screen import (
    LARGE,
    LOOKS,
    PORTRAIT,
    SMALL,
    Size,
    is_wanted,
    picture_name,
    settle,
)
from tools.gallery.studio import wear
from tools.gallery.walking import walk_on


@dataclass(frozen=True)
class Turned:
    """A page: the request, the question or step at which the visit stands, the language."""

    procedure: str
    at: str
    language: str
    all_looks: bool = False


_PLACES = {
    "words": ("move-in", "filing-received"),
    "question": ("residence-certificate", "requester"),
    "result": ("move-in", ""),
    "link": ("card-loss", "card-loss-call"),
    "wait": ("move-in", "support_measures"),
}
PAGES: Mapping[str, Turned] = {
    f"resident-{name}-{language}": Turned(*place, language, all_looks=language in ("ja", "en"))
    for name, place in _PLACES.items()
    for language in LANGUAGES
}


@contextmanager
def opened() -> Iterator[Counter]:
    """A drill of its own, so that its visits are in no other picture."""
    with tempfile.TemporaryDirectory() as folder:
        counter, opened_log = house_in(Path(folder)).counter()
        counter.clerk = Clerk(OPERATOR.name, OPERATOR.counter)
        counter.declare(IncidentKind.DRILL, "full-outage", OPERATOR.office)
        try:
            yield counter
        finally:
            opened_log.log.close()


def page_of(counter: Counter, turned: Turned) -> ResidentPage:
    """The page at that place; at the end of the visit where none is named."""
    desk = counter.desk
    visit = desk.open_visit(counter.clerk, [turned.procedure])
    while True:
        place = desk.place(visit)
        at = [place.fact] if place.fact else [step.id for step in place.page]
        if place.kind is PlaceKind.FINISHED or turned.at in at:
            break
        visit = walk_on(counter, counter.clerk, visit, 1)
    return resident_page(desk.content_of(visit), turned.language, IncidentKind.DRILL, visit, place)


def shoot(page: ResidentPage, counter: Counter, size: Size) -> QImage:
    """The picture of a page on a screen of that size."""
    window = ResidentWindow(counter.qr, turned=True)
    window.resize(*size)
    window.view.set_page(page)
    window.show()
    window.setFocus()
    settle()
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    settle(1)
    return picture


def shoot_all(app: QApplication, folder: Path, only: str = "*") -> None:
    """The pages, in every look and shape that `only` names, into `folder`."""
    shots = [
        (name, turned, look, size)
        for look in LOOKS
        for name, turned in PAGES.items()
        if turned.all_looks or not look.mark
        for size in (SMALL, LARGE, PORTRAIT)
        if is_wanted(only, name, look, size)
    ]
    if not shots:
        return
    with opened() as counter:
        for name, turned, look, size in shots:
            wear(app, look)
            picture = shoot(page_of(counter, turned), counter, size)
            save(picture, folder / f"{picture_name(name, look, size)}.png")
