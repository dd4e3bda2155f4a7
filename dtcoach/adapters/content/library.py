"""The content folder as one sound, named version; what is unsound is reported, not loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from dtcoach.adapters.content.reading import Problems, child, entries_of
from dtcoach.adapters.content.routes import Shared, read_block_names, read_route
from dtcoach.adapters.content.shared_files import (
    read_facts,
    read_phrases,
    read_profile,
    read_scenario,
    read_systems,
    read_texts,
)
from dtcoach.adapters.content.triage_file import read_triage
from dtcoach.domain.content import (
    Content,
    Phrase,
    Procedure,
    Profile,
    RouteRule,
    Scenario,
    SystemDefinition,
    heading_of,
)
from dtcoach.domain.triage import Triage, scenarios_of
from dtcoach.domain.words import Route, WorldKey

T = TypeVar("T")
_LANGUAGES = ("reasons", "glossary")
_BLOCKS = ("gates", "steps", "withdrawal", "lists")
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
        reasons = _reasons(roots, shared, procedures, problems)
        scenarios = _scenarios(roots, problems)
        triage = _triage(roots, files, scenarios, problems)
        content = _assembled(files, shared, procedures, scenarios, reasons, triage)
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


def _shared_parts(
    roots: Mapping[str, Node], forms: frozenset[str], problems: Problems
) -> _SharedParts | None:
    if any(f"{name}.yaml" not in roots for name in _SHARED):
        return None
    before = len(problems.found)
    systems = _part(roots, "systems", problems, lambda node: read_systems(node, problems))
    texts = _part(roots, "texts", problems, read_texts)
    profile = _part(roots, "profile", problems, lambda node: read_profile(node, problems))
    facts = _part(roots, "facts", problems, lambda node: read_facts(node, problems))
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
        vocabulary=Vocabulary(facts, frozenset(profile.settings)),
        phrases=phrases,
        forms=forms,
        route_titles=texts[1],
        gate_blocks=problems.attempt(_named_blocks, blocks, "gates") or {},
        step_blocks=problems.attempt(_named_blocks, blocks, "steps") or {},
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
    reasons: Mapping[str, Phrase],
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
        reasons=reasons,
        profile=shared.profile,
        withdrawal=shared.withdrawal,
        route_titles=shared.texts[1],
        texts=shared.texts[0],
        triage=triage,
    )


def _reasons(
    roots: Mapping[str, Node],
    shared: _SharedParts,
    procedures: Mapping[str, Procedure],
    problems: Problems,
) -> Mapping[str, Phrase]:
    """The translated reasons; with a glossary, all that residents read is held against it."""
    if "reasons.yaml" not in roots or "glossary.yaml" not in roots:
        return {}
    reasons = problems.attempt(read_reasons, roots["reasons.yaml"], problems) or {}
    glossary = problems.attempt(read_glossary, roots["glossary.yaml"], problems) or {}
    phrases = roots["phrases.yaml"]
    assert isinstance(phrases, Entries)
    check_languages(shared.for_routes.phrases, phrases, glossary, problems)
    for reason in reasons.values():
        check_phrase(roots["reasons.yaml"], reason.id, reason, glossary, problems)
    heard = (shared.texts[0][name] for name in ("heard-down", "heard-unknown", "heard-unconfirmed"))
    check_translated(reasons, procedures.values(), heard, problems)
    return reasons


def _withdrawal(blocks: Entries, shared: Shared, problems: Problems) -> RouteRule:
    return read_route(child(blocks, "withdrawal"), shared, problems)


def _named_blocks(blocks: Entries, name: str) -> Mapping[str, Node]:
    return read_block_names(child(blocks, name))


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
        return file.stem in (*_SHARED, *_LANGUAGES, _TRIAGE)
    return str(file.parent) in ("procedures", "outages")


def _under(roots: Mapping[str, Node], folder: str) -> list[Node]:
    return [roots[name] for name in sorted(roots) if str(PurePosixPath(name).parent) == folder]
