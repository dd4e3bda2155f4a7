"""PDFs given to the viewer of the terminal: they name people, and do not outlive the window."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QTemporaryDir

_PREFIX = "dtcoach-viewed-"
_LOCK = "in-use"


class ViewedPapers:
    """A folder of this window, made for the first paper and gone with the window."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None
        self._lock: QLockFile | None = None

    def add(self, name: str, pdf: bytes) -> Path:
        """A file of its own for each: a viewer may hold the one before. Raises OSError."""
        folder = self._place()
        path, copies = folder / name, 1
        while path.exists():
            copies += 1
            path = folder / f"{Path(name).stem}-{copies}.pdf"
        path.write_bytes(pdf)
        return path

    def _place(self) -> Path:
        if self._folder is None or not self._folder.isValid():
            self._folder = QTemporaryDir(str(_temporary() / f"{_PREFIX}XXXXXX"))
            if not self._folder.isValid():
                raise OSError(self._folder.errorString())
            self._lock = _lock(Path(self._folder.path()))
            self._lock.tryLock(0)
        return Path(self._folder.path())


def sweep() -> None:
    """What a window left behind that was killed, or whose viewer held a file to the end."""
    try:
        left = [path for path in _temporary().glob(f"{_PREFIX}*") if not path.is_symlink()]
    except OSError:
        return
    for folder in left:
        lock = _lock(folder)
        if lock.tryLock(0):
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> QLockFile:
    """Held while its process lives; Qt looks whether it does."""
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)
    return lock


def _temporary() -> Path:
    return Path(QDir.tempPath())
