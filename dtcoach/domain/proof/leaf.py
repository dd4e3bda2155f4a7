"""A route offered at one leaf of its decision: what every leaf rule looks at."""

from __future__ import annotations

from dataclasses import dataclass

from dtcoach.domain.content import Procedure, RouteRule, Step
from dtcoach.domain.decision import Offer
from dtcoach.domain.proof.branching import Leaf
from dtcoach.domain.situation import Moment


@dataclass(frozen=True)
class OfferedLeaf:
    """The offer, the steps it would have there, and the way to it."""

    procedure: Procedure
    rule: RouteRule
    offer: Offer
    leaf: Leaf
    steps: tuple[Step, ...]
    moment: Moment

    def known(self, variable: str) -> str | None:
        """The value on the way here; None where it was never read, or not asked."""
        return self.leaf.get(variable)
