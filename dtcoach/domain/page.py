"""Which steps the clerk does in one go: what is said and kept in mind goes with what is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dtcoach.domain.content import Step, StepInput
from dtcoach.domain.words import StepKind

ISSUE_STEP = "issue"
"""The step in which a document leaves the counter; after it a change of the world comes late."""

MOST_STEPS = 6
"""More would not be read."""

_WORDS = frozenset({StepKind.SAY, StepKind.NEVER})


def page_of(steps: Sequence[Step], done: Collection[str]) -> tuple[Step, ...]:
    """The steps to do now, in order, finished together; empty when nothing is left.

    A page ends with the first step that must be finished by itself: a value is seen and entered, a
    second person looks, a paper or a document is handed over, a question is asked, the request
    ends (design §8: nothing about identity or issuing completes by itself). Before it stand words
    and prohibitions, and one act at the most, so that a crash never leaves two acts in doubt. Where
    Enter alone finishes the last step, an act before it has an Enter of its own: with nothing to
    type, nobody would notice that it was passed over.
    """
    page: list[Step] = []
    for step in steps:
        if step.id in done:
            if page:
                break  # done out of order on an earlier content of the route: never in between
            continue
        if page and not _fits(page, step):
            break
        page.append(step)
        if _stands_alone(step):
            break
    return tuple(_with_its_own_enter(page))


def _with_its_own_enter(page: Sequence[Step]) -> Sequence[Step]:
    """Up to its act, where the last step would be finished by Enter alone."""
    *before, last = page or (None,)
    acts = [i for i, step in enumerate(before) if step is not None and step.kind is StepKind.DO]
    by_enter_alone = last is not None and _stands_alone(last) and last.input is StepInput.NONE
    return page[: acts[-1] + 1] if acts and by_enter_alone else page


def _fits(page: Sequence[Step], step: Step) -> bool:
    if step.kind is StepKind.ASK or len(page) == MOST_STEPS:
        return False
    acted = any(known.kind is StepKind.DO for known in page)
    if step.kind is StepKind.DO:
        return not acted
    # What is said after an act opens a page of its own when something was said before it, too:
    # the words of a page are read in one breath.
    spoken = any(known.kind is StepKind.SAY for known in page)
    return not (step.kind is StepKind.SAY and acted and spoken)


def _stands_alone(step: Step) -> bool:
    if step.kind is StepKind.DO:
        return step.input is not StepInput.NONE or step.id == ISSUE_STEP
    return step.kind not in _WORDS
