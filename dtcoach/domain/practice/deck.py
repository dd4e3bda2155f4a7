"""A deck, not dice: whoever plays on meets every procedure, every scenario and every trap."""

from __future__ import annotations

from collections.abc import Iterable

from dtcoach.domain.content import Content
from dtcoach.domain.practice.case import Lesson, Spec
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.traps import PLAIN, TRAPS


def every_spec(content: Content) -> tuple[Spec, ...]:
    """Each procedure in each scenario, and each trap in each place that it fits."""
    plain = (
        Spec(Lesson(procedure, PLAIN), scenario)
        for procedure in content.procedures
        for scenario in content.scenarios
    )
    trapped = (
        Spec(Lesson(procedure, trap.id), scenario)
        for trap in TRAPS.values()
        for procedure in trap.procedures
        for scenario in trap.scenarios
        if procedure in content.procedures and scenario in content.scenarios
    )
    return (*plain, *trapped)


def scenarios_of(content: Content, lesson: Lesson) -> tuple[str, ...]:
    """Where a lesson can play; empty where this content no longer has it."""
    if lesson.procedure not in content.procedures:
        return ()
    if lesson.trap == PLAIN:
        return tuple(content.scenarios)
    trap = TRAPS.get(lesson.trap)
    if trap is None or lesson.procedure not in trap.procedures:
        return ()
    return tuple(scenario for scenario in trap.scenarios if scenario in content.scenarios)


def deck_of(content: Content, seed: str) -> tuple[Spec, ...]:
    """Everything once: first the shortest way past all of it, then the rest, well mixed."""
    waiting = [(spec, _marks(spec)) for spec in Chance(seed).shuffled("deck", every_spec(content))]
    first: list[Spec] = []
    seen: set[str] = set()
    while waiting:
        place, most = 0, 0
        for i, (_, marks) in enumerate(waiting):
            if len(marks - seen) > most:
                place, most = i, len(marks - seen)
        if most == 0:
            break
        spec, marks = waiting.pop(place)
        first.append(spec)
        seen |= marks
    return (*first, *_apart(spec for spec, _ in waiting))


def _marks(spec: Spec) -> frozenset[str]:
    return frozenset({spec.lesson.procedure, f"trap {spec.lesson.trap}", f"in {spec.scenario}"})


def _apart(specs: Iterable[Spec]) -> Iterable[Spec]:
    """The same order, but the same procedure twice in a row only where nothing else is left."""
    waiting = list(specs)
    last = ""
    while waiting:
        place = next((i for i, spec in enumerate(waiting) if spec.lesson.procedure != last), 0)
        spec = waiting.pop(place)
        last = spec.lesson.procedure
        yield spec
