"""What is done about promises: each try, letter and end is written first, then it is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from dtcoach.app.acts import two_people, written_with
from dtcoach.app.errors import ProblemFound
from dtcoach.app.followups import FollowUps
from dtcoach.app.offices import office_of
from dtcoach.app.resident_notes import without_my_number
from dtcoach.domain.events import (
    AboutEarlier,
    AddressChecked,
    Corrected,
    EventBody,
    FactLearned,
    FeeNoted,
    Personal,
    Posted,
    PromiseDropped,
    PromiseKept,
    PromisePlanned,
    Tried,
)
from dtcoach.domain.incident import standing
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.promises.standing import next_try
from dtcoach.domain.resident_details import detail_of
from dtcoach.domain.words import (
    DropReason,
    FeeStanding,
    PromiseKind,
    ResidentField,
    TryResult,
)
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

RESULTS: Mapping[PromiseKind, tuple[TryResult, ...]] = {
    PromiseKind.PHONE: (
        TryResult.TOLD,
        TryResult.ABSENT,
        TryResult.BUSY,
        TryResult.MESSAGE,
        TryResult.CALL_AGAIN,
        TryResult.WRONG_NUMBER,
    ),
    PromiseKind.POST: (TryResult.SENT,),
    PromiseKind.RETURN_VISIT: (TryResult.CAME, TryResult.NOT_COME),
}
"""What can come of a try. A promise to enter or to compare is kept by the work itself."""

KEEPING = frozenset({TryResult.TOLD, TryResult.CAME, TryResult.SENT, TryResult.DONE})
"""Results after which nothing is owed any more."""

MOST_YEN = 99_999
MOST_LETTERS = 40
NO_LEAD = "これは係長が扱います。係長のお名前を入れてください。"

NO_ADDRESS = (
    "宛先を、まだ記録で確かめていません。二人で確かめてから送るか、係長のお名前を入れてください。"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The kind of mail and what it cost, as the clerk entered them: no price is known here."""

    mail: str
    yen: int


