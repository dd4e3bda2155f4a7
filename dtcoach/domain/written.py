"""What people type, made of one kind before it is kept: width, kana, hyphens."""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-")
_LONG_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ーｰ](?=[0-9])")
"""広町２ー１: the key that writes a hyphen writes a long vowel while the kana are on."""

_WIDE_LATIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_SPACES = re.compile(r"\s+")

_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SAME_NAME = str.maketrans(
    "髙﨑𠮷嵜濵濱邊邉齋齊斉澤德櫻廣國嶋嶌冨眞惠萬槇渕淵館舘曻桒栁靑",
    "高崎吉崎浜浜辺辺斎斎斎沢徳桜広国島島富真恵万槙淵淵館館昇桑柳青",
)
"""Characters of one name that are typed for each other: who looks for 高橋 wants 髙橋 too."""

_FOUR = r"[0-9]{4}"
_MY_NUMBER = re.compile(rf"(?<![0-9+]){_FOUR}[\s-]?{_FOUR}[\s-]?{_FOUR}(?![0-9])")
_POSTCODE_DIGITS = 7
MY_NUMBER_REFUSED = "個人番号（マイナンバー）は、ここには書きません。12けたの数字を消してください。"


def narrow(text: str) -> str:
    """Digits, Latin letters, signs and hyphens half width, kana full width; no kanji is touched."""
    plain = text.translate(_WIDE_LATIN).translate(_HYPHENS)
    plain = _LONG_BETWEEN_DIGITS.sub("-", plain)
    return _HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain).strip()


def in_katakana(text: str) -> str:
    """フリガナ in full-width katakana, however it was typed; one space between the words."""
    plain = unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)
    return "\u3000".join(plain.split())


def as_typed(text: str) -> str:
    """A name: not a character of it is changed (髙, 﨑, 𠮷, 辻 with its variation selector)."""
    return text.strip()


def phone_number(text: str) -> str:
    """03-5742-6660, however wide it was typed; what is no number stays."""
    return _SPACES.sub(" ", narrow(unicodedata.normalize("NFKC", text)))


def postcode(text: str) -> str:
    """140-0002; what has not seven digits stays as it is, half width."""
    plain = narrow(text).removeprefix("〒").strip()
    digits = plain.replace("-", "").replace(" ", "")
    if len(digits) == _POSTCODE_DIGITS and digits.isascii() and digits.isdecimal():
        return f"{digits[:3]}-{digits[3:]}"
    return plain


def search_key(text: str) -> str:
    """What a search compares: without width, case, kana, spaces, hyphens, or forms of one name."""
    plain = unicodedata.normalize("NFKC", _VARIATIONS.sub("", text)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_TO_KATAKANA).translate(_HYPHENS)
    plain = _SPACES.sub("", plain.translate(_SAME_NAME)).replace("-", "")
    return unicodedata.normalize("NFC", plain)


def plain_forms(text: str) -> str:
    """Letters of names in the form that every system has (𠮷 is 吉), without variations."""
    return _VARIATIONS.sub("", text).translate(_SAME_NAME)


def same_person(one: str, other: str) -> bool:
    """Whether two names of staff are one, however they were typed; nobody is not the same as
    nobody."""
    key = search_key(one)
    return bool(key) and key == search_key(other)


def holds_my_number(text: str) -> bool:
    """Whether twelve digits stand in it, run together or in fours as on the card.

    Any twelve, not only those whose check digit fits: a 個人番号 with one digit wrong is hardly
    less of one, and nothing that is written at a counter has twelve digits (a phone number has
    eleven at most; one with its country code begins with a plus).
    """
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return _MY_NUMBER.search(_LONG_BETWEEN_DIGITS.sub("-", plain)) is not None
