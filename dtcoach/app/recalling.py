"""What is done about documents issued from a snapshot: compared by two, told to who has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from dtcoach.app.acts import two_people
from dtcoach.app.errors import ProblemFound
from dtcoach.app.followups import FollowUps
from dtcoach.app.promising import (
    NO_LEAD,
    Promising,
    last_taken_back,
    name_of,
    write_after,
    yen_of,
)
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.events import (
    EventBody,
    FeeNoted,
    Personal,
    RecallCompared,
    RecallEnded,
    Tried,
    WrongHandsAcknowledged,
    WrongHandsFound,
)
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.standing import next_try
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.recall.wrong_hands import WrongHands
from dtcoach.domain.words import FeeStanding, RecallEnding, TryResult, WorldKey
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

SEEN_IN = (
    WorldKey.RESIDENT_RECORD,
    WorldKey.FAMILY_REGISTER,
    WorldKey.JUKI_NET,
    WorldKey.TAX,
    WorldKey.INSURANCE_PENSION,
)
"""Systems in which a record is compared."""

RESULTS = (
    TryResult.TOLD,
    TryResult.ABSENT,
    TryResult.BUSY,
    TryResult.MESSAGE,
    TryResult.CALL_AGAIN,
    TryResult.WRONG_NUMBER,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What two people saw. `wrong_hands`: the document may be with somebody who should not have
    it; why is not asked, and not kept."""

    changed: bool
    system: WorldKey
    second: str
    what: str = ""
    since: date | None = None
    wrong_hands: bool = False


class Recalling:
    """The acts of one counter on the documents of its incident, as `Promising` is for promises."""

    def __init__(self, counter: Counter, followups: FollowUps) -> None:
        self._counter = counter
        self.followups = followups
        self._promising = Promising(counter, followups)

    def now_is(self, recall: RecallState) -> RecallState:
        """The document as the log has it now. Raises ProblemFound."""
        own = self.followups.again(recall.visit).recalls
        found = next((one for one in own if one.id == recall.id), None)
        if found is None:
            raise ProblemFound("この証明書の記録は、取り消されています。一覧を見直してください。")
        return found

    def proposed(self, result: TryResult) -> datetime | None:
        return next_try(result, self._counter.clock.now(), self._counter.days.is_closed)

    def compared(self, recall: RecallState, found: Found) -> RecallState:
        """Two people compared it with the record of now. Where it is in the wrong hands, the lead
        is told in the same write, and until somebody acknowledges it by name."""
        recall = self.now_is(recall)
        if recall.status is RecallStatus.ENDED:
            raise ProblemFound("この証明書は、もう終わっています。")
        if not found.second.strip():
            raise ProblemFound("見くらべた二人目の名前を入れてください。")
        two_people(self._counter.clerk, found.second)
        what = without_my_number(found.what.strip())
        if found.changed and not what:
            raise ProblemFound("何が変わっていたかを入れてください。")
        today = self._counter.clock.now().date()
        if found.since is not None and found.since > today:
            raise ProblemFound("変わった日は、きょうまでの日にしてください。")
        body = RecallCompared(
            recall.id,
            changed=found.changed or found.wrong_hands,
            wrong_hands=found.wrong_hands,
            what=Personal(what),
            since=None if found.since is None else found.since.isoformat(),
            system=found.system,
            second=name_of(found.second),
        )
        alarm = WrongHandsFound(recall.id, recall.number, recall.document)
        known = any(one.recall == recall.id for one in self._counter.operations.state.wrong_hands)
        return self._write(recall, [body], [alarm] if found.wrong_hands and not known else [])

    def tried(
        self,
        recall: RecallState,
        result: TryResult,
        *,
        next_at: datetime | None = None,
        lead: str = "",
    ) -> RecallState:
        """Somebody tried to reach who has it."""
        recall = self._to_contact(recall)
        if result not in RESULTS:
            raise ProblemFound("ここでは、選べない結果です。")
        if next_at is not None and next_at <= self._counter.clock.now():
            raise ProblemFound("次にする日時は、これから先の日時にしてください。")
        lead = self._lead(recall, lead)
        told = result is TryResult.TOLD
        return self._write(recall, [Tried(recall.id, result, None if told else next_at, lead)])

    def ended(
        self,
        recall: RecallState,
        ending: RecallEnding,
        *,
        lead: str = "",
        refund: int | None = None,
    ) -> RecallState:
        """How it ended; with it the fee that was given back, if any. To give up is for the lead."""
        recall = self._to_contact(recall)
        gave_up = ending in (RecallEnding.UNREACHABLE, RecallEnding.NOT_RETURNED)
        if gave_up and not lead.strip():
            raise ProblemFound(
                "回収しないで終えるのは係長の判断です。係長のお名前を入れてください。"
            )
        bodies: list[EventBody] = [RecallEnded(recall.id, ending, self._lead(recall, lead))]
        if refund is not None:
            office = self._promising.office
            bodies.append(
                FeeNoted(recall.request, recall.id, FeeStanding.REFUNDED, yen_of(refund), office)
            )
        return self._write(recall, bodies)

    def take_back(self, recall: RecallState) -> RecallState:
        """The last that was written of it no longer counts. Whoever was told stays told: an alarm
        ends only with the name of a lead."""
        bodies = last_taken_back(self._counter, recall.visit, recall.id)
        return self._write(self.now_is(recall), bodies)

    def _to_contact(self, recall: RecallState) -> RecallState:
        now = self.now_is(recall)
        if now.status is not RecallStatus.TO_CONTACT:
            raise ProblemFound("この証明書は、連絡するものではありません。")
        return now

    def _lead(self, recall: RecallState, lead: str) -> str:
        if recall.handling is Handling.LEAD and not lead.strip():
            raise ProblemFound(NO_LEAD)
        return name_of(lead)

    def _write(
        self, recall: RecallState, bodies: Iterable[EventBody], board: Iterable[EventBody] = ()
    ) -> RecallState:
        write_after(self._counter, recall.visit, bodies, board)
        return self.now_is(recall)


def acknowledge(counter: Counter, alarm: WrongHands, lead: str) -> None:
    """The lead knows. Raises ProblemFound without a name."""
    if not lead.strip():
        raise ProblemFound("係長のお名前を入れてください。")
    body = WrongHandsAcknowledged(alarm.id, name_of(lead))
    counter.operations.write(counter.clerk.name, [body])
