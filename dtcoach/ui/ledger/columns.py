"""How wide the columns of 台帳 want to be, and which of them go first where there is no room."""

from __future__ import annotations

from dtcoach.ui.fitting import Column
from dtcoach.ui.kit.table import row_height
from dtcoach.ui.kit.theme import TypeStyle, current

_NUMBER, _NUMBER_AND_SLIP = Column(5.7), Column(7.2)
_NAME, _NO_NAME = Column(6.5, 0.8, rank=1), Column(0)
_REST = (
    Column(4, rank=2),
    Column(7, 0.4, rank=5),
    Column(7.4, 1.5),
    Column(10.6, 0.8, rank=3),
    Column(7.6, 0.7, rank=4),
    Column(6.4),
)
_REST_IN_ONE_LINE = (
    Column(4, rank=2),
    Column(10.4, 0.4, rank=5),
    Column(7.4, 1.5),
    Column(11.3, 0.2, rank=3),
    Column(12.2, 0.2, rank=4),
    Column(6.4),
)


def wanted(*, has_slips: bool, has_names: bool) -> tuple[Column, ...]:
    """At the present text scale. Where a row is not high enough for two smaller lines, a column
    needs the width of its words: else they would end in "…"."""
    in_two_lines = row_height() >= 2 * current().line_px(TypeStyle.NOTE)
    return (
        _NUMBER_AND_SLIP if has_slips else _NUMBER,
        _NAME if has_names else _NO_NAME,
        *(_REST if in_two_lines else _REST_IN_ONE_LINE),
    )
