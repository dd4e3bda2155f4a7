"""A start loads what its first page needs and nothing heavier."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dtcoach.domain.words import IncidentKind
from tests.ui.window import HANAKO, house_in

ROOT = Path(__file__).parent.parent.parent
HEAVY = (
    "PySide6.QtNetwork",
    "PySide6.QtCharts",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest",
    "dtcoach.adapters.content.library",
    "dtcoach.app.desk",
    "dtcoach.domain.proof",
    "dtcoach.ui.board.page",
    "dtcoach.ui.ledger.page",
    "dtcoach.ui.visit.stage",
    "fontTools",
    "jpholiday",
    "keyring",
    "psycopg",
    "reportlab",
    "sqlite_utils",
    "xlsxwriter",
    "yaml",
)
LISTED = (
    "import sys, json; from dtcoach.cli.main import main; code = main([]);"
    "print(json.dumps([code, sorted(sys.modules)]))"
)


def modules_of_a_start(data: Path, program: str = LISTED) -> list[str]:
    env = {
        **os.environ,
        "DTCOACH_DATA": str(data),
        "DTCOACH_EXIT_WHEN_READY": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    assert isinstance(modules, list)
    return modules


@pytest.mark.parametrize("is_running", [False, True], ids=["nothing running", "an outage running"])
def test_a_start_imports_nothing_heavy(tmp_path: Path, is_running: bool):
    house = house_in(tmp_path / "data")
    counter, _ = house.counter()
    if is_running:
        counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
    counter.log.close()
    loaded = modules_of_a_start(tmp_path / "data")
    found = [name for name in loaded if any(name == h or name.startswith(f"{h}.") for h in HEAVY)]
    assert found == []
    assert "dtcoach.ui.main_window" in loaded


LAID = (
    "import json; from dtcoach.cli.main import main; main([]);"
    "from dtcoach.ui.kit import lines; print(json.dumps([0, [lines._laid.cache_info().misses]]))"
)
"""How many texts were laid out: most of what the first page costs that is ours to spare."""
MOST_LAID = 150


def test_a_start_lays_out_little_text(tmp_path: Path):
    house = house_in(tmp_path / "data")
    counter, _ = house.counter()
    counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
    counter.log.close()
    (laid,) = modules_of_a_start(tmp_path / "data", LAID)
    assert int(laid) <= MOST_LAID


COUNTED = (
    "import sys, json; from dtcoach.cli.main import main; main([]);"
    "made = {one for name, module in list(sys.modules.items()) if name.startswith('dtcoach.')"
    " for one in vars(module).values() if isinstance(one, type)"
    " and getattr(one, '__dataclass_params__', None) and one.__dataclass_params__.init};"
    "print(json.dumps([0, sorted(one.__qualname__ for one in made)]))"
)
"""The dataclasses of the standard decorator."""


def test_a_start_compiles_no_methods_of_dataclasses(tmp_path: Path):
    """Each class of the standard decorator costs a millisecond; see `dtcoach/frozen.py`."""
    modules_of_a_start(tmp_path / "data")
    assert modules_of_a_start(tmp_path / "data", COUNTED) == ["House", "Lines", "Theme"]


def test_content_is_read_whole_only_the_first_time(tmp_path: Path):
    first = modules_of_a_start(tmp_path / "new")
    assert "yaml" in first
    assert "yaml" not in modules_of_a_start(tmp_path / "new")


def test_whoever_runs_long_collects_garbage(tmp_path: Path):
    asked = (
        "import gc, sys; from dtcoach.__main__ import main; sys.argv = ['dtcoach', '--data',"
        " sys.argv[1], 'deadline', 'move-in', '--event', '2025-01-06']; main();"
        "print(gc.isenabled())"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-1] == "True"
