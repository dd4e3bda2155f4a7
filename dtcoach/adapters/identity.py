"""Names for new things: UUIDv7 for events, incidents and visits; short ones for terminals."""

from __future__ import annotations

import secrets
import time
import uuid

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that a terminal's name can be read aloud."""


def new_id() -> str:
    """A UUIDv7 (RFC 9562): sorts by time, so an index grows at its end."""
    ns = time.time_ns()
    ms, rest = divmod(ns, 1_000_000)
    # Method 3 of RFC 9562 §6.2: the 12 bits after the milliseconds are a finer clock.
    fine = rest * 4096 // 1_000_000
    value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | fine << 64 | 0b10 << 62
    return str(uuid.UUID(int=value | secrets.randbits(62)))


def new_terminal_id() -> str:
    """Eight letters, 40 random bits: a thousand terminals collide once in two million wards."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))
