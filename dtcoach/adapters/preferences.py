"""Who works at this terminal, in a small file of the data folder."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from dtcoach.adapters.durable import write_durably
from dtcoach.app.preferences import Operator

FILE = "preferences.json"
_MOST_CHARACTERS = 60


class FilePreferences:
    """Implements `Preferences`. Whatever is wrong with the file, the counter opens."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def operator(self) -> Operator:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            given = kept["operator"]
            return Operator(**{field.name: _text(given[field.name]) for field in fields(Operator)})
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return Operator()

    def remember(self, operator: Operator) -> bool:
        data = json.dumps({"operator": asdict(operator)}, ensure_ascii=False, indent=1)
        try:
            write_durably(self._path, data.encode())
        except OSError:
            return False
        return True


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value[:_MOST_CHARACTERS]
