"""The first minute of an outage: questions answered by looking, and the outage they point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dtcoach.domain.content import Scenario
from dtcoach.domain.words import WORKING, Status, WorldKey
from dtcoach.domain.world import Board, preset, turn_into
from dtcoach.frozen import dataclass

MOST_QUESTIONS = 6
"""On any path: with the door and the word to begin, a lead presses eight keys at most."""

DONT_KNOW = 0
"""わからない, by its key; the other answers of a question count from 1, as their keys do."""

When = Mapping[WorldKey, frozenset[Status]]


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an answer leads: to a question, or to a scenario with the sentence that says why.

    It holds where every system in `when` was found in one of those states; one that nobody looked
    at counts as unknown.
    """

    when: When
    question: str = ""
    scenario: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class TriageAnswer:
    """One answer: what it says of the systems, how that was seen, where it leads.

    The last of `leads` holds always. わからない finds nothing.
    """

    label: str
    finds: Mapping[WorldKey, Status]
    how: str
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class TriageQuestion:
    """What to look at. わからない leaves `systems` in doubt; `shows` can be seen along the way."""

    id: str
    text: str
    check: str
    systems: tuple[WorldKey, ...]
    shows: tuple[WorldKey, ...]
    answers: tuple[TriageAnswer, ...]
    unknown: TriageAnswer

    def answer(self, key: int) -> TriageAnswer:
        """The answer on that key. Raises ValueError where there is none."""
        if not DONT_KNOW <= key <= len(self.answers):
            raise ValueError(f"{self.id} has no answer {key}")
        return self.all_answers[key]

    @property
    def all_answers(self) -> tuple[TriageAnswer, ...]:
        """わからない and the others: the place of each is its key."""
        return (self.unknown, *self.answers)


@dataclass(frozen=True, slots=True)
class Triage:
    """The questions by id, and the one to begin with."""

    first: str
    questions: Mapping[str, TriageQuestion]


@dataclass(frozen=True, slots=True)
class Sight:
    """A status, and how it was seen."""

    status: Status
    how: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, and what was asked about without an answer."""

    seen: Mapping[WorldKey, Sight]
    doubted: frozenset[WorldKey]


NOTHING_FOUND = Finding({}, frozenset())


@dataclass(frozen=True, slots=True)
class Given:
    """A question that was answered."""

    question: TriageQuestion
    answer: TriageAnswer


@dataclass(frozen=True, slots=True)
class TriagePlace:
    """Where the answers led: to `question`, or to `ending` (one of the two is None)."""

    path: tuple[Given, ...]
    finding: Finding
    question: TriageQuestion | None
    ending: Lead | None


def stand(triage: Triage, keys: Sequence[int] = ()) -> TriagePlace:
    """The fold of the answers, by their keys. Raises ValueError for an answer that is not there."""
    place = TriagePlace((), NOTHING_FOUND, triage.questions[triage.first], None)
    for key in keys:
        place = after_answer(triage, place, key)
    return place


def after_answer(triage: Triage, place: TriagePlace, key: int) -> TriagePlace:
    """One answer further. Raises ValueError where nothing is asked, or for no such answer."""
    asked = place.question
    if asked is None:
        raise ValueError("the way has ended")
    answer = asked.answer(key)
    finding = _found(place.finding, asked, answer)
    lead = next(lead for lead in answer.leads if _holds(lead.when, finding))
    return TriagePlace(
        (*place.path, Given(asked, answer)),
        finding,
        triage.questions[lead.question] if lead.question else None,
        None if lead.question else lead,
    )


def likely(triage: Triage, place: TriagePlace) -> Lead:
    """Where it ends if nothing more can be seen: わからない to everything that is left."""
    while place.question is not None:
        place = after_answer(triage, place, DONT_KNOW)
    assert place.ending is not None
    return place.ending


def possible(triage: Triage, place: TriagePlace) -> frozenset[str]:
    """The scenarios that the questions left can still lead to, by what was seen so far."""
    if place.ending is not None:
        return frozenset({place.ending.scenario})
    found: set[str] = set()
    ahead = [] if place.question is None else [place.question]
    met = {question.id for question in ahead}
    while ahead:
        for lead in _leads_from(ahead.pop(), place.finding):
            if lead.scenario:
                found.add(lead.scenario)
            elif lead.question not in met:
                met.add(lead.question)
                ahead.append(triage.questions[lead.question])
    return frozenset(found)


def most_ahead(triage: Triage, place: TriagePlace) -> int:
    """The most questions that can still be asked, with the one asked now."""
    longest: dict[str, int] = {}

    def measure(question: TriageQuestion) -> int:
        if question.id not in longest:
            leads = [lead for answer in question.all_answers for lead in answer.leads]
            ahead = [measure(triage.questions[lead.question]) for lead in leads if lead.question]
            longest[question.id] = 1 + max(ahead, default=0)
        return longest[question.id]

    return 0 if place.question is None else measure(place.question)


def scenarios_of(triage: Triage) -> frozenset[str]:
    """Every scenario that some answer names."""
    return frozenset(
        lead.scenario
        for question in triage.questions.values()
        for answer in question.all_answers
        for lead in answer.leads
        if lead.scenario
    )


def world_declared(scenario: Scenario, finding: Finding) -> Mapping[WorldKey, Status]:
    """The preset of the scenario; what was asked about in vain is taken by nobody to work."""
    return _doubting(finding, preset(scenario))


def world_turned(scenario: Scenario, finding: Finding, board: Board) -> Mapping[WorldKey, Status]:
    """What a later scenario changes: the keys it is about, and what was asked about in vain where
    only a preset said that it works. What a person checked stays, with its age."""
    presumed = {
        key: check.status
        for key, check in board.checks.items()
        if key in finding.doubted and check.status in WORKING and check.at is None
    }
    return _doubting(finding, {**presumed, **turn_into(scenario)})


def _doubting(finding: Finding, world: Mapping[WorldKey, Status]) -> Mapping[WorldKey, Status]:
    return {
        key: Status.UNKNOWN if key in finding.doubted and status in WORKING else status
        for key, status in world.items()
    }


def _found(finding: Finding, asked: TriageQuestion, answer: TriageAnswer) -> Finding:
    seen = {
        **finding.seen,
        **{key: Sight(status, answer.how) for key, status in answer.finds.items()},
    }
    in_vain = frozenset(asked.systems) if answer is asked.unknown else frozenset()
    return Finding(seen, (finding.doubted | in_vain) - seen.keys())


def _holds(when: When, finding: Finding) -> bool:
    return all(_status(finding, key) in allowed for key, allowed in when.items())


def _status(finding: Finding, key: WorldKey) -> Status:
    sight = finding.seen.get(key)
    return Status.UNKNOWN if sight is None else sight.status


def _leads_from(question: TriageQuestion, finding: Finding) -> Iterator[Lead]:
    """Every lead that what is still to be seen can make hold."""
    for answer in question.all_answers:
        for lead in answer.leads:
            seen = {name: allowed for name, allowed in lead.when.items() if name in finding.seen}
            if _holds(seen, finding):
                yield lead
                if len(seen) == len(lead.when):
                    break
