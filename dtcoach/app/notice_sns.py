"""The notice in one short message: whatever does not fit is left out, the marks never."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from dtcoach.app.notice import MARKS, NoticeDraft
from dtcoach.app.possible import NAME, Possible
from dtcoach.domain.content import Content
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.domain.words import Route

MOST = 140
"""Characters of one message."""


def sns_text(
    content: Content,
    state: IncidentState,
    draft: NoticeDraft,
    possible: Possible,
    now: datetime,
) -> str:
    """標準 only. What matters most first, each with as many names as there is room for."""
    mark = MARKS.get(state.kind, "")
    begin = f"【{mark}】{content.profile.ward}　" if mark else f"{content.profile.ward}　"
    if state.recovered_at is not None:
        begin += "システムは使えるようになりました。お預かりした手続を、順に進めています。"
    else:
        begin += f"システムの障害（{_clock(draft.since, now)}から）。"
    end = "ご不便をおかけし、申し訳ございません。"
    if draft.next_update_at is not None:
        end = f"次のお知らせ：{_clock(draft.next_update_at, now)}。{end}"
    middle = ""
    for words, ids in _sentences(possible):
        room = MOST - len(begin) - len(middle) - len(end)
        fitting = (f"{words}{_names(content, ids, most)}。" for most in range(4, 0, -1))
        middle += next((said for said in fitting if ids and len(said) <= room), "")
    return f"{begin}{middle}{end}"


def _sentences(possible: Possible) -> Iterable[tuple[str, Sequence[str]]]:
    by_route = possible.by_route
    yield "いつもどおり：", (*possible.usual, *possible.slow)
    yield "書類を受け取り、あとで進めます：", by_route.get(Route.ACCEPT_AND_HOLD, ())
    yield "いまはできません：", possible.later
    yield "コンビニで取れることがあります：", by_route.get(Route.KONBINI, ())


def _names(content: Content, ids: Sequence[str], most: int) -> str:
    names: Iterable[str] = (content.phrases[NAME + id].in_language("ja") for id in ids[:most])
    return "、".join(names) + ("など" if len(ids) > most else "")


def _clock(at: datetime, now: datetime) -> str:
    local = at.astimezone(TOKYO)
    if local.date() == now.astimezone(TOKYO).date():
        return clock_time(local)
    return f"{local.month}/{local.day} {clock_time(local)}"
