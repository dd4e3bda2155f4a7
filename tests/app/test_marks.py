"""What any paper must say of itself: 訓練 or 再現, and that nobody has approved its guidance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dtcoach.app.approval import Approval
from dtcoach.app.marks import KIND_MARKS, UNAPPROVED, paper_marks
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.content import Content
from dtcoach.domain.words import IncidentKind
from tests.memory_log import MemoryLog, TickingClock
from tests.shipped import CONTENT, FILES, MONDAY

OLD = replace(CONTENT, digest="an older version")
OLD_FILES = {"old.yaml": b"old"}
SIGNED = Approval(CONTENT.digest, "山田係長", MONDAY)
SIGNED_OLD = Approval(OLD.digest, "佐藤課長", MONDAY)


@pytest.mark.parametrize(
    ("kind", "approval", "marks"),
    [
        (IncidentKind.REAL, SIGNED, ()),
        (IncidentKind.REAL, None, ("手順 未承認",)),
        (IncidentKind.DRILL, SIGNED, ("訓練",)),
        (IncidentKind.DRILL, None, ("訓練", "手順 未承認")),
        (IncidentKind.REPLAY, SIGNED, ("再現",)),
        (IncidentKind.REPLAY, None, ("再現", "手順 未承認")),
        (None, SIGNED, ()),
        (None, None, ("手順 未承認",)),
    ],
)
def test_a_paper_says_what_it_is_not(
    kind: IncidentKind | None, approval: Approval | None, marks: tuple[str, ...]
):
    assert paper_marks(kind, approval) == marks


def test_every_kind_of_incident_has_its_mark():
    assert set(KIND_MARKS) == set(IncidentKind)
    assert len(set(KIND_MARKS.values())) == len(IncidentKind)


def shelf(current: Approval | None, **approved: Approval) -> ContentShelf:
    """A shelf over a log that keeps the older version, too."""
    log = MemoryLog(TickingClock())
    log.keep_content(OLD.digest, OLD_FILES)

    def load(files: Mapping[str, bytes]) -> Content | None:
        return OLD if files == OLD_FILES else None

    known = {approval.digest: approval for approval in approved.values()}
    return ContentShelf(CONTENT, FILES, log, load, approval=current, approvals=known.get)


def test_a_visit_carries_the_mark_of_the_version_it_began_with():
    begun_before = shelf(SIGNED)
    assert begun_before.approval_of(CONTENT.digest) == SIGNED
    assert begun_before.approval_of(OLD.digest) is None
    assert paper_marks(IncidentKind.REAL, begun_before.approval_of(OLD.digest)) == (UNAPPROVED,)


def test_an_approved_version_stays_so_after_the_next_one():
    after = shelf(None, old=SIGNED_OLD)
    assert after.approval_of(OLD.digest) == SIGNED_OLD
    assert after.approval_of(CONTENT.digest) is None


def test_a_version_that_was_not_kept_is_guided_by_the_current_one():
    assert shelf(SIGNED).approval_of("nobody knows it") == SIGNED
    assert shelf(None, old=SIGNED_OLD).approval_of("nobody knows it") is None
