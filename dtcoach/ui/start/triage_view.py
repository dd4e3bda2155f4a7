"""What the questions of the first minute show, worked out without a window."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from dtcoach.domain.content import Content
from dtcoach.domain.triage import (
    DONT_KNOW,
    Finding,
    Triage,
    TriagePlace,
    likely,
    most_ahead,
    possible,
    stand,
)
from dtcoach.domain.words import WORKING, Status, WorldKey
from dtcoach.frozen import dataclass
from dtcoach.ui.start.view import scenario_views
from dtcoach.ui.words import STATUS


@dataclass(frozen=True, slots=True)
class Decided:
    """What the lead begins with: `at` when it was noticed, `snapshot_at` off the test print."""

    scenario: str
    finding: Finding
    at: datetime
    snapshot_at: datetime | None = None


class Chance(Enum):
    """What the answers so far make of a scenario."""

    LIKELY = "有力"
    POSSIBLE = "ありうる"
    RULED_OUT = "あてはまらない"


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One system: what was seen of it and how; unknown where it was asked in vain."""

    title: str
    status: Status
    word: str
    how: str


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """One scenario, and what the answers so far make of it; `summary` of the likely one."""

    title: str
    chance: Chance
    summary: str = ""


@dataclass(frozen=True, slots=True)
class PathRow:
    """A question answered before; `question` takes one back to it."""

    text: str
    answer: str
    question: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """One question with all that stands around it. `choices` are (key, words), わからない last."""

    progress: str
    text: str
    check: str
    choices: tuple[tuple[str, str], ...]
    given: str | None
    path: tuple[PathRow, ...]
    seen: tuple[SeenRow, ...]
    outlook: tuple[OutlookRow, ...]


@dataclass(frozen=True, slots=True)
class EndingView:
    """The scenario it came to, with the reason."""

    scenario: str
    title: str
    because: str
    recognise: tuple[str, ...]
    seen: tuple[SeenRow, ...]
    path: tuple[PathRow, ...]
    wants_snapshot: bool


class Asking:
    """One lead on the way through the questions. Going back keeps the answer in sight."""

    def __init__(self, triage: Triage) -> None:
        self._triage = triage
        self._keys: list[int] = []
        self._before: dict[str, int] = {}

    @property
    def place(self) -> TriagePlace:
        return stand(self._triage, self._keys)

    @property
    def is_at_start(self) -> bool:
        return not self._keys

    def answer(self, key: int) -> None:
        question = self.place.question
        if question is not None:
            self._before[question.id] = key
            self._keys.append(key)

    def back(self) -> None:
        """The question before; nothing where there is none."""
        del self._keys[-1:]

    def back_to(self, question: str) -> None:
        """A question of the path, by its id; all after it is asked again."""
        asked = [given.question.id for given in self.place.path]
        if question in asked:
            del self._keys[asked.index(question) :]

    def asked_view(self, content: Content) -> AskedView:
        """Only while something is asked."""
        place = self.place
        question = place.question
        assert question is not None
        labels = [answer.label for answer in question.answers]
        before = self._before.get(question.id)
        return AskedView(
            progress=_progress(self._triage, place),
            text=question.text,
            check=question.check,
            choices=(
                *((str(key), label) for key, label in enumerate(labels, start=1)),
                (str(DONT_KNOW), question.unknown.label),
            ),
            given=None if before is None else str(before),
            path=_path(place),
            seen=seen_rows(place.finding, content),
            outlook=_outlook(self._triage, place, content),
        )

    def ending_view(self, content: Content) -> EndingView:
        """Only once it has ended."""
        place = self.place
        assert place.ending is not None
        scenario = content.scenarios[place.ending.scenario]
        fallback = place.finding.seen.get(WorldKey.DOWNTIME_SERVER)
        return EndingView(
            scenario=scenario.id,
            title=scenario.title,
            because=place.ending.because,
            recognise=scenario.recognise,
            seen=seen_rows(place.finding, content),
            path=_path(place),
            wants_snapshot=fallback is not None and fallback.status in WORKING,
        )


def seen_rows(finding: Finding, content: Content) -> tuple[SeenRow, ...]:
    """What was seen, in the order of the board; then what was asked in vain."""
    seen = [
        SeenRow(content.systems[key].title, sight.status, STATUS[sight.status], sight.how)
        for key in WorldKey
        if (sight := finding.seen.get(key)) is not None
    ]
    doubted = [
        SeenRow(content.systems[key].title, Status.UNKNOWN, STATUS[Status.UNKNOWN], "")
        for key in WorldKey
        if key in finding.doubted
    ]
    return (*seen, *doubted)


def _progress(triage: Triage, place: TriagePlace) -> str:
    left = most_ahead(triage, place) - 1
    after = f"あと多くて {left} 問" if left else "これが最後の質問"
    return f"質問 {len(place.path) + 1}　{after}"


def _path(place: TriagePlace) -> tuple[PathRow, ...]:
    return tuple(
        PathRow(given.question.text, given.answer.label, given.question.id) for given in place.path
    )


def _outlook(triage: Triage, place: TriagePlace, content: Content) -> tuple[OutlookRow, ...]:
    """All scenarios in their usual order, so that none moves while they narrow down."""
    first, open_ = likely(triage, place).scenario, possible(triage, place)
    rows = []
    for view in scenario_views(content):
        if view.id == first:
            rows.append(OutlookRow(view.title, Chance.LIKELY, view.summary))
        else:
            chance = Chance.POSSIBLE if view.id in open_ else Chance.RULED_OUT
            rows.append(OutlookRow(view.title, chance))
    return tuple(rows)
