"""What the ward's content says, once read and found sound: frozen facts for the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from dtcoach.domain.words import LeadList, PromiseKind, Route, Status, StepKind, WorldKey
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.domain.conditions import Condition
    from dtcoach.domain.deadline import Deadline
    from dtcoach.domain.hours import Closed, Service, Week
    from dtcoach.domain.triage import Triage

LANGUAGES = ("ja", "easy", "en", "zh", "ko")
"""標準, やさしい日本語, English, 中文, 한국어."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a resident. `unchecked` names the languages that no speaker has confirmed;
    `page` the official page that says more (`Content.pages`)."""

    id: str
    words: Mapping[str, str]
    unchecked: frozenset[str]
    page: str = ""

    def written(self, language: str) -> str:
        """The words in that language, or in 標準 where there are none; readings as 《…》."""
        return self.words.get(language) or self.words["ja"]

    def in_language(self, language: str) -> str:
        """As `written`, for a place that cannot draw readings above: they stand in brackets."""
        return bracketed(self.written(language))


def bracketed(text: str) -> str:
    """Readings in brackets behind their words."""
    return text.replace("｜", "").replace("《", "（").replace("》", "）")


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A page of a public office that says more than a counter can."""

    id: str
    url: str
    title: Phrase


@dataclass(frozen=True, slots=True)
class ResidentWords:
    """What the screen turned to the resident says by itself: see `domain/resident.py`.

    `ways` tell what could be done, `routes` what was. `promises` are keyed by kind, and by kind
    with `-by` where there is a day. Papers that are not named here are none of the resident's.
    """

    labels: Mapping[str, Phrase] = field(default_factory=dict)
    ways: Mapping[Route, Phrase] = field(default_factory=dict)
    routes: Mapping[Route, Phrase] = field(default_factory=dict)
    promises: Mapping[str, Phrase] = field(default_factory=dict)
    papers: Mapping[str, Phrase] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, in words a clerk can repeat. `unchecked` names what the ward has
    still to confirm in it (要確認); empty where nothing is doubtful."""

    title: str
    says: str = ""
    unchecked: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a fact."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """How a fact is learned. `silent` ones are looked up by the clerk and never asked aloud; those
    that are not `aloud` are read from a paper, or asked in a low voice."""

    name: str
    is_date: bool
    label: str
    question: str
    hint: str
    why: str
    silent: bool
    choices: tuple[Choice, ...]
    aloud: bool = True
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemDefinition:
    """A system of the board: its name, how to check it, how long a check stays fresh (minutes)."""

    key: WorldKey
    title: str
    how_to_check: str
    fresh_minutes: int


class GateKind(StrEnum):
    """How a gate lets a route through."""

    REQUIRE = "require"
    """Passes when the condition is surely true."""
    FORBID = "forbid"
    """Passes when the condition is surely false."""
    KNOW = "know"
    """Passes once the fact was asked, whatever the answer."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be right for a route. `reason` is a sentence the clerk can repeat;
    `sources` name where it comes from (keys of `Content.sources`), as wherever they stand."""

    kind: GateKind
    condition: Condition
    reason: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning shown with a route while the condition is, or could be, true."""

    condition: Condition
    text: str


