"""A wheel carries every file of the package and all content, and nothing of the developers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


def files_below(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, bytecode and all, as a build leaves files in its checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"
    for name in ("dtcoach", "scenarios", "forms"):
        shutil.copytree(ROOT / name, copy / name)
    for package in ("dtcoach", "dtcoach/domain"):
        bytecode = copy / package / "__pycache__" / "stale.cpython-311.pyc"
        bytecode.parent.mkdir(exist_ok=True)
        bytecode.touch()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy / name)
    words = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run(
        [sys.executable, "-m", "pip", *words, "--wheel-dir", str(folder), str(copy)],
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


def test_wheel_carries_package_and_content(wheel: Path) -> None:
    expected = {file.relative_to(ROOT).as_posix() for file in files_below(ROOT / "dtcoach")}
    for folder in ("scenarios", "forms"):
        expected |= {
            f"dtcoach/{file.relative_to(ROOT).as_posix()}" for file in files_below(ROOT / folder)
        }
    with ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert carried == expected


def test_content_is_found_in_the_installed_package(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    found = subprocess.run(
        [
            *(sys.executable, "-c"),
            "from dtcoach.adapters.places import content_root; print(content_root())",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "dtcoach"
