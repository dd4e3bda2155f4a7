"""What a person reads as one character: a name is wrapped, measured and marked by these."""

from __future__ import annotations

import unicodedata

_MARKS = ("Mn", "Me", "Mc")
_INVISIBLE = ("Cc", "Cf")
_JOINER = "\u200d"


def is_selector(char: str) -> bool:
    """A variation selector: it names one shape of the character before it (IVS, SVS)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def clusters_of(text: str) -> tuple[str, ...]:
    """The text in characters as read: each with its variation selector or accents.

    Accents are composed where one character holds both (é). Nothing else is normalised: that
    would turn 神 (U+FA19) into another shape of itself. Signs that have no shape are left out.
    """
    found: list[str] = []
    for char in text:
        joins = is_selector(char) or unicodedata.category(char) in _MARKS
        if joins and found:
            found[-1] += char
        elif not joins and unicodedata.category(char) in _INVISIBLE and char != "\n":
            continue
        else:
            found.append(char)
    return tuple(_composed(cluster) for cluster in found)


def _composed(cluster: str) -> str:
    accented = len(cluster) > 1 and not any(is_selector(char) for char in cluster)
    # A base that is only a twin of another (神 U+FA19) would become that other one.
    if accented and unicodedata.is_normalized("NFC", cluster[0]):
        return unicodedata.normalize("NFC", cluster)
    return cluster


def base_of(cluster: str) -> str:
    """The character without its selector or accents; also under an accent that it was given as
    one character with (ő → o)."""
    return unicodedata.normalize("NFKD", cluster[0])[0]
