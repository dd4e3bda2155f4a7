"""The drills of this terminal, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from dtcoach.adapters.content.drill_file import ITEMS, load_drills
from dtcoach.adapters.content.files import digest_of
from dtcoach.adapters.ticks import TerminalTicks
from dtcoach.app.ports import Clock
from dtcoach.domain.content import Content
from dtcoach.domain.drill.plan import Drill


class DrillShelf:
    """Implements `Drills` over the files on disk."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        content: Content,
        closed: Callable[[date], bool],
        clock: Clock,
    ) -> None:
        self.ticks = TerminalTicks(clock)
        self._files = files
        self._content = content
        self._closed = closed

    @cached_property
    def _drills(self) -> Mapping[str, Drill]:
        return load_drills(self._files, self._content, self._closed, answers=False).drills

    def listed(self) -> tuple[Drill, ...]:
        return tuple(sorted(self._drills.values(), key=lambda drill: (drill.length, drill.id)))

    def pinned(self, drill: str) -> tuple[str, Mapping[str, bytes]]:
        names = (f"{drill}.yaml", ITEMS)
        files = {name: self._files[name] for name in names if name in self._files}
        return digest_of(files), files

    def kept(self, drill: str, files: Mapping[str, bytes]) -> Drill | None:
        # A rule of today may call its answers wrong; what was played stays what it was.
        loaded = load_drills(files, self._content, self._closed, lenient=True, answers=False)
        return loaded.drills.get(drill)
