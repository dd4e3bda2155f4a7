"""自習 in the real window, by keys: a right and a wrong answer, and a restart that keeps both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dtcoach.adapters.practice_file import FILE, FilePracticeStore
from dtcoach.app.playing import Play, Stage
from dtcoach.domain.practice.boxes import Dealt, Grade, Progress
from dtcoach.domain.practice.case import Lesson, Spec
from dtcoach.domain.practice.key import key_of
from dtcoach.domain.words import Route
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.banner import BannerKind
from dtcoach.ui.kit.button import Button
from dtcoach.ui.practice.model import KEYS
from dtcoach.ui.practice.page import AnewSheet, PracticePage
from dtcoach.ui.practice.picture import ProgressPicture
from dtcoach.ui.practice.playing import Playing
from tests.shipped import CONTENT, DAYS
from tests.ui.accessible import assert_accessible
from tests.ui.window import Desk, house_in

Key = Qt.Key
SEAL = Spec(Lesson("seal-certificate", "stale-seal"), "downtime-server")
SPECIAL = Spec(Lesson("move-in-special", "special-thirty-days"), "full-outage")
BIRTH = Spec(Lesson("family-register-filing", "birth-counts-today"), "degraded")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A terminal on which somebody has a seed."""
    data = tmp_path / "data"
    assert FilePracticeStore(data).keep(Progress("seed"))
    return data


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    made = Desk(qtbot, house_in(folder))
    yield made
    made.close()


@pytest.fixture
def dealing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Spec], None]:
    """From now on, residents of this kind come."""

    def deal(spec: Spec) -> None:
        def dealt(_content: object, progress: Progress, _today: date) -> Dealt:
            return Dealt(spec, f"case {progress.seen}", again=False)

        monkeypatch.setattr("dtcoach.app.practice.deal", dealt)

    return deal


def stage_of(play: Play) -> Stage:
    """Looked at anew each time."""
    return play.stage


def page_of(desk: Desk) -> PracticePage:
    pages = desk.window.findChildren(PracticePage)
    assert len(pages) == 1
    return pages[0]


def case_of(desk: Desk) -> tuple[Playing, Play]:
    playing = page_of(desk).playing
    assert playing.play is not None
    return playing, playing.play


