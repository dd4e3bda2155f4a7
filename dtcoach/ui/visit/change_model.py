"""What another answer would change, as sentences that a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dtcoach.domain.content import Content, Procedure
from dtcoach.domain.correction import Change
from dtcoach.domain.japanese_dates import long_date
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.offer_model import need_labels
from dtcoach.ui.visit.path_model import answer_text
from dtcoach.ui.visit.words import (
    PROMISE_WORDS,
    procedure_title,
    promise_text,
    route_title,
    short_title,
)

_UNDECIDED = "まだ決まりません"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One consequence. `weight` is wrong (must be acted on), gain, or note."""

    weight: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class ChangeModel:
    """The sheet before an answer is corrected."""

    label: str
    before: str
    after: str
    lines: tuple[ChangeLine, ...]


def change_model(
    content: Content,
    procedure: Procedure | None,
    fact: str,
    before: str,
    after: str,
    changes: Sequence[Change],
) -> ChangeModel:
    """An answer that is looked up silently is shown neither as it was nor as it would be."""
    definition = content.facts[fact]
    if procedure is not None:
        definition = procedure.asks(definition)
    shown = ("", "") if definition.silent else (
        answer_text(definition, before), answer_text(definition, after)
    )  # fmt: skip
    several = len(changes) > 1
    lines = tuple(line for change in changes for line in _lines(content, change, several))
    order = {"wrong": 0, "note": 1, "gain": 2}
    return ChangeModel(
        definition.label, *shown, tuple(sorted(lines, key=lambda line: order[line.weight]))
    )


def _lines(content: Content, change: Change, several: bool) -> Iterator[ChangeLine]:
    procedure = content.procedures[change.procedure]
    name = short_title(procedure_title(content, change.procedure))
    head = f"{name}: " if several or change.finished else ""
    way = "" if change.route is None else route_title(content, procedure, change.route)
    if change.wrong:
        yield ChangeLine("wrong", *_wrong(change, head, way))
    if change.asks:
        asked = "・".join(need_labels(content, change.asks))
        yield ChangeLine("note", f"{head}もう一度確かめることがあります", asked)
    if change.due_moves:
        yield ChangeLine(
            "note", f"{head}届出期限が変わります", _moved(change.due_before, change.due_after)
        )
    for refusal in change.lost:
        title = route_title(content, procedure, refusal.route)
        yield ChangeLine("wrong", f"{head}「{title}」ができなくなります", refusal.reason)
    for route in change.gained:
        title = route_title(content, procedure, route)
        yield ChangeLine("gain", f"{head}「{title}」も考えられるようになります")
    if change.steps_added:
        yield ChangeLine("note", f"{head}手順が増えます", _texts(change.steps_added))
    if change.steps_gone:
        yield ChangeLine("gain", f"{head}要らなくなる手順があります", _texts(change.steps_gone))
    for promise in change.promises_moved:
        told = "伝えた約束の日" if change.finished else "約束の日"
        words = f"{head}{told}が変わります（{PROMISE_WORDS[promise.kind]}）"
        moved = _moved(promise.before, promise.after, "復旧のあと")
        again = "。住民の方にもう一度伝えます" if change.finished else ""
        weight = "wrong" if change.finished else "note"
        yield ChangeLine(weight, words, f"{moved}{again}")
    for added in change.promises_added:
        words = f"{head}約束が増えます"
        yield ChangeLine("note", words, promise_text(added.kind, added.due))
    for gone in change.promises_gone:
        yield ChangeLine("note", f"{head}しない約束があります", PROMISE_WORDS[gone.kind])


def _wrong(change: Change, head: str, way: str) -> tuple[str, str]:
    if change.finished or change.issued:
        done = "終えた" if change.finished else "もう渡した"
        todo = "係長に伝え、どうするかを決めます。"
        return f"{head}「{way}」で{done}ものが、この答えでは正しくありません", (
            f"{change.wrong}{todo}"
        )
    again = (
        f"終わった{change.steps_lost}件の手順は、やり直しになります。" if change.steps_lost else ""
    )
    return f"{head}いまの方法「{way}」は使えなくなります", (
        f"{change.wrong}{again}ほかの方法を選びます。"
    )


def _moved(before: date | None, after: date | None, none: str = _UNDECIDED) -> str:
    was = none if before is None else long_date(before)
    becomes = none if after is None else long_date(after)
    return f"{was} → {becomes}"


def _texts(steps: Sequence[object]) -> str:
    texts = [str(getattr(step, "text", "")) for step in steps]
    more = f" ほか{len(texts) - _LISTED}件" if len(texts) > _LISTED else ""
    return "、".join(texts[:_LISTED]) + more


_LISTED = 3