class Promising:
    """The acts of one counter on the promises of its incident. Each returns the promise as it
    stands afterwards. Raises StorageTrouble, and then nothing has changed; ProblemFound where the
    act does not fit, also because somebody else was faster."""

    def __init__(self, counter: Counter, followups: FollowUps) -> None:
        self._counter = counter
        self.followups = followups

    def now_is(self, promise: PromiseState) -> PromiseState:
        """The promise as the log has it now. Raises ProblemFound."""
        own = self.followups.again(promise.visit).promises
        found = next((one for one in own if one.id == promise.id), None)
        if found is None:
            raise ProblemFound("この約束は、取り消されています。一覧を見直してください。")
        return found

    def proposed(self, result: TryResult) -> datetime | None:
        """When to try again, for the clerk to change."""
        return next_try(result, self._counter.clock.now(), self._counter.days.is_closed)

    def tried(
        self,
        promise: PromiseState,
        result: TryResult,
        *,
        next_at: datetime | None = None,
        lead: str = "",
        letter: Letter | None = None,
    ) -> PromiseState:
        """What came of it. A letter that was sent needs its kind and fee, and
        went to the address on record or by the word of the lead (rule 12)."""
        promise = self._open(promise)
        if result not in RESULTS.get(promise.kind, ()):
            raise ProblemFound("この約束では、選べない結果です。")
        lead = self._lead(promise, lead)
        if result is TryResult.SENT and promise.address is None and not lead:
            raise ProblemFound(NO_ADDRESS)
        if next_at is not None and next_at <= self._counter.clock.now():
            raise ProblemFound("次にする日時は、これから先の日時にしてください。")
        is_kept = result in KEEPING
        bodies: list[EventBody] = [Tried(promise.id, result, None if is_kept else next_at, lead)]
        if result is TryResult.SENT:
            bodies.append(self._posted(promise, letter))
        if is_kept:
            bodies.append(PromiseKept(promise.id, lead))
        return self._write(promise, bodies)

    def address_checked(
        self, promise: PromiseState, postcode: str, address: str, second: str
    ) -> PromiseState:
        """The address was read off the record, and compared by somebody else."""
        promise = self._open(promise)
        if promise.kind is not PromiseKind.POST or promise.handling is Handling.LEAD:
            raise ProblemFound("宛先を確かめるのは、一覧から送る郵便だけです。")
        if not address.strip():
            raise ProblemFound("住民票に記録されている住所を、見て入れてください。")
        if not second.strip():
            raise ProblemFound("見くらべた二人目の名前を入れてください。")
        two_people(self._counter.clerk, second)
        try:
            code = detail_of(ResidentField.POSTCODE, postcode)
            place = detail_of(ResidentField.ADDRESS, address)
        except ValueError as error:
            raise ProblemFound(str(error)) from None
        checked = AddressChecked(promise.id, Personal(code), Personal(place), name_of(second))
        return self._write(promise, [checked])

    def came_back(self, promise: PromiseState, lead: str = "") -> PromiseState:
        """A letter came back: it is owed again, and the lead decides where it goes (rule 12)."""
        promise = self.now_is(promise)
        if promise.kind is not PromiseKind.POST or promise.is_open:
            raise ProblemFound("まだ送っていない郵便です。")
        return self._write(promise, [Tried(promise.id, TryResult.RETURNED, None, lead.strip())])

    def planned(
        self, promise: PromiseState, due: date | None, keeper: str, next_at: datetime | None
    ) -> PromiseState:
        """Another day, keeper or time."""
        promise, keeper = self._open(promise), without_my_number(keeper.strip())
        if not keeper:
            raise ProblemFound("担当を入れてください。")
        if (due, keeper, next_at) == (promise.due, promise.keeper, promise.next_at):
            return promise
        iso = None if due is None else due.isoformat()
        return self._write(promise, [PromisePlanned(promise.id, iso, keeper, next_at)])

    def dropped(self, promise: PromiseState, reason: DropReason, lead: str) -> PromiseState:
        """It ends unkept. That is for the lead to say, by name, whoever writes it."""
        promise = self._open(promise)
        if promise.kind not in RESULTS:
            raise ProblemFound("入力と再確認は、終えるまで残ります。")
        if not lead.strip():
            raise ProblemFound("約束を終えるのは係長の判断です。係長のお名前を入れてください。")
        return self._write(promise, [PromiseDropped(promise.id, reason, name_of(lead))])

    def left_to_lead(self, promise: PromiseState) -> PromiseState:
        """Something was learned after the visit: from now on nobody but the lead calls or writes,
        about anything that the visit brought. Why is not asked, and not kept."""
        promise = self._open(promise)
        if promise.handling is Handling.LEAD:
            return promise
        return self._write(promise, [FactLearned("contact_safe", Personal("no"))])

    def fee(
        self, promise: PromiseState, how: FeeStanding, yen: int, item: str = ""
    ) -> PromiseState:
        """How it stands with the fee of the promise's request."""
        promise = self.now_is(promise)
        note = FeeNoted(promise.request, item, how, yen_of(yen), self.office)
        return self._write(promise, [note])

    def take_back(self, promise: PromiseState) -> PromiseState:
        """The last that was written of it no longer counts. Raises ProblemFound where nothing was.

        What was written with it in one go goes with it.
        """
        return self._write(promise, last_taken_back(self._counter, promise.visit, promise.id))

    @property
    def office(self) -> str:
        """Where what is done here is added up."""
        counter = self._counter
        offices = counter.content.profile.offices
        return office_of(counter.clerk.counter, offices, counter.operations.state.office)

    def _open(self, promise: PromiseState) -> PromiseState:
        now = self.now_is(promise)
        if not now.is_open:
            who = now.ended_by or now.lead
            raise ProblemFound(f"この約束は、もう終わっています（{who}）。")
        return now

    def _lead(self, promise: PromiseState, lead: str) -> str:
        if promise.handling is Handling.LEAD and not lead.strip():
            raise ProblemFound(NO_LEAD)
        return name_of(lead)

    def _posted(self, promise: PromiseState, letter: Letter | None) -> Posted:
        mail = "" if letter is None else without_my_number(letter.mail.strip())
        if letter is None or not mail:
            raise ProblemFound("郵便の種類を入れてください。")
        if len(mail) > MOST_LETTERS:
            raise ProblemFound(f"郵便の種類は{MOST_LETTERS}字までにしてください。")
        return Posted(promise.id, mail, yen_of(letter.yen), self.office)

    def _write(self, promise: PromiseState, bodies: Iterable[EventBody]) -> PromiseState:
        write_after(self._counter, promise.visit, bodies)
        return self.now_is(promise)


def last_taken_back(counter: Counter, visit: str, about: str) -> list[EventBody]:
    """Corrections of the last that was written about that event, and of all that was written with
    it in one go. Raises ProblemFound where there is nothing."""
    own = [
        event
        for event in standing(counter.log.of_visit(visit))
        if (isinstance(event.body, AboutEarlier) and event.body.about == about)
        or (isinstance(event.body, FeeNoted) and event.body.item == about)
    ]
    if not own:
        raise ProblemFound("取り消す記録がありません。")
    return [Corrected(event.id, "取り消し") for event in own if written_with(event, own[-1])]


def write_after(
    counter: Counter, visit: str, bodies: Iterable[EventBody], board: Iterable[EventBody] = ()
) -> None:
    """What is done after a visit is written with the name of who did it, and what it says of the
    board in the same write. Raises ProblemFound."""
    if not counter.clerk.name.strip():
        raise ProblemFound("先に、担当の方の名前を入れてください（左下）。だれがしたかを残します。")
    counter.desk.note(counter.desk.visit(visit), counter.clerk, bodies, board=board)


def name_of(lead: str) -> str:
    return without_my_number(lead.strip())


def yen_of(yen: int) -> int:
    if not 0 <= yen <= MOST_YEN:
        raise ProblemFound(f"金額は 0 から {MOST_YEN:,} までの数で入れてください。")
    return yen