def press(desk: Desk, key: str) -> None:
    """The key as it is printed."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing takes the keys"
    QTest.keyClicks(target, key)
    desk.settle()


def words_of(desk: Desk) -> str:
    shown = [label for label in desk.window.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in shown)


def assert_readable(desk: Desk) -> None:
    """Once the layout has come to rest: what grew is placed one turn later."""
    desk.settle()
    desk.settle()
    assert_accessible(desk.window)


def choose(desk: Desk, route: Route) -> None:
    playing, _ = case_of(desk)
    tile = next(tile for tile in playing.work.routes.tiles if tile.model.id == route.value)
    press(desk, tile.key)


def answer_well(desk: Desk) -> None:
    """Every question 係長 would ask, the right way, the right day, the right prohibitions."""
    playing, play = case_of(desk)
    key = key_of(CONTENT, play.case, DAYS.is_closed)
    keys = {tile.model.id: tile.key for tile in playing.work.facts.tiles}
    for fact in key.questions:
        press(desk, keys[fact])
    desk.press(Key.Key_Return)
    choose(desk, key.route)
    desk.press(Key.Key_Return)
    assert play.marks[Stage.ROUTE].grade is Grade.RIGHT
    desk.press(Key.Key_Return)
    if play.stage is Stage.DAY:
        press(desk, str(next(i for i, day in enumerate(play.days, 1) if not day.mistake)))
        desk.press(Key.Key_Return, Key.Key_Return)
    if play.stage is Stage.NEVER:
        for number, one in enumerate(play.temptations, start=1):
            if one.forbidden:
                press(desk, str(number))
        desk.press(Key.Key_Return, Key.Key_Return)
    assert stage_of(play) is Stage.REVIEW


def test_the_third_door_leads_to_practice_and_back(desk: Desk) -> None:
    desk.press(Key.Key_3)
    banner = desk.window.banner.model
    assert banner is not None
    assert banner.kind is BannerKind.PRACTICE
    assert desk.window.banner.isVisible()
    assert "まだ始めていません" in words_of(desk)
    assert_readable(desk)
    desk.press(Key.Key_Escape)
    assert desk.window.banner.model is None
    desk.settle()
    assert desk.window.findChildren(PracticePage) == []


def test_on_a_large_screen_its_first_page_stays_in_the_middle(desk: Desk) -> None:
    desk.press(Key.Key_3)
    desk.window.resize(1920, 1080)
    desk.settle()
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    right = button.mapTo(desk.window, button.rect().topRight()).x()
    [picture] = [p for p in desk.window.findChildren(ProgressPicture) if p.isVisible()]
    left = picture.mapTo(desk.window, picture.rect().topLeft()).x()
    assert abs(left - (1920 - right)) < 40
    assert left > 200


def test_a_right_answer_by_keys(desk: Desk, dealing: Callable[[Spec], None]) -> None:
    dealing(SPECIAL)
    desk.press(Key.Key_3, Key.Key_Return)
    assert_readable(desk)
    answer_well(desk)
    assert "できました" in words_of(desk)
    assert "もう一つの期限" in words_of(desk)
    assert_readable(desk)
    _, play = case_of(desk)
    assert play.is_settled
    desk.press(Key.Key_Return)
    _, another = case_of(desk)
    assert another is not play
    assert another.stage is Stage.ASK


def test_a_wrong_answer_is_told_in_the_engines_own_sentence(
    desk: Desk, dealing: Callable[[Spec], None]
) -> None:
    dealing(SEAL)
    desk.press(Key.Key_3, Key.Key_Return, Key.Key_Return)
    assert "番号で選んでください" in case_of(desk)[0].go.reason
    choose(desk, Route.KONBINI)
    desk.press(Key.Key_Return)
    assert "この方法は使えません" in words_of(desk)
    assert "前の印鑑の証明書になります。" in words_of(desk)
    assert_readable(desk)
    desk.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    _, play = case_of(desk)
    assert stage_of(play) is Stage.REVIEW
    assert "もう一度、あとで出ます" in words_of(desk)
    assert "聞いていなかったこと" in words_of(desk)
    assert "エラー" not in words_of(desk)


def test_a_restart_keeps_what_was_decided(
    qtbot: QtBot, folder: Path, dealing: Callable[[Spec], None]
) -> None:
    dealing(BIRTH)
    first = Desk(qtbot, house_in(folder))
    first.press(Key.Key_3, Key.Key_Return)
    answer_well(first)
    events = list(first.counter.log.incidents())
    first.close()
    assert events == [], "practice never enters the log"
    again = Desk(qtbot, house_in(folder))
    again.press(Key.Key_3)
    try:
        assert "1人に応じました。うち 1人は、正しい対応でした。" in words_of(again)
    finally:
        again.close()


def test_asking_shows_the_answer_under_the_question(
    desk: Desk, dealing: Callable[[Spec], None]
) -> None:
    dealing(SEAL)
    desk.press(Key.Key_3, Key.Key_Return)
    playing, play = case_of(desk)
    place = play.facts().index("seal_changed")
    press(desk, KEYS[place])
    tile = playing.work.facts.tiles[place]
    assert tile.isChecked()
    assert tile.model.note == "そういえば、おととい印鑑を変える届を出しました。"
    press(desk, KEYS[place])
    assert tile.isChecked(), "an answer stays"
    assert play.asked == ("seal_changed",)
    assert QApplication.focusWidget() is playing.go


def test_escape_goes_back_to_asking_before_the_way_is_decided(
    desk: Desk, dealing: Callable[[Spec], None]
) -> None:
    dealing(SEAL)
    desk.press(Key.Key_3, Key.Key_Return, Key.Key_Return)
    _, play = case_of(desk)
    assert stage_of(play) is Stage.ROUTE
    desk.press(Key.Key_Escape)
    assert stage_of(play) is Stage.ASK
    desk.press(Key.Key_Escape)
    assert page_of(desk).currentWidget() is page_of(desk).home
    assert not play.is_settled


def test_progress_is_saved_only_where_the_clerk_wants_it(
    desk: Desk, dealing: Callable[[Spec], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dealing(BIRTH)
    desk.press(Key.Key_3, Key.Key_Return)
    answer_well(desk)
    desk.press(Key.Key_Escape)
    page = page_of(desk)
    monkeypatch.setattr(page, "_where", lambda _page: None)
    desk.press(Key.Key_F5)
    monkeypatch.setattr(page, "_where", lambda _page: tmp_path / "進み具合.csv")
    desk.press(Key.Key_F5)
    assert "1 行を保存しました" in words_of(desk)
    assert "出生は" in (tmp_path / "進み具合.csv").read_text(encoding="utf-8-sig")
    monkeypatch.setattr(page, "_where", lambda _page: tmp_path / "no" / "such" / "folder.csv")
    desk.press(Key.Key_F5)
    assert "保存先のフォルダーが見つかりません" in words_of(desk)


def test_beginning_anew_asks_first_and_keeps_the_old_file(
    desk: Desk, folder: Path, dealing: Callable[[Spec], None]
) -> None:
    dealing(BIRTH)
    desk.press(Key.Key_3, Key.Key_Return)
    answer_well(desk)
    desk.press(Key.Key_Escape, Key.Key_F8)
    assert desk.sheet_is(AnewSheet)
    desk.press(Key.Key_Return)
    assert "まだ始めていません" in words_of(desk)
    assert [path.name for path in folder.glob("practice-before-*.json")]
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("spec", [SEAL, SPECIAL, BIRTH], ids=lambda spec: spec.lesson.trap)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_stage_can_be_read_and_reached(
    desk: Desk, qapp: QApplication, dealing: Callable[[Spec], None], spec: Spec, scale: float
) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    dealing(spec)
    desk.press(Key.Key_3, Key.Key_Return)
    _, play = case_of(desk)
    assert_readable(desk)
    desk.press(Key.Key_Return)
    assert_readable(desk)
    choose(desk, play.routes()[0])
    while play.stage is not Stage.REVIEW:
        if play.stage is Stage.DAY and Stage.DAY not in play.marks:
            press(desk, "1")
        desk.press(Key.Key_Return)
        assert_readable(desk)


def test_at_large_text_one_key_turns_between_the_resident_and_the_work(
    desk: Desk, qapp: QApplication, dealing: Callable[[Spec], None]
) -> None:
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 2.0)
    dealing(SEAL)
    desk.press(Key.Key_3, Key.Key_Return)
    playing, _ = case_of(desk)
    bar = playing.pane.verticalScrollBar()
    assert bar.value() == 0
    desk.press(Key.Key_F4)
    assert bar.value() > 100
    desk.press(Key.Key_F4)
    assert bar.value() == 0
