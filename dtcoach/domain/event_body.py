"""What every event is made of; apart, so that a part of the domain can have events of its own."""

from __future__ import annotations

from typing import ClassVar

from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value. The log keeps it apart; the event carries a reference and a salted digest.

    `value` is None once it was erased after the retention time.
    """

    value: str | None


@dataclass(frozen=True, slots=True)
class EventBody:
    """What happened. Subclasses are the vocabulary; `BODIES` of `vocabulary` finds one by its name.

    `is_beside`: it happens beside the walk of a visit, so that 戻る passes it by. `is_of_drill`:
    only a 訓練 has it, and no log takes it into anything else.
    """

    is_beside: ClassVar[bool] = False
    is_of_drill: ClassVar[bool] = False
