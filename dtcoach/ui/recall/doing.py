"""What is done with one document: compared, told, ended; a sheet, then the log."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject

from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.app.recalling import RESULTS, SEEN_IN, Found, Recalling
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.recall.document import RecallState, RecallStatus
from dtcoach.domain.words import RecallEnding, WorldKey
from dtcoach.ui.followups.sheets_at_work import SheetsAtWork
from dtcoach.ui.followups.small_sheets import MenuSheet
from dtcoach.ui.followups.try_sheet import Outcome, TrySheet
from dtcoach.ui.recall.rows import was_told
from dtcoach.ui.recall.sheets import CompareSheet, EndSheet
from dtcoach.ui.recovery.registry import Surroundings


class Do(StrEnum):
    """What a clerk can do with a document."""

    COMPARE = "compare"
    TRY = "try"
    END = "end"
    TAKE_BACK = "take-back"
    OPEN_VISIT = "open-visit"


class Action(NamedTuple):
    """What it is, how it is called, its icon or what it means."""

    do: Do
    label: str
    more: str


def next_action(recall: RecallState) -> Action:
    """With the name of an icon."""
    match recall.status:
        case RecallStatus.TO_COMPARE:
            return Action(Do.COMPARE, "結果を入れる", "fact_check")
        case RecallStatus.TO_CONTACT if was_told(recall):
            return Action(Do.END, "終わりにする", "flag")
        case RecallStatus.TO_CONTACT:
            return Action(Do.TRY, "結果を入れる", "call")
    return Action(Do.OPEN_VISIT, "この受付を開く", "arrow_forward")


def other_actions(recall: RecallState) -> tuple[Action, ...]:
    """With what each means, in the order of the menu."""
    found: list[Action] = []
    if recall.status is RecallStatus.TO_CONTACT:
        if was_told(recall):
            found.append(Action(Do.TRY, "連絡の結果を入れる", "もう一度、連絡したとき"))
        else:
            found.append(Action(Do.END, "終わりにする", "回収した、差し替えたなど"))
    if recall.status in (RecallStatus.TO_CONTACT, RecallStatus.UNCHANGED):
        found.append(Action(Do.COMPARE, "もう一度見くらべる", "あとの記録が、前の記録にかわります"))
    if recall.comparison is not None or recall.tries:
        found.append(Action(Do.TAKE_BACK, "直前の記録を取り消す", "入れまちがえたとき"))
    if recall.status not in (RecallStatus.UNCHANGED, RecallStatus.ENDED):
        found.append(Action(Do.OPEN_VISIT, "この受付を開く", "受け付けたときの内容を見ます"))
    return tuple(found)


class RecallDoing(QObject):
    """Opens the sheets and acts."""

    def __init__(self, around: Surroundings, recalling: Recalling, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._recalling = recalling
        self._sheets = SheetsAtWork(around, self)
        self._recall: RecallState | None = None

    def next(self, recall: RecallState) -> None:
        """What comes next for it."""
        self._do(next_action(recall).do, recall)

    def more(self, recall: RecallState) -> None:
        """The menu of what else can be done."""
        choices = [(one.do.value, one.label, one.more) for one in other_actions(recall)]
        if not choices:
            return
        self._recall = recall
        menu = MenuSheet(f"{_name(recall)}　ほかの操作", choices)
        menu.chosen.connect(self._on_chosen)
        self._sheets.open_menu(menu)

    def _on_chosen(self, value: str) -> None:
        self._do(Do(value), self._of())

    def _do(self, do: Do, recall: RecallState) -> None:
        try:
            self._recall = recall = self._recalling.now_is(recall)
        except StorageTrouble as trouble:
            self._around.acting.trouble(trouble, lambda: self._do(do, recall))
            return
        except KnownError as error:
            self._around.acting.refused.emit(error)
            return
        match do:
            case Do.COMPARE:
                self._ask_what_was_seen(recall)
            case Do.TRY:
                self._ask_result(recall)
            case Do.END:
                self._ask_ending(recall)
            case Do.TAKE_BACK:
                self._sheets.act(lambda: self._recalling.take_back(recall))
            case Do.OPEN_VISIT:
                self._around.open_visit(recall.visit)

    def _ask_what_was_seen(self, recall: RecallState) -> None:
        counter = self._around.counter
        titles = counter.content.systems
        systems = [(key.value, titles[key].title) for key in SEEN_IN if key in titles]
        likely = _LIKELY.get(recall.procedure, WorldKey.RESIDENT_RECORD)
        sheet = CompareSheet(
            f"{_name(recall)} と、いまの記録を見くらべる", systems, likely, counter.clock.now()
        )
        sheet.compared.connect(self._on_compared)
        self._sheets.open(sheet)

    def _on_compared(self, found: Found) -> None:
        recall = self._of()
        self._sheets.act(lambda: self._recalling.compared(recall, found))

    def _ask_result(self, recall: RecallState) -> None:
        sheet = TrySheet(
            f"{_name(recall)}　連絡の結果",
            RESULTS,
            self._around.counter.clock.now(),
            self._recalling.proposed,
            by_lead=recall.handling is Handling.LEAD,
        )
        sheet.decided.connect(self._on_decided)
        self._sheets.open(sheet)

    def _on_decided(self, outcome: Outcome) -> None:
        recall = self._of()
        self._sheets.act(
            lambda: self._recalling.tried(
                recall, outcome.result, next_at=outcome.next_at, lead=outcome.lead
            )
        )

    def _ask_ending(self, recall: RecallState) -> None:
        sheet = EndSheet(f"{_name(recall)} の終わり", by_lead=recall.handling is Handling.LEAD)
        sheet.ended.connect(self._on_ended)
        self._sheets.open(sheet)

    def _on_ended(self, ending: RecallEnding, lead: str, refund: int | None) -> None:
        recall = self._of()
        self._sheets.act(lambda: self._recalling.ended(recall, ending, lead=lead, refund=refund))

    def _of(self) -> RecallState:
        assert self._recall is not None
        return self._recall


_LIKELY = {
    "family-register-certificate": WorldKey.FAMILY_REGISTER,
    "family-register-attachment": WorldKey.FAMILY_REGISTER,
    "tax-certificate": WorldKey.TAX,
}


def _name(recall: RecallState) -> str:
    return f"{recall.document} {recall.serial}".strip()
