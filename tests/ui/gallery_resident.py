"""The resident's page in the Shinagawa outage, place by place and language by language."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtTest import QTest

from dtcoach.adapters.qr import qr_modules
from dtcoach.app.counter import Counter
from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.resident import ResidentPage, resident_page
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Route
from dtcoach.ui.kit import theme
from dtcoach.ui.resident.hold import HoldButton
from dtcoach.ui.resident.view import ResidentView
from tests.ui.gallery_visit import FACTS, Stop, outage, walk_until

SIZES = ((1366, 768), (1920, 1080), (1080, 1920))

HOLDS: Mapping[str, Route] = {"residence-certificate": Route.ACCEPT_AND_HOLD}
STOPS: Mapping[str, tuple[Sequence[str], Stop]] = {
    "words": (["residence-certificate"], lambda kind, at: at == "application-received"),
    "link": (["card-loss"], lambda kind, at: at == "card-loss-call"),
    "wait": (["residence-certificate"], lambda kind, at: at == "support_measures"),
    "question": (["residence-certificate"], lambda kind, at: at == "changed_since_snapshot"),
    "requester": (["residence-certificate"], lambda kind, at: at == "requester"),
    "identity": (["residence-certificate"], lambda kind, at: at == "identity"),
    "outcome": (["residence-certificate"], lambda kind, at: at == "outcome"),
    "finished": (["card-loss", "residence-certificate"], lambda kind, at: False),
}


def page_at(
    counter: Counter, name: str, language: str, kind: IncidentKind = IncidentKind.REAL
) -> ResidentPage:
    """The page of that name; "welcome" is nobody's."""
    if name == "welcome":
        return resident_page(counter.content, language, kind)
    procedures, stop = STOPS[name]
    visit = counter.desk.open_visit(counter.clerk, procedures)
    walk_until(counter, visit.id, stop, FACTS, HOLDS)
    state = counter.desk.visit(visit.id)
    content = counter.desk.content_of(state)
    place = counter.desk.place(state)
    at = [place.fact] if place.fact else [step.id for step in place.page]
    assert place.kind is PlaceKind.FINISHED or any(stop(place.kind, one) for one in at)
    return resident_page(content, language, kind, state, place)


def main(folder: Path, names: list[str]) -> None:
    """Each page in each language and size, both themes, at both ends of the text scale."""
    app = theme.make_application()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, outage(Path(data)) as counter:
        for choice, scale in (
            (theme.ThemeChoice.LIGHT, 1.0),
            (theme.ThemeChoice.LIGHT, 2.0),
            (theme.ThemeChoice.HIGH_CONTRAST, 1.0),
        ):
            theme.apply(app, choice, scale)
            for name in names or ["welcome", *STOPS]:
                for language in LANGUAGES:
                    page = page_at(counter, name, language, IncidentKind.DRILL)
                    for width, height in SIZES:
                        view = ResidentView(qr_modules, HoldButton("職員に戻る（長押し）"))
                        view.resize(width, height)
                        view.set_page(page)
                        view.show()
                        QTest.qWait(30)
                        mark = f"{choice.value}-{scale:g}x-{width}"
                        view.grab().save(str(folder / f"{name}-{language}-{mark}.png"))
                        view.close()
                        view.deleteLater()
                        QTest.qWait(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
