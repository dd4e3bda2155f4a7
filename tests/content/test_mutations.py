"""Content files cut, doubled, swapped and sprinkled: told with file and line, never a crash.

Deterministic: each number is one mutation. `DTCOACH_MUTATIONS=100000` for the full level (design
§9); a failing number can be run alone.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from random import Random

import pytest

from dtcoach.domain.content import Content
from dtcoach.domain.proof.triage_rules import triage_faults
from dtcoach.domain.situation import Moment
from dtcoach.domain.walk import walk
from dtcoach.domain.words import Route
from tests.content.edits import read
from tests.shipped import FILES, MONDAY, case_from

MUTATIONS = int(os.environ.get("DTCOACH_MUTATIONS", "300"))
BATCHES = 10
LIMIT_S = 1.0
"""CPU time for one mutated file with the shared ones; a busy machine does not count."""

PROBLEM = re.compile(r"[^:\n]+\.yaml:[1-9]\d*: .+", re.DOTALL)
TRANSLATIONS = {name: FILES[name] for name in ("reasons.yaml", "glossary.yaml", "questions.yaml")}
SCENARIOS = {name: data for name, data in FILES.items() if name.startswith("outages/")}
TRIAGE = "triage.yaml"
SHARED = {
    name: data
    for name, data in FILES.items()
    if "/" not in name and name not in TRANSLATIONS and name != TRIAGE
}
NAMES = sorted(FILES)
SPICE = [
    "{", "}", "[", "]", ": ", "- ", "? ", "& ", "*a", "!!str ", "|\n", ">-\n", "'", '"', "#", "\t",
    "\x00", "\x07", "\ud7ff", "\u2028", "\x85", "\ufeff", "---\n", "...\n", "%YAML 1.2\n", "<<: ",
    "unknown", "yes", "-1", "999999", "9" * 400, "..", "{due}", "{today", "use: opening", "null",
    "when:", "any: [", "not: {", "  ", "\n", "\r", "🈳", "e\u0301",
]  # fmt: skip


def _flip(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + chr(random.randrange(1, 0x3000)) + text[place + 1 :]


def _spice(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + random.choice(SPICE) + text[place:]


def _cut(text: str, random: Random) -> str:
    start = random.randrange(len(text))
    return text[:start] + text[start + random.choice([1, 2, 10, 100, 10_000]) :]


def _double(text: str, random: Random) -> str:
    start = random.randrange(len(text))
    piece = text[start : start + random.choice([1, 20, 300])]
    return text[:start] + piece * random.choice([2, 3, 50]) + text[start:]


def _swap_lines(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _move_line(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randrange(len(lines) + 1), random.choice(["", " ", "  ", "    "]) + line)
    return "".join(lines)


def _swap_words(text: str, random: Random) -> str:
    words = sorted(set(re.findall(r"[\w-]+", text))) or [text]
    one, other = random.choice(words), random.choice(words)
    return text.replace(one, other, random.choice([1, 1, 1, -1]))


MUTATORS: list[Callable[[str, Random], str]] = [
    _flip, _spice, _cut, _double, _swap_lines, _move_line, _swap_words,
]  # fmt: skip


def mutated(number: int) -> tuple[str, dict[str, bytes]]:
    """The name of the file that mutation broke, and the files."""
    random = Random(number)
    name = NAMES[number % len(NAMES)]
    text = FILES[name].decode()
    for _ in range(random.choice([1, 1, 2, 5])):
        text = random.choice(MUTATORS)(text or "x", random)
    data = text.encode(errors="replace")
    if random.random() < 0.1:
        place = random.randrange(len(data) + 1)
        data = data[:place] + random.randbytes(3) + data[place:]
    beside = TRANSLATIONS if name in TRANSLATIONS else SCENARIOS if name == TRIAGE else {}
    return name, {**SHARED, **beside, name: data}


def walk_all(content: Content, number: int) -> None:
    """What could still be loaded can also be walked: faults must not wait for a resident."""
    case = case_from(number)
    triage_faults(content)
    for procedure in content.procedures.values():
        for facts in ({}, {name: case.answers.get(name, "unknown") for name in content.facts}):
            situation = Moment(MONDAY, case.start.world, facts, settings=content.profile.settings)
            for choose in (None, *Route):
                walk(content, procedure, situation, choose)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_file_is_told_or_loaded_and_nothing_else(batch: int):
    for number in range(batch, MUTATIONS, BATCHES):
        name, files = mutated(number)
        begun = time.process_time()
        try:
            version = read(files)
            for problem in version.problems:
                assert PROBLEM.fullmatch(problem), problem
            if version.content is None:
                assert version.problems
            else:
                walk_all(version.content, number)
        except Exception as error:
            raise AssertionError(f"mutation {number} of {name}: {error!r}") from error
        took = time.process_time() - begun
        assert took < LIMIT_S, f"mutation {number} of {name} took {took:.1f} s"


def test_the_mutations_are_not_in_vain():
    """Most of them break the file, and some do not."""
    broken = sum(bool(read(mutated(number)[1]).problems) for number in range(60))
    assert 25 < broken < 60
