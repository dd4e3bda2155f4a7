"""Whether the notice that is up still says what the board says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dtcoach.app.ports import OpeningDays
from dtcoach.app.possible import listed_in, possible_now
from dtcoach.domain.content import Content
from dtcoach.domain.events import Event, NoticePosted
from dtcoach.domain.incident import IncidentState, fold_incident
from dtcoach.domain.words import WorldKey

Lacking = Callable[[datetime | None], frozenset[WorldKey]]


def nothing_lacks(_at: datetime | None) -> frozenset[WorldKey]:
    """While nothing came back."""
    return frozenset()


def told_otherwise(
    content: Content,
    state: IncidentState,
    now: datetime,
    days: OpeningDays,
    lacking: Lacking = nothing_lacks,
) -> tuple[str, ...]:
    """The procedures for which the notice that is up says what the board no longer says.

    `lacking` tells which records lack what is entered first, now or at a time (rule 12). Compared
    is what can be done, not the words: a lead who mended them by hand meant to.
    """
    if state.notice is None:
        return ()
    then = fold_incident(_until_the_notice(state))
    if then is None:
        return ()
    lacked, lacks = lacking(state.notice.at), lacking(None)
    if then.board == state.board and lacked == lacks:
        return ()
    listed = listed_in(content)
    told = possible_now(content, then.board, listed, now, days, lacked)
    found = possible_now(content, state.board, listed, now, days, lacks)
    return tuple(one for one in listed if told.ways_of(one) != found.ways_of(one))


def _until_the_notice(state: IncidentState) -> Sequence[Event]:
    """The journal as far as the last notice."""
    bodies = [event.body for event in state.journal]
    last = max(place for place, body in enumerate(bodies) if isinstance(body, NoticePosted))
    return state.journal[: last + 1]
