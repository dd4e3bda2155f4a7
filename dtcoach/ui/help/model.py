"""What a help sheet says, as frozen words to draw."""

from __future__ import annotations

from dtcoach.domain.content import Source
from dtcoach.frozen import dataclass

UNCHECKED = "要確認"


@dataclass(frozen=True, slots=True)
class HelpItem:
    """One thing explained. `mark` is a word before it (おすすめ, できません), empty for none."""

    words: str
    body: str = ""
    sources: tuple[Source, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A heading over the things it explains."""

    title: str
    items: tuple[HelpItem, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The whole sheet but for the keys, which the window itself knows."""

    title: str
    sections: tuple[HelpSection, ...]


def source_line(source: Source) -> str:
    """戸籍法 第43条（条は要確認）: what a clerk names when asked."""
    note = f"（{source.unchecked}は{UNCHECKED}）" if source.unchecked else ""
    return f"{source.title}{note}"
