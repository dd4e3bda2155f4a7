"""Lines of Japanese end between phrases, and hardly take more room for that."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.app.call_words import NO_BREAK, call_words
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.phrases import phrase_ends, reads_out
from dtcoach.ui.kit.theme import TypeStyle

pytestmark = pytest.mark.usefixtures("qapp")


def pieces(text: str) -> str:
    ends = (0, *phrase_ends(text), len(text))
    return "｜".join(text[a:b] for a, b in pairwise(ends))


def rows(text: str, lines: Lines) -> list[str]:
    found = (lines.layout.lineAt(i) for i in range(lines.count))
    return [text[line.textStart() : line.textStart() + line.textLength()] for line in found]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ほかのシステムは一つずつ確かめる。", "確かめる。"),
        ("おかけになってお待ちください。", "お待ちください。"),
        ("引継ぎ書を係長に渡す", "引継ぎ書を"),
        ("機械の使い方を見る", "使い方を"),
        ("委任状を書いてお持ちの方がいる", "お持ちの方が"),
        ("別の方法を選ぶ", "方法を"),
        ("八潮地域センター-1", "センター-1"),
        ("復旧は1月6日（月）の朝", "1月6日（月）の"),
        ("画面に「訓練」と出ます", "「訓練」と"),
        ("復旧のあとに内容を照らし合わせます", "照らし合わせます"),
        ("時間がかかることや、やり直しになること", "やり直しに"),
        ("復旧のあとに、もう一度来てください", "もう一度"),
        ("種類と期限を入れる（番号は書かない）", "（番号は書かない）"),
        ("番号か Enter で始まります", "Enter で"),
        ("住所や世帯（せたい）のことを聞く", "世帯（せたい）のことを"),
        ("申します。品川 まどか様でいらっしゃいますか", "まどか様で"),
        ("この届の様式を使う", "様式を"),
        ("在留カード・特別永住者証明書の届", "証明書の"),
    ],
)
def test_a_word_is_one_piece(text: str, whole: str) -> None:
    assert any(whole in piece for piece in pieces(text).split("｜")), pieces(text)


def test_half_of_a_denial_never_ends_a_line() -> None:
    text = (
        "復旧の時刻や、期限についての見込みを約束しない。わからないことは「わかりません」と言う。"
    )
    for em in range(16, 28):
        laid = lay_out(text, TypeStyle.BODY, text_width("あ" * em, TypeStyle.BODY) + 4)
        assert not any(row.endswith(("約束しな", "わからな")) for row in rows(text, laid)), em


def test_a_word_is_not_torn_to_fill_the_last_line() -> None:
    text = "ダウン対策サーバーで交付"
    laid = lay_out(text, TypeStyle.NOTE, text_width("あ" * 10, TypeStyle.NOTE) + 4)
    assert rows(text, laid) == ["ダウン対策サーバーで", "交付"]


@pytest.mark.parametrize("em", range(14, 40))
def test_a_name_that_is_read_aloud_stands_on_one_line(em: int) -> None:
    opening = call_words("品川区", "髙橋 さくら", "1月6日（月）").opening
    laid = lay_out(opening, TypeStyle.BODY, text_width("あ" * em, TypeStyle.BODY))
    assert any(f"髙橋{NO_BREAK}さくら様" in row for row in rows(opening, laid))


def test_an_item_hangs_under_its_words_and_ends_with_more_than_one() -> None:
    text = "・短い。\n・時間がかかることや、やり直しになることがあります。"
    laid = lay_out(text, TypeStyle.BODY, text_width("あ" * 24, TypeStyle.BODY))
    assert rows(text, laid)[1:] == ["・時間がかかることや、", "やり直しになることがあります。"]
    assert [laid.layout.lineAt(i).position().x() > 0 for i in range(3)] == [False, False, True]


def test_a_line_ends_where_a_phrase_does() -> None:
    text = "住民記録が使えず、住基ネットの処理もできない。ほかのシステムは一つずつ確かめる。"
    laid = lay_out(text, TypeStyle.BODY, text_width("あ" * 29, TypeStyle.BODY))
    assert rows(text, laid) == [
        "住民記録が使えず、住基ネットの処理もできない。ほかの",
        "システムは一つずつ確かめる。",
    ]


def test_a_last_line_is_more_than_a_word() -> None:
    text = "二人目の確認者が、記録の確認・当日リスト・宛先の三つを見る"
    laid = lay_out(text, TypeStyle.HEADING_24, text_width("あ" * 27, TypeStyle.HEADING_24))
    assert rows(text, laid) == [
        "二人目の確認者が、記録の確認・当日リスト・",
        "宛先の三つを見る",
    ]


SIGNS = "住民票のをはお待ちカード、。（）「」ー月1F 　"


@given(st.text(SIGNS, max_size=60), st.integers(6, 30))
def test_phrases_cost_no_line_and_lose_no_letter(text: str, em: int) -> None:
    width = em * 16
    laid = lay_out(text, TypeStyle.BODY, width)
    # No phrases are looked for in another language.
    plain = lay_out(text, TypeStyle.BODY, width, language="")
    assert laid.count <= plain.count + (plain.count >= 4 or reads_out(text))
    assert "".join(rows(text, laid)) == text
