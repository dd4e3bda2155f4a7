"""What was typed into a step, read as the desk wants it, or the sentence that says what is off."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from dtcoach.domain.content import StepInput
from dtcoach.domain.words import StepKind
from dtcoach.domain.written import MY_NUMBER_REFUSED, holds_my_number, narrow, same_person
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.typed_dates import doubt_about, read_day, read_moment
from dtcoach.ui.visit.walk_model import StepModel
from dtcoach.ui.visit.words import short_title


@dataclass(frozen=True, slots=True)
class Entry:
    """`value` is ready for the desk unless `problem` says what to do first."""

    value: str | None = None
    problem: str = ""


def read_entry(step: StepModel, typed: str, clerk: str, now: datetime) -> Entry:
    """Empty or unreadable input is a problem; the second person is somebody else."""
    text = typed.strip()
    name = short_title(step.label)
    if step.input is StepInput.NONE:
        return Entry()
    if not text:
        return Entry(problem=f"「{name}」を入れてください。")
    match step.input:
        case StepInput.NUMBER:
            return _number(name, narrow(unicodedata.normalize("NFKC", text)))
        case StepInput.DATE:
            return _day(text, now)
        case StepInput.DATETIME:
            return _moment(text, now)
        case StepInput.STAFF if step.kind is StepKind.APPROVE and same_person(text, clerk):
            return Entry(problem="ご自身ではない、もう一人の名前を入れてください。")
    return Entry(problem=MY_NUMBER_REFUSED) if holds_my_number(text) else Entry(text)


def _number(name: str, text: str) -> Entry:
    if not text.replace("-", "").isalnum():
        return Entry(problem=f"「{name}」は、数字・英字・ハイフンで入れてください。")
    return Entry(problem=MY_NUMBER_REFUSED) if holds_my_number(text) else Entry(text)


def _day(text: str, now: datetime) -> Entry:
    day = read_day(text, now.date())
    if day is None:
        asked = doubt_about(text, now.date())
        return Entry(problem=asked or "日付として読めません。例のように入れてください（R7.1.6）。")
    return Entry(day.isoformat())


def _moment(text: str, now: datetime) -> Entry:
    at = read_moment(text, now)
    if at is None:
        return Entry(problem="日付と時刻を入れてください。例: 1/5 23:00")
    if at > now:
        return Entry(problem="まだ来ていない日時です。画面をもう一度見てください。")
    return Entry(at.isoformat())
