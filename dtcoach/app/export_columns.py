"""The columns that each format can have, for whoever leaves some out."""

from __future__ import annotations

from dtcoach.app.export import CSV_COLUMNS, CSV_PERSONAL
from dtcoach.app.export_book import CASES, PERSONAL, PROMISES, RECALLS, REQUESTS
from dtcoach.app.export_wish import NEVER_LEFT_OUT, Format

FIXED = (Format.JSON,)
"""Formats whose shape other programs rely on."""


def columns_of(kind: Format, *, personal: bool) -> tuple[tuple[str, bool], ...]:
    """Titles of the columns that may be left out, and whether each is personal."""
    if kind in FIXED:
        return ()
    plain: tuple[str, ...] = CSV_COLUMNS
    own: tuple[str, ...] = CSV_PERSONAL
    if kind is not Format.CSV:
        tables = (CASES, REQUESTS, PROMISES, RECALLS)
        plain = tuple(dict.fromkeys(column.title for table in tables for column in table))
        own = tuple(column.title for column in PERSONAL)
    found = [(title, False) for title in plain] + ([(title, True) for title in own] * personal)
    return tuple((title, is_own) for title, is_own in found if title not in NEVER_LEFT_OUT)
