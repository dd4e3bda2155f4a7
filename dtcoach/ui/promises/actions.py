"""The one thing to do next for a promise, and what else can be done with it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.words import PromiseKind, TryResult
from dtcoach.ui.promises.rows import DONE_BY_WORK


class Do(StrEnum):
    """What a clerk can do with a promise."""

    RESULT = "result"
    ADDRESS = "address"
    PLAN = "plan"
    FEE = "fee"
    DROP = "drop"
    TO_LEAD = "to-lead"
    CAME_BACK = "came-back"
    TAKE_BACK = "take-back"
    OPEN_VISIT = "open-visit"
    TO_WORK = "to-work"
    TO_RECALL = "to-recall"


class Action(NamedTuple):
    """One of them: what it is, how it is called, its icon or what it means."""

    do: Do
    label: str
    more: str


_REACHING = (PromiseKind.PHONE, PromiseKind.POST)

_RESULT = {
    PromiseKind.PHONE: ("結果を入れる", "call"),
    PromiseKind.POST: ("投函した", "mail"),
    PromiseKind.RETURN_VISIT: ("結果を入れる", "person"),
}


def next_action(promise: PromiseState) -> Action:
    """With the name of an icon."""
    if not promise.is_open:
        return Action(Do.OPEN_VISIT, "この受付を開く", "arrow_forward")
    if promise.kind is PromiseKind.BACK_ENTRY:
        return Action(Do.TO_WORK, "復旧作業へ", "edit")
    if promise.kind is PromiseKind.RECHECK:
        return Action(Do.TO_RECALL, "回収へ", "fact_check")
    if _wants_address(promise):
        return Action(Do.ADDRESS, "宛先を確かめる", "fact_check")
    return Action(Do.RESULT, *_RESULT[promise.kind])


def other_actions(promise: PromiseState) -> tuple[Action, ...]:
    """With what each means, in the order of the menu."""
    found: list[Action] = []
    if promise.is_open:
        found.append(Action(Do.PLAN, "期日・担当を変える", "お約束の日、担当、次にする日時"))
    if _wants_address(promise):
        found.append(
            Action(Do.RESULT, "投函した", "宛先を確かめずに送ったとき（係長の名前を入れます）")
        )
    elif promise.is_open and promise.kind is PromiseKind.POST and promise.address is not None:
        found.append(Action(Do.ADDRESS, "宛先を入れ直す", "記録をもう一度見て、二人で確かめます"))
    if _was_sent(promise):
        found.append(
            Action(Do.CAME_BACK, "郵便が戻ってきた", "送る約束に戻り、宛先は係長が決めます")
        )
    found.append(Action(Do.FEE, "手数料を記録する", "いただいた・あとで・いただかない・お返しした"))
    if promise.is_open and promise.kind not in DONE_BY_WORK:
        found.append(Action(Do.DROP, "約束を終える（係長）", "連絡がつかない、不要と言われたなど"))
    if promise.is_open and promise.kind in _REACHING and promise.handling is Handling.LIST:
        found.append(Action(Do.TO_LEAD, "係長に任せる", "この受付への連絡は、係長だけがします"))
    if (
        promise.tries
        or promise.posted
        or promise.address is not None
        or promise.elsewhere
        or not promise.is_open
    ):
        found.append(Action(Do.TAKE_BACK, "直前の記録を取り消す", "入れまちがえたとき"))
    if promise.is_open:
        found.append(Action(Do.OPEN_VISIT, "この受付を開く", "受け付けたときの内容を見ます"))
    return tuple(found)


def wants_lead(promise: PromiseState) -> bool:
    """Whether its result needs the name of the lead: also a letter to an address that nobody
    compared with the record (rule 12)."""
    return promise.handling is Handling.LEAD or _wants_address(promise)


def _wants_address(promise: PromiseState) -> bool:
    is_letter = promise.kind is PromiseKind.POST and promise.handling is Handling.LIST
    return promise.is_open and is_letter and promise.address is None


def _was_sent(promise: PromiseState) -> bool:
    sent = any(one.result is TryResult.SENT for one in promise.tries)
    return promise.kind is PromiseKind.POST and sent and not promise.is_open
