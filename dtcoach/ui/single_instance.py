"""One window per data folder: the first holds a lock, every later start only raises it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LOCK = "window.lock"
_RAISE = b"raise\n"
_DONE = b"raised\n"
_TRIES = 20
_TRY_MS = 250
_ANSWER_MS = 3000


class Held(Enum):
    """What a start finds."""

    OURS = "ours"
    THEIRS = "theirs"
    NONE = "none"
    """This folder takes no lock file; the window opens without one."""


class SingleInstance:
    """The lock of one data folder, and the door at which a second start knocks."""

    def __init__(self, folder: Path) -> None:
        self._name = _server_name(folder)
        self._lock = QLockFile(str(folder / LOCK))
        # A window stays open for days: only a dead process makes the lock stale, never its age.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._on_raise: Callable[[], None] | None = None

    def take(self, wait_ms: int = 0) -> Held:
        """Try to be the first. The lock of a process that was killed is taken over."""
        if self._lock.tryLock(wait_ms):
            return Held.OURS
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            return Held.THEIRS
        return Held.NONE

    def knock(self) -> bool:
        """Ask the window that holds the lock to come forward; False when it never answers.

        A window that is only just starting answers a little later. When it ends meanwhile, the
        lock becomes ours and there is nobody to ask: see `take`.
        """
        from PySide6.QtNetwork import QLocalSocket

        _let_the_other_come_forward()
        for _ in range(_TRIES):
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(_TRY_MS):
                socket.write(_RAISE)
                socket.flush()
                answered = socket.waitForReadyRead(_ANSWER_MS)
                socket.abort()
                return answered
            if self._lock.tryLock(_TRY_MS):
                return False
        return False

    def listen(self, on_raise: Callable[[], None]) -> None:
        """Answer later starts from now on. Where that cannot be, the lock alone does its work."""
        from PySide6.QtNetwork import QLocalServer

        self._on_raise = on_raise
        # Only the holder of the lock comes here, so what is left there is of a dead process.
        QLocalServer.removeServer(self._name)
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if server.listen(self._name):
            server.newConnection.connect(self._on_new_connection)
            self._server = server

    def close(self) -> None:
        """Give the folder free."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_new_connection(self) -> None:
        socket = None if self._server is None else self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_DONE)
        socket.flush()
        if self._on_raise is not None:
            self._on_raise()


def _server_name(folder: Path) -> str:
    """The same for every spelling of the folder, and no longer than a socket name may be."""
    try:
        whole = str(folder.resolve())
    except OSError:
        whole = str(folder.absolute())
    return f"dtcoach-{hashlib.sha256(whole.encode()).hexdigest()[:20]}"


def _let_the_other_come_forward() -> None:
    """Windows lets a program come to the front only when the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
