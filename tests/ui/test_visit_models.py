"""What the place 対応 shows, without a window."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dtcoach.domain.content import StepInput
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import StepKind
from dtcoach.ui.visit.entry_model import read_entry
from dtcoach.ui.visit.picker_model import RequestChoice, folded, matching
from dtcoach.ui.visit.typed_dates import read_day, read_moment, show_day
from dtcoach.ui.visit.walk_model import StepModel
from dtcoach.ui.visit.words import short_title

TODAY = date(2025, 1, 6)
NOW = datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("R6.12.23", date(2024, 12, 23)),
        ("r6/12/23", date(2024, 12, 23)),
        ("令和6年12月23日", date(2024, 12, 23)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("Ｒ６．１２．２３", date(2024, 12, 23)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("S64.1.7", date(1989, 1, 7)),
        ("2024-12-23", date(2024, 12, 23)),
        ("2024/12/23", date(2024, 12, 23)),
        ("20241223", date(2024, 12, 23)),
        ("061223", date(2024, 12, 23)),
        ("R061223", date(2024, 12, 23)),
        ("12/23", date(2024, 12, 23)),
        ("1月6日（月）", TODAY),
        ("1/7", date(2025, 1, 7)),
        ("7/10", date(2024, 7, 10)),
        ("きょう", TODAY),
        ("昨日", date(2025, 1, 5)),
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "R", "12", "2024-13-01", "2025-02-29", "9999/1/1", "R6.12", "あした の朝", "2/30"]
)
def test_what_is_no_day_is_not_guessed_at(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1/5 23:00", datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO)),
        ("R7.1.5 23時", datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO)),
        ("2025-01-05T23:05", datetime(2025, 1, 5, 23, 5, tzinfo=TOKYO)),
        ("令和7年1月5日（日）２３時０５分", datetime(2025, 1, 5, 23, 5, tzinfo=TOKYO)),
        ("23:00", None),
        ("1/5", None),
        ("1/5 25:00", None),
    ],
)
def test_a_moment_needs_its_day_and_its_time(typed: str, meant: datetime | None) -> None:
    assert read_moment(typed, NOW) == meant


def test_what_was_understood_is_shown_with_era_and_weekday() -> None:
    assert show_day(date(2024, 12, 23)) == "令和6年12月23日（月）"
    assert show_day(datetime(2025, 1, 5, 23, tzinfo=TOKYO)) == "1月5日（日）23:00"


def step(kind: StepKind, needs: StepInput, label: str = "名前（例）") -> StepModel:
    return StepModel("x", kind, "見る", None, needs, label, 1, 2)


@pytest.mark.parametrize(
    ("model", "typed", "value"),
    [
        (step(StepKind.DO, StepInput.NONE), "何か", None),
        (step(StepKind.CHECK, StepInput.TEXT), " 運転免許証 ", "運転免許証"),
        (step(StepKind.RECORD, StepInput.NUMBER), "１０１－０１７", "101-017"),
        (step(StepKind.CHECK, StepInput.DATE), "R7.1.6", "2025-01-06"),
        (step(StepKind.CHECK, StepInput.DATETIME), "1/5 23:00", "2025-01-05T23:00:00+09:00"),
        (step(StepKind.APPROVE, StepInput.STAFF), "佐藤", "佐藤"),
    ],
)
def test_an_entry_is_handed_on_as_the_desk_wants_it(
    model: StepModel, typed: str, value: str | None
) -> None:
    assert read_entry(model, typed, "係員 A", NOW).value == value
    assert not read_entry(model, typed, "係員 A", NOW).problem


@pytest.mark.parametrize(
    ("model", "typed", "told"),
    [
        (step(StepKind.CHECK, StepInput.TEXT), "  ", "「名前」を入れてください"),
        (step(StepKind.RECORD, StepInput.NUMBER), "１２ ３", "ハイフンで"),
        (step(StepKind.CHECK, StepInput.DATE), "きのうごろ", "日付として読めません"),
        (step(StepKind.CHECK, StepInput.DATETIME), "23:00", "日付と時刻"),
        (step(StepKind.CHECK, StepInput.DATETIME), "1/6 23:00", "まだ来ていない"),
        (step(StepKind.APPROVE, StepInput.STAFF), "係員　A", "もう一人の名前"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(model: StepModel, typed: str, told: str) -> None:
    assert told in read_entry(model, typed, "係員 A", NOW).problem
    assert read_entry(model, typed, "係員 A", NOW).value is None


def choice(name: str, *words: str) -> RequestChoice:
    return RequestChoice(name, name, "", "", "description", tuple(folded(w) for w in words))


def test_typing_finds_a_request_in_any_kana_and_the_beginning_counts_more() -> None:
    found = (choice("wide", "広域交付住民票"), choice("copy", "住民票の写し", "じゅうみんひょう"))
    assert [c.id for c in matching(found, "ジュウミン")] == ["copy"]
    assert [c.id for c in matching(found, "住民票")] == ["copy", "wide"]
    assert [c.id for c in matching(found, "")] == ["wide", "copy"]
    assert matching(found, "まったく別") == ()


def test_a_title_is_shortened_at_its_bracket() -> None:
    assert short_title("転入（転出証明書をお持ちの方）") == "転入"
    assert short_title("（かっこだけ）") == "（かっこだけ）"
