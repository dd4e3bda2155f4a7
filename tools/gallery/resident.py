"""The screen turned to the resident: five languages, three shapes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
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
from dtcoach.ui.kit import theme
from dtcoach.ui.resident.window import ResidentWindow
from tools.gallery.day import OPERATOR, house_in, walk_on
from tools.gallery.palette import save
from tools.gallery.screen import LARGE, LOOKS, PORTRAIT, SMALL, Size, settle


@dataclass(frozen=True)
class Turned:
    """A page: the request, the question or step at which the visit stands, the language."""

    procedure: str
    at: str
    language: str
    all_looks: bool = False


PAGES: Mapping[str, Turned] = {
    **{
        f"resident-words-{language}": Turned("move-in", "filing-received", language)
        for language in LANGUAGES
    },
    "resident-wait": Turned("move-in", "support_measures", "ja"),
    "resident-question": Turned("residence-certificate", "requester", "ko"),
    "resident-link": Turned("card-loss", "card-loss-call", "easy", all_looks=True),
    "resident-link-zh": Turned("card-loss", "card-loss-call", "zh"),
    "resident-result": Turned("move-in", "", "en"),
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


def shoot_all(app: QApplication, folder: Path, names: Iterable[str]) -> None:
    """The pages of those names into `folder`."""
    wanted = {name: PAGES[name] for name in names}
    if not wanted:
        return
    with opened() as counter:
        pages = {name: page_of(counter, turned) for name, turned in wanted.items()}
        for look in LOOKS:
            theme.apply(app, look.theme, look.scale)
            for name, turned in wanted.items():
                if look.mark and not turned.all_looks:
                    continue
                for size in (SMALL, LARGE, PORTRAIT):
                    picture = shoot(pages[name], counter, size)
                    save(picture, folder / f"{name}{look.mark}-{size[0]}.png")
