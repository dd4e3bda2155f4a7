"""The words that any paper must carry: what it is not (rule 11), and that nobody answers for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dtcoach.domain.words import IncidentKind

if TYPE_CHECKING:
    from dtcoach.app.approval import Approval

KIND_MARKS: Mapping[IncidentKind, str] = {
    IncidentKind.REAL: "本番",
    IncidentKind.DRILL: "訓練",
    IncidentKind.REPLAY: "再現",
}
FORMS_UNAPPROVED = "用紙 未承認"
"""Nobody answers for the forms as they lie on disk; whoever draws them says so."""

UNAPPROVED = "手順 未承認"
"""Nobody answers for the content version yet. It works, and whatever comes of it says so."""


def paper_marks(kind: IncidentKind | None, approval: Approval | None) -> tuple[str, ...]:
    """The marks of a paper, the kind of incident first; nothing on a real, approved one.

    `kind` is None for a paper of no incident (a blank form, the paper pack). `approval` is that of
    the version the paper was made with: for a visit `ContentShelf.approval_of(visit.content)`.
    """
    of_kind = () if kind is None or kind is IncidentKind.REAL else (KIND_MARKS[kind],)
    return of_kind if approval is not None else (*of_kind, UNAPPROVED)


def with_forms(marks: Sequence[str], *, approved: bool) -> tuple[str, ...]:
    """The marks of a paper drawn from forms that are or are not approved; once is enough."""
    said = approved or UNAPPROVED in marks
    return tuple(marks) if said else (*marks, FORMS_UNAPPROVED)
