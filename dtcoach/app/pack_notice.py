"""The door notice of the pack: お知らせ as the scenario begins, with room for the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dtcoach.app.document import Part
from dtcoach.app.notice import NoticeDraft, NoticeText, PartKind, compose
from dtcoach.app.notice_paper import Paragraph, poster
from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import LANGUAGES, Content, Scenario
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.words import IncidentKind
from dtcoach.domain.world import EMPTY_BOARD, preset

_TIME = {"ja": "　　月　　日　　時　　分", "easy": "　　月　　日　　時　　分"}
_NUMERIC_TIME = "______ / ____ / ____　____ : ____"
_BLANK = "　"
_LINE = "＿" * 14


def notice_parts(
    content: Content, scenario: Scenario, at: datetime, days: OpeningDays, *, drill: bool
) -> Iterator[Part]:
    """One sheet for each language. What only the day knows is left for the pen."""
    state = IncidentState(
        id="",
        kind=IncidentKind.DRILL if drill else IncidentKind.REAL,
        scenario=scenario.id,
        title=scenario.title,
        office="",
        started_at=at,
        board=EMPTY_BOARD.with_preset(preset(scenario)),
    )
    notice = compose(content, state, NoticeDraft(at, at, _LINE), at, days)
    for language in LANGUAGES:
        yield poster(_paragraphs(notice.texts[language]), language)


def _paragraphs(text: NoticeText) -> Iterator[Paragraph]:
    """Its parts, with room for the pen where only the day knows."""
    yield (text.title,)
    last = len(text.parts) - 1
    for index, part in enumerate(text.parts):
        blank = _TIME.get(text.language, _NUMERIC_TIME)
        if index == last:
            yield (f"（{blank.strip(_BLANK)}）",)
        elif part.kind in (PartKind.SINCE, PartKind.NEXT):
            yield replace(part, items=(), notes=(blank,)).lines
        else:
            yield part.lines
