"""One's own progress as a file, only when the clerk asks for it: no name, no time of day, inert."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from typing import IO

from dtcoach.app.export import inert
from dtcoach.domain.content import Content
from dtcoach.domain.practice.boxes import Progress
from dtcoach.domain.practice.traps import title_of

PRACTICE_COLUMNS = ("区分", "手続", "見分けどころ", "回数", "正しかった回数", "箱", "次の日")
MARK = "自習"


def write_practice_csv(progress: Progress, content: Content, out: IO[str]) -> int:
    """One row per lesson; returns the rows."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(PRACTICE_COLUMNS)
    for lesson, standing in sorted(progress.standings.items()):
        heading = content.headings.get(lesson.procedure)
        row = (
            MARK,
            lesson.procedure if heading is None else heading.title,
            title_of(lesson.trap),
            str(standing.seen),
            str(standing.right),
            str(standing.box),
            standing.due.isoformat(),
        )
        writer.writerow([inert(cell) for cell in row])
    return len(progress.standings)


def write_practice_json(progress: Progress, out: IO[str]) -> int:
    """The same for programs; returns the lessons."""
    lessons: list[Mapping[str, object]] = [
        {
            "procedure": lesson.procedure,
            "trap": lesson.trap,
            "seen": standing.seen,
            "right": standing.right,
            "box": standing.box,
            "due": standing.due.isoformat(),
        }
        for lesson, standing in sorted(progress.standings.items())
    ]
    json.dump({"mark": MARK, "cases": progress.seen, "lessons": lessons}, out, ensure_ascii=False)
    return len(lessons)
