"""How the clerk looks at a visit: the language, the layout, what is looked at once more."""

from __future__ import annotations

from dataclasses import replace

from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Looking:
    """How the clerk looks at the visit. Nothing of it is written."""

    language: str = "ja"
    overview: bool = False
    again: str | None = None
    choosing: bool = False
    route: Route | None = None
    read: tuple[str, ...] = ()

    @property
    def is_aside(self) -> bool:
        """Whether a fact or the ways are looked at once more, out of the walk's own order."""
        return self.again is not None or self.choosing

    def acted(self) -> Looking:
        """After an act the walk's own order counts again."""
        return replace(self, again=None, choosing=False, route=None)

    def having_read(self, cautions: tuple[str, ...]) -> Looking:
        """These stood beside the way that was taken, and are not told again."""
        return replace(self, read=cautions)

    def anew(self, language: str = "ja") -> Looking:
        """Another resident: back to 標準, or to the language that they had before."""
        return replace(self.acted(), language=language, read=())
