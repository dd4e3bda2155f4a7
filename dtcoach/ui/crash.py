"""What happens to an error that nobody expected: it is written down and the work goes on."""

from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from dtcoach.app.errors import KnownError

FOLDER = "crashes"
_MOST_FILES = 20
SENTENCE = (
    "予期しないエラーがありました。記録は無事です。いまの操作が済んでいるか確かめて、"
    "そのまま続けてください。"
)


def crash_report(error: BaseException, now: datetime, version: str) -> str:
    """Where it happened and of what kind. No values and no messages: they may name a resident."""
    lines = [f"dtcoach {version}", f"python {sys.version.split()[0]} {sys.platform}", str(now), ""]
    for link in _chain(error):
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        lines.append("")
    return "\n".join(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _short(file: str) -> str:
    """The path without the home of whoever runs this."""
    return "/".join(Path(file).parts[-3:])


class CrashHook(QObject):
    """Stands in for sys.excepthook while the window is open.

    Signals: `told(sentence, is_known)` in the thread of the window, wherever the error was.
    """

    told = Signal(str, bool)

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._folder = folder / FOLDER
        self._now = now
        self._written = 0
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def connect_to(self, show: Callable[[str, bool], None]) -> None:
        """`show` must be a method of a QObject of the window's thread."""
        self.told.connect(show, Qt.ConnectionType.QueuedConnection)

    def _on_thread_error(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._on_error(given.exc_type, given.exc_value, given.exc_traceback)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, KnownError):
            self.told.emit(error.sentence, True)
            return
        # A terminal started from a shell shows it as well; the file is for IT.
        sys.__excepthook__(kind, error, trace)
        file = self._write(error)
        self.told.emit(SENTENCE + (f"（詳しいこと: {file}）" if file else ""), False)

    def _write(self, error: BaseException) -> str:
        """The name of the file, or nothing where it could not be written."""
        if self._written >= _MOST_FILES:
            return ""
        self._written += 1
        now = self._now()
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S}-{self._written:02d}.txt"
        with contextlib.suppress(OSError):
            from dtcoach import __version__

            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(crash_report(error, now, __version__), encoding="utf-8")
            return f"{FOLDER}/{path.name}"
        return ""
