"""Where a line of Japanese may end without tearing a word: 「確か／める。」 costs a second look.

No dictionary: the change of script marks where a phrase begins, and a few rules put right what that
gets wrong (お待ち, 引き継ぎ, 使い方). What it misses is only broken as Qt would break it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_AFTER = "、。！？・／…　 ,"
_CLOSING = "）」』】"
_OPENING = "（「『【"
_NEVER_FIRST = "、。，．！？）」』】・ー：；…々〜ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％"
# A single one of these between two kanji joins two phrases; any other joins two verbs (引き継ぐ).
_PARTICLES = "のはがにでともへやかをて"
_SUFFIXES = "方先書者所"
# 照らし合わせ, やり直し, 取り込み: what these begin after a stem in -i is the rest of a verb.
_STEMS = "いきぎしじちにびみり"
_SECOND_VERBS = "合込直出続始終替換返付戻切過"
_AGAIN = "もう一度"
_LITTLE = ("ある", "あり", "ない", "なく", "なる", "なり")
_ASIDE = re.compile("（([^（）]{1,14})）")


@lru_cache(maxsize=1024)
def phrase_ends(text: str) -> tuple[int, ...]:
    """Positions in `text` where a phrase ends and another begins, in ascending order."""
    whole = _asides(text)
    return tuple(at for at in range(1, len(text)) if at not in whole and _ends(text, at))


def reads_out(text: str) -> bool:
    """Whether words are read out in it, as やさしい日本語 does: 世帯（せたい）."""
    return any(all(map(_is_hiragana, aside[1])) for aside in _ASIDE.finditer(text))


def _asides(text: str) -> frozenset[int]:
    """Where nothing ends: inside a short （…）, and before one that only reads a word out."""
    found: set[int] = set()
    for aside in _ASIDE.finditer(text):
        found.update(range(aside.start() + 1, aside.end()))
        if all(map(_is_hiragana, aside[1])):
            found.add(aside.start())
    return frozenset(found)


def _ends(text: str, at: int) -> bool:
    last, first = text[at - 1], text[at]
    after = text[at + 1] if at + 1 < len(text) else ""
    if first in _NEVER_FIRST or first.isspace():
        return False
    if last == " " and at >= 2 and _spans_a_space(text[at - 2], first):
        return False
    if last in _AFTER:
        return True
    if last in _CLOSING:
        return first in _OPENING or not _is_hiragana(first)
    if first in _OPENING:
        # （月） belongs to its date.
        return last not in _OPENING and text[at + 2 : at + 3] != "）"
    if not _is_hiragana(last):
        # 「八潮地域／センター」「特別永住者／証明書」: a long name of kanji is a word by itself.
        return (_is_katakana(first) and _is_name(text, at, 4)) or (
            text.startswith("証明書", at) and _is_name(text, at, 5)
        )
    if last == "を":
        return True
    if _is_hiragana(first):
        # 「になって／お待ちください」「カードの／ない方」
        return (first in "おご" and _is_kanji(after)) or (
            last in "がのを" and first + after in _LITTLE
        )
    return last not in "おご" and text[at - 2 : at + 2] != _AGAIN and not _is_joined(text, at)


def _spans_a_space(before: str, after: str) -> bool:
    """「大崎 次郎」 is a name, and the particle of 「Enter で」 begins nothing."""
    if before.isascii():
        return _is_hiragana(after)
    return _is_kanji(before) and _is_kanji(after)


def _is_name(text: str, at: int, long: int) -> bool:
    """Whether that many kanji stand before `at`."""
    return at >= long and all(map(_is_kanji, text[at - long : at]))


def _is_joined(text: str, at: int) -> bool:
    """Whether what begins at `at` is the rest of a word: 引き継ぎ, 使い方, お持ちの方."""
    last, first = text[at - 1], text[at]
    if first == "様" and text[at + 1 : at + 2] not in ("々", "子", "式", "相"):
        return True  # 「さくら様」, whatever the name ends in
    if first in _SUFFIXES and text[at : at + 2] != "方法":
        return last not in _PARTICLES or first == "方"
    if last in _STEMS and first in _SECOND_VERBS:
        return True
    between_kanji = at >= 2 and _is_kanji(text[at - 2]) and _is_kanji(first)
    return between_kanji and last not in _PARTICLES


def _is_hiragana(sign: str) -> bool:
    return "ぁ" <= sign <= "ゖ"


def _is_katakana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ"


def _is_kanji(sign: str) -> bool:
    return "一" <= sign <= "鿿" or sign == "々"
