"""The small words of a drill file: times from the start, days around the day of the drill."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    child,
    entries_of,
    member_of,
    text_in,
    text_of,
    whole_number,
    word_of,
)
from dtcoach.domain.content import Scenario
from dtcoach.domain.drill.plan import Act, ActKind, Expected, OnlyIf
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import LeadList, Status, WorldKey

SPAN = r"[0-9]{1,2}:[0-5][0-9]"
"""From the start, in hours and minutes."""

MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}"
AROUND = r"本日|[0-9]{1,4}日[前後]"
"""A day told from the day of the drill, so that a file can move to another year."""

LONGEST_MINUTES = 12 * 60
_LISTS = {which.value: which for which in LeadList}


def span_of(node: Node) -> timedelta:
    """0:05 is five minutes."""
    text = text_of(node)
    if not re.fullmatch(SPAN, text):
        raise node.problem(f"「{text}」は 0:05（0時間5分）のように書きます")
    hours, _, minutes = text.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def moment_of(node: Node) -> datetime:
    """2026-09-14 09:00, in Tokyo."""
    text = text_of(node)
    if not re.fullmatch(MOMENT, text):
        raise node.problem(f"「{text}」は 2026-09-14 09:00 のように書きます")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=TOKYO)
    except ValueError:
        raise node.problem(f"「{text}」という日時はありません") from None


def day_of(node: Node, today: date) -> str:
    """A day as ISO: 2026-08-31, or 本日, 14日前, 3日後 from the day of the drill."""
    text = text_of(node)
    if text == "本日":
        return today.isoformat()
    told = re.fullmatch(r"([0-9]{1,4})日([前後])", text)
    if told is not None:
        days = int(told[1]) * (-1 if told[2] == "前" else 1)
        return (today + timedelta(days=days)).isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        said = "2026-08-31、または 本日・14日前・3日後 のように書きます"
        raise node.problem(f"「{text}」は日付ではありません。{said}") from None


def statuses_of(node: Node | None) -> Mapping[WorldKey, Status]:
    """One status per system."""
    if node is None:
        return {}
    found = entries_of(node, [key.value for key in WorldKey]).entries
    return {WorldKey(key): member_of(value, Status, "状態") for key, value in found.items()}


class ActWords:
    """Reads what the log can prove. Raises UnsoundContent for what nobody could ever have done."""

    def __init__(self, scenarios: Mapping[str, Scenario], cards: Mapping[str, Node]) -> None:
        self._scenarios = scenarios
        self._cards = cards
        self._readers: Mapping[ActKind, Callable[[Entries], Act]] = {
            ActKind.CHECK: self._check,
            ActKind.TURN: self._turn,
            ActKind.TICK: self._tick,
            ActKind.SERVED: self._served,
        }

    def expected(self, node: Node) -> Expected:
        """An act, and within how many minutes."""
        entries = entries_of(node)
        within = whole_number(child(entries, "within"), 1, LONGEST_MINUTES)
        return Expected(self._act(entries, ("within",)), within)

    def only_if(self, node: Node) -> OnlyIf:
        """`done` or `not-done`, with an act."""
        entries = entries_of(node, ("done", "not-done"))
        if len(entries.entries) != 1:
            raise node.problem("done か not-done のどちらか一つを書きます")
        [(key, inner)] = entries.entries.items()
        return OnlyIf(self._act(entries_of(inner), ()), key == "done")

    def _act(self, entries: Entries, others: tuple[str, ...]) -> Act:
        named = [kind for kind in ActKind if kind.value in entries.entries]
        if len(named) != 1:
            kinds = "、".join(kind.value for kind in ActKind)
            raise entries.problem(f"何をするかを、次のどれか一つで書きます（{kinds}）")
        kind = named[0]
        more = {ActKind.CHECK: ("is",), ActKind.TICK: ("line",)}.get(kind, ())
        entries_of(entries, (kind.value, *more, *others))
        reader = self._readers.get(kind)
        if reader is not None:
            return reader(entries)
        word_of(child(entries, kind.value), ("yes",), "答え（yes）")
        return Act(kind)

    def _check(self, entries: Entries) -> Act:
        key = member_of(child(entries, "check"), WorldKey, "システム")
        given = entries.entries.get("is")
        status = None if given is None else member_of(given, Status, "状態")
        return Act(ActKind.CHECK, key=key, status=status)

    def _turn(self, entries: Entries) -> Act:
        scenario = word_of(child(entries, "turn"), self._scenarios, "想定")
        return Act(ActKind.TURN, scenario=scenario)

    def _tick(self, entries: Entries) -> Act:
        which = _LISTS[word_of(child(entries, "tick"), _LISTS, "一覧")]
        line = text_in(entries, "line")
        known = {said for one in self._scenarios.values() for said in one.lines(which)}
        if line not in known:
            raise child(entries, "line").problem(f"「{line}」は、どの想定の一覧にもありません")
        return Act(ActKind.TICK, lead_list=which, line=line)

    def _served(self, entries: Entries) -> Act:
        card = word_of(child(entries, "served"), self._cards, "役割カード")
        return Act(ActKind.SERVED, card=card)
