"""What is finished with one key: never two acts, never anything that must be seen by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dtcoach.domain.content import Step, StepInput
from dtcoach.domain.page import ISSUE_STEP, MOST_STEPS, page_of
from dtcoach.domain.words import StepKind
from tests.shipped import PROCEDURES

SAY, DO, NEVER = StepKind.SAY, StepKind.DO, StepKind.NEVER
CHECK, RECORD, PRINT = StepKind.CHECK, StepKind.RECORD, StepKind.PRINT
ASK, APPROVE, OUTCOME = StepKind.ASK, StepKind.APPROVE, StepKind.OUTCOME
ALONE = (CHECK, RECORD, PRINT, ASK, APPROVE, OUTCOME)


def steps_of(*kinds: StepKind) -> tuple[Step, ...]:
    return tuple(
        Step(
            f"s{number}",
            kind,
            "x",
            input=StepInput.TEXT if kind in (CHECK, RECORD) else StepInput.NONE,
            fact="requester" if kind is ASK else None,
        )
        for number, kind in enumerate(kinds)
    )


def pages(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    done: set[str] = set()
    while page := page_of(steps, done):
        yield page
        done.update(step.id for step in page)


@pytest.mark.parametrize(
    ("kinds", "sizes"),
    [
        ((SAY, SAY, NEVER, CHECK, CHECK), (4, 1)),
        ((SAY, DO, PRINT), (2, 1)),
        ((SAY, DO, RECORD), (3,)),
        ((DO, DO, SAY, NEVER, OUTCOME), (1, 1, 3)),
        ((NEVER, DO, SAY, NEVER, OUTCOME), (2, 3)),
        ((SAY, DO, SAY, OUTCOME), (2, 2)),
        ((SAY, SAY, ASK, CHECK), (2, 1, 1)),
        ((NEVER, APPROVE, OUTCOME), (2, 1)),
        ((SAY,), (1,)),
        ((), ()),
    ],
)
def test_pages(kinds: tuple[StepKind, ...], sizes: tuple[int, ...]):
    assert tuple(len(page) for page in pages(steps_of(*kinds))) == sizes


def test_issuing_completes_by_itself():
    issue = Step(ISSUE_STEP, DO, "証明書を出す")
    after = Step("say", SAY, "x")
    assert page_of((issue, after), ()) == (issue,)


ROUTES = [(p.id, rule) for p in PROCEDURES for rule in p.routes if rule.steps]


@pytest.mark.parametrize(("procedure", "rule"), ROUTES, ids=[f"{p}-{r.route}" for p, r in ROUTES])
def test_every_shipped_route_is_gone_whole_and_in_order(procedure: str, rule: object):
    del procedure
    steps = rule.steps  # type: ignore[attr-defined]
    found = list(pages(steps))
    assert [step for page in found for step in page] == list(steps)
    for page in found:
        *lead, last = page
        assert len(page) <= MOST_STEPS
        assert all(step.kind in (SAY, DO, NEVER) for step in lead)
        assert all(step.input is StepInput.NONE and step.fact is None for step in lead)
        assert all(step.id != ISSUE_STEP for step in lead)
        assert sum(step.kind is DO for step in page) <= 1
        assert last.kind is not ASK or not lead
        acted = any(step.kind is DO for step in lead)
        assert not acted or last.input is not StepInput.NONE or last.kind in (SAY, NEVER)


def test_a_step_done_before_is_never_inside_a_page():
    steps = steps_of(SAY, NEVER, SAY, CHECK)
    assert page_of(steps, {"s1"}) == steps[:1]
