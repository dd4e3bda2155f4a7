"""Ranges of printed slips in the data folder: a small file each, so that two programs at once can
never take the same numbers."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dtcoach.adapters.durable import sync_folder
from dtcoach.adapters.turns import one_at_a_time
from dtcoach.app.errors import FolderNotWritable
from dtcoach.app.slip_book import SlipRange, refuse_printed

_NAME = re.compile(r"P([0-9A-Z]{1,16})-([0-9]{6})-([0-9]{6})\.json")


class FileSlipBook:
    """Implements `SlipBook`: `<data>/slips/P101-000001-000020.json`, taken while `<data>/.slips` is
    held. The name is what counts; a file whose words cannot be read still holds its numbers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "slips"

    def ranges(self) -> tuple[SlipRange, ...]:
        try:
            names = sorted(path.name for path in self._folder.iterdir())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise _not_kept(error) from error
        found = []
        for name in names:
            match = _NAME.fullmatch(name)
            if match is not None:
                at, what = _words(self._folder / name)
                found.append(SlipRange(match[1], int(match[2]), int(match[3]), at, what))
        return tuple(found)

    def take(self, wanted: SlipRange) -> None:
        # Looked and written in one turn: of two programs in one moment the second sees the first.
        with self._turn():
            refuse_printed(self.ranges(), wanted)
            self._keep(wanted)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        with contextlib.ExitStack() as turn:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                turn.enter_context(one_at_a_time(self._folder.parent / ".slips"))
            except OSError as error:
                raise _not_kept(error) from error
            yield

    def _keep(self, wanted: SlipRange) -> None:
        kept = {"at": wanted.at.isoformat(), "what": wanted.what}
        try:
            with self._path(wanted).open("x", encoding="utf-8") as file:
                json.dump(kept, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._folder)
        except FileExistsError as error:
            raise _not_kept(error) from error  # whose numbers these are, they stay
        except OSError as error:
            self.give_back(wanted)
            raise _not_kept(error) from error

    def give_back(self, taken: SlipRange) -> None:
        with contextlib.suppress(OSError):
            self._path(taken).unlink()

    def _path(self, one: SlipRange) -> Path:
        return self._folder / f"P{one.label}-{one.first:06d}-{one.last:06d}.json"


def _words(path: Path) -> tuple[datetime, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(kept["at"])
        if at.tzinfo is not None:
            return at, str(kept["what"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return datetime.fromtimestamp(_written(path)).astimezone(), ""


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _not_kept(error: OSError) -> FolderNotWritable:
    return FolderNotWritable(f"受付票の番号を控えられませんでした（{error.strerror}）。")
