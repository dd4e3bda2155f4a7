"""The door notice of the pack: お知らせ as the scenario begins, with room for the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dtcoach.app.notice import NoticeDraft, NoticePart, NoticeText, PartKind, compose
from dtcoach.app.pack import Block, Part, Title, Words
from dtcoach.app.ports import OpeningDays
from dtcoach.domain.content import LANGUAGES, Content, Scenario
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.words import IncidentKind
from dtcoach.domain.world import EMPTY_BOARD, preset

_GROUP = "掲示"
_ACROSS = (PartKind.MARK, PartKind.APOLOGY, PartKind.SINCE)
_NAMES = {
    "ja": "標準",
    "easy": "やさしい日本語",
    "en": "英語",
    "zh": "中国語",
    "ko": "韓国語",
}
_TIME = {"ja": "　　月　　日　　時　　分", "easy": "　　月　　日　　時　　分"}
_NUMERIC_TIME = "______ / ____ / ____　____ : ____"
_BLANK = "　"
_LINE = "＿" * 14
_SIZES = {"ja": (21, 14.5, 13), "easy": (18, 12, 10.5)}
_FOREIGN_SIZES = (18, 13, 11.5)


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
        yield _part(notice.texts[language])


def _part(text: NoticeText) -> Part:
    """What is true of everybody across the sheet; what can be done in two columns below."""
    language = text.language
    largest, large, body = _SIZES.get(language, _FOREIGN_SIZES)
    across: list[Block] = [Words(text.title, largest, language=language)]
    below: list[Block] = []
    last = len(text.parts) - 1
    for index, part in enumerate(text.parts):
        into = across if part.kind in _ACROSS and index != last else below
        if part.heading:
            into.append(Title(part.heading, large, language=language))
        into += _lines(part, language, body, is_last=index == last)
    return Part(_GROUP, f"お知らせ（{_NAMES[language]}）", tuple(across), tuple(below))


def _lines(part: NoticePart, language: str, size: float, *, is_last: bool) -> Iterator[Words]:
    blank = _TIME.get(language, _NUMERIC_TIME)
    if is_last:
        yield Words(f"（{blank.strip(_BLANK)}）", size, language=language)
        return
    if part.kind in (PartKind.SINCE, PartKind.NEXT):
        yield Words(blank, size, language=language)
        return
    for item in part.items:
        yield Words(item, size, language=language, hang="・")
    for note in part.notes:
        yield Words(note, size, language=language)
