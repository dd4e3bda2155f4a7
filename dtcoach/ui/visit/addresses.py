"""Addresses of postcodes, looked up beside the window: the first time a large table is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from dtcoach.app.errors import KnownError
from dtcoach.app.ports import Postcodes


class _Answers(QObject):
    """Carries what a worker found to the thread of the window."""

    found = Signal(str, object)
    failed = Signal(str)


class _LookUp(QRunnable):
    def __init__(self, postcodes: Postcodes, code: str, answers: _Answers) -> None:
        super().__init__()
        self._postcodes = postcodes
        self._code = code
        self._answers = answers

    def run(self) -> None:
        try:
            area = self._postcodes.area(self._code)
        except KnownError as trouble:
            self._answers.failed.emit(trouble.sentence)
            return
        self._answers.found.emit(self._code, area)


class AddressFinder(QObject):
    """Signals: `found(code, PostalArea | None)`; `failed(sentence)` where nothing can be looked
    up. Without a table there is no answer at all."""

    found = Signal(str, object)
    failed = Signal(str)

    def __init__(self, postcodes: Postcodes | None, parent: QObject) -> None:
        super().__init__(parent)
        self._postcodes = postcodes
        self._answers = _Answers()
        self._answers.found.connect(self.found)
        self._answers.failed.connect(self.failed)

    def look_up(self, code: str) -> None:
        """`code` as it is kept: 140-0002."""
        if self._postcodes is not None:
            QThreadPool.globalInstance().start(_LookUp(self._postcodes, code, self._answers))
