"""tools/bootstrap.sh on machines that lack things, played with commands of our own."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

REAL = (
    *("cat", "cksum", "cp", "dirname", "env", "flock", "head", "mkdir"),
    *("rm", "sed", "sh", "sort", "tail", "touch", "tr", "true"),
)
"""What every Linux has."""

GOOD_PYTHON = """
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m pip"*) echo "pip $*" >>"$MACHINE/calls" ;;
    *submodule_search_locations*) echo "$MACHINE/qt" ;;
    *QApplication*) [ ! -e "$MACHINE/qt-broken" ] || { echo "ImportError: libEGL.so.1"; exit 1; } ;;
    *--version*) echo "Python 3.12.0" ;;
esac
"""

OLD_PYTHON = "exit 1"

LDD = """
[ -e "$MACHINE/installed" ] || echo "	libEGL.so.1 => not found"
echo "	libc.so.6 => /lib/libc.so.6 (0x0)"
"""

APT_GET = """
echo "apt-get $*" >>"$MACHINE/calls"
case "$*" in *" install "*) touch "$MACHINE/installed" ;; esac
"""


@dataclass(frozen=True)
class Machine:
    """A Linux made of a folder of commands, with a checkout on it."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    def has(self, command: str, script: str) -> None:
        path = self.bin / command
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def bootstrap(self, wanted: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "tools/bootstrap.sh", wanted],
            cwd=self.checkout,
            env={"PATH": str(self.bin), "HOME": str(self.folder), "MACHINE": str(self.folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, command: str) -> list[str]:
        """How a command was called, one line each."""
        calls = self.folder / "calls"
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return [line for line in lines if line.startswith(command)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A clerk's machine: a good Python, no root, a library of Qt missing."""
    machine = Machine(tmp_path)
    (machine.checkout / "tools").mkdir(parents=True)
    for name in ("tools/bootstrap.sh", "pyproject.toml", "setup.py", "constraints.txt"):
        shutil.copy(ROOT / name, machine.checkout / name)
    machine.has("python3", GOOD_PYTHON)
    machine.has("id", "echo 1000")
    machine.has("sudo", "exit 1")
    machine.has("apt-get", APT_GET)
    machine.has("ldd", LDD)
    machine.has("fc-list", "echo a Japanese font")
    for name in REAL:
        real = shutil.which(name)
        if real is not None:
            (machine.bin / name).symlink_to(real)
    qt = tmp_path / "qt"
    qt.mkdir()
    (qt / "QtGui.abi3.so").touch()
    return machine


def test_without_root_it_names_what_is_missing_and_goes_on(machine: Machine) -> None:
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert "install with: sudo apt-get install libegl1" in done.stderr
    assert machine.calls("apt-get") == []


def test_without_root_and_a_qt_that_cannot_start_it_ends(machine: Machine) -> None:
    (machine.folder / "qt-broken").touch()
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "sudo apt-get install libegl1" in done.stderr
    assert "Qt cannot start" in done.stderr


@pytest.mark.parametrize("root", ["id", "sudo"])
def test_with_root_it_installs_only_what_is_missing(machine: Machine, root: str) -> None:
    machine.has("id", "echo 0") if root == "id" else machine.has("sudo", 'shift; exec "$@"')
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    (call,) = machine.calls("apt-get")
    assert call.endswith("install --no-install-recommends libegl1")
    assert "missing" not in done.stderr


def test_with_all_there_it_does_its_work_once(machine: Machine) -> None:
    machine.has("id", "echo 0")
    (machine.folder / "installed").touch()
    first, second = machine.bootstrap(), machine.bootstrap()
    assert (first.returncode, second.returncode) == (0, 0)
    assert machine.calls("apt-get") == []
    assert len(machine.calls("pip")) == 1
    assert second.stderr == ""


def test_changed_pins_install_again(machine: Machine) -> None:
    machine.bootstrap()
    with (machine.checkout / "constraints.txt").open("a", encoding="utf-8") as pins:
        pins.write("another==1\n")
    machine.bootstrap()
    assert len(machine.calls("pip")) == 2


def test_a_venv_for_the_tests_is_enough_to_run(machine: Machine) -> None:
    machine.bootstrap("test")
    machine.bootstrap("run")
    (call,) = machine.calls("pip")
    assert ".[test]" in call


def test_the_tests_want_more_of_the_system(machine: Machine) -> None:
    (machine.folder / "installed").touch()
    (machine.bin / "fc-list").unlink()
    done = machine.bootstrap("test")
    assert done.returncode == 0, done.stderr
    assert "binutils fontconfig fonts-noto-cjk poppler-utils xvfb" in done.stderr


def test_an_older_python_is_passed_over(machine: Machine) -> None:
    machine.has("python3", OLD_PYTHON)
    machine.has("python3.13", GOOD_PYTHON)
    done = machine.bootstrap()
    assert done.returncode == 0, done.stderr
    assert "making .venv with Python 3.12.0" in done.stderr


def test_without_a_python_it_says_so(machine: Machine) -> None:
    machine.has("python3", OLD_PYTHON)
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "Python 3.11 or newer was not found" in done.stderr


def test_a_python_without_venv_names_its_package(machine: Machine) -> None:
    machine.has(
        "python3",
        'case "$*" in *ensurepip*) exit 1 ;; *python%d.%d-venv*) echo python3.12-venv ;; esac',
    )
    done = machine.bootstrap()
    assert done.returncode == 1
    assert "sudo apt-get install python3.12-venv" in done.stderr


def test_other_words_are_refused(machine: Machine) -> None:
    assert machine.bootstrap("fly").returncode == 2
