"""The composition root: the one place where ui, cli and adapters meet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.adapters.approvals import ApprovalFolder
from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.content.files import digest_of, read_folder
from dtcoach.adapters.content.kept import KeptContent
from dtcoach.adapters.identity import new_id
from dtcoach.adapters.opening_days import WardOpeningDays
from dtcoach.adapters.places import content_root
from dtcoach.adapters.whole_file import whole_file, write_whole
from dtcoach.app.approval import InForce, Version, choose
from dtcoach.app.counter import Counter
from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.forms_folder import DRILLS, FORMS
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.content import Content

if TYPE_CHECKING:
    from dtcoach.adapters.content.drill_file import LoadedDrills
    from dtcoach.adapters.store import OpenedLog
    from dtcoach.app.doctor import Look
    from dtcoach.app.drills import Drills
    from dtcoach.app.export_wish import Exporter
    from dtcoach.app.exporting import ExportDesk
    from dtcoach.app.paper import Press
    from dtcoach.app.ports import EventLog, Postcodes, QrModules
    from dtcoach.app.practice import PracticeRoom
    from dtcoach.app.preferences import Preferences
    from dtcoach.app.slip_book import SlipBook
    from dtcoach.app.workbook import Workbooks


def data_folder(given: str | None) -> Path:
    """`--data`, else DTCOACH_DATA, else the place where this system keeps a user's data."""
    named = os.environ.get("DTCOACH_DATA") or None if given is None else given
    if named is not None and not named.strip():
        raise WrongUsage("--data のフォルダー名が空です。")
    if named is not None:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            raise WrongUsage(f"--data のフォルダー「{named}」は、どこか決められません。") from None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "dtcoach"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "dtcoach"


def fallbacks(data: Path) -> tuple[Path, ...]:
    """The data folder, then one of the user's own, then a temporary one."""
    import tempfile

    return (data, Path.home() / ".dtcoach-fallback", Path(tempfile.gettempdir()) / "dtcoach")


FOLDERS = ("procedures", "outages")
"""Where procedures and scenarios lie in a content folder."""


