"""Hours and days as a clerk writes them: 06:30..23:00, 月..金, 12-29..01-03, 2025-02-11."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from dtcoach.adapters.content.nodes import Entries, Items, Node
from dtcoach.adapters.content.reading import entries_of, items_of, text_of
from dtcoach.domain.hours import (
    HOLIDAY,
    MINUTES_A_DAY,
    Closed,
    Once,
    Span,
    Week,
    YearlyDays,
    clock,
)

T = TypeVar("T")
CLOCK = r"\d{1,2}:\d{2}"
TO = r"\s*(?:\.\.|〜|～|-)\s*"
MONTH_DAY = r"\d{2}-\d{2}"
DAY = r"\d{4}-\d{2}-\d{2}"
SPAN = f"{CLOCK}{TO}{CLOCK}"
WEEKDAYS = "月火水木金土日祝"
DAYS_OF_WEEK: Mapping[str, range] = {
    **{day: range(place, place + 1) for place, day in enumerate(WEEKDAYS)},
    **{
        f"{WEEKDAYS[first]}..{WEEKDAYS[last]}": range(first, last + 1)
        for first in range(HOLIDAY)
        for last in range(first + 1, HOLIDAY)
    },
}
"""What a clerk may write for days of the week, and their places in a `Week`."""

YEARLY = rf"{MONTH_DAY}(?:\.\.{MONTH_DAY})?"
ONCE = rf"{DAY}(?: {CLOCK}\.\.(?:{DAY} )?{CLOCK}|\.\.{DAY})?"

_SPAN = re.compile(f"({CLOCK}){TO}({CLOCK})")
_YEARLY = re.compile(rf"({MONTH_DAY})(?:\.\.({MONTH_DAY}))?")
_WHOLE_DAYS = re.compile(rf"({DAY})(?:\.\.({DAY}))?")
_TIMED = re.compile(rf"({DAY}) ({CLOCK})\.\.(?:({DAY}) )?({CLOCK})")
_FIRST_YEAR, _LAST_YEAR = 1868, 2200
_LEAP_YEAR = 2000
"""02-29 is a day of the year."""


def minute_in(node: Node, text: str, *, end: bool = False) -> int:
    """The minute of the day of 06:30; 24:00 only where something ends."""
    hours, minutes = (int(part) for part in text.split(":"))
    minute = hours * 60 + minutes
    if minutes > 59 or minute > MINUTES_A_DAY or (minute == MINUTES_A_DAY and not end):
        raise node.problem(
            f"「{text}」は時刻ではありません（00:00 から 23:59、終わりは 24:00 まで）"
        )
    return minute


def read_clock(node: Node) -> int:
    """A time of day by itself, in minutes since midnight."""
    text = text_of(node)
    if re.fullmatch(CLOCK, text) is None:
        raise node.problem(f"「{text}」は時刻ではありません（例: 23:00）")
    return minute_in(node, text)


def read_span(node: Node) -> Span:
    """06:30..23:00."""
    text = text_of(node)
    found = _SPAN.fullmatch(text)
    if found is None:
        raise node.problem(f"「{text}」は時間ではありません（例: 06:30..23:00）")
    span = Span(minute_in(node, found[1]), minute_in(node, found[2], end=True))
    if span.opens >= span.closes:
        raise node.problem(f"「{text}」は、終わりが始まりより後の時間ではありません")
    return span


def read_spans(node: Node) -> tuple[Span, ...]:
    """One span, or a list of them in order."""
    if not isinstance(node, Items):
        return (read_span(node),)
    spans = tuple(read_span(item) for item in items_of(node))
    if not spans:
        raise node.problem("時間がありません")
    for item, before, span in zip(node.items[1:], spans, spans[1:], strict=False):
        if span.opens < before.closes:
            raise item.problem(
                f"「{clock(span.opens)}」は、前の時間の終わり（{clock(before.closes)}）より前です"
            )
    return spans


def read_week(node: Node) -> Week:
    """The same hours every day, or by day: {月..金: 09:00..17:00, 土: 09:00..12:00}.

    A day that is not named is closed, 祝 too.
    """
    if not isinstance(node, Entries):
        spans = read_spans(node)
        return Week((spans,) * (HOLIDAY + 1))
    days: dict[int, tuple[Span, ...]] = {}
    for key, value in entries_of(node).entries.items():
        where = Node(node.file, node.key_lines[key])
        if key not in DAYS_OF_WEEK:
            raise where.problem(
                f"「{key}」は曜日ではありません（例: 月..金、土、祝。月から日の順）"
            )
        for day in DAYS_OF_WEEK[key]:
            if day in days:
                raise where.problem(f"「{WEEKDAYS[day]}」の時間が二度書かれています")
            days[day] = read_spans(value)
    if not days:
        raise node.problem("曜日と時間がありません")
    return Week(tuple(days.get(day, ()) for day in range(HOLIDAY + 1)))


def read_closed(node: Node) -> tuple[Closed, ...]:
    """A list of days: of every year (12-29..01-03) or once (2025-02-11). None at all is []."""
    return _each_once(node, _closed)


def read_once(node: Node) -> tuple[Closed, ...]:
    """A list of what comes once: 2025-02-11, or 2025-02-11 18:00..23:00."""
    return _each_once(node, _once)


def _each_once(node: Node, read: Callable[[Node], T]) -> tuple[T, ...]:
    found: list[T] = []
    for item in items_of(node):
        value = read(item)
        if value in found:
            raise item.problem(f"「{text_of(item)}」が二度書かれています")
        found.append(value)
    return tuple(found)


def _closed(node: Node) -> Closed:
    yearly = _YEARLY.fullmatch(text_of(node))
    if yearly is None:
        return _once(node)
    return YearlyDays(_month_day(node, yearly[1]), _month_day(node, yearly[2] or yearly[1]))


def _month_day(node: Node, text: str) -> int:
    day = _day(node, f"{_LEAP_YEAR}-{text}", text)
    return 100 * day.month + day.day


def _once(node: Node) -> Once:
    text = text_of(node)
    if whole := _WHOLE_DAYS.fullmatch(text):
        first, last = _day(node, whole[1]), _day(node, whole[2] or whole[1])
        span = Once(_midnight(first), _midnight(last) + MINUTES_A_DAY)
    elif timed := _TIMED.fullmatch(text):
        first, last = _day(node, timed[1]), _day(node, timed[3] or timed[1])
        span = Once(
            _midnight(first) + minute_in(node, timed[2]),
            _midnight(last) + minute_in(node, timed[4], end=True),
        )
    else:
        raise node.problem(
            f"「{text}」は日ではありません（例: 12-29..01-03、2025-02-11、2025-02-11 18:00..23:00）"
        )
    if span.begins >= span.ends:
        raise node.problem(f"「{text}」は、終わりが始まりより前です")
    return span


def _day(node: Node, text: str, shown: str = "") -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise node.problem(f"「{shown or text}」という日はありません")
    return day


def _midnight(day: date) -> int:
    return day.toordinal() * MINUTES_A_DAY


def closed_in_words(closed: tuple[Closed, ...]) -> str:
    """12-29..01-03、2025-02-11 …, as they are written; なし for none."""
    return "、".join(_in_words(one) for one in closed) or "なし"


def _in_words(closed: Closed) -> str:
    if isinstance(closed, YearlyDays):
        ends = [f"{number // 100:02d}-{number % 100:02d}" for number in (closed.first, closed.last)]
    elif closed.begins % MINUTES_A_DAY == closed.ends % MINUTES_A_DAY == 0:
        first = date.fromordinal(closed.begins // MINUTES_A_DAY)
        last = date.fromordinal(closed.ends // MINUTES_A_DAY - 1)
        ends = [first.isoformat(), last.isoformat()]
    else:
        ends = [_moment(closed.begins), _moment(closed.ends)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def _moment(minute: int) -> str:
    day, rest = divmod(minute, MINUTES_A_DAY)
    return f"{date.fromordinal(day).isoformat()} {clock(rest)}"
