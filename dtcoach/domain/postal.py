"""What a postcode says of an address."""

from __future__ import annotations

from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PostalArea:
    """`area` is prefecture and municipality; `towns` are the town names that share the code."""

    area: str
    towns: tuple[str, ...]

    @property
    def address(self) -> str:
        """As much of the address as the code tells for sure."""
        return self.area + (self.towns[0] if len(self.towns) == 1 else "")
