"""What happens in a drill beside the work at the counters; all of it on the incident's own line.

Every event of a drill is observed in exercise time; what a terminal's own clocks showed stands in
the bodies of the clock (`boot`, `ticks_ms`) and in the time of entry.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from dtcoach.domain.event_body import EventBody, Personal
from dtcoach.frozen import dataclass


class Rating(StrEnum):
    """What an observer saw (HSEEP, domain.md F)."""

    P = "P"
    """Done, and no harm to anything else."""
    S = "S"
    """Done, and could be better."""
    M = "M"
    """Done, but it harmed other work, or made somebody less safe."""
    U = "U"
    """Not done."""
    NOT_OBSERVED = "not-observed"
    """Nobody could see it; it counts nowhere."""


@dataclass(frozen=True, slots=True)
class DrillBody(EventBody):
    """Something that happens beside the work at the counters of a drill, and nowhere else."""

    is_of_drill: ClassVar[bool] = True


# --- which drill, and its clock ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DrillSet(DrillBody):
    """This incident is that drill: the name of its file and the digest of what stood in it. `code`
    is what all terminals were told to type, so that their records come together."""

    drill: str
    digest: str
    code: str


@dataclass(frozen=True, slots=True)
class ClockBody(DrillBody):
    """The clock was set. `elapsed_ms` is exercise time since the beginning, as the acting terminal
    had it; `ticks_ms` and `boot` are that terminal's own running time then."""

    elapsed_ms: int
    boot: str
    ticks_ms: int


@dataclass(frozen=True, slots=True)
class ClockStarted(ClockBody):
    """Exercise time runs from here, at that speed (100: as the wall clock does)."""

    speed_percent: int


@dataclass(frozen=True, slots=True)
class ClockPaused(ClockBody):
    """Exercise time stands still; nothing grows old and nothing becomes due."""


@dataclass(frozen=True, slots=True)
class ClockResumed(ClockBody):
    """It runs on."""


@dataclass(frozen=True, slots=True)
class ClockJumped(ClockBody):
    """It was set to `to_ms`, forward or back; it runs on if it ran."""

    to_ms: int


@dataclass(frozen=True, slots=True)
class ClockSpeedSet(ClockBody):
    """It runs at another speed from here."""

    speed_percent: int


@dataclass(frozen=True, slots=True)
class DrillEnded(ClockBody):
    """The exercise is over; its clock stands."""


@dataclass(frozen=True, slots=True)
class PartTaken(DrillBody):
    """What this terminal is in the drill: the counter of that part is its counter. Empty where one
    terminal is everything."""

    part: str


# --- what the controller does -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InjectPlayed(DrillBody):
    """It happened. What it says of the board was written in the same go."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectSkipped(DrillBody):
    """It does not happen in this drill; `reason` is for the report."""

    inject: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectMoved(DrillBody):
    """It is due at another time from the beginning."""

    inject: str
    to_ms: int


@dataclass(frozen=True, slots=True)
class InjectsSet(DrillBody):
    """Injects happen by themselves when they are due, or only when somebody plays them."""

    automatic: bool


@dataclass(frozen=True, slots=True)
class CallAnswered(DrillBody):
    """Whoever sat at the terminal saw the message of that inject and put it away."""

    inject: str


@dataclass(frozen=True, slots=True)
class CardMatched(DrillBody):
    """The visit (its id) in which the resident of that card was served, by the observer's word;
    empty for none. Without it the log is matched by counter, time and procedure."""

    card: str
    visit_id: str


# --- what people saw ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ObservationNoted(DrillBody):
    """A note of an observer. `inject` or `card` name what it is about, where it is about one."""

    inject: str
    card: str
    text: Personal


@dataclass(frozen=True, slots=True)
class ItemRated(DrillBody):
    """What the actor saw of an item, at the counter `where` (empty: everywhere); a later word of
    the same actor on the same item replaces it."""

    item: str
    card: str
    where: str
    rating: Rating
    note: Personal


@dataclass(frozen=True, slots=True)
class FindingMade(DrillBody):
    """Something to mend, as the wash-up put it; nothing personal stands in it."""

    finding: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionPlanned(DrillBody):
    """Who mends a finding and by when (an ISO date): it comes back at the next drill."""

    finding: str
    action: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class FindingSettled(DrillBody):
    """It was mended, and how that was seen; also by a later drill."""

    finding: str
    how: str


DRILL_BODIES: tuple[type[EventBody], ...] = (
    DrillSet,
    ClockStarted,
    ClockPaused,
    ClockResumed,
    ClockJumped,
    ClockSpeedSet,
    DrillEnded,
    PartTaken,
    InjectPlayed,
    InjectSkipped,
    InjectMoved,
    InjectsSet,
    CallAnswered,
    CardMatched,
    ObservationNoted,
    ItemRated,
    FindingMade,
    ActionPlanned,
    FindingSettled,
)
