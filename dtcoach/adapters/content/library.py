"""The content folder as one sound, named version; what is unsound is reported, not loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from dtcoach.adapters.content.files import digest_of
from dtcoach.adapters.content.grammar import Vocabulary
from dtcoach.adapters.content.languages import (
    check_languages,
    check_phrase,
    check_translated,
    read_glossary,
    read_reasons,
)
from dtcoach.adapters.content.nodes import Entries, Node, Problem, read_yaml
from dtcoach.adapters.content.procedures import read_procedure
from dtcoach.adapters.content.profile import read_profile
from dtcoach.adapters.content.reading import Problems, child, entries_of
from dtcoach.adapters.content.resident_words import (
    check_asked,
    check_pages,
    check_words,
    read_pages,
    read_questions,
    read_resident,
)
from dtcoach.adapters.content.routes import Shared, read_block_names, read_route
from dtcoach.adapters.content.shared_files import (
    read_facts,
    read_phrases,
    read_scenario,
    read_sources,
    read_systems,
    read_texts,
)
from dtcoach.adapters.content.triage_file import read_triage
from dtcoach.domain.content import (
    Content,
    OfficialPage,
    Phrase,
    Procedure,
    Profile,
    ResidentWords,
    RouteRule,
    Scenario,
    SystemDefinition,
    heading_of,
)
from dtcoach.domain.triage import Triage, scenarios_of
from dtcoach.domain.words import Route, WorldKey

T = TypeVar("T")
_LANGUAGES = ("reasons", "glossary", "resident", "questions", "pages")
"""What residents read in other languages; an old version may be without."""

_SOURCES = "sources"
"""Where the rules come from; an old version may be without."""

_BLOCKS = ("gates", "cautions", "steps", "withdrawal", "lists")
_TRIAGE = "triage"
_SHARED = ("systems", "texts", "profile", "facts", "phrases", "blocks")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder gave. `content` is None when a file that all share is unsound."""

    content: Content | None
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


def load_content(files: Mapping[str, bytes], forms: frozenset[str]) -> Loaded:
    """Read all files. A broken procedure or scenario leaves the good ones standing."""
    problems = Problems()
    roots: dict[str, Node] = {}
    for name, data in files.items():
        root = problems.attempt(read_yaml, PurePosixPath(name), data)
        if root is not None:
            roots[name] = root
    for name in _SHARED:
        if f"{name}.yaml" not in files:
            problems.add(Node(PurePosixPath(f"{name}.yaml"), 1), "このファイルがありません")
    for name in files:
        if not _has_a_use(PurePosixPath(name)):
            problems.add(
                Node(PurePosixPath(name), 1),
                "この名前のファイルは読まれません（手順は procedures、想定は outages に置きます）",
            )
    shared = _shared_parts(roots, forms, problems)
    content = None
    if shared is not None:
        procedures = _procedures(roots, shared.for_routes, problems)
        told = _told(roots, shared, procedures, problems)
        scenarios = _scenarios(roots, problems)
        triage = _triage(roots, files, scenarios, problems)
        content = _assembled(files, shared, procedures, scenarios, told, triage)
    found = sorted(problems.found, key=lambda problem: (str(problem.file), problem.line))
    return Loaded(content, tuple(found), files)


@dataclass(frozen=True, slots=True)
class _SharedParts:
    """What the files of one folder share, read."""

    systems: Mapping[WorldKey, SystemDefinition]
    texts: tuple[Mapping[str, str], Mapping[Route, str]]
    profile: Profile
    for_routes: Shared
    withdrawal: RouteRule


@dataclass(slots=True)
class _Told:
    """What residents read and hear in their languages."""

    reasons: Mapping[str, Phrase] = field(default_factory=dict)
    questions: Mapping[str, Phrase] = field(default_factory=dict)
    resident: ResidentWords = field(default_factory=ResidentWords)
    pages: Mapping[str, OfficialPage] = field(default_factory=dict)


def _shared_parts(
    roots: Mapping[str, Node], forms: frozenset[str], problems: Problems
) -> _SharedParts | None:
    if any(f"{name}.yaml" not in roots for name in _SHARED):
        return None
    before = len(problems.found)
    systems = _part(roots, "systems", problems, lambda node: read_systems(node, problems))
    texts = _part(roots, "texts", problems, read_texts)
    profile = _part(roots, "profile", problems, lambda node: read_profile(node, problems))
    sources = None
    if f"{_SOURCES}.yaml" in roots:
        sources = _part(roots, _SOURCES, problems, lambda node: read_sources(node, problems))
    facts = _part(roots, "facts", problems, lambda node: read_facts(node, problems, sources))
    phrases = _part(roots, "phrases", problems, lambda node: read_phrases(node, problems))
    blocks = problems.attempt(entries_of, roots["blocks.yaml"], _BLOCKS)
    if len(problems.found) > before:
        return None
    # Each gave something or a problem.
    assert systems is not None
    assert texts is not None
    assert profile is not None
    assert facts is not None
    assert phrases is not None
    assert blocks is not None
    for_routes = Shared(
        vocabulary=Vocabulary(facts, frozenset(profile.labels)),
        phrases=phrases,
        forms=forms,
        route_titles=texts[1],
        sources=sources,
        gate_blocks=problems.attempt(_named_blocks, blocks, "gates") or {},
        step_blocks=problems.attempt(_named_blocks, blocks, "steps") or {},
        caution_blocks=problems.attempt(_cautions, blocks) or {},
    )
    withdrawal = problems.attempt(_withdrawal, blocks, for_routes, problems)
    if withdrawal is None or len(problems.found) > before:
        return None
    return _SharedParts(systems, texts, profile, for_routes, withdrawal)