@dataclass
class House:
    """Everything a command may need, made when it is first asked for."""

    data: Path

    clock = SystemClock()
    new_id = staticmethod(new_id)
    whole_file = staticmethod(whole_file)
    write_file = staticmethod(write_whole)

    @property
    def ward_folder(self) -> Path:
        """Where a ward puts its own content; it replaces what is shipped, file by file."""
        return self.data / "content"

    @staticmethod
    def qr(text: str) -> QrModules:
        """The modules of the code of a text."""
        from dtcoach.adapters.qr import qr_modules

        return qr_modules(text)

    @cached_property
    def ward_files(self) -> Mapping[str, bytes]:
        """Everything in the ward's own folder."""
        return read_folder(self.ward_folder) if self.ward_folder.is_dir() else {}

    @cached_property
    def overrides(self) -> Mapping[str, bytes]:
        """The ward's own content, without its forms and drills."""
        others = (FORMS, DRILLS)
        return {name: data for name, data in self.ward_files.items() if not name.startswith(others)}

    @cached_property
    def form_files(self) -> Mapping[str, bytes]:
        """The forms, the ward's over the shipped ones."""
        return {**self.shipped_forms, **within(FORMS, self.ward_files)}

    @cached_property
    def forms_digest(self) -> str:
        """The name of the forms as they lie on disk."""
        return digest_of(self.form_files)

    @cached_property
    def shipped_forms(self) -> Mapping[str, bytes]:
        """The forms that came with this copy of dtcoach."""
        return read_folder(content_root() / "forms")

    @cached_property
    def press(self) -> Press:
        """What draws the forms."""
        from dtcoach.adapters.paper.press import FormPress

        return FormPress(
            self.form_files,
            lambda: self.content,
            shipped=self.shipped_forms,
            is_approved=lambda: self.approvals.of_forms(self.forms_digest) is not None,
        )

    @cached_property
    def workbooks(self) -> Workbooks:
        """What writes spreadsheets; rows wait in a folder of the data, which is nobody else's."""
        from dtcoach.adapters.workbook.xlsx import XlsxWorkbooks

        return XlsxWorkbooks(self.data / "scratch")

    def form_problems(self, paths: Iterable[Path] = ()) -> tuple[str, ...]:
        """What is wrong with the forms on disk, or with those at `paths` (files or folders) laid
        over them, as `file:line: sentence`."""
        from dtcoach.adapters.paper.checking import form_problems

        given = self._given(paths)
        files = {**self.form_files, **given}
        found = form_problems(files, self.offered.content, self.files.get("glossary.yaml"))
        return tuple(str(one) for one in found if not given or one.file.name in given)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The content files as they lie on disk, the ward's over the shipped ones."""
        return {**self.shipped_files, **self.overrides}

    @cached_property
    def shipped_files(self) -> Mapping[str, bytes]:
        """The content files that came with this copy of dtcoach."""
        return without(DRILLS, read_folder(content_root() / "scenarios"))

    @cached_property
    def drill_files(self) -> Mapping[str, bytes]:
        """The drills, the ward's over the shipped ones. They say nothing of what is right for a
        resident, so they are no part of the content that is approved."""
        shipped = read_folder(content_root() / "scenarios" / "drills")
        return {**shipped, **within(DRILLS, self.ward_files)}

    def load_drills(self, files: Mapping[str, bytes] | None = None) -> LoadedDrills:
        """Drills from their files (None: those on disk), held against the content in force."""
        from dtcoach.adapters.content.drill_file import load_drills

        given = self.drill_files if files is None else files
        return load_drills(given, self.content, self.days.is_closed)

    @cached_property
    def drills(self) -> Drills:
        """The drills of this terminal, and its running time."""
        from dtcoach.adapters.content.drill_shelf import DrillShelf

        return DrillShelf(self.drill_files, self.content, self.days.is_closed, self.clock)

    def drill_problems(self, paths: Iterable[Path] = ()) -> tuple[str, ...]:
        """What is wrong with the drills on disk, or with those at `paths` (files or folders) laid
        over them, as `file:line: sentence`."""
        given = self._given(paths)
        content = self.offered.content
        if content is None:
            return ()
        from dtcoach.adapters.content.drill_file import load_drills

        files = {**self.drill_files, **given}
        found = load_drills(files, content, self.days_of(content).is_closed).problems
        return tuple(str(one) for one in found if not given or one.file.name in given)

    @staticmethod
    def _given(paths: Iterable[Path]) -> Mapping[str, bytes]:
        """Files by their names, from files and folders."""
        given: dict[str, bytes] = {}
        for path in paths:
            given.update(read_folder(path) if path.is_dir() else {path.name: path.read_bytes()})
        return given

    @cached_property
    def shipped(self) -> Version:
        """The shipped content, read whole."""
        return load_version(self.shipped_files)

    @cached_property
    def offered(self) -> Version:
        """The content on disk, read whole."""
        return load_version(self.files) if self.overrides else self.shipped

    @cached_property
    def approvals(self) -> ApprovalFolder:
        """Who approved which version, on this terminal."""
        return ApprovalFolder(self.data / "approvals")

    @cached_property
    def in_force(self) -> InForce:
        """The content to work with. Raises ProblemFound when nothing can be read.

        What was found sound before is not read again.
        """
        kept = KeptContent(self.data / "sound")
        digest = digest_of(self.files)
        content = kept.get(digest)
        if content is not None:
            return InForce(content, self.files, self.approvals.of(digest), "")
        found = choose(self.offered, self.shipped, self.approvals, load_version)
        if self.offered.is_sound and self.offered.content is not None:
            kept.add(self.offered.content)
        return found

    @property
    def content(self) -> Content:
        """The content in force."""
        return self.in_force.content

    @cached_property
    def days(self) -> WardOpeningDays:
        """The ward's calendar."""
        return self.days_of(self.content)

    def days_of(self, content: Content) -> WardOpeningDays:
        """The calendar of that version's profile."""
        return WardOpeningDays(content.profile.closing_days)

    def content_folders(self) -> list[Path]:
        """Where authors edit: the shipped folder, and the ward's own if there is one."""
        folders = (content_root() / "scenarios", content_root() / "forms", self.ward_folder)
        return [folder for folder in folders if folder.is_dir()]

    def load_folder(self, path: Path) -> Version:
        """A content folder by itself, or one file laid over the content on disk."""
        if path.is_dir():
            files = read_folder(path)
            version = load_version(without(DRILLS, files))
            return replace(version, problems=(*version.problems, *drills_of(version, files)))
        name = path.name if path.parent.name not in FOLDERS else f"{path.parent.name}/{path.name}"
        return load_version({**self.files, name: path.read_bytes()})

    @property
    def slip_book(self) -> SlipBook:
        """Which paper slips were printed on this terminal."""
        return slip_book(self.data)

    @property
    def label(self) -> str:
        """The range of numbers of this terminal, also before it has a log."""
        from dtcoach.adapters.store.folder import read_terminal
        from dtcoach.adapters.store.opening import DEFAULT_LABEL

        known = read_terminal(self.data)
        return DEFAULT_LABEL if known is None else known.label

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
        notices = opened.notices
        if self.in_force.notice:
            notices = (*notices, ProblemFound(self.in_force.notice))
        counter = Counter(
            opened.log,
            self.shelf,
            self.clock,
            self.days,
            self.new_id,
            notices,
            lambda: self.press,
            postcodes=self.postcodes,
        )
        counter.qr = self.qr
        counter.slip_book = slip_book(opened.folder)
        counter.make_drills = lambda: self.drills
        counter.make_workbooks = lambda: self.workbooks
        counter.make_exports = lambda one: self.export_desk(one, opened)
        return counter, opened

    @cached_property
    def preferences(self) -> Preferences:
        """What this terminal remembers of who works at it."""
        from dtcoach.adapters.preferences import FilePreferences

        return FilePreferences(self.data)

    @cached_property
    def exports(self) -> Exporter:
        """What writes the files of an export."""
        from dtcoach.adapters.exports.files import FileExports
        from dtcoach.app.export_wish import Format

        def books(kind: Format, scratch: Path) -> Workbooks:
            if kind is Format.PDF:
                from dtcoach.adapters.paper.book import PdfBooks

                return PdfBooks()
            from dtcoach.adapters.workbook.xlsx import XlsxWorkbooks

            return XlsxWorkbooks(scratch)

        return FileExports(self.data / "exporting", books)

    def export_desk(self, counter: Counter, opened: OpenedLog) -> ExportDesk:
        """Exports of that log."""
        from dtcoach.app.exporting import ExportDesk

        return ExportDesk(counter, opened.log.still, self.exports)

    def practice(self) -> PracticeRoom:
        """自習 over the content in force; it keeps to a file of its own and never to the log."""
        from dtcoach.adapters.practice_file import FilePracticeStore
        from dtcoach.app.practice import PracticeRoom

        store = FilePracticeStore(self.data)
        return PracticeRoom(self.content, self.clock, self.days, store, whole_file)

    def form_titles(self) -> Mapping[str, str]:
        """The name of each paper, by form id."""
        return form_titles()

    @cached_property
    def postcodes(self) -> Postcodes:
        """Addresses by postcode, offline."""
        from dtcoach.adapters.postcodes import PosutoPostcodes

        return PosutoPostcodes()

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
            self.content,
            self.in_force.files,
            log,
            lambda files: load_version(files).content,
            approval=self.in_force.approval,
            approvals=self.approvals.of,
        )