class StepInput(StrEnum):
    """What the clerk enters. Free text is personal and kept apart; staff names are not."""

    NONE = "none"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route. `text` may hold the closed set of `{placeholders}`; `shown` is what the
    resident reads meanwhile, and `why` is for who asks why it is done at all."""

    id: str
    kind: StepKind
    text: str
    phrase: Phrase | None = None
    condition: Condition | None = None
    fact: str | None = None
    form: str | None = None
    input: StepInput = StepInput.NONE
    label: str = ""
    shown: Phrase | None = None
    why: str = ""
    sources: tuple[str, ...] = ()


class DueRule(StrEnum):
    """How the day of a promise is found."""

    NEXT_OPENING_DAY = "next-opening-day"
    STATUTORY_DAY = "statutory-day"
    AFTER_RECOVERY = "after-recovery"


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """A promise that the route makes."""

    kind: PromiseKind
    due: DueRule
    keeper: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One way for a request: when it is right, when it is wrong, and its steps."""

    route: Route
    title: str
    reason: str
    systems: tuple[WorldKey, ...]
    gates: tuple[Gate, ...]
    leads: Condition | None
    cautions: tuple[Caution, ...]
    steps: tuple[Step, ...]
    forms: tuple[str, ...]
    promises: tuple[PromiseRule, ...]
    recall: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A request a resident may bring, with its routes in order of preference."""

    id: str
    title: str
    section: str
    keywords: tuple[str, ...]
    deadline: Deadline | None
    no_deadline_basis: str
    routes: tuple[RouteRule, ...]
    questions: Mapping[str, FactDefinition]
    sources: tuple[str, ...] = ()

    def asks(self, definition: FactDefinition) -> FactDefinition:
        """The fact in this procedure's own words (あった日 is 住み始めた日 for a 転入)."""
        return self.questions.get(definition.name, definition)

    def route(self, route: Route) -> RouteRule | None:
        """The rule of that route, if the procedure has one."""
        return next((rule for rule in self.routes if rule.route is route), None)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list of procedures shows, without the procedures themselves."""

    id: str
    title: str
    section: str
    keywords: tuple[str, ...]


def heading_of(procedure: Procedure) -> Heading:
    """The heading of a procedure that was read."""
    return Heading(procedure.id, procedure.title, procedure.section, procedure.keywords)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A preset of the world, how it is recognised, and the lead's lists."""

    id: str
    title: str
    summary: str
    about: Mapping[WorldKey, Status]
    recognise: tuple[str, ...]
    first_minutes: tuple[str, ...]
    hourly: tuple[str, ...]
    handover: tuple[str, ...]
    recovery: tuple[str, ...]

    def lines(self, which: LeadList) -> tuple[str, ...]:
        """The lines of one of the lead's lists."""
        return {
            LeadList.FIRST: self.first_minutes,
            LeadList.HOURLY: self.hourly,
            LeadList.HANDOVER: self.handover,
            LeadList.RECOVERY: self.recovery,
        }[which]


@dataclass(frozen=True, slots=True)
class Office:
    """A place with counters. `week` is when they are open; None is 要確認."""

    name: str
    week: Week | None


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """What was agreed with the vendor: percent of which hours (`counter`, `all-day`), counted over
    which period (`month`, `year`). None is 要確認."""

    percent: float | None
    hours: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is this ward's own. None is 要確認 everywhere: it warns and never removes a route.

    `settings` holds all of it in words, as conditions read it; `labels` names what the ward can
    confirm. Of `settings`, `konbini.menu.X`, `konbini.fee.X` and `downtime-server.certificates.X`
    say it for one certificate each.
    """

    ward: str
    sections: tuple[str, ...]
    counters: tuple[Office, ...]
    closing_days: tuple[Closed, ...] | None
    services: Mapping[str, Service]
    service_level: ServiceLevel
    retention_years: int | None
    settings: Mapping[str, str | None]
    labels: Mapping[str, str]

    @property
    def offices(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(office.name for office in self.counters)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The keys of what is still 要確認, in the order of the profile."""
        return tuple(key for key in self.labels if self.settings[key] is None)


@dataclass(frozen=True, slots=True)
class Content:
    """One version of everything, named by the digest of its files.

    Without `triage` (older versions have none) a lead chooses the scenario.
    """

    digest: str
    procedures: Mapping[str, Procedure]
    headings: Mapping[str, Heading]
    scenarios: Mapping[str, Scenario]
    systems: Mapping[WorldKey, SystemDefinition]
    facts: Mapping[str, FactDefinition]
    phrases: Mapping[str, Phrase]
    reasons: Mapping[str, Phrase]
    profile: Profile
    withdrawal: RouteRule
    route_titles: Mapping[Route, str]
    texts: Mapping[str, str]
    triage: Triage | None = None
    questions: Mapping[str, Phrase] = field(default_factory=dict)
    resident: ResidentWords = field(default_factory=ResidentWords)
    pages: Mapping[str, OfficialPage] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def sources_of(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """Those sources, each once; a key of content that has no list of sources names itself."""
        return tuple(self.sources.get(key) or Source(key) for key in dict.fromkeys(keys))

    def asked(self, definition: FactDefinition) -> Phrase | None:
        """The question as a resident may hear and read it; None where it is not asked aloud."""
        if definition.silent or not definition.aloud:
            return None
        return self.questions.get(definition.question)
