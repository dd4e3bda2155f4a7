"""F1 says why, with the source and the keys, wherever somebody stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dtcoach.domain.content import Source
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Route, Status, WorldKey
from dtcoach.ui.help.keys import keys_here
from dtcoach.ui.help.model import Help, source_line
from dtcoach.ui.help.sheet import HelpSheet
from dtcoach.ui.start.who import WhoSheet
from dtcoach.ui.visit.parking import ParkSheet
from tests.shipped import CONTENT
from tests.ui.accessible import assert_accessible
from tests.ui.gallery_visit import walk_until
from tests.ui.window import HANAKO, Desk

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    desk = open_desk()
    desk.counter.declare(IncidentKind.REAL, "downtime-server", HANAKO.office)
    desk.counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷")
    desk.counter.operations.check("係長", WorldKey.KONBINI, Status.DOWN, "近くの店で出ない")
    desk.window.opening.entered.emit()
    return desk


def at_visit(desk: Desk, procedure: str, stop: Callable[[PlaceKind, str], bool]) -> None:
    visit = desk.counter.desk.open_visit(desk.counter.clerk, [procedure])
    walk_until(desk.counter, visit.id, stop)
    desk.window.open_visit(visit.id)
    desk.settle()


def shown(desk: Desk) -> str:
    assert isinstance(desk.sheet, HelpSheet)
    assert_accessible(desk.window)
    return "\n".join(label.text() for label in desk.sheet.findChildren(QLabel))


def test_a_question_is_explained_with_the_article_of_its_day(desk: Desk) -> None:
    at_visit(desk, "move-in", lambda kind, at: at == "event_date")
    desk.press(Key.Key_F1)
    words = shown(desk)
    assert "法律の期限は、この日から数えます。" in words
    assert "住民基本台帳法22条1項" in words
    assert "住民基本台帳法 第22条" in words
    desk.press(Key.Key_F1)
    assert desk.sheet is None


def test_every_way_tells_its_reason_and_what_it_stands_on(desk: Desk) -> None:
    at_visit(desk, "move-in", lambda kind, at: kind is PlaceKind.OFFERS)
    desk.press(Key.Key_F1)
    words = shown(desk)
    assert "デジタル庁の案内（引越しワンストップ）" in words
    assert "できません" in words
    desk.press(Key.Key_Escape)
    at_visit(desk, "residence-certificate", lambda kind, at: kind is PlaceKind.OFFERS)
    desk.press(Key.Key_F1)
    assert "状況の記録: コンビニ交付は停止（12:00 係長。近くの店で出ない）" in shown(desk)


def test_a_step_tells_why_it_is_done(desk: Desk) -> None:
    at_visit(desk, "residence-certificate", lambda kind, at: at == "second-person")
    desk.press(Key.Key_F1)
    words = shown(desk)
    assert "一人では見落とします。" in words
    assert "この案内の決まり4" in words
    assert "この方法でよい理由" in words


@pytest.mark.parametrize(
    ("place", "words"), [("1", "来庁した方"), ("2", "要再確認"), ("3", "台帳")]
)
def test_every_page_says_what_it_is_for_and_its_keys(desk: Desk, place: str, words: str) -> None:
    desk.press(Key(Key.Key_0 + int(place)), modifier=Alt)
    desk.press(Key.Key_F1)
    told = shown(desk)
    assert words in told
    assert "Ctrl+," in told
    assert "ここで使えるキー" in told


def test_the_start_page_and_the_doors_behind_it_have_help(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_F1)
    assert "本番・訓練・自習から選びます" in shown(desk)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_2)
    desk.press(Key.Key_F1)
    assert "進行表のある訓練を選びます" in shown(desk)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F7, Key.Key_F7)
    desk.press(Key.Key_F1)
    assert "質問で見分けます" in shown(desk)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F7)
    desk.press(Key.Key_F1)
    assert "いまの障害に近いものを選びます" in shown(desk)


def test_each_long_answer_stands_beside_its_own_number(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_1)
    keys = dict(keys_here(desk.window))
    assert keys["1"] == "はい。印刷が出て、内容も合った"
    assert keys["0"] == "わからない（まだ試していない）"


def test_short_answers_stand_together(desk: Desk) -> None:
    at_visit(desk, "residence-certificate", lambda kind, at: kind is PlaceKind.QUESTION)
    keys = dict(keys_here(desk.window))
    assert keys["1 2 0"] == "ない・ある・わからない"
    assert keys["Alt+1 2 3 4"] == "対応・状況・台帳・復旧"


def test_help_never_throws_away_what_is_being_typed(desk: Desk) -> None:
    at_visit(desk, "residence-certificate", lambda kind, at: at == "identity")
    desk.press(Key.Key_F2)
    desk.write("係長を待つ")
    desk.press(Key.Key_F1)
    assert desk.sheet_is(ParkSheet)
    desk.press(Key.Key_Escape)
    desk.write("運転免許証")
    desk.press(Key.Key_F1)
    desk.press(Key.Key_Escape)
    assert desk.window.visit._stage.step.typed() == "運転免許証"
    desk.window.opening.ask_operator()
    desk.press(Key.Key_F1)
    assert desk.sheet_is(WhoSheet)


def test_help_fits_at_200_percent(desk: Desk) -> None:
    at_visit(desk, "move-in", lambda kind, at: kind is PlaceKind.OFFERS)
    desk.window.aids.looks.step_text(4)
    desk.press(Key.Key_F1)
    shown(desk)
    desk.press(Key.Key_PageDown)
    assert desk.sheet is not None
    assert desk.sheet._pane.verticalScrollBar().value() > 0
    desk.window.aids.looks.reset_text()


def test_help_is_the_same_whoever_is_protected(desk: Desk) -> None:
    """What stands behind a silent fact is not told apart on the screen (design §6 rule 3)."""
    told: list[Help] = []
    for answer in ("yes", "unknown"):
        visit = desk.counter.desk.open_visit(desk.counter.clerk, ["residence-certificate"])
        desk.counter.desk.answer(visit, desk.counter.clerk, "support_measures", answer)
        desk.window.open_visit(visit.id)
        desk.window.visit._on_answered("self")
        explained = desk.window.visit.explained()
        assert explained is not None
        told.append(explained)
    assert told[0] == told[1]


# --- the content ----------------------------------------------------------------------------------


def test_a_doubtful_article_says_so() -> None:
    assert source_line(Source("番号利用法 第17条", "", "条と項")) == (
        "番号利用法 第17条（条と項は要確認）"
    )


def test_every_source_is_used_and_none_speaks_of_our_own_papers() -> None:
    used = {key for procedure in CONTENT.procedures.values() for key in procedure.sources}
    used |= {key for fact in CONTENT.facts.values() for key in fact.sources}
    for procedure in CONTENT.procedures.values():
        for rule in procedure.routes:
            used |= {key for gate in rule.gates for key in gate.sources}
            used |= {key for step in rule.steps for key in step.sources}
    assert used | {"rule-2"} == set(CONTENT.sources)
    for source in CONTENT.sources.values():
        assert not {"domain.md", "design", "http"} & set(source.title.replace("§", " ").split())


def test_what_only_the_engine_refuses_has_a_source_too() -> None:
    """コンビニ of a move-in is refused by its own gate, whose source is told."""
    rule = CONTENT.procedures["move-in"].route(Route.KONBINI)
    assert rule is not None
    assert rule.gates[0].sources == ("konbini",)
