"""What is said on the phone, in plain words: for the screen and the call sheet alike.

Whoever picks up may not be the one who came: until that is known, neither the request nor the
section is named, and no reason ever is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallWords:
    """`opening` comes first; `matter` only to the person; `other` to anybody else."""

    opening: str
    matter: str
    other: str


OPENING = "「{ward}の（あなたの名前）と申します。{name}様でいらっしゃいますか。」"
SELF = "ご本人とわかってから"
MATTER = (
    "「{day}にお越しいただいた件で、お約束のお電話です。"
    "お待たせして、申し訳ございません。」手続の名前は、ここで言います。"
)
RECALL = (
    "「{day}にお渡しした証明書のことで、お電話しました。"
    "お手元の証明書を、お使いになる前に、こちらで確かめさせてください。」"
)
ELSE = "ご本人でない方、留守番電話には"
OTHER = "「また、お電話します。」とだけ言います。手続の名前も、課の名前も言いません。"
NO_BREAK = "\u00a0"
"""Whoever reads aloud has the whole name on one line."""
TEMPLATES: Sequence[str] = (OPENING, MATTER, RECALL, OTHER)


def call_words(ward: str, name: str, day: str, *, recall: bool = False) -> CallWords:
    """For one call; `day` is when the visit was."""
    matter = RECALL if recall else MATTER
    whole = name.replace(" ", NO_BREAK)
    return CallWords(
        OPENING.format(ward=ward, name=whole or "（お名前）"),
        matter.format(day=day),
        OTHER,
    )


def words_of_sheet(ward: str) -> CallWords:
    """For many calls: name and day stand in the table."""
    return call_words(ward, "", "（来られた日）")
