"""What is asked of an export, what came of it, and what its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from dtcoach.app.cases import Still
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.ports import IncidentRow
from dtcoach.app.workbook import Loss, Progress
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind

NEVER_LEFT_OUT = frozenset({"区分", "受付番号"})
"""Without them nobody could tell what a row is of."""


class Format(StrEnum):
    """The formats of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


class Encoding(StrEnum):
    """How a CSV writes its letters."""

    UTF8 = "utf-8"
    """With a mark at its beginning, so that Excel takes it for what it is."""
    CP932 = "cp932"
    """For systems that know no other; names outside it are written otherwise, and told."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """`left_out` names columns by their titles. With a `password` the file is put into a ZIP with
    AES-256. `format` JSON has a fixed shape, without anything personal."""

    format: Format
    encoding: Encoding = Encoding.UTF8
    personal: bool = False
    left_out: frozenset[str] = frozenset()
    password: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, and read back the same. `delete_by` only where it holds something
    personal and the ward has said how long it may be kept."""

    path: Path
    requests: int
    cases: int
    digest: str
    mark: str
    losses: tuple[Loss, ...] = ()
    lost: int = 0
    delete_by: date | None = None


@dataclass(frozen=True, slots=True)
class Exporting:
    """Everything an export is made of: one moment of the log, and what it is to become."""

    still: Still
    incident: IncidentRow
    content: Content
    at: datetime
    wish: ExportWish

    @property
    def mark(self) -> str:
        return KIND_MARKS[self.incident.kind]

    @property
    def delete_by(self) -> date | None:
        """The ward's years after the outage began: from then on its values go from the log, too,
        and a copy may not outlive them."""
        years = self.content.profile.retention_years
        if not self.wish.personal or years is None or self.wish.format is Format.JSON:
            return None
        began = self.incident.started_at.astimezone(TOKYO).date()
        try:
            return began.replace(year=began.year + years)
        except ValueError:  # the 29th of February
            return began.replace(year=began.year + years, day=28)

    @property
    def columns(self) -> frozenset[str]:
        """Titles that stay away, without those that cannot."""
        return self.wish.left_out - NEVER_LEFT_OUT


LEAST_LETTERS = 8
"""Of a password."""


def password_refused(password: str) -> str:
    """Why that password will not do; empty where it will. Only letters that every archiver reads
    alike: with others the file could not be opened elsewhere."""
    if len(password) < LEAST_LETTERS:
        return f"パスワードは {LEAST_LETTERS} 文字以上にしてください。"
    if not (password.isascii() and password.isprintable()):
        return "パスワードは、半角の英数字と記号にしてください。"
    return ""


class Exporter(Protocol):
    """Writes the files. Raises KnownError; then nothing of it is left."""

    def export(self, path: Path, making: Exporting, progress: Progress) -> Exported: ...


def file_name(incident: IncidentRow, wish: ExportWish, at: datetime) -> str:
    """訓練_受付の記録_20260106_20260107-0910_個人情報あり.xlsx: safe on any disk."""
    began = incident.started_at.astimezone(TOKYO)
    now = at.astimezone(TOKYO)
    parts = [
        *([KIND_MARKS[incident.kind]] if incident.kind is not IncidentKind.REAL else []),
        "受付の記録",
        f"{began:%Y%m%d}",
        f"{now:%Y%m%d-%H%M}",
        *(["個人情報あり"] if wish.personal and wish.format is not Format.JSON else []),
    ]
    ending = "zip" if wish.password else wish.format.value
    return f"{'_'.join(parts)}.{ending}"


def marked(path: Path, kind: IncidentKind) -> Path:
    """The path, with 訓練 or 再現 before its name where it lacks it (rule 11)."""
    mark = KIND_MARKS[kind]
    if kind is IncidentKind.REAL or mark in path.name:
        return path
    return path.with_name(f"{mark}_{path.name}")
