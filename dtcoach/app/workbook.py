"""Tables for a spreadsheet: what a workbook holds, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from dtcoach.app.errors import KnownError, StorageTrouble
from dtcoach.frozen import dataclass

Cell = str | int | float | date | datetime | None

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all (0 where that is not known). Raises `ExportCancelled`
where nobody wants the file any more."""


class ExportCancelled(KnownError):
    """Somebody pressed やめる; nothing of the file is left."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("書き出しをやめました。ファイルは作っていません。")


class WrittenWrong(StorageTrouble):
    """What was read back is not what was written; the file was not given its name."""

    code = "written-wrong"


class CellKind(StrEnum):
    """What a column holds; a spreadsheet then sorts and filters it as that."""

    TEXT = "text"
    LONG = "long"
    """Text that may run over several lines."""
    COUNT = "count"
    NUMBER = "number"
    """With one decimal."""
    PERCENT = "percent"
    """Given as 0 to 1."""
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` in half-width letters."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: float = 12


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `rows` are read once, in order, each as long as `columns`; aware moments are
    written as Tokyo's clock shows them. `known` is how many rows there will be, if that is known.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    known: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. `heading` and `mark` (訓練, 再現; empty for 本番) stand on every sheet and on
    every printed page; `notes` below the heading of each (until when it must be deleted)."""

    heading: str
    mark: str
    made_at: datetime
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not take as it is: where, what, and what stands there instead."""

    table: str
    case: str
    column: str
    what: str
    instead: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and read back the same. `rows` by table; `digest` of the file's bytes,
    sha256 in hex; `losses` in their order, at most `MOST_LOSSES` of `lost` in all."""

    rows: Mapping[str, int]
    digest: str
    losses: tuple[Loss, ...] = ()
    lost: int = 0


MOST_LOSSES = 1000
"""Losses kept one by one; the rest are only counted, so that memory stays flat."""


class Workbooks(Protocol):
    """Writes workbooks. The file takes its name only after what was read back is the same."""

    def write(self, path: Path, book: Book, progress: Progress) -> Written:
        """Raises KnownError; then nothing of it is left, and an older file is as it was."""
        ...


def nobody_waits(_done: int, _rows: int) -> None:
    """Progress for whoever only waits."""
