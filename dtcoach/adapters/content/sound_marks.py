"""Versions that were read whole and found sound, so that the next start need not look again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from dtcoach import __version__


class SoundMarks:
    """Empty files `<folder>/<digest>-<dtcoach version>`; another grammar may judge otherwise.

    A mark only saves time: without one, or where none can be written, the version is read whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, digest: str) -> bool:
        return self._mark(digest).exists()

    def add(self, digest: str) -> None:
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._mark(digest).touch()

    def _mark(self, digest: str) -> Path:
        return self._folder / f"{digest}-{__version__}"
