"""訓練: a drill is chosen, prepared, and in its sixth minute."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt

from dtcoach.domain.drill.events import Rating
from dtcoach.domain.words import Status, WorldKey
from dtcoach.ui.drill.page import PLACES, SEEN
from dtcoach.ui.main_window import DRILL, VISIT, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press, settle

Key = Qt.Key
_CHOSEN = (Key.Key_2,)
_PREPARED = (*_CHOSEN, Key.Key_Return)
_MINUTE = timedelta(minutes=1)


def _choose(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        press(window, *_CHOSEN, *keys)

    return prepare


def _ready(window: MainWindow) -> None:
    press(window, *_PREPARED)
    settle()
    press(window, Key.Key_Return)
    settle()


def _starting(window: MainWindow) -> None:
    _ready(window)
    press(window, Key.Key_F2)


def _sixth_minute(window: MainWindow) -> None:
    """One resident came and went uncalled; the second has just come."""
    _ready(window)
    counter = window._counter
    exercise = counter.exercise
    assert exercise is not None
    exercise.start()
    exercise.play_due()
    exercise.jump(_MINUTE)
    counter.operations.check("係長A", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷")
    exercise.jump(2 * _MINUTE)
    exercise.play_due()
    counter.desk.open_visit(counter.clerk, ["residence-certificate"])
    exercise.jump(6 * _MINUTE)
    exercise.play_due()
    exercise.put_away("server-starts")
    exercise.seen.note("二人目が、紙だけを見て名乗った。画面は見ていない", card="aoba")
    exercise.seen.rate("today-asked", Rating.P, card="aoba")
    exercise.seen.rate("two-people", Rating.U, card="aoba", note="紙だけを見た")
    late = exercise.seen.find("二人目の確認が、紙だけになった")
    exercise.seen.plan(late, "確認の手順を窓口に貼る", "戸籍住民課", date(2026, 10, 30))
    window.go(DRILL)
    window.drill.refresh()
    # What the next beat would show, in every picture alike.
    if window._beat is not None:
        window._beat.look()


def _running(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _sixth_minute(window)
        press(window, *keys)

    return prepare


def _tab(tab: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _sixth_minute(window)
        window.drill.show_tab(tab)

    return prepare


def _finding(window: MainWindow) -> None:
    _tab(SEEN)(window)
    window.drill.observing.finding.click()


def _by_hand(window: MainWindow) -> None:
    """Played by hand; three are past their time and are about to come again."""
    _sixth_minute(window)
    exercise = window.drill.exercise
    exercise.play_by_hand(True)
    exercise.jump(12 * _MINUTE)
    window.drill.refresh()
    window.drill.injecting.by_hand.click()


def _files(window: MainWindow) -> None:
    _sixth_minute(window)
    window.drill.files.click()


def _called(window: MainWindow) -> None:
    """Somebody calls while the clerk is at work."""
    _sixth_minute(window)
    window.go(VISIT)


SCREENS = (
    Screen("start-drills", Day.NOTHING, _choose()),
    Screen("start-drill-prepare", Day.NOTHING, _choose(Key.Key_Return)),
    Screen("drill-ready", Day.NOTHING, _ready),
    Screen("drill", Day.NOTHING, _running()),
    Screen("drill-card", Day.NOTHING, _running(Key.Key_Up)),
    Screen("drill-places", Day.NOTHING, _tab(PLACES)),
    Screen("drill-seen", Day.NOTHING, _tab(SEEN)),
    Screen("drill-start", Day.NOTHING, _starting),
    Screen("drill-jump", Day.NOTHING, _running(Key.Key_F6)),
    Screen("drill-by-hand", Day.NOTHING, _by_hand),
    Screen("drill-files", Day.NOTHING, _files),
    Screen("drill-note", Day.NOTHING, _running(Key.Key_F5)),
    Screen("drill-finding", Day.NOTHING, _finding),
    Screen("drill-rate", Day.NOTHING, _running(Key.Key_F11)),
    Screen("drill-call", Day.NOTHING, _called),
)
