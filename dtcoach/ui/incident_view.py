"""What the banner and the start say of an incident, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from dtcoach.app.ports import IncidentRow
from dtcoach.domain.content import Content, SystemDefinition
from dtcoach.domain.events import ScenarioChanged
from dtcoach.domain.incident import IncidentState
from dtcoach.domain.japanese_dates import TOKYO, clock_time, long_date, moment
from dtcoach.domain.words import IncidentKind, WorldKey
from dtcoach.domain.world import Board, is_stale
from dtcoach.frozen import dataclass
from dtcoach.ui.times import minutes_between, span, time_of
from dtcoach.ui.words import KIND


@dataclass(frozen=True, slots=True)
class NextCheck:
    """When the board must be looked at again. `overdue` systems are past that, or never seen."""

    overdue: int
    minutes: int | None

    @property
    def text(self) -> str:
        if self.overdue:
            return f"{self.overdue}件 要再確認"
        return "" if self.minutes is None else f"{span(self.minutes)}後"

    @property
    def is_late(self) -> bool:
        return self.overdue > 0


@dataclass(frozen=True, slots=True)
class NextNotice:
    """When residents hear from us next, by our own word. Empty where none was posted, or the last
    one named no time."""

    text: str = ""
    is_late: bool = False


def next_notice(state: IncidentState, now: datetime) -> NextNotice:
    notice = state.notice
    ahead = None if notice is None else notice.said.next_update_at
    if notice is None or ahead is None:
        return NextNotice()
    minutes = minutes_between(now, ahead)
    if notice.is_overdue(now):
        return NextNotice(f"{span(minutes_between(ahead, now))}遅れ", is_late=True)
    return NextNotice(f"{time_of(ahead, now)}（あと{span(minutes)}）")


@dataclass(frozen=True, slots=True)
class BannerWords:
    """Everything the banner says. `started_short` leaves out what goes without saying today."""

    kind: IncidentKind
    title: str
    started: str
    started_short: str
    elapsed: str
    check: NextCheck
    notice: NextNotice = NextNotice()


def next_check(
    board: Board, systems: Mapping[WorldKey, SystemDefinition], now: datetime
) -> NextCheck:
    """The soonest entry of the board to grow old, and how many are old already."""
    overdue = sum(is_stale(board, system, now) for system in systems.values())
    left = [
        system.fresh_minutes - minutes_between(check.at, now)
        for system in systems.values()
        if (check := board.checks.get(system.key)) is not None
        and check.at is not None
        and not is_stale(board, system, now)
    ]
    return NextCheck(overdue, min(left, default=None))


def title_of(state: IncidentState, content: Content) -> str:
    """What the outage is now: one can turn into another in the middle of a day."""
    scenario = content.scenarios.get(state.scenario)
    declared = state.title
    if scenario is None or scenario.title == declared or not _was_turned(state):
        return declared
    return scenario.title


def banner_words(state: IncidentState, content: Content, now: datetime) -> BannerWords:
    started = state.started_at.astimezone(TOKYO)
    since = f"{long_date(started.date())}{clock_time(started)}〜"
    short = f"{time_of(started, now)}〜"
    if state.recovered_at is not None:
        since += f"　復旧の連絡 {moment(state.recovered_at.astimezone(TOKYO))}"
        short += f"　復旧の連絡 {time_of(state.recovered_at, now)}"
    elif state.failed_again_at is not None:
        again = f"　{time_of(state.failed_again_at, now)} また停止"
        since += again
        short += again
    return BannerWords(
        kind=state.kind,
        title=title_of(state, content),
        started=since,
        started_short=short,
        elapsed=span(minutes_between(state.started_at, now)),
        check=next_check(state.board, content.systems, now),
        notice=next_notice(state, now),
    )


def incident_line(row: IncidentRow, now: datetime) -> str:
    """1月6日（月）11:20から（1時間42分）　戸籍住民課."""
    started = row.started_at.astimezone(TOKYO)
    if row.kind is IncidentKind.DRILL and started.date() != now.astimezone(TOKYO).date():
        # The day of an exercise is an invented one: no time has passed since.
        return "　".join(part for part in (f"訓練の中の {moment(started)}から", row.office) if part)
    running = f"{moment(started)}から（{span(minutes_between(started, now))}）"
    return "　".join(part for part in (running, row.office) if part)


def to_enter(rows: Iterable[IncidentRow]) -> IncidentRow | None:
    """Which running incident a start goes on with: the newest 本番, else the newest 訓練."""
    running = tuple(rows)
    real = (row for row in running if row.kind is IncidentKind.REAL)
    return next(real, None) or next(iter(running), None)


def window_title(kind: IncidentKind | None, title: str = "") -> str:
    """For the task bar, where no banner is seen."""
    return "ダウン対策コーチ" if kind is None else f"【{KIND[kind]}】{title} — ダウン対策コーチ"


def _was_turned(state: IncidentState) -> bool:
    return any(isinstance(event.body, ScenarioChanged) for event in state.journal)
