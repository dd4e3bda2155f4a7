"""Every format of an export through one door: made, read back, locked where asked, then named."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dtcoach.adapters.exports.csv_file import CsvWriting, read_back
from dtcoach.adapters.exports.locked import digest_inside, lock
from dtcoach.adapters.whole_file import digest_of_file, told_to_people, whole_path
from dtcoach.app.errors import NotSurelyKept, ProblemFound, StorageTrouble
from dtcoach.app.export import count_json, csv_header, csv_rows, write_json
from dtcoach.app.export_wish import Exported, Exporting, Format, password_refused
from dtcoach.app.ports import VisitRow
from dtcoach.app.workbook import Loss, Progress, Workbooks, WrittenWrong

_FORGOTTEN_S = 24 * 3600
"""What lies in the scratch folder longer than a day was left there by a crash."""

Books = Callable[[Format, Path], Workbooks]
"""Who writes workbooks of that format, with a folder for what waits."""


class FileExports:
    """Implements `Exporter`. In `scratch`, a folder of nobody else, lies in clear what is on its
    way into a locked file; it is emptied again, also of what a crash left."""

    def __init__(self, scratch: Path, books: Books) -> None:
        self._scratch = scratch
        self._books = books

    def export(self, path: Path, making: Exporting, progress: Progress) -> Exported:
        """As the port says."""
        password = making.wish.password
        if password and (refused := password_refused(password)):
            raise ProblemFound(refused)
        with self._folder() as scratch:
            if not password:
                return self._made(path, path, making, progress, scratch)
            name = f"{path.stem}.{making.wish.format.value}"
            inner = scratch / f"inner.{making.wish.format.value}"
            with whole_path(path) as temp:
                try:
                    made = self._made(inner, path, making, progress, scratch)
                except NotSurelyKept as trouble:
                    # Only what is on its way was written; nobody may think the file is there.
                    raise StorageTrouble(
                        f"「{path.name}」を作れませんでした。もう一度書き出してください。"
                    ) from trouble
                lock(inner, name, temp, password, progress)
                if digest_inside(temp, password) != made.digest:
                    raise _wrong()
            return made

    def _made(
        self, target: Path, path: Path, making: Exporting, progress: Progress, scratch: Path
    ) -> Exported:
        """The file itself, at `target`, and what is told of it under the name `path`."""
        kind = making.wish.format
        make = {Format.CSV: _csv, Format.JSON: _json}.get(kind)
        if make is not None:
            with whole_path(target) as temp:
                requests, cases, digest, losses, lost = make(temp, making, progress)
        else:
            from dtcoach.app.export_book import book_of

            written = self._books(kind, scratch).write(target, book_of(making), progress)
            cases, digest = written.rows["受付"], written.digest
            losses, lost = written.losses, written.lost
            requests = making.still.totals(making.incident.id).requests
        return Exported(
            path, requests, cases, digest, making.mark, tuple(losses), lost, making.delete_by
        )

    @contextlib.contextmanager
    def _folder(self) -> Iterator[Path]:
        with told_to_people(self._scratch):
            self._scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sweep()
            folder = Path(tempfile.mkdtemp(dir=self._scratch))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _sweep(self) -> None:
        before = time.time() - _FORGOTTEN_S
        for left in self._scratch.iterdir():
            with contextlib.suppress(OSError):
                if left.stat().st_mtime < before:
                    shutil.rmtree(left)


_Made = tuple[int, int, str, tuple[Loss, ...], int]


def _csv(temp: Path, making: Exporting, progress: Progress) -> _Made:
    header = csv_header(making)
    known = making.still.case_count(making.incident.id)
    encoding = making.wish.encoding
    writing = CsvWriting(header, encoding)
    with temp.open("wb") as out:
        writing.run(csv_rows(making), out, progress, known)
    found = read_back(temp, encoding, header.index("受付番号"))
    if found.told != writing.tally.told:
        raise _wrong()
    tally = writing.tally
    return tally.rows, tally.cases, tally.digest, tuple(tally.losses), tally.lost


def _json(temp: Path, making: Exporting, progress: Progress) -> _Made:
    known = making.still.case_count(making.incident.id)

    def visits() -> Iterator[VisitRow]:
        for count, visit in enumerate(making.still.visits(making.incident.id)):
            if not count % 500:
                progress(count, known)
            yield visit

    with temp.open("w", encoding="utf-8", newline="") as out:
        requests = write_json(making.incident, visits(), out)
    with temp.open(encoding="utf-8", newline="") as file:
        found = count_json(file)
    if found != (requests, known):
        raise _wrong()
    return requests, known, digest_of_file(temp), (), 0


def _wrong() -> WrittenWrong:
    return WrittenWrong(
        "書いたファイルを読み返すと、内容が合いません。ファイルは作っていません。"
        "保存先を変えて、もう一度書き出してください。"
    )
