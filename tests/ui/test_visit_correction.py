"""An answer is corrected by keys, and what hangs on it is seen before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import Route
from dtcoach.ui.kit.focus import FocusTracker
from dtcoach.ui.visit.changing import ChangeSheet
from tests.ui.accessible import assert_accessible
from tests.ui.clerk import Clerk
from tests.ui.gallery_visit import outage, walk_until, window_of

Key = Qt.Key
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def clerk(tmp_path: Path, show: Show, tracker: FocusTracker) -> Iterator[Clerk]:
    with outage(tmp_path) as counter:
        window, page = window_of(counter)
        show(window)
        yield Clerk(counter, window, page)


def open_at(clerk: Clerk, procedures: list[str], until: Callable[[PlaceKind, str], bool]) -> None:
    visit = clerk.counter.desk.open_visit(clerk.counter.clerk, procedures)
    walk_until(clerk.counter, visit.id, until)
    clerk.page.show_visit(visit.id)


def correct(clerk: Clerk, fact: str) -> None:
    path = clerk.page._stage._guided._path
    next(card for card in path.cards if card.entry.fact == fact).setFocus()
    clerk.press(Key.Key_Return)
    assert clerk.at == fact


def sheet_of(clerk: Clerk) -> ChangeSheet | None:
    shown = [sheet for sheet in clerk.window.findChildren(ChangeSheet) if sheet.isVisible()]
    return shown[0] if shown else None


def words_of(clerk: Clerk) -> str:
    QTest.qWait(1)
    sheet = sheet_of(clerk)
    assert sheet is not None
    assert_accessible(clerk.window)
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_the_way_taken_and_the_steps_lost_are_told_before_anything_is_written(clerk: Clerk) -> None:
    open_at(clerk, ["residence-certificate"], lambda kind, at: at == "match-record")
    before = len(clerk.visit.history)
    correct(clerk, "changed_since_snapshot")
    clerk.answer("yes")
    words = words_of(clerk)
    assert "いまの方法「ダウン対策サーバーで交付」は使えなくなります" in words
    assert "やり直しになります" in words
    assert len(clerk.visit.history) == before
    clerk.press(Key.Key_Escape)
    assert len(clerk.visit.history) == before
    assert "match-record" in [step.id for step in clerk.scene.place.page]
    correct(clerk, "changed_since_snapshot")
    clerk.answer("yes")
    clerk.press(Key.Key_Return)
    assert sheet_of(clerk) is None
    assert clerk.visit.facts["changed_since_snapshot"] == "yes"
    assert clerk.scene.model.refused is not None


def test_an_answer_on_which_nothing_hangs_costs_no_key_more(clerk: Clerk) -> None:
    open_at(clerk, ["residence-certificate"], lambda kind, at: at == "match-record")
    correct(clerk, "requester")
    clerk.answer("self")
    assert sheet_of(clerk) is None
    assert "match-record" in [step.id for step in clerk.scene.place.page]


def test_a_day_that_moves_the_deadline_is_told_in_words(clerk: Clerk) -> None:
    open_at(clerk, ["move-in"], lambda kind, at: kind is PlaceKind.OFFERS)
    correct(clerk, "event_date")
    field = clerk.page._stage.question.target
    field.selectAll()  # type: ignore[attr-defined]
    clerk.type("R6.12.25")
    clerk.press(Key.Key_Return)
    assert "令和7年1月6日（月） → 令和7年1月8日（水）" in words_of(clerk)
    clerk.press(Key.Key_Return)
    assert clerk.visit.facts["event_date"] == "2024-12-25"


def test_what_was_finished_before_in_the_same_visit_is_told_too(clerk: Clerk) -> None:
    open_at(clerk, ["residence-certificate", "move-in"], lambda kind, at: at == "event_date")
    assert clerk.visit.requests[0].outcome is Route.DOWNTIME_CERTIFICATE
    correct(clerk, "changed_since_snapshot")
    clerk.answer("yes")
    words = words_of(clerk)
    assert "住民票の写し: 「ダウン対策サーバーで交付」で終えたもの" in words
    assert "係長に伝え" in words


def test_a_silent_answer_is_shown_neither_before_nor_after(clerk: Clerk) -> None:
    open_at(clerk, ["residence-certificate"], lambda kind, at: at == "match-record")
    correct(clerk, "support_measures")
    clerk.answer("yes")
    words = words_of(clerk)
    assert "支援措置" not in words
    assert "記録の確認の答えを変えます。" in words
    assert "ある" not in words.replace("ことがある", "")


def test_the_sheet_fits_at_200_percent(clerk: Clerk) -> None:
    from PySide6.QtWidgets import QApplication

    from dtcoach.ui.kit import theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    clerk.window.resize(1366, 768)
    theme.apply(app, theme.ThemeChoice.HIGH_CONTRAST, 2.0)
    open_at(clerk, ["residence-certificate"], lambda kind, at: at == "match-record")
    correct(clerk, "requester")
    clerk.answer("third-party")
    words_of(clerk)
