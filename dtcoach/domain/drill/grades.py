"""A score: how it went, what it stands on, and why."""

from __future__ import annotations

from enum import StrEnum

from dtcoach.frozen import dataclass


class Grade(StrEnum):
    """How something went, as far as the log can tell."""

    RIGHT = "right"
    NEARLY = "nearly"
    """Done, but late, or with a better way first."""
    WRONG = "wrong"
    NOT_JUDGED = "not-judged"
    """It does not apply, or the log cannot tell."""


@dataclass(frozen=True, slots=True)
class Score:
    """`events` are the ids of the events it stands on; `why` are sentences for the report."""

    grade: Grade
    events: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    about: str = ""


NOT_JUDGED = Score(Grade.NOT_JUDGED)
