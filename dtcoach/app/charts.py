"""Charts as plain data: what screen and paper draw alike, each with the sentence it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from dtcoach.app.figure_words import STATUS_SEEN, number, people
from dtcoach.domain.content import Content
from dtcoach.domain.figures.counts import HOUR, HourCount
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.systems import StatusSpan, SystemCourse
from dtcoach.domain.japanese_dates import TOKYO, clock_time, short_date
from dtcoach.domain.words import Route, Status
from dtcoach.frozen import dataclass

Place = Callable[[datetime], float]

_MOST_HOURS = 26
_TICKS = 12
_MOST_BARS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its number; `quiet` ones are no outcome (まだ終わっていない). `is_rest`: many
    things in one line, that no bar beside the others would tell the truth of."""

    label: str
    value: int
    quiet: bool = False
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other, the longest first. `says` is what it says in one sentence."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    says: str

    @property
    def most(self) -> int:
        """The value of the longest bar, at least 1."""
        return max((bar.value for bar in self.bars if not bar.is_rest), default=1) or 1

    @property
    def told(self) -> str:
        """The whole chart for who cannot see it."""
        each = "、".join(f"{bar.label} {number(bar.value)}{self.unit}" for bar in self.bars)
        return f"{self.title}。{self.says}{each}。"


