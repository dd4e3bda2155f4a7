"""Whether a drill can be played as it is written, and whether its answers are the engine's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dtcoach.adapters.content.nodes import Node
from dtcoach.adapters.content.reading import Problems, child, entries_of
from dtcoach.domain.content import Content
from dtcoach.domain.decision import Refusal
from dtcoach.domain.drill.plan import Card, Drill
from dtcoach.domain.drill.story import answer_key, left_open, planned_case

Closed = Callable[[date], bool]


def check_times(drill: Drill, nodes: Mapping[str, Node], problems: Problems) -> None:
    """Every inject can come, and within the drill."""
    for inject in drill.injects.values():
        chain, name = {inject.id}, inject.after
        while name and name not in chain:
            chain.add(name)
            name = drill.injects[name].after
        if name:
            problems.add(nodes[inject.id], "after が元に戻ります")
        elif drill.planned_at(inject) > drill.length:
            problems.add(nodes[inject.id], "訓練の長さ（minutes）を過ぎています")


def check_cards(
    drill: Drill, nodes: Mapping[str, Node], content: Content, closed: Closed, problems: Problems
) -> None:
    """Each resident comes once, and what the file expects is what the engine says."""
    played = [inject.card for inject in drill.injects.values() if inject.card]
    for card in drill.cards.values():
        node, times = nodes[card.id], played.count(card.id)
        if times == 1:
            _check_card(drill, card, node, content, closed, problems)
        else:
            told = f"役割カード「{card.id}」は、{times} 回出ています（一度だけ出します）"
            problems.add(node, told)


def _check_card(
    drill: Drill, card: Card, node: Node, content: Content, closed: Closed, problems: Problems
) -> None:
    case = planned_case(content, drill, card)
    outcome = entries_of(child(entries_of(node), "outcome"))
    for fact in left_open(content, case, card, closed):
        label = content.facts[fact].label
        problems.add(node, f"「{fact}」（{label}）の答えが facts にありません")
    answer = answer_key(content, case, closed).walk
    if answer.route is not card.outcome:
        verdict = answer.decision.of(card.outcome)
        why = verdict.reason if isinstance(verdict, Refusal) else "使えますが、先に来ません。"
        first = "" if answer.route is None else answer.route.value
        problems.add(
            child(outcome, "route"),
            f"手順の答えは「{first}」です。「{card.outcome.value}」は：{why}",
        )
    due = "" if answer.deadline is None else answer.deadline.due.isoformat()
    if due != card.due:
        told = f"期限（due）は {due} です" if due else "この件に、法律の期限はありません"
        problems.add(outcome.entries.get("due", outcome), told)
