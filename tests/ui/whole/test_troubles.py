"""Whatever is wrong with the folder, the log or the key: it is said, and a visit can be done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dtcoach.adapters.keys import key_path
from dtcoach.adapters.store import open_log
from dtcoach.adapters.store.connection import connect
from dtcoach.app.counter import Counter
from dtcoach.app.errors import DiskFull
from dtcoach.compose import House
from dtcoach.domain.words import IncidentKind, Route
from dtcoach.ui.kit.button import Button
from dtcoach.ui.kit.focus import FocusTracker
from dtcoach.ui.kit.text import Text
from dtcoach.ui.main_window import MainWindow
from tests.ui.clerk import Clerk
from tests.ui.whole.app import OPERATOR, window_over

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a log in it, a day old."""
    house = House(tmp_path / "data")
    counter, _ = house.counter()
    counter.declare(IncidentKind.DRILL, "full-outage", "戸籍住民課")
    counter.operations.close("係長")
    counter.log.close()
    return tmp_path / "data"


def log_of(folder: Path) -> Path:
    (found,) = (folder / "logs").glob("*.db")
    return found


def lose_the_key(folder: Path) -> None:
    key_path(log_of(folder)).unlink()


def break_the_log(folder: Path) -> None:
    data = bytearray(log_of(folder).read_bytes())
    data[100:4000] = bytes(3900)
    log_of(folder).write_bytes(bytes(data))


def write_with_a_newer_version(folder: Path) -> None:
    with closing(open_log(folder).log) as log:
        path, key = log.path, log._key
    conn = connect(path, key, "rw")
    conn.execute("PRAGMA user_version = 99")
    conn.close()


def be_no_folder(folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    folder.write_text("a file, so that nothing can be written below it")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (lose_the_key, "鍵"),
        (break_the_log, "壊れ"),
        (write_with_a_newer_version, "新しい"),
        (be_no_folder, "別の場所"),
    ],
    ids=["lost key", "broken log", "newer log", "folder that cannot be written"],
)
def test_it_is_said_and_the_counter_works(
    folder: Path,
    show: Show,
    tracker: FocusTracker,
    trouble: Callable[[Path], None],
    said: str,
) -> None:
    trouble(folder)
    with window_over(folder) as (counter, window):
        assert [notice for notice in counter.notices if said in notice.sentence]
        show(window)
        assert said in words_on(window)
        enter(counter, window)
        do_a_visit(Clerk(counter, window, window.visit))
        assert counter.log.unsaved == 0
        assert len(list(counter.log.visits(counter.operations.state.id))) == 1
        assert counter.log.verify().problems == ()


def test_a_full_disk_is_said_and_the_visit_goes_on_from_memory_until_there_is_space(
    folder: Path, show: Show, tracker: FocusTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_over(folder) as (counter, window):
        show(window)
        enter(counter, window)
        clerk = Clerk(counter, window, window.visit)
        clerk.type("てんにゅう")
        clerk.press(Qt.Key.Key_Return)
        visit = clerk.visit.id
        inner = counter.log._inner

        def full(_drafts: object) -> object:
            raise DiskFull("ディスクがいっぱいで、記録できませんでした。")

        with monkeypatch.context() as patch:
            patch.setattr(inner, "append", full)
            clerk.answer("no")
            assert "ディスクがいっぱい" in words_on(window)
            assert dict(counter.desk.visit(visit).facts) == {}
            press_the_button(window, "紙に書いて")
            assert counter.log.unsaved == 1
            assert "受付票" in words_on(window)
            clerk.go()
            held = counter.log.unsaved
            assert held > 10
        clerk.press(Qt.Key.Key_Return)  # 完了: the disk takes it again, and all before it
        assert counter.log.unsaved == 0
        row = counter.log.visit(visit)
        assert row is not None
        assert row.state == "closed"
        assert counter.log.verify().problems == ()


def enter(counter: Counter, window: MainWindow) -> None:
    """Through the door, as a clerk does: looked at once more, then begun."""
    if not window.opening.operator.is_known:  # a folder that keeps nothing
        window.opening._on_operator_told(OPERATOR)
    window.opening.begin(IncidentKind.REAL, "full-outage")
    press_the_button(window, "始め")
    assert counter.is_entered


def do_a_visit(clerk: Clerk) -> None:
    clerk.type("てんにゅう")
    clerk.press(Qt.Key.Key_Return)
    clerk.go()
    (request,) = clerk.visit.requests
    assert request.outcome is Route.ACCEPT_AND_HOLD
    clerk.press(Qt.Key.Key_Return)
    assert clerk.page.visit_id is None


def words_on(window: QWidget) -> str:
    return "\n".join(text.text() for text in window.findChildren(Text) if text.isVisible())


def press_the_button(window: QWidget, words: str) -> None:
    found = [
        button
        for button in window.findChildren(Button)
        if button.isVisible() and words in button.accessibleName()
    ]
    assert found, words
    found[0].click()
