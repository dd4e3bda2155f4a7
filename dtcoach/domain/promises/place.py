"""Whether what somebody told as their address is the one on record, however it was written."""

from __future__ import annotations

import re

from dtcoach.domain.written import narrow

_NUMERALS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_NUMBER = re.compile(r"([〇一二三四五六七八九十]+)(?=丁目)")
_BETWEEN = re.compile(r"丁目|番地の?|番|号|(?<=[0-9])の(?=[0-9])|-")
_DIGITS = re.compile(r"[0-9]+")


def is_elsewhere(told: str, on_record: str) -> bool:
    """They contradict each other. One that only says less (no room, no number) does not; nor does
    one that nobody told."""
    one, other = _parts(told), _parts(on_record)
    common = min(len(one), len(other))
    if not common or one[:common] == other[:common]:
        return False
    *head, last = one[:common]
    *head_of_record, last_of_record = other[:common]
    cut = not _DIGITS.fullmatch(last) and (
        last_of_record.startswith(last) or last.startswith(last_of_record)
    )
    return not (head == head_of_record and cut)


def _parts(address: str) -> tuple[str, ...]:
    """品川区東品川 | 1 | 2 | 3: numbers apart, so that 1-2 is not the beginning of 1-23."""
    plain = "".join(narrow(address).split()).removeprefix("東京都")
    plain = _NUMBER.sub(lambda found: str(_value(found[1])), plain)
    plain = _BETWEEN.sub(" ", plain)
    return tuple(_DIGITS.sub(lambda found: f" {found[0]} ", plain).split())


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS[char]) for char in ones))
    return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0)
