"""Exercise time as the fold of what was done to its clock: no tick that drifts, or breaks on pause.

A clock is where its hands were set and when; what time it is follows from one look at the
terminal's own clocks. So it reads the same after a pause, a crash, or a change of the wall clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from dtcoach.domain.drill.events import (
    ClockBody,
    ClockJumped,
    ClockPaused,
    ClockResumed,
    ClockSpeedSet,
    ClockStarted,
    DrillEnded,
)
from dtcoach.domain.events import Event
from dtcoach.frozen import dataclass

AS_THE_WALL = 100
"""Speed in percent."""

SPEEDS = (100, 200, 400, 1000, 6000)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a terminal's own clocks: `ticks_ms` only grows while `boot` stays the same,
    whatever becomes of the wall clock."""

    boot: str
    ticks_ms: int
    wall: datetime


@dataclass(frozen=True, slots=True)
class Hands:
    """Where exercise time stood when somebody last set it. Not started: None in its place."""

    elapsed_ms: int
    speed_percent: int
    running: bool
    terminal: str
    look: Look
    ended: bool = False


def fold_clock(events: Iterable[Event]) -> Hands | None:
    """The hands after these events, in merged order; None while nobody started it."""
    hands: Hands | None = None
    for event in events:
        if isinstance(event.body, ClockBody):
            hands = hands_after(hands, event, event.body)
    return hands


def hands_after(hands: Hands | None, event: Event, body: ClockBody) -> Hands | None:
    """The hands once one more thing was done to the clock. What only stops, or goes on, never
    turns it back, also where two terminals that did it by hand were a moment apart."""
    look = Look(body.boot, body.ticks_ms, event.entered_at)
    at = body.elapsed_ms if hands is None else max(body.elapsed_ms, hands.elapsed_ms)
    match body:
        case ClockStarted(speed_percent=speed):
            if hands is not None:
                return hands  # somebody else's start of the same drill: it runs already
            return Hands(body.elapsed_ms, speed, True, event.terminal, look)
        case _ if hands is None or hands.ended:
            return hands
        case ClockPaused():
            running, ended = False, False
        case DrillEnded():
            running, ended = False, True
        case ClockResumed():
            running, ended = True, False
        case ClockJumped(to_ms=to):
            return replace(hands, elapsed_ms=to, terminal=event.terminal, look=look)
        case ClockSpeedSet(speed_percent=speed):
            hands = replace(hands, speed_percent=speed)
            running, ended = hands.running, False
        case _:
            return hands
    return replace(
        hands, elapsed_ms=at, running=running, ended=ended, terminal=event.terminal, look=look
    )


def elapsed(hands: Hands | None, now: Look, terminal: str) -> int:
    """Exercise time since the beginning, in milliseconds, at that look on that terminal.

    By the running time of the terminal where it was set here and the machine is still up; else,
    after a power cut or for another terminal's setting, by the wall clock, but never backwards.
    """
    if hands is None:
        return 0
    if not hands.running:
        return hands.elapsed_ms
    same = terminal == hands.terminal and now.boot == hands.look.boot
    if same and now.ticks_ms >= hands.look.ticks_ms:
        passed = now.ticks_ms - hands.look.ticks_ms
    else:
        passed = max(0, (now.wall - hands.look.wall) // _MS)
    return hands.elapsed_ms + passed * hands.speed_percent // AS_THE_WALL


def joined(agreed: datetime | None, now: Look) -> int:
    """Where the clock of a terminal begins that starts at `now`, when all agreed to start at
    `agreed` by the wall clock (None: at the word 開始). Before that time it is negative."""
    return 0 if agreed is None else (now.wall - agreed) // _MS


def ms(span: timedelta) -> int:
    """Whole milliseconds."""
    return span // _MS


def span(milliseconds: int) -> timedelta:
    """As a time span."""
    return timedelta(milliseconds=milliseconds)
