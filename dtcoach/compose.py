"""The composition root: the one place where ui, cli and adapters meet."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.content.library import Loaded, load_content, read_folder
from dtcoach.adapters.identity import new_id
from dtcoach.adapters.opening_days import WardOpeningDays
from dtcoach.adapters.places import content_root
from dtcoach.adapters.whole_file import whole_file
from dtcoach.app.counter import Counter
from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.content import Content

if TYPE_CHECKING:
    from dtcoach.adapters.store import OpenedLog
    from dtcoach.app.doctor import Look
    from dtcoach.app.ports import EventLog


def data_folder(given: str | None) -> Path:
    """`--data`, else DTCOACH_DATA, else the place where this system keeps a user's data."""
    named = given or os.environ.get("DTCOACH_DATA")
    if named is not None and not named.strip():
        raise WrongUsage("--data のフォルダー名が空です。")
    if named:
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "dtcoach"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "dtcoach"


def fallbacks(data: Path) -> tuple[Path, ...]:
    """The data folder, then one of the user's own, then a temporary one."""
    return (data, Path.home() / ".dtcoach-fallback", Path(tempfile.gettempdir()) / "dtcoach")


@dataclass
class House:
    """Everything a command may need, made when it is first asked for."""

    data: Path

    clock = SystemClock()
    days = WardOpeningDays()
    new_id = staticmethod(new_id)
    whole_file = staticmethod(whole_file)

    @cached_property
    def loaded(self) -> Loaded:
        """The shipped content with whatever is wrong with it."""
        root = content_root()
        return load_files(read_folder(root / "scenarios"), root)

    @cached_property
    def content(self) -> Content:
        """The content in force. Raises ProblemFound when a file that all share is unsound."""
        if self.loaded.content is None:
            raise ProblemFound(
                "手順のデータに誤りがあり、読めません。dtcoach check で誤りの行が出ます。"
            )
        return self.loaded.content

    def load_folder(self, folder: Path) -> Loaded:
        """Another content folder, read as a whole; or the shipped one with this file in it."""
        return load_files(read_folder(folder if folder.is_dir() else folder.parent.parent))

    def open_log(self) -> OpenedLog:
        """The log of the data folder. Raises StorageTrouble."""
        from dtcoach.adapters.store import open_log

        return open_log(self.data)

    def open_log_somewhere(self) -> OpenedLog:
        """The log of the data folder, or else of a fallback folder, with notices."""
        from dtcoach.adapters.store import open_log_somewhere

        return open_log_somewhere(fallbacks(self.data))

    def counter(self) -> tuple[Counter, OpenedLog]:
        """What the window stands on. Raises StorageTrouble when no folder takes a log."""
        opened = self.open_log_somewhere()
        return (
            Counter(opened.log, self.shelf, self.clock, self.days, self.new_id, opened.notices),
            opened,
        )

    def at(self, data: Path) -> House:
        """The same house over another data folder."""
        return House(data)

    def looks(self) -> Iterable[tuple[str, Look]]:
        """What `doctor` looks at."""
        from dtcoach.trials import looks

        return looks(self)

    def trials(self) -> Iterable[tuple[str, Callable[[], None]]]:
        """What `self-test` tries."""
        from dtcoach.trials import trials

        return trials(self)

    def shelf(self, log: EventLog) -> ContentShelf:
        """The content in force and the versions kept in that log."""
        return ContentShelf(
            self.content, self.loaded.files, log, lambda files: load_files(files).content
        )


def open_window(house: House) -> int:
    """The app. Returns its exit code."""
    from dtcoach.ui.application import run

    return run(house)


def load_files(files: Mapping[str, bytes], root: Path | None = None) -> Loaded:
    """Content from its files; the names of forms come from the shipped folder."""
    from dtcoach.adapters.content.forms_index import form_titles

    return load_content(files, frozenset(form_titles((root or content_root()) / "forms")))
