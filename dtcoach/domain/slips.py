"""Numbers of paper slips: a range of their own, so that paper and screen never give the same."""

from __future__ import annotations

import re

from dtcoach.domain.written import narrow

_PAPER = "P"
_SCREEN_NUMBER = re.compile(r"[0-9A-Z]+-[0-9]{1,6}")
_SLIP_NUMBER = re.compile(rf"{_PAPER}-?([0-9A-Z]+)-([0-9]{{1,6}})")


def slip_number(label: str, count: int) -> str:
    """P101-017: the 17th blank slip that was printed for the range `label` of a terminal.

    The number on the screen is 101-017; the letter in front keeps the two apart whoever counts.
    """
    return f"{_PAPER}{label}-{count:03d}"


def read_slip_number(text: str) -> str | None:
    """The number as printed, however it was typed (ｐ１０１－１７); None for what is none."""
    found = _SLIP_NUMBER.fullmatch(narrow(text).upper().replace(" ", ""))
    return None if found is None else slip_number(found[1], int(found[2]))


def is_screen_number(text: str) -> bool:
    """Whether it reads as a number that the screen gives: 101-017."""
    plain = narrow(text).upper().replace(" ", "")
    return not plain.startswith(_PAPER) and _SCREEN_NUMBER.fullmatch(plain) is not None
