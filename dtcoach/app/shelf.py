"""The content in force, and the versions that visits are pinned to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dtcoach.app.approval import Approval
from dtcoach.app.ports import EventLog
from dtcoach.domain.content import Content


def _nobody(_digest: str) -> None:
    return None


class ContentShelf:
    """Gives each visit the version it started with; falls back to the current one, never to none.

    `load` reads files into content, or None where they are unsound. Without `approval` nobody
    answers for the current version yet: it works, and is marked 未承認. `approvals` tells the
    approval of an older one by its digest.
    """

    def __init__(
        self,
        current: Content,
        files: Mapping[str, bytes],
        log: EventLog,
        load: Callable[[Mapping[str, bytes]], Content | None],
        *,
        approval: Approval | None = None,
        approvals: Callable[[str], Approval | None] = _nobody,
    ) -> None:
        self.current = current
        self.approval = approval
        self._files = files
        self._log = log
        self._load = load
        self._approvals = approvals
        self._versions = {current.digest: current}
        self._kept: set[str] = set()

    def pin(self) -> str:
        """The digest for a new visit; its files are kept in the log before the visit opens."""
        digest = self.current.digest
        if digest not in self._kept:
            self._log.keep_content(digest, self._files)
            self._kept.add(digest)
        return digest

    def packing(self) -> Callable[[], None] | None:
        """What makes the first `pin` quick, to be called on any thread; None where it is."""
        return self._log.packing(self.current.digest, self._files)

    def version(self, digest: str) -> Content:
        """The content of that digest, or the current one where it was not kept."""
        if digest not in self._versions:
            files = self._log.kept_content(digest)
            content = None if files is None else self._load(files)
            self._versions[digest] = content or self.current
        return self._versions[digest]

    def approval_of(self, digest: str) -> Approval | None:
        """Who answers for what a visit of that version is guided by; None while nobody does."""
        used = self.version(digest).digest
        return self.approval if used == self.current.digest else self._approvals(used)
