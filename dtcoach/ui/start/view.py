"""What the start shows, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dtcoach.app.ports import IncidentRow
from dtcoach.app.preferences import Operator
from dtcoach.domain.content import Content, Scenario
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.words import IncidentKind, Status
from dtcoach.frozen import dataclass
from dtcoach.ui.incident_view import incident_line
from dtcoach.ui.times import typed_moment
from dtcoach.ui.words import KIND, STATUS

_FIRST = ("full-outage", "downtime-server", "juki-net-link", "degraded", "no-power")


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One outage to choose: what it is and how it is told from the others."""

    id: str
    title: str
    summary: str
    recognise: tuple[str, ...]
    stopped: str


@dataclass(frozen=True, slots=True)
class RunningView:
    """An incident to go on with."""

    id: str
    kind: IncidentKind
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is read once more before an incident begins."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    action: str


def scenario_views(content: Content) -> tuple[ScenarioView, ...]:
    """The drill scenarios in their usual order, then whatever the ward added."""
    order = {name: place for place, name in enumerate(_FIRST)}
    scenarios = sorted(content.scenarios.values(), key=lambda s: (order.get(s.id, 99), s.id))
    return tuple(
        ScenarioView(s.id, s.title, s.summary, s.recognise, _about(s, content)) for s in scenarios
    )


def _about(scenario: Scenario, content: Content) -> str:
    """停止 住民記録・住基ネット: what the scenario takes to have failed."""
    words = []
    for status in (Status.DOWN, Status.DEGRADED, Status.UNKNOWN):
        titles = [content.systems[k].title for k, s in scenario.about.items() if s is status]
        if titles:
            words.append(f"{STATUS[status]}　{'・'.join(titles)}")
    return "\n".join(words)


def running_views(rows: Iterable[IncidentRow], now: datetime) -> tuple[RunningView, ...]:
    """Every 本番 before any 訓練."""
    first = sorted(rows, key=lambda row: row.kind is not IncidentKind.REAL)
    return tuple(RunningView(row.id, row.kind, row.title, incident_line(row, now)) for row in first)


def operator_line(operator: Operator) -> str:
    """戸籍住民課 3番窓口　係員A."""
    return "　".join(part for part in (operator.counter, operator.name) if part)


def confirmation(kind: IncidentKind, scenario: ScenarioView, operator: Operator) -> Confirmation:
    word = KIND[kind]
    sentence = (
        "これからの受付は、すべて本番の記録になります。"
        if kind is IncidentKind.REAL
        else "これからの受付は、すべて「訓練」と表示され、本番の台帳や報告には入りません。"
    )
    facts = (
        ("想定", scenario.title),
        ("窓口", operator.counter),
        ("始める人", operator.name),
    )
    return Confirmation(f"{word}の対応を始めます", sentence, facts, f"{word}を始める")


def noticed_words(text: str, now: datetime) -> tuple[datetime | None, str]:
    """The moment that was typed, and what was understood of it in words."""
    at = typed_moment(text, now)
    return at, "" if at is None else moment(at.astimezone(TOKYO))


def place_words(text: str) -> str:
    """3 is the third window; anything else stays as it was typed."""
    words = text.strip()
    return f"{int(words)}番窓口" if words.isdecimal() else words
