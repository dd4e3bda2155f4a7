"""Which records of the ward stopped in an incident, and which are said to be usable again."""

from __future__ import annotations

from dataclasses import replace

from dtcoach.domain.events import (
    EventBody,
    IncidentDeclared,
    IncidentRecovered,
    ScenarioChanged,
    StatusChecked,
)
from dtcoach.domain.words import RECORDS, WORKING, Status, WorldKey
from dtcoach.domain.world import Board
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Stopped:
    """`records` stopped at any time in this incident; of `said` the official word is that they can
    be used again, and they have not stopped since."""

    records: frozenset[WorldKey] = frozenset()
    said: frozenset[WorldKey] = frozenset()

    def back(self, board: Board) -> frozenset[WorldKey]:
        """Those that came back: by the word, or because somebody saw them work. What was taken on
        paper meanwhile may not be in them yet."""
        return frozenset(
            key for key in self.records if key in self.said or board.status(key) in WORKING
        )


def stopped_after(state: Stopped, body: EventBody) -> Stopped:
    """The state after one more event of the board that stands."""
    down: frozenset[WorldKey] = frozenset()
    match body:
        case IncidentDeclared(world=world) | ScenarioChanged(world=world):
            down = frozenset(key for key in RECORDS if world.get(key) is Status.DOWN)
        case StatusChecked(key=key, status=status):
            down = frozenset({key}) & frozenset(RECORDS) if status not in WORKING else down
        case IncidentRecovered():
            return replace(state, said=state.records)
    # By its name first: a start reads nothing of what comes after an outage.
    if type(body).__name__ == "UsableAnnounced":
        from dtcoach.domain.recovery_events import UsableAnnounced

        if isinstance(body, UsableAnnounced):
            return replace(state, said=state.said | ({body.key} & state.records))
    return Stopped(state.records | down, state.said - down) if down else state
