"""What was left to do after the visits, and what came of it: promises, letters, documents, fees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.domain.events import Event
from dtcoach.domain.fees import FeeFigures, FeeNote, fee_figures
from dtcoach.domain.promises.figures import (
    PostageFigures,
    PromiseFigures,
    postage_figures,
    promise_figures,
)
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.recall.document import RecallState
from dtcoach.domain.recall.figures import RecallFigures, recall_figures
from dtcoach.domain.recall.wrong_hands import WrongHands
from dtcoach.domain.recovery.systems import fold_comeback
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Followed:
    """All of it at one moment."""

    promises: PromiseFigures
    postage: PostageFigures
    recalls: RecallFigures
    fees: FeeFigures


def followed(
    promises: Iterable[PromiseState],
    recalls: Iterable[RecallState],
    fees: Iterable[FeeNote],
    wrong_hands: Iterable[WrongHands],
    now: datetime,
    recovered_at: datetime | None,
) -> Followed:
    """The figures of these."""
    made = tuple(promises)
    return Followed(
        promise_figures(made, now, recovered_at),
        postage_figures(made),
        recall_figures(recalls, wrong_hands),
        fee_figures(fees),
    )


def fully_recovered_at(journal: Iterable[Event]) -> datetime | None:
    """When 完全復旧 was declared; None while it was not, and where it fell again after that."""
    full = fold_comeback(journal).full
    return None if full is None else full.at
