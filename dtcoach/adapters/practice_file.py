"""Progress in 自習, in a small file of the data folder; a broken one is put aside, never lost."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dtcoach.adapters.durable import sync_folder, write_durably
from dtcoach.app.practice import Remembered
from dtcoach.domain.practice.boxes import LAST_BOX, Progress, Standing
from dtcoach.domain.practice.case import Lesson

FILE = "practice.json"
VERSION = 1
_MOST_LESSONS = 10_000
_MOST_LETTERS = 80

_BROKEN = "自習の記録を読めませんでした。元のファイルは「{name}」として残し、はじめから数えます。"
_LOCKED = "自習の記録を、いまは開けません。今回の進み具合は、この端末に残りません。"


class FilePracticeStore:
    """Implements `PracticeStore`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._may_write = True

    def load(self) -> Remembered:
        self._may_write = True
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return Remembered(_beginning())
        except OSError:
            # It is there and may be sound: what cannot be read is not written over.
            self._may_write = False
            return Remembered(_beginning(), _LOCKED)
        try:
            return Remembered(_progress(json.loads(data.decode("utf-8"))))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return self._put_aside("broken", _BROKEN)

    def keep(self, progress: Progress) -> bool:
        if not self._may_write:
            return False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(self._path, json.dumps(_plain(progress), indent=1).encode())
        except OSError:
            return False
        return True

    def begin_anew(self) -> Remembered:
        if not self._path.exists():
            return Remembered(_beginning())
        return self._put_aside("before", "")

    def _put_aside(self, word: str, notice: str) -> Remembered:
        name = f"practice-{word}-{secrets.token_hex(4)}.json"
        try:
            self._path.replace(self._path.with_name(name))
            sync_folder(self._path.parent)
        except OSError:
            self._may_write = False
            return Remembered(_beginning(), _LOCKED)
        return Remembered(_beginning(), notice.format(name=name))


def _beginning() -> Progress:
    return Progress(secrets.token_hex(8))


def _plain(progress: Progress) -> Mapping[str, object]:
    return {
        "version": VERSION,
        "seed": progress.seed,
        "dealt": progress.dealt,
        "seen": progress.seen,
        "repeated": progress.repeated,
        "recent": [[lesson.procedure, lesson.trap] for lesson in progress.recent],
        "lessons": [
            [one.procedure, one.trap, s.box, s.due.isoformat(), s.seen, s.right]
            for one, s in progress.standings.items()
        ],
    }


def _progress(data: Any) -> Progress:
    """Raises ValueError, KeyError or TypeError for anything that this version did not write."""
    if data["version"] != VERSION:
        raise ValueError(data["version"])
    lessons = data["lessons"]
    if not isinstance(lessons, list) or len(lessons) > _MOST_LESSONS:
        raise ValueError("lessons")
    standings = {}
    for procedure, trap, box, due, seen, right in lessons:
        standing = Standing(
            _count(box, LAST_BOX), date.fromisoformat(due), _count(seen), _count(right)
        )
        if standing.box < 1 or standing.right > standing.seen:
            raise ValueError(standing)
        standings[_lesson(procedure, trap)] = standing
    return Progress(
        seed=_word(data["seed"]),
        dealt=_count(data["dealt"]),
        seen=_count(data["seen"]),
        repeated=data["repeated"] is True,
        standings=standings,
        recent=tuple(_lesson(procedure, trap) for procedure, trap in data["recent"]),
    )


def _lesson(procedure: object, trap: object) -> Lesson:
    return Lesson(_word(procedure), _word(trap))


def _word(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MOST_LETTERS:
        raise ValueError(value)
    return value


def _count(value: object, most: int = 10**9) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(value)
    return value
