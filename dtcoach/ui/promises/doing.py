"""What is done with one promise: a sheet where something is to be entered, then the log."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject

from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.app.promising import RESULTS, Promising
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.words import DropReason, FeeStanding
from dtcoach.ui.followups.sheets_at_work import SheetsAtWork
from dtcoach.ui.followups.small_sheets import (
    AddressSheet,
    ChoiceSheet,
    FeeSheet,
    MenuSheet,
    PlanSheet,
)
from dtcoach.ui.followups.try_sheet import Outcome, TrySheet
from dtcoach.ui.promises.actions import Do, next_action, other_actions, wants_lead
from dtcoach.ui.promises.rows import REASON, fee_pairs
from dtcoach.ui.recovery.registry import RECALL, WORK, Surroundings
from dtcoach.ui.words import PROMISE

_MENU = "ほかの操作"


class PromiseDoing(QObject):
    """Opens the sheets and acts."""

    def __init__(self, around: Surroundings, promising: Promising, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._promising = promising
        self._sheets = SheetsAtWork(around, self)
        self._promise: PromiseState | None = None
        self._mails: list[str] = []

    def next(self, promise: PromiseState) -> None:
        """What comes next for it."""
        self._do(next_action(promise).do, promise)

    def more(self, promise: PromiseState) -> None:
        """The menu of what else can be done."""
        self._promise = promise
        choices = [(one.do.value, one.label, one.more) for one in other_actions(promise)]
        menu = MenuSheet(f"{_name(promise)}　{_MENU}", choices)
        menu.chosen.connect(self._on_chosen)
        self._sheets.open_menu(menu)

    def _on_chosen(self, value: str) -> None:
        if self._promise is not None:
            self._do(Do(value), self._promise)

    def _do(self, do: Do, promise: PromiseState) -> None:
        try:
            self._promise = promise = self._promising.now_is(promise)
        except StorageTrouble as trouble:
            self._around.acting.trouble(trouble, lambda: self._do(do, promise))
            return
        except KnownError as error:
            self._around.acting.refused.emit(error)
            return
        match do:
            case Do.RESULT:
                self._ask_result(promise)
            case Do.ADDRESS:
                self._ask_address(promise)
            case Do.PLAN:
                self._ask_plan(promise)
            case Do.FEE:
                self._ask_fee(promise)
            case Do.DROP:
                self._ask_drop(promise)
            case Do.TO_LEAD | Do.CAME_BACK | Do.TAKE_BACK:
                act = {
                    Do.TO_LEAD: self._promising.left_to_lead,
                    Do.CAME_BACK: self._promising.came_back,
                    Do.TAKE_BACK: self._promising.take_back,
                }[do]
                self._sheets.act(lambda: act(promise))
            case Do.OPEN_VISIT:
                self._around.open_visit(promise.visit)
            case Do.TO_WORK:
                self._around.go(WORK)
            case Do.TO_RECALL:
                self._around.go(RECALL)

    # --- the sheets -------------------------------------------------------------------------------

    def _ask_result(self, promise: PromiseState) -> None:
        sheet = TrySheet(
            f"{_name(promise)}の結果",
            RESULTS[promise.kind],
            self._around.counter.clock.now(),
            self._promising.proposed,
            by_lead=wants_lead(promise),
            mails=self._mails[-1:],
        )
        sheet.decided.connect(self._on_decided)
        self._sheets.open(sheet)

    def _on_decided(self, outcome: Outcome) -> None:
        promise = self._of()
        if outcome.letter is not None:
            self._mails.append(outcome.letter.mail)
        self._sheets.act(
            lambda: self._promising.tried(
                promise,
                outcome.result,
                next_at=outcome.next_at,
                lead=outcome.lead,
                letter=outcome.letter,
            )
        )

    def _ask_address(self, promise: PromiseState) -> None:
        sheet = AddressSheet(f"{_name(promise)}の宛先")
        sheet.checked.connect(self._on_address)
        self._sheets.open(sheet)

    def _on_address(self, postcode: str, address: str, second: str) -> None:
        promise = self._of()
        self._sheets.act(
            lambda: self._promising.address_checked(promise, postcode, address, second)
        )

    def _ask_plan(self, promise: PromiseState) -> None:
        now = self._around.counter.clock.now()
        sheet = PlanSheet(
            f"{_name(promise)}の期日・担当", promise.due, promise.keeper, promise.next_at, now
        )
        sheet.planned.connect(self._on_planned)
        self._sheets.open(sheet)

    def _on_planned(self, due: date | None, keeper: str, next_at: datetime | None) -> None:
        promise = self._of()
        self._sheets.act(lambda: self._promising.planned(promise, due, keeper, next_at))

    def _ask_fee(self, promise: PromiseState) -> None:
        notes = self._promising.followups.of_visit(promise.visit).fees
        stands = "　".join(value for _, value in fee_pairs(notes, promise))
        sheet = FeeSheet(f"{promise.number}　手数料", stands)
        sheet.noted.connect(self._on_fee)
        self._sheets.open(sheet)

    def _on_fee(self, standing: FeeStanding, amount: int) -> None:
        promise = self._of()
        self._sheets.act(lambda: self._promising.fee(promise, standing, amount))

    def _ask_drop(self, promise: PromiseState) -> None:
        sheet = ChoiceSheet(
            f"{_name(promise)}の約束を終える",
            [(reason.value, words, "") for reason, words in REASON.items()],
            "約束を終える",
            lead=True,
        )
        sheet.decided.connect(self._on_dropped)
        self._sheets.open(sheet)

    def _on_dropped(self, value: str, lead: str) -> None:
        promise = self._of()
        self._sheets.act(lambda: self._promising.dropped(promise, DropReason(value), lead))

    def _of(self) -> PromiseState:
        assert self._promise is not None
        return self._promise


def _name(promise: PromiseState) -> str:
    return f"{promise.number} {PROMISE[promise.kind]}"
