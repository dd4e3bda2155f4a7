"""約束 and 回収, two days after the outage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dtcoach.app.counter import Counter
from dtcoach.app.recalling import Found, Recalling
from dtcoach.domain.words import PromiseKind, TryResult, WorldKey
from dtcoach.ui.main_window import RECOVERY, MainWindow
from dtcoach.ui.promises.page import PromisesPage
from dtcoach.ui.recall.page import RecallPage
from dtcoach.ui.recovery.registry import PROMISES, RECALL
from tools.gallery.day import NOW
from tools.gallery.owed import documents, owe, promise_of
from tools.gallery.screen import Day, Prepare, Screen, press, settle

_Then = Callable[[MainWindow, PromisesPage], None]
Key = Qt.Key


def _promises(then: _Then | None = None, *, is_outage: bool = False) -> Prepare:
    def prepare(window: MainWindow) -> None:
        if not is_outage:
            owe(window.counter)
        window.go(RECOVERY)
        window.recovery.go(PROMISES)
        settle()
        page = window.recovery.page
        assert isinstance(page, PromisesPage)
        page.table.setFocus()
        if then is not None:
            then(window, page)

    return prepare


def _choose(kind: PromiseKind, procedure: str, *keys: Qt.Key) -> _Then:
    def then(window: MainWindow, page: PromisesPage) -> None:
        page.choose(promise_of(window.counter, kind, procedure).id)
        press(window, *keys)

    return then


def _nothing(_window: MainWindow, page: PromisesPage) -> None:
    page.filters.search.set_text("どこにもない")


def _lead(window: MainWindow, page: PromisesPage) -> None:
    _choose(PromiseKind.PHONE, "move-in", Key.Key_Return)(window, page)


def _papers(window: MainWindow, page: PromisesPage) -> None:
    press(window, Key.Key_F6, Key.Key_1)
    for _ in range(200):
        if page.batches.is_drawn:
            break
        settle(50)


def _side(window: MainWindow, page: PromisesPage) -> None:
    """With large text the panel takes the place of the list."""
    _choose(PromiseKind.PHONE, "death-notification")(window, page)
    if page.is_narrow:
        press(window, Key.Key_F9)


_CALL = (PromiseKind.PHONE, "death-notification")
_POST = (PromiseKind.POST, "residence-certificate")

_ThenRecall = Callable[[MainWindow, RecallPage], None]
JUKI = WorldKey.RESIDENT_RECORD


def _recall(then: _ThenRecall | None = None) -> Prepare:
    def prepare(window: MainWindow) -> None:
        owe(window.counter)
        _compare(window.counter)
        window.go(RECOVERY)
        window.recovery.go(RECALL)
        settle()
        page = window.recovery.page
        assert isinstance(page, RecallPage)
        page.table.setFocus()
        if then is not None:
            then(window, page)

    return prepare


def _compare(counter: Counter) -> None:
    """One as it was, one changed; three are still to be compared."""
    recalling = Recalling(counter, counter.followups)
    first, second, *_ = documents(counter)
    recalling.compared(first, Found(False, JUKI, "大崎 次郎"))
    moved = Found(True, JUKI, "大崎 次郎", what="転居", since=NOW.date())
    recalling.tried(
        recalling.compared(second, moved),
        TryResult.ABSENT,
        next_at=counter.clock.now() + timedelta(hours=2),
    )


def _document(serial: int, *keys: Qt.Key) -> _ThenRecall:
    def then(window: MainWindow, page: RecallPage) -> None:
        page.choose(documents(window.counter)[serial].id)
        press(window, *keys)

    return then


def _alarm(*keys: Qt.Key) -> _ThenRecall:
    def then(window: MainWindow, page: RecallPage) -> None:
        document = documents(window.counter)[2]
        found = Found(False, JUKI, "大崎 次郎", wrong_hands=True)
        Recalling(window.counter, window.counter.followups).compared(document, found)
        window.minute_passed()
        page.refresh()
        page.choose(document.id)
        if keys:
            settle()
            QTest.keyClick(window, Key.Key_F12, Qt.KeyboardModifier.ControlModifier)

    return then


SCREENS = (
    Screen("recall", Day.REAL, _recall()),
    Screen("recall-compare", Day.REAL, _recall(_document(3, Key.Key_Return, Key.Key_2))),
    Screen("recall-end", Day.REAL, _recall(_document(1, Key.Key_F8, Key.Key_1, Key.Key_4))),
    Screen("recall-wrong-hands", Day.REAL, _recall(_alarm())),
    Screen("recall-acknowledge", Day.REAL, _recall(_alarm(Key.Key_F12))),
    Screen("promises", Day.REAL, _promises()),
    Screen("promises-outage", Day.REAL, _promises(is_outage=True)),
    Screen("promises-call", Day.REAL, _promises(_side)),
    Screen("promises-result", Day.REAL, _promises(_choose(*_CALL, Key.Key_Return, Key.Key_2))),
    Screen("promises-lead", Day.REAL, _promises(_choose(PromiseKind.PHONE, "move-in"))),
    Screen("promises-lead-result", Day.REAL, _promises(_lead)),
    Screen("promises-address", Day.REAL, _promises(_choose(*_POST, Key.Key_Return))),
    Screen("promises-more", Day.REAL, _promises(_choose(*_POST, Key.Key_F8))),
    Screen("promises-letter", Day.REAL, _promises(_choose(*_POST, Key.Key_F8, Key.Key_2))),
    Screen("promises-plan", Day.REAL, _promises(_choose(*_CALL, Key.Key_F8, Key.Key_1))),
    Screen("promises-fee", Day.REAL, _promises(_choose(*_CALL, Key.Key_F8, Key.Key_2))),
    Screen("promises-drop", Day.REAL, _promises(_choose(*_CALL, Key.Key_F8, Key.Key_3))),
    Screen("promises-papers", Day.REAL, _promises(_papers)),
    Screen("promises-nothing", Day.REAL, _promises(_nothing)),
)
