"""How many promises were made, kept, are late or failed, and what the letters cost: once, for
screen, reports and drill scores alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus
from dtcoach.domain.promises.standing import Standing, standing_of
from dtcoach.domain.words import DropReason, PromiseKind
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PromiseCounts:
    """`made` is `kept` + `dropped` + `open`; `overdue`, `with_lead` are among the open ones."""

    made: int = 0
    kept: int = 0
    dropped: int = 0
    open: int = 0
    overdue: int = 0
    with_lead: int = 0
    tries: int = 0


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """All of them, by kind and by keeper; `standings` and `reasons` only where there are any.

    `late`: kept after the day that stood when they were kept.
    """

    whole: PromiseCounts
    by_kind: Mapping[PromiseKind, PromiseCounts]
    by_keeper: Mapping[str, PromiseCounts]
    standings: Mapping[Standing, int]
    reasons: Mapping[DropReason, int]
    late: int


@dataclass(frozen=True, slots=True)
class PostageLine:
    """One kind of mail, sent on one day from one office."""

    day: date
    office: str
    mail: str
    letters: int
    yen: int


@dataclass(frozen=True, slots=True)
class PostageFigures:
    """What was sent at the ward's expense, by day, office and kind of mail."""

    letters: int
    yen: int
    lines: tuple[PostageLine, ...]


def promise_figures(
    promises: Iterable[PromiseState], now: datetime, recovered_at: datetime | None
) -> PromiseFigures:
    """The figures at that moment."""
    given = tuple(promises)
    standings = [standing_of(promise, now, recovered_at) for promise in given]
    both = tuple(zip(given, standings, strict=True))
    keepers = sorted({promise.keeper for promise in given})
    return PromiseFigures(
        whole=_counts(both),
        by_kind={
            kind: _counts((p, s) for p, s in both if p.kind is kind)
            for kind in PromiseKind
            if any(p.kind is kind for p in given)
        },
        by_keeper={
            keeper: _counts((p, s) for p, s in both if p.keeper == keeper) for keeper in keepers
        },
        standings=dict(sorted(Counter(standings).items())),
        reasons=dict(sorted(Counter(p.reason for p in given if p.reason is not None).items())),
        late=sum(map(_kept_late, given)),
    )


def postage_figures(promises: Iterable[PromiseState]) -> PostageFigures:
    """A letter that came back was paid for all the same."""
    sums: dict[tuple[date, str, str], list[int]] = defaultdict(list)
    for promise in promises:
        for posting in promise.posted:
            day = posting.at.astimezone(TOKYO).date()
            sums[day, posting.office, posting.mail].append(posting.yen)
    lines = tuple(
        PostageLine(*key, letters=len(yen), yen=sum(yen)) for key, yen in sorted(sums.items())
    )
    return PostageFigures(
        sum(line.letters for line in lines), sum(line.yen for line in lines), lines
    )


def _counts(both: Iterable[tuple[PromiseState, Standing]]) -> PromiseCounts:
    given = tuple(both)
    states = Counter(promise.status for promise, _ in given)
    still_open = [(promise, standing) for promise, standing in given if promise.is_open]
    return PromiseCounts(
        made=len(given),
        kept=states[PromiseStatus.KEPT],
        dropped=states[PromiseStatus.DROPPED],
        open=states[PromiseStatus.OPEN],
        overdue=sum(standing is Standing.OVERDUE for _, standing in still_open),
        with_lead=sum(promise.handling is Handling.LEAD for promise, _ in still_open),
        tries=sum(len(promise.tries) for promise, _ in given),
    )


def _kept_late(promise: PromiseState) -> bool:
    if promise.status is not PromiseStatus.KEPT or promise.due is None or promise.ended_at is None:
        return False
    return promise.ended_at.astimezone(TOKYO).date() > promise.due
