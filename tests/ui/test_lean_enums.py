"""Each enum of PySide6 is the same whether Python makes it or `lean_enums` does."""

from __future__ import annotations

import enum
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dtcoach.ui import lean_enums

ROOT = Path(__file__).parent.parent.parent
on_a_known_python = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="made by Python itself there"
)
TOLD = """
import enum, pickle
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
told = {}
def tried(call):
    try:
        return repr(call())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
def tell(one):
    members = list(one.__members__.items())
    first = members[0][1] if members else None
    said = [
        [base.__name__ for base in one.__mro__], type(one).__name__,
        one.__module__, one.__qualname__,
        [(name, m.name, repr(m), m.value, m._sort_order_, str(m), hash(m) == hash(m.name))
         for name, m in members],
        [m.name for m in one], [one(m.value) is m for _, m in members], len(one),
        sorted(set(vars(one)) - set(one.__members__)),
        [getattr(one, name) is m for name, m in members],
        repr(one), one.__doc__, first in one if members else None,
    ]
    if members:
        said += [isinstance(first, int), tried(lambda: pickle.loads(pickle.dumps(first)))]
        said += [tried(lambda: one(123456789)), tried(lambda: first < 3), f"{first}"]
    if issubclass(one, enum.Flag) and members:
        last = members[-1][1]
        said += [tried(lambda: first | last), tried(lambda: ~last), tried(lambda: first & last),
                 tried(lambda: [m.name for m in first | last]), one._flag_mask_,
                 one._singles_mask_, one._all_bits_, tried(lambda: one(0)), tried(lambda: last ^ 1)]
    told[f"{one.__module__}.{one.__qualname__}"] = json.loads(json.dumps(said))
for module in (QtCore, QtGui, QtSvg, QtWidgets):
    for name in dir(module):
        above = getattr(module, name)
        for inner in dir(above) if isinstance(above, type) else ():
            found = getattr(above, inner, None)
            if isinstance(found, enum.EnumType):
                tell(found)
print(json.dumps(told))
"""


def told(first: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{first}\n{TOLD}"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_enum_of_qt_is_what_python_would_have_made() -> None:
    plain, lean = told(""), told("import dtcoach.ui")
    assert len(plain) > 500
    assert lean.keys() == plain.keys()
    for name, what in plain.items():
        assert lean[name] == what, name


@on_a_known_python
def test_qt_gets_its_enums_from_here_and_others_from_python() -> None:
    metaclass: Any = enum.EnumType
    assert metaclass._create_ is lean_enums._create
    named: Any = enum.Enum
    own = named("own", [("name_of", "a"), ("other", 2)], boundary=enum.KEEP)
    assert own("a").name == "name_of"
    number = named("number", "ONE TWO")
    assert [one.value for one in number] == [1, 2]
    assert number.__module__ == own.__module__ == __name__


@on_a_known_python
@pytest.mark.parametrize(
    "names", [[("name", 1)], [("mro", 1)], [("_a", 1)], [("a", 1), ("a", 2)], [("a", "1")], []]
)
def test_what_could_matter_goes_the_old_way(names: list[Any]) -> None:
    how = {"boundary": enum.KEEP, "module": None, "qualname": None, "type": None}
    assert not lean_enums._is_of_qt(enum.Enum, names, how)
    assert lean_enums._is_of_qt(enum.Enum, [("a", 1), ("b", 1)], how)
