"""How many documents were compared, found changed, and how it ended: once, for all who ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.recall.wrong_hands import WrongHands
from dtcoach.domain.words import RecallEnding
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RecallFigures:
    """`issued` is `to_compare` + `unchanged` + `changed`; `changed` is `to_contact` + `ended`;
    `by_ending` adds up to `ended`. `wrong_hands` of them may be with the wrong person."""

    issued: int
    to_compare: int
    unchanged: int
    changed: int
    to_contact: int
    ended: int
    with_lead: int
    by_ending: Mapping[RecallEnding, int]
    by_document: Mapping[str, int]
    wrong_hands: int
    unacknowledged: int


def recall_figures(
    recalls: Iterable[RecallState], wrong_hands: Iterable[WrongHands] = ()
) -> RecallFigures:
    """The figures of these documents; `wrong_hands` are those of the incident."""
    given = tuple(recalls)
    states = Counter(recall.status for recall in given)
    ended = [recall for recall in given if recall.status is RecallStatus.ENDED]
    endings = Counter(recall.ending for recall in ended if recall.ending is not None)
    alarms = tuple(wrong_hands)
    return RecallFigures(
        issued=len(given),
        to_compare=states[RecallStatus.TO_COMPARE],
        unchanged=states[RecallStatus.UNCHANGED],
        changed=states[RecallStatus.TO_CONTACT] + len(ended),
        to_contact=states[RecallStatus.TO_CONTACT],
        ended=len(ended),
        with_lead=sum(
            recall.status is RecallStatus.TO_CONTACT and recall.handling is Handling.LEAD
            for recall in given
        ),
        by_ending=dict(sorted(endings.items())),
        by_document=dict(sorted(Counter(recall.document for recall in given).items())),
        wrong_hands=len({alarm.recall for alarm in alarms}),
        unacknowledged=sum(not alarm.is_acknowledged for alarm in alarms),
    )