@dataclass(frozen=True, slots=True)
class Column:
    """One hour, or one day. `day` stands under the first of each day. `is_gap`: hours in which
    nobody came, drawn as a break."""

    label: str
    value: int
    day: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns beside each other, by time."""

    title: str
    unit: str
    columns: tuple[Column, ...]
    says: str

    @property
    def told(self) -> str:
        """The whole chart for who cannot see it."""
        day, each = "", []
        for column in self.columns:
            day = column.day or day
            if not column.is_gap:
                each.append(f"{day}{column.label} {number(column.value)}{self.unit}")
        return f"{self.title}。{self.says}{'、'.join(each)}。"


@dataclass(frozen=True, slots=True)
class LaneSpan:
    """One status over a part of the time, 0 to 1. `is_seen`: somebody looked."""

    begins: float
    ends: float
    status: Status
    word: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One system, or the notices with their times as `points`."""

    title: str
    spans: tuple[LaneSpan, ...] = ()
    points: tuple[float, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A time under the lanes; `day` where a day begins."""

    at: float
    label: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The systems over the outage. `ends` name its two ends; `notes` tell of the systems that are
    not drawn, and of the marks."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    ends: tuple[str, str]
    says: str
    notes: tuple[str, ...]

    @property
    def told(self) -> str:
        """The whole chart for who cannot see it."""
        return "".join([self.says, *(f"{lane.title}: {lane.told}。" for lane in self.lanes)])


# --- people over time -------------------------------------------------------------------------


def people_by_hour(hours: Sequence[HourCount]) -> ColumnChart:
    """By the hour; by the day where the hours would be too many to read."""
    by_day = len(hours) > _MOST_HOURS
    columns = _days(hours) if by_day else _hours(hours)
    title = "来庁した方（日ごと）" if by_day else "来庁した方（時間ごと）"
    most = max(hours, key=lambda hour: hour.people, default=None)
    says = ""
    if most is not None:
        local = most.begins.astimezone(TOKYO)
        when = f"{short_date(local.date())}{local.hour}時台"
        says = f"最も多かったのは {when}の{people(most.people)}。"
    return ColumnChart(title, "人", columns, says)


def _hours(hours: Sequence[HourCount]) -> tuple[Column, ...]:
    found: list[Column] = []
    last: datetime | None = None
    for hour in hours:
        local = hour.begins.astimezone(TOKYO)
        if last is not None and hour.begins - last > 3 * HOUR:
            found.append(Column("", 0, is_gap=True))
        elif last is not None:
            while last + HOUR < hour.begins:
                last += HOUR
                found.append(Column(f"{last.astimezone(TOKYO).hour}時", 0))
        is_new = last is None or last.astimezone(TOKYO).date() != local.date()
        day = short_date(local.date()) if is_new else ""
        found.append(Column(f"{local.hour}時", hour.people, day))
        last = hour.begins
    return tuple(found)


def _days(hours: Sequence[HourCount]) -> tuple[Column, ...]:
    days: dict[tuple[int, int, int], int] = {}
    for hour in hours:
        local = hour.begins.astimezone(TOKYO)
        key = (local.year, local.month, local.day)
        days[key] = days.get(key, 0) + hour.people
    return tuple(
        Column(f"{day}日", total, f"{month}月" if index == 0 or day == 1 else "")
        for index, ((_, month, day), total) in enumerate(sorted(days.items()))
    )


# --- bars ---------------------------------------------------------------------------------------


def by_procedure(figures: IncidentFigures, content: Content) -> BarChart:
    """Requests by what was asked for."""
    counted = figures.counts.procedures()
    titles = procedure_titles(content, [procedure for procedure, _ in counted])
    bars = [Bar(titles[procedure], count) for procedure, count in counted]
    return _chart("手続ごと", "件", bars, figures.counts.requests)


def by_route(figures: IncidentFigures, content: Content) -> BarChart:
    """Requests by how they ended."""
    bars = [
        Bar(route_title(content, route), count, quiet=route is None)
        for route, count in figures.counts.routes()
    ]
    return _chart("対応のしかたごと", "件", bars, figures.counts.requests)


def by_office(figures: IncidentFigures) -> BarChart:
    """People by where they came."""
    bars = [Bar(office.office, office.people) for office in figures.counts.offices]
    return _chart("窓口のある所ごと", "人", bars, figures.counts.people)


def _chart(title: str, unit: str, bars: Sequence[Bar], total: int) -> BarChart:
    shown = list(bars)
    if len(shown) > _MOST_BARS:
        rest = sum(bar.value for bar in shown[_MOST_BARS - 1 :])
        kinds = len(shown) - _MOST_BARS + 1
        shown = [*shown[: _MOST_BARS - 1], Bar(f"そのほか（{kinds}種類）", rest, is_rest=True)]
    says = f"合わせて {number(total)}{unit}。"
    return BarChart(title, unit, tuple(shown), says)


def procedure_titles(content: Content, procedures: Iterable[str]) -> Mapping[str, str]:
    """Their names, in short where two of them do not become the same; the id of what this content
    has not."""
    known = content.headings
    whole = {one: known[one].title if one in known else one for one in procedures}
    short = {one: title.partition("（")[0] for one, title in whole.items()}
    often = Counter(short.values())
    return {one: short[one] if often[short[one]] == 1 else whole[one] for one in whole}


SHORT_ROUTES: Mapping[Route | None, str] = {
    Route.COUNTER: "通常",
    Route.DOWNTIME_CERTIFICATE: "ダウン対策",
    Route.ACCEPT_AND_HOLD: "お預かり",
    Route.POST: "郵送",
    Route.KONBINI: "コンビニ",
    Route.MOVING_ONESTOP: "ワンストップ",
    Route.RETURN_VISIT: "後日来庁",
    Route.OTHER_OFFICE: "ほか窓口",
    Route.HOTLINE: "専用電話",
    Route.ESCALATE: "係長",
    Route.WITHDRAWN: "取り下げ",
    None: "未了",
}
"""For tables with a column for each way."""


def route_title(content: Content, route: Route | None) -> str:
    return "まだ終わっていない" if route is None else content.route_titles[route]


# --- the timeline ---------------------------------------------------------------------------------


def timeline(figures: IncidentFigures, content: Content) -> Timeline:
    """The systems that changed or failed as lanes; the others in words."""
    began, until = figures.began, figures.until
    length = max((until - began).total_seconds(), 60.0)

    def place(at: datetime) -> float:
        return min(max((at - began).total_seconds() / length, 0.0), 1.0)

    drawn = [one for one in figures.systems if one.failed or len(one.spans) > 1]
    drawn.sort(key=lambda one: not one.failed)
    lanes = [
        Lane(
            _system(content, one),
            tuple(_span(span, place) for span in one.spans),
            told="、".join(_told(span) for span in one.spans),
        )
        for one in drawn
    ]
    notices = figures.response.notices
    if notices:
        points = tuple(place(notice.at) for notice in notices)
        told = "、".join(clock_time(notice.at.astimezone(TOKYO)) for notice in notices)
        lanes.append(Lane("お知らせ", points=points, told=told))
    ended = f"{clock_time(until.astimezone(TOKYO))} "
    return Timeline(
        tuple(lanes),
        tuple(_ticks(began, until, place)),
        (
            f"{clock_time(began.astimezone(TOKYO))} 発生",
            ended + _ends(figures),
        ),
        _failed(content, drawn),
        _notes(figures, content),
    )


def _ends(figures: IncidentFigures) -> str:
    if figures.recovered_at is not None:
        return "復旧"
    return "対応終了" if figures.is_over else "現在"


def _failed(content: Content, drawn: Sequence[SystemCourse]) -> str:
    failed = [_system(content, one) for one in drawn if one.failed]
    return f"使えなくなった、または不安定になったもの: {'、'.join(failed)}。" if failed else ""


def _notes(figures: IncidentFigures, content: Content) -> tuple[str, ...]:
    still = [one for one in figures.systems if not one.failed and len(one.spans) == 1]
    up = [_system(content, one) for one in still if one.was == {Status.UP}]
    unseen = [_system(content, one) for one in still if one.was == {Status.UNKNOWN}]
    marked = any(
        span.status is not Status.UNKNOWN and not span.by
        for one in figures.systems
        if one.failed or len(one.spans) > 1
        for span in one.spans
    )
    notes = []
    if marked:
        notes.append("＊ は想定による状態で、だれかが見て確かめた記録はない。")
    if up:
        notes.append(f"終わりまで使えるとしていたもの: {'、'.join(up)}。")
    if unseen:
        notes.append(f"確かめた記録がないもの: {'、'.join(unseen)}。")
    return tuple(notes)


def _system(content: Content, course: SystemCourse) -> str:
    known = content.systems.get(course.key)
    return course.key.value if known is None else known.title


def _span(span: StatusSpan, place: Place) -> LaneSpan:
    seen = bool(span.by) or span.status is Status.UNKNOWN
    word = STATUS_SEEN[span.status] + ("" if seen else "＊")
    return LaneSpan(place(span.began), place(span.ended), span.status, word, seen)


def _told(span: StatusSpan) -> str:
    began, ended = span.began.astimezone(TOKYO), span.ended.astimezone(TOKYO)
    return f"{clock_time(began)}から{clock_time(ended)}まで{STATUS_SEEN[span.status]}"


def _ticks(began: datetime, until: datetime, place: Place) -> Sequence[Tick]:
    """Full hours, as many as can be read; the first of a day names it."""
    hours = (until - began) / HOUR
    step = next((step for step in (1, 2, 3, 6, 12, 24) if hours / step <= _TICKS), 0)
    if not step:
        step = 24 * -(-int(hours / 24) // _TICKS)
    at = began.astimezone(TOKYO).replace(minute=0, second=0, microsecond=0)
    found: list[Tick] = []
    day = began.astimezone(TOKYO).date()
    while at <= until:
        whole = (at - at.replace(hour=0)) // timedelta(hours=1)
        if at >= began and (step >= 24 or whole % step == 0):
            new = at.date() != day
            day = at.date()
            found.append(Tick(place(at), f"{at.hour}時", short_date(day) if new else ""))
        at += HOUR if step < 24 else timedelta(hours=step)
    return found
