"""Each form as it was last looked at: its text to the letter, its page within a tolerance.

`DTCOACH_GOLDEN=write pytest tests/paper/test_golden.py` writes both anew; look at the pages then.
"""

from __future__ import annotations

import difflib
import os
import struct
import zlib
from functools import cache
from pathlib import Path

import pytest

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.pictures import pictures, text_of
from dtcoach.adapters.paper.press import FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.paper import Imprint, Order
from dtcoach.compose import House
from dtcoach.domain.form_values import Value, blank_values

GOLDEN = Path(__file__).parent / "golden"
WRITES = os.environ.get("DTCOACH_GOLDEN") == "write"
DPI = 40
TOLERANCE = 0.004
"""The part of the pixels of a page that another pdfium may draw differently."""
IMPRINT = Imprint("abcdef12", "承認 係長 令和7年1月6日（月）", "令和7年1月6日（月）13:02")
VALUES: dict[str, Value] = {
    "number": "101-017",
    "received_at": "令和7年1月6日（月）13:02",
    "received_date": "令和7年1月6日（月）",
    "printed_at": "令和7年1月6日（月）13:05",
    "office": "戸籍住民課",
    "counter": "戸籍住民課 3番窓口",
    "procedures": "転入・国民健康保険",
    "procedure": "転入",
    "deadline": "令和7年1月20日（月）",
    "promise": "復旧のあとに、お電話でお知らせします。",
    "staff": "品川 花子",
    "second": "大崎 次郎",
    "snapshot_at": "令和7年1月5日（日）23:00",
    "snapshot_at_numeric": "2025-01-05 23:00",
    "name": "髙橋 辻\U000e0100太郎",
    "call_opening": "「品川区の（あなたの名前）と申します。（お名前）様でいらっしゃいますか。」",
    "call_matter": "「（来られた日）にお越しいただいた件で、お約束のお電話です。」",
    "call_other": "「また、お電話します。」とだけ言います。",
    "calls": tuple(
        {
            "number": f"101-{number:03d}",
            "name": "髙橋 辻\U000e0100太郎",
            "phone": "090-1234-5678",
            "hours": "平日18時から20時。留守番電話は不可",
            "day": "1/6",
            "procedure": "転入",
            "due": "1/8",
        }
        for number in range(1, 11)
    ),
    "labels": tuple(
        {
            "postcode": "〒140-8715",
            "address": "東京都品川区広町二丁目１番３６号",
            "name": "髙橋 辻\U000e0100太郎　様",
            "number": f"101-{number:03d}",
            "sender": "差出人　品川区 戸籍住民課",
        }
        if number
        else {}
        for number in range(14)
    ),
}


@cache
def press() -> FormPress:
    content = House(Path("none")).shipped.content
    assert content is not None
    return FormPress(read_folder(content_root() / "forms"), lambda: content, bundled_only=True)


@cache
def blanks() -> dict[str, Value]:
    content = House(Path("none")).shipped.content
    assert content is not None
    return dict(blank_values(content))


def cases() -> list[tuple[str, str]]:
    found = []
    for form, heading in press().headings().items():
        if not heading.is_wards_own:
            languages = ("ja", "en") if press().form(form).for_resident else ("ja",)
            found += [(form, language) for language in languages]
    return found


@pytest.mark.parametrize(("form", "language"), cases())
def test_a_form_is_as_it_was_last_looked_at(form: str, language: str) -> None:
    order = Order(form, {**blanks(), **VALUES}, IMPRINT, language=language)
    assert_as_it_was(GOLDEN, f"{form}.{language}", press().draw(order).pdf)


def assert_as_it_was(folder: Path, name: str, pdf: bytes) -> None:
    """Its text to the letter, its first page within the tolerance."""
    text = "\n\f\n".join("\n".join(page.split("\r\n")) for page in text_of(pdf)) + "\n"
    page = grey(pdf)
    of_text, of_page = folder / f"{name}.txt", folder / f"{name}.page"
    if WRITES:
        folder.mkdir(exist_ok=True)
        of_text.write_text(text, encoding="utf-8", newline="\n")
        if not of_page.exists() or differing(of_page.read_bytes(), page) >= TOLERANCE:
            of_page.write_bytes(page)
        return
    known = of_text.read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(known.splitlines(), text.splitlines(), lineterm=""))
    assert not changed, changed
    assert differing(of_page.read_bytes(), page) < TOLERANCE


def grey(pdf: bytes) -> bytes:
    """The first page in few grey pixels."""
    picture = pictures(pdf, DPI)[0]
    head = struct.pack(">II", picture.width, picture.height)
    return head + zlib.compress(picture.pixels[::4], 9)


def differing(one: bytes, other: bytes) -> float:
    """The part of pixels that are not alike; 1 where the pages have other sizes."""
    if one[:8] != other[:8]:
        return 1.0
    a, b = zlib.decompress(one[8:]), zlib.decompress(other[8:])
    return sum(abs(x - y) > 64 for x, y in zip(a, b, strict=True)) / len(a)


def test_no_golden_is_left_of_a_form_that_is_gone() -> None:
    known = {f"{form}.{language}" for form, language in cases()}
    assert {file.stem for file in GOLDEN.iterdir()} == known
