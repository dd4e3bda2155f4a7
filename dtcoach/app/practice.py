"""自習: the next case, what became of it, and a memory that nobody else reads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Protocol

from dtcoach.app.playing import Play
from dtcoach.app.ports import Clock, OpeningDays
from dtcoach.app.practice_export import write_practice_csv, write_practice_json
from dtcoach.domain.content import Content
from dtcoach.domain.practice.boxes import Dealt, Progress, after, deal
from dtcoach.domain.practice.case import make_case
from dtcoach.frozen import dataclass

NOT_KEPT = "自習の進み具合を、この端末に書けませんでした。練習は、このまま続けられます。"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the terminal remembers, and a sentence where something was wrong with it."""

    progress: Progress
    notice: str = ""


class PracticeStore(Protocol):
    """A small file of the data folder; never the event log, and reported to nobody."""

    def load(self) -> Remembered:
        """What was kept; where it cannot be read, a beginning. Never raises."""
        ...

    def keep(self, progress: Progress) -> bool:
        """False when it could not be written."""
        ...

    def begin_anew(self) -> Remembered:
        """A new beginning; what was kept is put aside, not deleted."""
        ...


WholeFile = Callable[[Path, str], AbstractContextManager[IO[str]]]


class PracticeRoom:
    """One clerk's 自習 on this terminal. `notice` is what they must be told, once."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        days: OpeningDays,
        store: PracticeStore,
        whole_file: WholeFile,
    ) -> None:
        self.content = content
        self.clock = clock
        self.days = days
        self._store = store
        self._whole_file = whole_file
        remembered = store.load()
        self.progress = remembered.progress
        self.notice = remembered.notice
        self._dealt: Dealt | None = None

    def next_case(self) -> Play:
        """A mistake that is due, or the next of the deck."""
        today = self.clock.now().date()
        dealt = self._dealt = deal(self.content, self.progress, today)
        case = make_case(self.content, dealt.spec, dealt.seed, today, self.days.is_closed)
        return Play(self.content, case, self.days.is_closed, again=dealt.again)

    def settle(self, play: Play) -> None:
        """That case is decided: remembered at once, so that a power cut takes nothing."""
        if self._dealt is None or play.is_settled:
            return
        today = self.clock.now().date()
        self.progress = after(self.progress, self._dealt, play.review().grade, today)
        play.is_settled = True
        self.notice = "" if self._store.keep(self.progress) else NOT_KEPT

    def begin_anew(self) -> None:
        """For the next clerk at this terminal; the file of the last one is put aside."""
        remembered = self._store.begin_anew()
        self.progress = remembered.progress
        self.notice = remembered.notice

    def export(self, path: Path) -> int:
        """Where the clerk wants it, JSON or CSV by its name; returns the lines. Raises
        StorageTrouble."""
        if path.suffix.lower() == ".json":
            with self._whole_file(path, "utf-8") as out:
                return write_practice_json(self.progress, out)
        with self._whole_file(path, "utf-8-sig") as out:
            return write_practice_csv(self.progress, self.content, out)
