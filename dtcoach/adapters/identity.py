"""Names for new things: UUIDv7 for events, incidents and visits; short ones for terminals."""

from __future__ import annotations

import os
import time
from itertools import pairwise

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that a terminal's name can be read aloud."""


def new_id() -> str:
    """A UUIDv7 (RFC 9562): sorts by time, so an index grows at its end."""
    ns = time.time_ns()
    ms, rest = divmod(ns, 1_000_000)
    # Method 3 of RFC 9562 §6.2: the 12 bits after the milliseconds are a finer clock.
    fine = rest * 4096 // 1_000_000
    value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | fine << 64 | 0b10 << 62
    value |= int.from_bytes(os.urandom(8)) >> 2
    digits = f"{value:032x}"
    cuts = (0, 8, 12, 16, 20, 32)
    return "-".join(digits[a:b] for a, b in pairwise(cuts))


def new_terminal_id() -> str:
    """Eight letters, 40 random bits: a thousand terminals collide once in two million wards."""
    return random_letters(8)


def random_letters(count: int) -> str:
    # `secrets` and `uuid` would cost every start some milliseconds for the same bits.
    return "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(count))
