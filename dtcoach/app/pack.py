"""The paper pack as it is asked for: everything a counter needs when nothing is switched on."""

from __future__ import annotations

from datetime import datetime

from dtcoach.app.errors import KnownError
from dtcoach.frozen import dataclass

MOST_SLIPS = 200
"""Numbers in one pack; more is a matter for a printer's shop."""


class PackCancelled(KnownError):
    """Somebody pressed やめる; nothing was written."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__("紙の一式をやめました。何も書いていません。")


@dataclass(frozen=True, slots=True)
class PackWish:
    """What is asked for. The same wish over the same content gives the same bytes."""

    scenario: str
    at: datetime
    drill: bool = False
    label: str = "1"
    """The range of the slip numbers: the terminal that prints them."""
    first_slip: int = 1
    slips: int = 20