def drills_of(version: Version, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is wrong with the drills of a content folder."""
    drills = within(DRILLS, files)
    if version.content is None or not drills:
        return ()
    from dtcoach.adapters.content.drill_file import load_drills

    closed = WardOpeningDays(version.content.profile.closing_days).is_closed
    return tuple(str(one) for one in load_drills(drills, version.content, closed).problems)


def without(folder: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that do not lie in that folder."""
    return {name: data for name, data in files.items() if not name.startswith(folder)}


def within(folder: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of that folder, by their names in it."""
    return {
        name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)
    }


def slip_book(folder: Path) -> SlipBook:
    """Which paper slips were printed, by a data folder."""
    from dtcoach.adapters.slip_book import FileSlipBook

    return FileSlipBook(folder)


def open_window(house: House) -> int:
    """The app. Returns its exit code."""
    from dtcoach.ui.application import run

    return run(house)


def load_version(files: Mapping[str, bytes]) -> Version:
    """Content from its files, read whole."""
    from dtcoach.adapters.content.library import load_content

    loaded = load_content(files, form_names())
    return Version(loaded.content, files, tuple(str(problem) for problem in loaded.problems))


def form_names() -> frozenset[str]:
    """The forms that content may name."""
    return frozenset(form_titles())


def form_titles() -> Mapping[str, str]:
    """The name of each paper, by form id."""
    from dtcoach.adapters.content import forms_index

    return forms_index.form_titles(content_root() / "forms")
