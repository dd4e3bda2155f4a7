"""Call sheets and address labels for a batch of promises: never a line for what is the lead's.

What is printed is read off the log at that moment, not off the list on the screen: an answer that
came in meanwhile takes a line away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dtcoach.app.call_words import words_of_sheet
from dtcoach.app.errors import ProblemFound
from dtcoach.app.labels import SHEETS, AddressLabel
from dtcoach.app.marks import paper_marks
from dtcoach.app.paper import Order, imprint_of
from dtcoach.domain.events import Draft, FormPrinted
from dtcoach.domain.form_values import Value, short_titles
from dtcoach.domain.japanese_dates import TOKYO, clock_time, long_date
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState, promises_of
from dtcoach.domain.visit import fold_visit
from dtcoach.domain.words import PaperWay, PromiseKind
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.app.counter import Counter

CALL_SHEET = "call-sheet"


@dataclass(frozen=True, slots=True)
class Batch:
    """What can be printed of a list, and how many of it cannot: for the lead to see to, without a
    phone, or without an address that two people read off the record."""

    lines: tuple[PromiseState, ...]
    with_lead: int = 0
    incomplete: int = 0


def call_batch(promises: Iterable[PromiseState]) -> Batch:
    """The calls among these."""
    calls = [one for one in promises if one.is_open and one.kind is PromiseKind.PHONE]
    free = [one for one in calls if one.handling is Handling.LIST]
    lines = tuple(one for one in free if one.contact is not None and one.contact.phone)
    return Batch(lines, len(calls) - len(free), len(free) - len(lines))


def label_batch(promises: Iterable[PromiseState]) -> Batch:
    """The letters among these."""
    letters = [one for one in promises if one.is_open and one.kind is PromiseKind.POST]
    free = [one for one in letters if one.handling is Handling.LIST]
    lines = tuple(
        one for one in free if one.address is not None and one.contact is not None
        if one.contact.name
    )  # fmt: skip
    return Batch(lines, len(letters) - len(free), len(free) - len(lines))


class FollowUpPapers:
    """Orders for the press, of what the log says now, and the word in the log that they went out.
    Orders may take a moment, and can be made on another thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    def now(self, promises: Sequence[PromiseState]) -> tuple[PromiseState, ...]:
        """These promises as the log has them, without those that were taken back."""
        found: dict[str, PromiseState] = {}
        for visit in dict.fromkeys(one.visit for one in promises):
            state = fold_visit(self._counter.log.of_visit(visit))
            if state is not None:
                found.update((one.id, one) for one in promises_of(state))
        return tuple(found[one.id] for one in promises if one.id in found)

    def call_sheet(self, promises: Sequence[PromiseState]) -> tuple[Order, Batch]:
        """Raises ProblemFound where nobody can be called from it."""
        batch = call_batch(self.now(promises))
        if not batch.lines:
            raise ProblemFound("この一覧から電話をかけられる約束はありません。")
        counter = self._counter
        now, content = counter.clock.now(), counter.content
        words = words_of_sheet(content.profile.ward)
        values: dict[str, Value] = {
            "office": counter.operations.state.office,
            "printed_at": f"{long_date(now.date())}{clock_time(now)}",
            "call_opening": words.opening,
            "call_matter": words.matter,
            "call_other": words.other,
            "calls": tuple(self._call(one) for one in batch.lines),
        }
        approval = counter.shelf.approval
        marks = paper_marks(counter.operations.state.kind, approval)
        return Order(CALL_SHEET, values, imprint_of(content.digest, approval, now), marks), batch

    def labels(
        self, promises: Sequence[PromiseState], sheet: str = SHEETS[0], start: int = 1
    ) -> tuple[Order, Batch]:
        """Raises ProblemFound where no address was checked, or the sheet has no such place."""
        batch = label_batch(self.now(promises))
        if not batch.lines:
            raise ProblemFound("宛先を記録で確かめた郵便がありません。")
        labels = [label for one in batch.lines if (label := _label(one)) is not None]
        return self._counter.papers.labels(labels, sheet=sheet, start=start), batch

    def went_out(self, form: str, batch: Batch, way: PaperWay) -> None:
        """Every visit whose line is on it has it in its history; all in one write."""
        counter = self._counter
        at, incident = counter.clock.now(), counter.operations.state.id
        counter.log.append(
            [
                Draft(
                    incident,
                    one.visit,
                    at,
                    counter.clerk.name,
                    FormPrinted(one.request, form, one.number, reprint=False, how=way),
                )
                for one in batch.lines
            ]
        )

    def _call(self, promise: PromiseState) -> dict[str, str]:
        made, contact = promise.made_at.astimezone(TOKYO), promise.contact
        assert contact is not None
        return {
            "number": promise.number,
            "name": contact.name,
            "phone": contact.phone,
            "hours": contact.hours,
            "day": f"{made.month}/{made.day}",
            "procedure": short_titles(self._counter.content, [promise.procedure]),
            "due": "" if promise.due is None else f"{promise.due.month}/{promise.due.day}",
        }


def _label(promise: PromiseState) -> AddressLabel | None:
    if promise.address is None or promise.contact is None:
        return None
    return AddressLabel(
        promise.address.postcode, promise.address.address, promise.contact.name, promise.number
    )
