"""Content in force: what was approved, by whom, and what to fall back on when it is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from dtcoach.app.errors import ProblemFound
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import short_date
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """A content version somebody answers for, and with it the forms as they lay on disk."""

    digest: str
    approver: str
    at: datetime
    forms: str = ""
    """The digest of the forms."""


class ApprovalBook(Protocol):
    """Approvals with the files they stand for, on this terminal."""

    def of(self, digest: str) -> Approval | None: ...

    def last(self) -> Approval | None: ...

    def of_forms(self, digest: str) -> Approval | None:
        """Who answers for those forms, by their digest."""
        ...

    def files(self, digest: str) -> Mapping[str, bytes] | None: ...

    def add(self, approval: Approval, files: Mapping[str, bytes]) -> None:
        """Keep it durably. Raises StorageTrouble."""
        ...


@dataclass(frozen=True, slots=True)
class Version:
    """A set of content files as read. `content` is None when it cannot be used at all;
    `problems` are `file:line: message`."""

    content: Content | None
    files: Mapping[str, bytes]
    problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Nothing is wrong with any file of it."""
        return self.content is not None and not self.problems


@dataclass(frozen=True, slots=True)
class InForce:
    """What the counter works with. `notice` says so where it is not what lies on disk."""

    content: Content
    files: Mapping[str, bytes]
    approval: Approval | None
    notice: str


def choose(
    offered: Version,
    shipped: Version,
    book: ApprovalBook,
    load: Callable[[Mapping[str, bytes]], Version],
) -> InForce:
    """The version to work with. Broken content never stops the counter: the last approved
    version takes its place, then the shipped one, then whatever of it can be read.

    Raises ProblemFound when nothing can be read at all.
    """
    if offered.is_sound:
        return _in_force(offered, book, "")
    last = book.last()
    kept = None if last is None else book.files(last.digest)
    approved = None if kept is None else load(kept)
    if last is not None and approved is not None and approved.is_sound:
        day = short_date(last.at.date())
        return _in_force(
            approved,
            book,
            f"手順のデータに誤りがあるため、{day}に {last.approver} が承認した版を使っています。",
        )
    if shipped.is_sound:
        return _in_force(
            shipped, book, "区の手順のデータに誤りがあるため、はじめからある手順を使っています。"
        )
    return _in_force(offered, book, "手順のデータに誤りがあるため、一部の手続を案内できません。")


def _in_force(version: Version, book: ApprovalBook, notice: str) -> InForce:
    if version.content is None:
        raise ProblemFound(
            "手順のデータに誤りがあり、読めません。dtcoach check で誤りの行が出ます。"
        )
    return InForce(version.content, version.files, book.of(version.content.digest), notice)


@dataclass(frozen=True, slots=True)
class FormsOnDisk:
    """The forms as they lie there: their digest, and what is wrong with them."""

    digest: str
    problems: tuple[str, ...] = ()


def approve(
    offered: Version,
    forms: FormsOnDisk,
    broken_rules: int,
    approver: str,
    at: datetime,
    book: ApprovalBook,
) -> Approval:
    """Approve what lies on disk. Raises ProblemFound while anything is wrong with it."""
    name = approver.strip()
    if not name:
        raise ProblemFound("承認する人の名前を入れてください。")
    if offered.content is None or offered.problems or forms.problems or broken_rules:
        raise ProblemFound("誤りがあるため、承認できません。dtcoach check で誤りを見てください。")
    approval = Approval(offered.content.digest, name, at, forms.digest)
    book.add(approval, offered.files)
    return approval