def _assembled(
    files: Mapping[str, bytes],
    shared: _SharedParts,
    procedures: Mapping[str, Procedure],
    scenarios: Mapping[str, Scenario],
    told: _Told,
    triage: Triage | None,
) -> Content:
    return Content(
        digest=digest_of(files),
        procedures=procedures,
        headings={name: heading_of(found) for name, found in procedures.items()},
        scenarios=scenarios,
        systems=shared.systems,
        facts=shared.for_routes.vocabulary.facts,
        phrases=shared.for_routes.phrases,
        reasons=told.reasons,
        profile=shared.profile,
        withdrawal=shared.withdrawal,
        route_titles=shared.texts[1],
        texts=shared.texts[0],
        triage=triage,
        questions=told.questions,
        resident=told.resident,
        pages=told.pages,
        sources=shared.for_routes.sources or {},
    )


def _told(
    roots: Mapping[str, Node],
    shared: _SharedParts,
    procedures: Mapping[str, Procedure],
    problems: Problems,
) -> _Told:
    """What is told in other languages; with a glossary, all of it is held against it."""
    at = {name: roots[f"{name}.yaml"] for name in _LANGUAGES if f"{name}.yaml" in roots}
    attempt, inner = problems.attempt, shared.for_routes
    told = _Told()
    if "pages" in at:
        told.pages = attempt(read_pages, at["pages"], problems) or {}
    check_pages(inner.phrases, told.pages, problems)
    if "resident" in at:
        told.resident = attempt(read_resident, at["resident"], inner.forms, problems) or (
            ResidentWords()
        )
    if "questions" in at:
        told.questions = attempt(read_questions, at["questions"], problems) or {}
        check_asked(told.questions, inner.vocabulary.facts, procedures.values(), problems)
    if "reasons" not in at or "glossary" not in at:
        return told
    told.reasons = attempt(read_reasons, at["reasons"], problems) or {}
    glossary = attempt(read_glossary, at["glossary"], problems) or {}
    phrases = roots["phrases.yaml"]
    assert isinstance(phrases, Entries)
    check_languages(inner.phrases, phrases, glossary, problems)
    for reason in told.reasons.values():
        check_phrase(at["reasons"], reason.id, reason, glossary, problems)
    check_words(roots, told.resident, told.pages, told.questions, glossary, problems)
    heard = (text for name, text in shared.texts[0].items() if name.startswith("heard-"))
    check_translated(told.reasons, procedures.values(), heard, problems)
    return told


def _withdrawal(blocks: Entries, shared: Shared, problems: Problems) -> RouteRule:
    return read_route(child(blocks, "withdrawal"), shared, problems)


def _named_blocks(blocks: Entries, name: str) -> Mapping[str, Node]:
    return read_block_names(child(blocks, name))


def _cautions(blocks: Entries) -> Mapping[str, Node]:
    """Blocks of cautions; a ward's own blocks from before there were any have none."""
    found = blocks.entries.get("cautions")
    return {} if found is None else read_block_names(found)


def _part(
    roots: Mapping[str, Node], name: str, problems: Problems, read: Callable[[Node], T]
) -> T | None:
    """One shared file, or None with its problems noted."""
    return problems.attempt(read, roots[f"{name}.yaml"])


def _procedures(
    roots: Mapping[str, Node], shared: Shared, problems: Problems
) -> Mapping[str, Procedure]:
    found: dict[str, Procedure] = {}
    for root in _under(roots, "procedures"):
        before = len(problems.found)
        procedure = problems.attempt(read_procedure, root, shared, problems)
        if procedure is not None and len(problems.found) == before:
            found[procedure.id] = procedure
    return found


def _scenarios(roots: Mapping[str, Node], problems: Problems) -> Mapping[str, Scenario]:
    found: dict[str, Scenario] = {}
    shared = entries_of(roots["blocks.yaml"]).entries.get("lists")
    lists = {} if shared is None else problems.attempt(read_block_names, shared) or {}
    for root in _under(roots, "outages"):
        scenario = problems.attempt(read_scenario, root, lists)
        if scenario is not None:
            found[scenario.id] = scenario
    return found


def _triage(
    roots: Mapping[str, Node],
    files: Mapping[str, bytes],
    scenarios: Mapping[str, Scenario],
    problems: Problems,
) -> Triage | None:
    """The questions of the first minute. Versions older than these have no such file."""
    root = roots.get(f"{_TRIAGE}.yaml")
    if root is None:
        return None
    # A scenario that is there but broken has been told already.
    named = [PurePosixPath(name).stem for name in files if name.startswith("outages/")]
    triage = problems.attempt(read_triage, root, named, problems)
    if triage is None or not scenarios_of(triage) <= scenarios.keys():
        return None
    return triage


def _has_a_use(file: PurePosixPath) -> bool:
    if file.parent == PurePosixPath():
        return file.stem in (*_SHARED, *_LANGUAGES, _SOURCES, _TRIAGE)
    return str(file.parent) in ("procedures", "outages")


def _under(roots: Mapping[str, Node], folder: str) -> list[Node]:
    return [roots[name] for name in sorted(roots) if str(PurePosixPath(name).parent) == folder]
