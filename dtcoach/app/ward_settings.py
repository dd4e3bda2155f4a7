"""The ward's profile as a list to read, and to take to whoever can confirm it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtcoach.domain.content import Content
from dtcoach.frozen import dataclass

_WORDS = {
    "yes": "はい",
    "no": "いいえ",
    "counter": "開庁時間",
    "all-day": "24時間",
    "month": "月ごと",
    "year": "年ごと",
}
"""The short answers of the profile, as they are read."""

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class WardSetting:
    """One item of the profile in words; `value` is None while 要確認."""

    key: str
    label: str
    value: str | None


def ward_settings(content: Content) -> Iterator[WardSetting]:
    """Every item that the ward can confirm, in the order of the profile."""

    def titled(text: str) -> str:
        """Ids of procedures become their titles."""
        return _WORD.sub(
            lambda found: (
                content.headings[found[0]].title if found[0] in content.headings else found[0]
            ),
            text,
        )

    profile = content.profile
    for key, label in profile.labels.items():
        value = profile.settings[key]
        shown = None if value is None else _WORDS.get(value, titled(value))
        yield WardSetting(key, titled(label), shown)
