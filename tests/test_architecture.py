"""The arrows of the architecture (docs/architecture.md) point inward."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).parent.parent
DOMAIN = ROOT / "dtcoach" / "domain"

PURE = frozenset(
    {
        "__future__",
        "abc",
        "bisect",
        "calendar",
        "collections",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
    }
)
"""What the domain may import of the standard library: same inputs, same answer."""

IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
CLOCK_READS = frozenset({"now", "utcnow", "today"})


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def impurities(source: str) -> list[str]:
    """What makes this source unfit for the domain, in words."""
    tree = ast.parse(source)
    found = [
        f"imports {name}"
        for name in imported_names(tree)
        if name.partition(".")[0] not in PURE
        and not name.startswith("dtcoach.domain")
        and name != "dtcoach.frozen"
    ]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id=name) if name in IMPURE_CALLS:
                found.append(f"calls {name}")
            case ast.Attribute(attr=name) if name in CLOCK_READS:
                found.append(f"reads the clock by {name}")
    return found


def test_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml: layers, Qt only in ui, libraries only in adapters."""
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(cache_dir=None) == cli.EXIT_STATUS_SUCCESS


def test_every_folder_of_modules_is_a_package() -> None:
    """Without `__init__.py` a folder is invisible to the contracts and missing from the wheel."""
    folders = {file.parent for file in (ROOT / "dtcoach").rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    "path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.relative_to(DOMAIN).as_posix()
)
def test_domain_is_pure(path: Path) -> None:
    assert impurities(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "from dtcoach.app import ports",
        "from . import words",
        "def f():\n    import random",
        "x = open('a')",
        "from datetime import date\nx = date.today()",
        "import datetime\nx = datetime.datetime.now()",
    ],
)
def test_impurities_are_found(source: str) -> None:
    assert impurities(source)
