"""F4 at every place of a visit: questions, ways and reasons in the resident's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dtcoach.app.counter import Counter
from dtcoach.domain.visit import PlaceKind
from dtcoach.ui.shell import Shell
from dtcoach.ui.visit.page import VisitPage
from tests.ui.accessible import assert_accessible
from tests.ui.gallery_visit import FACTS, outage, walk_until, window_of

Key = Qt.Key
CARD_WITHOUT_PIN = {**FACTS, "has_card": "yes", "under_15": "no", "knows_pin": "no"}


class Talk:
    """A visit on the screen, and one who presses keys."""

    def __init__(self, counter: Counter, window: Shell, page: VisitPage) -> None:
        self.counter, self.window, self.page = counter, window, page

    def at(self, procedure: str, stop: Callable[[PlaceKind, str], bool]) -> None:
        visit = self.counter.desk.open_visit(self.counter.clerk, [procedure])
        walk_until(self.counter, visit.id, stop, CARD_WITHOUT_PIN)
        self.page.show_visit(visit.id)

    def press(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)

    @property
    def read(self) -> str:
        """All that is written on the screen, painted lists included."""
        shown = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        labels = [w.text() for w in shown if isinstance(w, QLabel)]
        return "\n".join([*labels, *(w.accessibleDescription() for w in shown)])


@pytest.fixture
def talk(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[Talk]:
    with outage(tmp_path) as counter:
        window, page = window_of(counter)
        show(window)
        yield Talk(counter, window, page)


def test_the_ways_and_the_reasons_of_the_wrong_ones_are_read_in_the_language(talk: Talk) -> None:
    talk.at("residence-certificate", lambda kind, at: kind is PlaceKind.OFFERS)
    assert "訳は要確認" not in talk.read
    for _ in range(2):
        talk.press(Key.Key_F4)
    assert "You have to enter your 4-digit PIN" in talk.read
    assert "A certificate now, with contents as of an earlier day" in talk.read
    assert "Received today, done after the system is restored" in talk.read
    assert "訳は要確認" in talk.read
    assert_accessible(talk.page)
    talk.press(Key.Key_F3)
    assert "You have to enter your 4-digit PIN" in talk.read
    assert_accessible(talk.page)
    talk.press(Key.Key_F4)
    assert "现在出具内容截至前些日子的证明书" in talk.read
    for _ in range(2):
        talk.press(Key.Key_F4)
    assert "4けたの暗証番号の入力が要ります。" in talk.read
    assert "訳は要確認" not in talk.read


def test_a_question_is_asked_in_the_language_and_what_is_typed_stays(talk: Talk) -> None:
    talk.at("residence-certificate", lambda kind, at: at == "has_card")
    talk.press(Key.Key_F4)
    talk.press(Key.Key_F4)
    assert "Do you have your My Number Card with you now?" in talk.read
    assert "Yes　/　No　/　I do not know" in talk.read
    assert_accessible(talk.page)
    talk.press(Key.Key_F3)
    assert "Do you have your My Number Card with you now?" in talk.read
    assert_accessible(talk.page)


def test_a_silent_question_is_in_no_other_language(talk: Talk) -> None:
    talk.at("residence-certificate", lambda kind, at: at == "support_measures")
    before = talk.page._scene
    assert before is not None
    assert before.model.question is not None
    talk.press(Key.Key_F4)
    scene = talk.page._scene
    assert scene is not None
    assert scene.looking.language == "easy"
    assert scene.model.said is None


def test_the_language_stays_from_step_to_step(talk: Talk) -> None:
    talk.at("residence-certificate", lambda kind, at: kind is PlaceKind.OFFERS)
    talk.press(Key.Key_F4)
    talk.press(Key.Key_F4)
    talk.press(Key.Key_Return)
    while "We are sorry for the inconvenience" not in talk.read:
        scene = talk.page._scene
        assert scene is not None
        assert scene.looking.language == "en"
        assert scene.model.kind is PlaceKind.STEP
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, "1/5 23:00")
        talk.press(Key.Key_Return)
