"""One value as a cell of a sheet: typed, inert, and no longer than a cell may be."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from dtcoach.app.export import FORMULA_STARTS
from dtcoach.app.workbook import Cell, CellKind

MOST_LETTERS: Final = 32_767
"""UTF-16 units in one cell (Excel's limit)."""

_CUT = "…（長いため、ここまで）"
_DAY_ONE = date(1899, 12, 30).toordinal()
_EPOCH_SERIAL: Final = 25_569
_TOKYO_S: Final = 9 * 3600
_DAY_S: Final = 86_400

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What XML has no place for. \\r is among them: a reader of XML would make it \\n."""

_RICH = re.compile(r"<r>.*</r>\Z", re.DOTALL)
"""XlsxWriter takes such a text for markup of its own."""

_NUMBERS = frozenset({CellKind.COUNT, CellKind.NUMBER, CellKind.PERCENT})


def is_text(kind: CellKind) -> bool:
    """Whether cells of that kind are written as text."""
    return kind in (CellKind.TEXT, CellKind.LONG)


def text_of(value: Cell) -> str:
    """The text as it will stand in the cell, cut where it is too long (see `was_cut`)."""
    text = "" if value is None else str(value)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n"))
    if text[:3] == "<r>" and _RICH.match(text):
        text += " "
    # Half of the limit can never be over it: the slower count is for the rare long note.
    if len(text) > MOST_LETTERS // 2 and _units(text) > MOST_LETTERS:
        text = _cut(text)
    return text


def was_cut(value: Cell, text: str) -> bool:
    """Whether `text_of` could not keep the whole of it."""
    return text.endswith(_CUT) and not str(value).endswith(_CUT)


def could_run(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula once somebody edits the cell."""
    return text[:1] in FORMULA_STARTS


def serial_of(kind: CellKind, value: Cell) -> int | float:
    """Numbers as they are, dates and times as a spreadsheet counts them. Raises TypeError."""
    if kind in _NUMBERS and isinstance(value, int | float):
        return value
    if kind is CellKind.MOMENT and isinstance(value, datetime):
        return (round(value.timestamp()) + _TOKYO_S) / _DAY_S + _EPOCH_SERIAL
    if kind is CellKind.DATE and isinstance(value, date):
        return value.toordinal() - _DAY_ONE
    raise TypeError(f"{value!r} is no {kind}")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str) -> str:
    room = MOST_LETTERS - len(_CUT)
    raw = text.encode("utf-16-le")[: 2 * room]
    return raw.decode("utf-16-le", "ignore") + _CUT
