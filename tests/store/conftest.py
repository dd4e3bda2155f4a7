"""Logs to write to: a fresh one per test, and cheap copies of an empty one for many examples."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dtcoach.adapters.store import OpenedLog, SqlCipherLog, open_log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenedLog]:
    opened = open_log(folder)
    yield opened
    opened.log.close()


@pytest.fixture
def log(opened: OpenedLog) -> SqlCipherLog:
    return opened.log


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_log(folder).log.close()
    return folder


@pytest.fixture
def blank(
    empty_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], contextlib.AbstractContextManager[SqlCipherLog]]:
    """A log nobody wrote to, for each example of a property; making one takes too long."""

    @contextlib.contextmanager
    def blank() -> Iterator[SqlCipherLog]:
        folder = tmp_path_factory.mktemp("blank") / "data"
        shutil.copytree(empty_folder, folder)
        opened = open_log(folder)
        try:
            yield opened.log
        finally:
            opened.log.close()
            shutil.rmtree(folder.parent)

    return blank
