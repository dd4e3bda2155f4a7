"""What is typed is made of one kind, a name is not touched, 個人番号 is seen in any disguise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.resident_details import detail_of, note_of
from dtcoach.domain.slips import is_screen_number, read_slip_number, slip_number
from dtcoach.domain.words import ResidentField
from dtcoach.domain.written import (
    as_typed,
    holds_my_number,
    in_katakana,
    narrow,
    phone_number,
    postcode,
    search_key,
)

IVS = "辻\U000e0100"
"""辻 with one dot, as it may stand in a family register."""

typed = st.text(
    st.one_of(
        st.sampled_from("０１９ー－ｰ‐-ﾏﾝｼﾞﾟｶﾞやゆょがザゝ々髙﨑𠮷 　Ａｚ〒()+"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    "fold", [narrow, in_katakana, phone_number, postcode, search_key, as_typed]
)
@given(text=typed)
def test_what_was_made_of_one_kind_stays_so(fold: Callable[[str], str], text: str):
    once = fold(text)
    assert fold(once) == once


@given(name=typed)
def test_a_name_survives_byte_for_byte(name: str):
    kept = as_typed(name)
    assert kept.encode() in name.encode()
    assert kept == name.strip()


@pytest.mark.parametrize(
    "name", ["髙橋", "山﨑", "𠮷田", IVS, "神\ufe00", "ﾏﾘｱ", "Ｊｏｈｎ　Ｓｍｉｔｈ"]
)
def test_names_that_normalizing_would_change_are_kept(name: str):
    assert detail_of(ResidentField.NAME, f" {name}　") == name


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        (ResidentField.KANA, "たかはし ﾖｼﾛｳ", "タカハシ　ヨシロウ"),
        (ResidentField.KANA, "ｼﾞｮﾝ・ｽﾐｽ", "ジョン・スミス"),
        (ResidentField.PHONE, "０９０－１２３４－５６７８", "090-1234-5678"),
        (ResidentField.PHONE, "03ー5742ー6660", "03-5742-6660"),
        (ResidentField.PHONE, "+81 90 1234 5678", "+81 90 1234 5678"),
        (ResidentField.POSTCODE, "１４００００２", "140-0002"),
        (ResidentField.POSTCODE, "〒140-0002", "140-0002"),
        (ResidentField.POSTCODE, "140", "140"),
        (
            ResidentField.ADDRESS,
            "東品川２ー１－３６　ﾊｲﾂ髙﨑１０１号",
            "東品川2-1-36　ハイツ髙﨑101号",
        ),
        (ResidentField.BIRTH_DATE, "1985-01-06", "1985-01-06"),
        (ResidentField.BIRTH_DATE, "", ""),
    ],
)
def test_each_field_takes_what_is_typed_for_it(field: ResidentField, text: str, kept: str):
    assert detail_of(field, text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "123456789012",
        "１２３４５６７８９０１２",
        "1234 5678 9012",
        "番号は1234-5678-9012です",
        "１２３４－５６７８－９０１２",
        "1234ー5678ー9012",
    ],
)
@pytest.mark.parametrize("field", ResidentField)
def test_my_number_is_refused_in_every_field(field: ResidentField, text: str):
    with pytest.raises(ValueError, match="個人番号"):
        detail_of(field, text)
    with pytest.raises(ValueError, match="個人番号"):
        note_of(f"メモ {text}")


@pytest.mark.parametrize(
    "text",
    ["03-1234-5678 10時", "090-1234-5678", "1234567890123", "令和7年1月6日 10:25", "+819012345678"],
)
def test_what_a_counter_writes_is_no_my_number(text: str):
    assert not holds_my_number(text)


@given(a=typed, b=typed, digits=st.integers(0, 10**12 - 1))
def test_twelve_digits_are_seen_in_any_company(a: str, b: str, digits: int):
    before = a and unicodedata.normalize("NFKC", a)[-1:]
    if before in set("0123456789+") or (b and unicodedata.normalize("NFKC", b)[:1].isdigit()):
        return
    assert holds_my_number(f"{a} 個人番号{digits:012d}。{b}")


@pytest.mark.parametrize(
    ("kept", "sought"),
    [
        ("髙橋 𠮷郎", "高橋吉郎"),
        ("髙橋 𠮷郎", "髙橋"),
        ("山﨑", "山崎"),
        (IVS, "辻"),
        ("渡邉", "渡辺"),
        ("タカハシ　ヨシロウ", "たかはし"),
        ("タカハシ　ヨシロウ", "ﾖｼﾛｳ"),
        ("Ｓｍｉｔｈ", "smith"),
        ("03-5742-6660", "5742６６６０"),
    ],
)
def test_a_search_finds_it_however_it_is_typed(kept: str, sought: str):
    assert search_key(sought) in search_key(kept)


@given(st.from_regex(r"[0-9]{2,3}[A-Z]{0,2}", fullmatch=True), st.integers(0, 99_999))
def test_paper_and_screen_never_give_the_same_number(label: str, count: int):
    paper = slip_number(label, count)
    assert read_slip_number(paper) == paper
    assert not is_screen_number(paper)
    screen = f"{label}-{count:03d}"
    assert is_screen_number(screen)
    assert read_slip_number(screen) is None
    assert paper != screen


def test_a_slip_number_is_read_however_it_is_typed():
    for text in ("P101-7", "ｐ１０１－７", "P101-007 ", "p 101-007", "P101ー7"):
        assert read_slip_number(text) == "P101-007", text
    for text in ("", "7", "P101", "P-7", "101-007", "P101-", "PP-1x"):
        assert read_slip_number(text) is None, text
