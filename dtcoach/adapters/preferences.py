"""Who works at this terminal and how its screen looks, in a small file of the data folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from dtcoach.adapters.durable import write_durably
from dtcoach.app.preferences import TEXT_PERCENTS, Contrast, Display, Operator

FILE = "preferences.json"
_MOST_CHARACTERS = 60
_MOST_BYTES = 65_536
_BROKEN = (OSError, ValueError, KeyError, TypeError, RecursionError)


class FilePreferences:
    """Implements `Preferences`. Whatever is wrong with the file, the counter opens."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def operator(self) -> Operator:
        try:
            given = self._kept()["operator"]
            return Operator(**{field.name: _text(given[field.name]) for field in fields(Operator)})
        except _BROKEN:
            return Operator()

    def remember(self, operator: Operator) -> bool:
        return self._keep("operator", asdict(operator))

    def display(self) -> Display:
        """Each setting by itself: one that cannot be read does not take the others along."""
        try:
            given = self._kept()["display"]
        except _BROKEN:
            return Display()
        shipped = Display()
        if not isinstance(given, dict):
            return shipped
        percent, contrast = given.get("text_percent"), given.get("contrast")
        screen = given.get("resident_screen")
        return Display(
            text_percent=int(percent) if percent in TEXT_PERCENTS else shipped.text_percent,
            contrast=Contrast(contrast) if contrast in tuple(Contrast) else shipped.contrast,
            overview_first=given.get("overview_first") is True,
            resident_screen=screen[:_MOST_CHARACTERS] if isinstance(screen, str) else "",
            resident_open=given.get("resident_open") is True,
            tour_seen=given.get("tour_seen") is True,
        )

    def remember_display(self, display: Display) -> bool:
        return self._keep("display", asdict(display))

    def _kept(self) -> dict[str, Any]:
        with self._path.open("rb") as file:
            kept = json.loads(file.read(_MOST_BYTES))
        if not isinstance(kept, dict):
            raise TypeError(kept)
        return kept

    def _keep(self, name: str, value: Mapping[str, object]) -> bool:
        """What else stands in the file stays, also what a later version put there."""
        try:
            kept = self._kept()
        except _BROKEN:
            kept = {}
        data = json.dumps({**kept, name: value}, ensure_ascii=False, indent=1)
        try:
            write_durably(self._path, data.encode())
        except (OSError, ValueError):
            return False
        return True


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value[:_MOST_CHARACTERS]
