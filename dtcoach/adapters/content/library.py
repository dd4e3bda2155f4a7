"""The content folder as one sound, named version; what is unsound is reported, not loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from dtcoach.adapters.content.grammar import Vocabulary
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
from dtcoach.domain.content import Content, Procedure, RouteRule, Scenario

T = TypeVar("T")
_SHARED = ("systems", "texts", "profile", "facts", "phrases", "blocks")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder gave. `content` is None when a file that all share is unsound."""

    content: Content | None
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The YAML files of a content folder by their path inside it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*.yaml"))
        if file.is_file()
    }


def digest_of(files: Mapping[str, bytes]) -> str:
    """The name of a content version: SHA-256 over its paths and bytes, in order."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    return whole.hexdigest()


def load_content(files: Mapping[str, bytes], forms: frozenset[str]) -> Loaded:
    """Read all files. A broken procedure or scenario leaves the good ones standing."""
    problems = Problems()
    roots: dict[str, Node] = {}
    for name, data in files.items():
        root = problems.attempt(read_yaml, PurePosixPath(name), data)
        if root is not None:
            roots[name] = root
    content = _build(digest_of(files), roots, set(files), forms, problems)
    found = sorted(problems.found, key=lambda problem: (str(problem.file), problem.line))
    return Loaded(content, tuple(found), files)


def _build(
    digest: str,
    roots: Mapping[str, Node],
    names: set[str],
    forms: frozenset[str],
    problems: Problems,
) -> Content | None:
    for name in _SHARED:
        if f"{name}.yaml" not in names:
            problems.add(Node(PurePosixPath(f"{name}.yaml"), 1), "このファイルがありません")
    if any(f"{name}.yaml" not in roots for name in _SHARED):
        return None
    systems = _part(roots, "systems", problems, lambda node: read_systems(node, problems))
    texts = _part(roots, "texts", problems, read_texts)
    profile = _part(roots, "profile", problems, lambda node: read_profile(node, problems))
    facts = _part(roots, "facts", problems, lambda node: read_facts(node, problems))
    phrases = _part(roots, "phrases", problems, lambda node: read_phrases(node, problems))
    blocks = problems.attempt(entries_of, roots["blocks.yaml"], ("gates", "steps", "withdrawal"))
    shared_ok = not problems.found or all(
        problem.file.parent != PurePosixPath() for problem in problems.found
    )
    if not shared_ok or not (systems and texts and profile and facts and phrases and blocks):
        return None
    shared = Shared(
        vocabulary=Vocabulary(facts, frozenset(profile.settings)),
        phrases=phrases,
        forms=forms,
        route_titles=texts[1],
        gate_blocks=problems.attempt(_named_blocks, blocks, "gates") or {},
        step_blocks=problems.attempt(_named_blocks, blocks, "steps") or {},
    )
    withdrawal = problems.attempt(_withdrawal, blocks, shared, problems)
    if withdrawal is None:
        return None
    return Content(
        digest=digest,
        procedures=_procedures(roots, shared, problems),
        scenarios=_scenarios(roots, problems),
        systems=systems,
        facts=facts,
        phrases=phrases,
        profile=profile,
        withdrawal=withdrawal,
        route_titles=texts[1],
        texts=texts[0],
    )


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
    for root in _under(roots, "outages"):
        scenario = problems.attempt(read_scenario, root)
        if scenario is not None:
            found[scenario.id] = scenario
    return found


def _under(roots: Mapping[str, Node], folder: str) -> list[Node]:
    return [roots[name] for name in sorted(roots) if name.startswith(f"{folder}/")]
