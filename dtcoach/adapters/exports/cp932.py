"""Letters for systems that know only CP932 (Shift_JIS as Windows has it), and what that loses."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from dtcoach.domain.written import plain_forms

GETA = "〓"
"""What Japanese printers set for a letter they do not have."""

_SAME_SIGN = str.maketrans(
    {"\u301c": "\uff5e", "\u2212": "\uff0d", "\u2016": "\u2225", "\u00a0": " ", "\u2014": "\u2015"}
)
"""One sign under two codes: Windows' table has the other. Nothing is lost, and nothing is told."""

_INVISIBLE = frozenset({"Mn", "Cf", "Me"})


def is_fitting(text: str) -> bool:
    """Whether all of it can be written."""
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def written(text: str, lost: Callable[[str, str], None]) -> str:
    """The text as it can be written; `lost(letter, instead)` for each letter that could not."""
    if is_fitting(text):
        return text
    kept = []
    for letter in text.translate(_SAME_SIGN):
        instead = letter if is_fitting(letter) else _instead(letter)
        if instead != letter:
            lost(letter, instead)
        kept.append(instead)
    return "".join(kept)


def _instead(letter: str) -> str:
    """The usual form of a name's letter, else 〓; what has no shape of its own goes."""
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    for usual in (plain_forms(letter), unicodedata.normalize("NFKC", letter)):
        if usual != letter and is_fitting(usual):
            return usual
    return GETA


def told(letter: str) -> str:
    """The letter for a list that people read, with its code: 𠮷 (U+20BB7)."""
    shown = "" if unicodedata.category(letter) in _INVISIBLE else f"{letter} "
    return f"{shown}(U+{ord(letter):04X})"
