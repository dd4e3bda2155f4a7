"""Routes as written in YAML: gates, cautions, steps and promises, with shared blocks put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from itertools import islice
from typing import TypeVar

from dtcoach.adapters.content.grammar import Vocabulary, read_condition
from dtcoach.adapters.content.nodes import Entries, Items, Node
from dtcoach.adapters.content.reading import (
    Problems,
    braces_only,
    child,
    entries_of,
    items_of,
    member_of,
    optional_text,
    sources_in,
    text_in,
    text_of,
    word_of,
)
from dtcoach.domain.conditions import AllOf, Always, Condition, FactAnswered
from dtcoach.domain.content import (
    Caution,
    DueRule,
    Gate,
    GateKind,
    Phrase,
    PromiseRule,
    RouteRule,
    Source,
    Step,
    StepInput,
)
from dtcoach.domain.walk import PLACEHOLDERS
from dtcoach.domain.words import PromiseKind, Route, StepKind, WorldKey

T = TypeVar("T")

ROUTE_KEYS = (
    "route",
    "title",
    "reason",
    "systems",
    "gates",
    "leads",
    "cautions",
    "steps",
    "forms",
    "promises",
    "recall",
)
_GATE_KEYS = ("require", "forbid", "know", "never", "use", "reason", "sources")
MAX_PARTS = 200
"""Steps or gates that one line of a route may stand for."""

MAX_NESTED_BLOCKS = 8
_STEP_KINDS = tuple(kind.value for kind in StepKind)
_STEP_KEYS = (
    *_STEP_KINDS, "use", "id", "when", "enter", "label", "text", "show", "why", "sources",
)  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """What the files of one folder share: phrases, blocks of gates and steps, known words."""

    vocabulary: Vocabulary
    phrases: Mapping[str, Phrase]
    forms: frozenset[str]
    route_titles: Mapping[Route, str]
    sources: Mapping[str, Source] | None = None
    """Where the rules come from; None in content that has no list of it."""

    gate_blocks: Mapping[str, Node] = field(default_factory=dict)
    step_blocks: Mapping[str, Node] = field(default_factory=dict)
    caution_blocks: Mapping[str, Node] = field(default_factory=dict)

    def with_vocabulary(self, vocabulary: Vocabulary) -> Shared:
        """The same for a procedure with its own deadline."""
        return replaced(self, vocabulary=vocabulary)


def read_route(node: Node, shared: Shared, problems: Problems) -> RouteRule:
    """One route. Faults inside its parts are noted one by one; the route then does not load."""
    entries = entries_of(node, ROUTE_KEYS)
    route = member_of(child(entries, "route"), Route, "対応方法（route）")
    before = len(problems.found)
    gates = tuple(
        gate
        for part in problems.each(
            entries.entries.get("gates"), lambda item: _all(_gates(item, shared, ()), item)
        )
        for gate in part
    )
    steps = tuple(
        step
        for part in problems.each(
            child(entries, "steps") if _reachable(gates) else entries.entries.get("steps"),
            lambda item: _all(_steps(item, shared, None, ()), item),
        )
        for step in part
    )
    rule = RouteRule(
        route=route,
        title=optional_text(entries, "title") or shared.route_titles[route],
        reason=_worded(child(entries, "reason")) if _reachable(gates) else "",
        systems=tuple(
            problems.each(
                entries.entries.get("systems"), lambda item: member_of(item, WorldKey, "システム")
            )
        ),
        gates=gates,
        leads=_optional_condition(entries, "leads", shared),
        cautions=tuple(
            caution
            for part in problems.each(
                entries.entries.get("cautions"),
                lambda item: _all(_cautions(item, shared, ()), item),
            )
            for caution in part
        ),
        steps=steps,
        forms=_forms(entries, shared),
        promises=tuple(
            problems.each(entries.entries.get("promises"), lambda item: _promise(item, shared))
        ),
        recall=optional_text(entries, "recall") or None,
    )
    if len(problems.found) == before:
        _check_steps(rule, node, problems)
    return rule


def _reachable(gates: tuple[Gate, ...]) -> bool:
    return not any(
        gate.kind is GateKind.FORBID and isinstance(gate.condition, Always) for gate in gates
    )


def _check_steps(rule: RouteRule, node: Node, problems: Problems) -> None:
    seen: set[str] = set()
    for step in rule.steps:
        if step.id in seen:
            problems.add(node, f"手順の id「{step.id}」が二度あります（{rule.route}）")
        seen.add(step.id)
    outcomes = [step for step in rule.steps if step.kind is StepKind.OUTCOME]
    if _reachable(rule.gates) and (
        len(outcomes) != 1 or rule.steps[-1] is not outcomes[0] or outcomes[0].condition
    ):
        problems.add(
            node,
            f"{rule.route} の手順は、条件のない outcome 一つで終わります（行き止まりを作らない）",
        )


def _optional_condition(entries: Entries, key: str, shared: Shared) -> Condition | None:
    found = entries.entries.get(key)
    return None if found is None else read_condition(found, shared.vocabulary)


def _worded(node: Node) -> str:
    """A text whose braces are all from the closed set."""
    return braces_only(node, PLACEHOLDERS)


def _gates(node: Node, shared: Shared, inside: tuple[str, ...]) -> Iterator[Gate]:
    entries = entries_of(node, _GATE_KEYS)
    kinds = [key for key in ("require", "forbid", "know", "never", "use") if key in entries.entries]
    if len(kinds) != 1:
        raise node.problem("require、forbid、know、never、use のどれか一つを書きます")
    kind = kinds[0]
    body = entries.entries[kind]
    sources = sources_in(entries, shared.sources)
    if kind == "use":
        for item in _block(body, shared.gate_blocks, inside):
            yield from _gates(item, shared, (*inside, text_of(body)))
    elif kind == "never":
        yield Gate(GateKind.FORBID, Always(), _worded(body), sources)
    elif kind == "know":
        facts = tuple(
            word_of(item, shared.vocabulary.facts, "事実（fact）") for item in items_of(body)
        )
        yield Gate(GateKind.KNOW, AllOf(tuple(FactAnswered(fact) for fact in facts)), "")
    else:
        reason = _worded(child(entries, "reason"))
        yield Gate(GateKind(kind), read_condition(body, shared.vocabulary), reason, sources)


def _all(parts: Iterator[T], node: Node) -> tuple[T, ...]:
    """What one line of a route stands for, blocks in blocks put in; never without end."""
    found = tuple(islice(parts, MAX_PARTS + 1))
    if len(found) > MAX_PARTS:
        raise node.problem(f"共通部品を開くと {MAX_PARTS} を超えます")
    return found


def _block(node: Node, blocks: Mapping[str, Node], inside: tuple[str, ...]) -> tuple[Node, ...]:
    name = word_of(node, blocks, "共通部品")
    if name in inside:
        raise node.problem(f"共通部品「{name}」が自分自身を使っています")
    if len(inside) == MAX_NESTED_BLOCKS:
        raise node.problem("共通部品の入れ子が深すぎます")
    return items_of(blocks[name])


def _cautions(node: Node, shared: Shared, inside: tuple[str, ...]) -> Iterator[Caution]:
    entries = entries_of(node, ("when", "text", "use"))
    if "use" not in entries.entries:
        condition = _optional_condition(entries, "when", shared)
        yield Caution(condition or Always(), _worded(child(entries, "text")))
        return
    if len(entries.entries) > 1:
        raise node.problem("use のほかには、何も書きません")
    body = entries.entries["use"]
    for item in _block(body, shared.caution_blocks, inside):
        yield from _cautions(item, shared, (*inside, text_of(body)))


def _promise(node: Node, shared: Shared) -> PromiseRule:
    entries = entries_of(node, ("kind", "due", "keeper", "when"))
    return PromiseRule(
        kind=member_of(child(entries, "kind"), PromiseKind, "約束"),
        due=member_of(child(entries, "due"), DueRule, "約束の期日"),
        keeper=text_in(entries, "keeper"),
        condition=_optional_condition(entries, "when", shared),
    )


def _forms(entries: Entries, shared: Shared) -> tuple[str, ...]:
    found = entries.entries.get("forms")
    if found is None:
        return ()
    return tuple(word_of(item, shared.forms, "用紙") for item in items_of(found))


def _steps(
    node: Node, shared: Shared, when: Condition | None, inside: tuple[str, ...]
) -> Iterator[Step]:
    entries = entries_of(node, _STEP_KEYS)
    own = _optional_condition(entries, "when", shared)
    both = own if when is None else when if own is None else AllOf((when, own))
    kinds = [key for key in (*_STEP_KINDS, "use") if key in entries.entries]
    if len(kinds) != 1:
        raise node.problem("手順の種類（say、do、check など）を一つだけ書きます")
    kind = kinds[0]
    body = entries.entries[kind]
    if kind == "use":
        for item in _block(body, shared.step_blocks, inside):
            yield from _steps(item, shared, both, (*inside, text_of(body)))
        return
    step = _STEP_READERS.get(kind, _worded_step)(StepKind(kind), body, entries, shared, both)
    shown = entries.entries.get("show")
    if shown is not None:
        if step.kind in (StepKind.SAY, StepKind.ASK, StepKind.OUTCOME):
            raise shown.problem(f"{step.kind} の手順に show は書けません")
        step = replaced(step, shown=shared.phrases[_phrase_name(shown, shared)])
    yield replaced(
        step,
        why=braces_only(entries.entries["why"], ()) if "why" in entries.entries else "",
        sources=sources_in(entries, shared.sources),
    )


def _phrase_name(node: Node, shared: Shared) -> str:
    return word_of(node, shared.phrases, "言葉（phrases.yaml）")


def _say(
    kind: StepKind, body: Node, entries: Entries, shared: Shared, when: Condition | None
) -> Step:
    phrase = shared.phrases[_phrase_name(body, shared)]
    step_id = optional_text(entries, "id") or phrase.id
    return Step(step_id, kind, phrase.words["ja"], phrase=phrase, condition=when)


def _ask(
    kind: StepKind, body: Node, entries: Entries, shared: Shared, when: Condition | None
) -> Step:
    fact = shared.vocabulary.facts[word_of(body, shared.vocabulary.facts, "事実（fact）")]
    step_id = optional_text(entries, "id") or f"ask-{fact.name}"
    return Step(step_id, kind, fact.question, condition=when, fact=fact.name)


def _print(
    kind: StepKind, body: Node, entries: Entries, shared: Shared, when: Condition | None
) -> Step:
    form = word_of(body, shared.forms, "用紙")
    step_id = optional_text(entries, "id") or f"print-{form}"
    how, label = _entered(entries)
    words = _worded(child(entries, "text"))
    return Step(step_id, kind, words, condition=when, form=form, input=how, label=label)


def _worded_step(
    kind: StepKind, body: Node, entries: Entries, shared: Shared, when: Condition | None
) -> Step:
    del shared
    how, label = _entered(entries, StepInput.STAFF if kind is StepKind.APPROVE else None)
    if kind is StepKind.CHECK and how is StepInput.NONE:
        raise entries.problem(
            "check には、見た値を入れる enter が要ります（印だけでは確認になりません）"
        )
    step_id = "outcome" if kind is StepKind.OUTCOME else text_in(entries, "id")
    return Step(step_id, kind, _worded(body), condition=when, input=how, label=label)


def _entered(entries: Entries, always: StepInput | None = None) -> tuple[StepInput, str]:
    """What the clerk enters in a step, and the name of the field."""
    entered = entries.entries.get("enter")
    if always is not None:
        how = always
    elif entered is None:
        how = StepInput.NONE
    else:
        how = member_of(entered, StepInput, "入力の種類")
    label = optional_text(entries, "label")
    if how is not StepInput.NONE and not label:
        raise entries.problem("入力のある手順には label（入力欄の名前）が要ります")
    return how, label


_StepReader = Callable[[StepKind, Node, Entries, Shared, Condition | None], Step]
_STEP_READERS: Mapping[str, _StepReader] = {"say": _say, "ask": _ask, "print": _print}


def read_block_names(node: Node) -> Mapping[str, Node]:
    """Blocks by name, each a list; read when they are used, where the deadline is known."""
    entries = entries_of(node)
    for value in entries.entries.values():
        if not isinstance(value, Items):
            raise value.problem("共通部品は一覧（- で始まる行）で書きます")
        if not value.items:
            raise value.problem("共通部品が空です")
    return entries.entries
