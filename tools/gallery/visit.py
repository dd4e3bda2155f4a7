"""対応: the picker, and a visit at each kind of place it can stand at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import Route, Status, WorldKey
from dtcoach.ui.main_window import VISIT, MainWindow
from tools.gallery.screen import Day, Prepare, Screen, press, settle
from tools.gallery.walking import FACTS, Stop, walk_on, walk_until

Key = Qt.Key
_ONE = ("residence-certificate",)
_TWO = ("move-in", "residence-certificate")
_THREE = ("residence-certificate", "seal-certificate", "tax-certificate")


def at(step: str) -> Stop:
    """Where that is asked or done."""
    return lambda kind, here: here == step


def offered(kind: PlaceKind, here: str) -> bool:
    return kind is PlaceKind.OFFERS


def never(kind: PlaceKind, here: str) -> bool:
    return False


def visit_at(
    stop: Stop,
    procedures: Sequence[str] = _ONE,
    *keys: Qt.Key,
    facts: Mapping[str, str] | None = None,
    choose: Mapping[str, Route] | None = None,
) -> Prepare:
    """A visit that stands there, and what is pressed then."""

    def prepare(window: MainWindow) -> None:
        counter = window.visit.counter
        visit = counter.desk.open_visit(counter.clerk, procedures)
        walk_until(counter, visit.id, stop, {**FACTS, **(facts or {})}, choose)
        window.open_visit(visit.id)
        press(window, *keys)

    return prepare


def then(first: Prepare, *keys: Qt.Key, typed: str = "") -> Prepare:
    """That screen, and what is typed and pressed on it."""

    def prepare(window: MainWindow) -> None:
        first(window)
        settle()
        _type(typed)
        press(window, *keys)

    return prepare


def _type(words: str) -> None:
    editor = QApplication.focusWidget()
    if words and isinstance(editor, QLineEdit):
        editor.insert(words)


def _picker(*keys: Qt.Key, typed: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.go(VISIT)
        window.visit.start_new()
        _type(typed)
        press(window, *keys)

    return prepare


def _first_of_the_day(window: MainWindow) -> None:
    press(window, Key.Key_1, Key.Key_F7, Key.Key_Return, Key.Key_Return)


def _third_request(window: MainWindow) -> None:
    """Two of three are settled, and what was told for them is not asked again."""
    counter = window.visit.counter
    visit = counter.desk.open_visit(counter.clerk, _THREE)
    while visit.active is None or visit.active.request < len(_THREE):
        visit = walk_on(counter, counter.clerk, visit, 1)
    window.open_visit(visit.id)


def _as_it_stands(window: MainWindow) -> None:
    window.go(VISIT)


def _world_changed(window: MainWindow) -> None:
    """The lead takes the server off the board in the middle of a visit that leans on it."""
    visit_at(at("match-record"))(window)
    window.visit.counter.operations.check(
        "係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "印刷できない"
    )
    press(window, Key.Key_Return)


def _correction(window: MainWindow) -> None:
    """What another answer would change, before it is written."""
    visit_at(at("match-record"))(window)
    page = window.visit
    page._stage._on_again("changed_since_snapshot")
    settle()
    page._on_answered("yes")


def _asked_again(window: MainWindow) -> None:
    visit_at(at("match-record"))(window)
    window.visit._stage._on_again("requester")


def _undone(window: MainWindow) -> None:
    visit_at(at("match-record"))(window)
    settle()
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _parked(window: MainWindow) -> None:
    """Back at the picker, the visit waiting at the left and at the right."""
    visit_at(at("match-record"), _ONE, Key.Key_F2)(window)
    settle()
    _type("転出証明書を取りに戻っている")
    press(window, Key.Key_Return)


def _chosen(window: MainWindow) -> None:
    """The first page of a way, once its cautions were read with it."""
    visit_at(offered, _ONE, Key.Key_Return)(window)
    counter, visit = window.visit.counter, window.visit.visit_id
    assert visit is not None
    walk_until(counter, visit, at("identity"))
    window.visit.refresh()


def _late_way(window: MainWindow) -> None:
    """A way that lets the day pass, looked at and not taken."""
    visit_at(offered, ["move-in"])(window)
    cards = window.visit._stage.ways.list.cards
    next(card for card in cards if card.model.route == "return-visit").click()


def _adding(window: MainWindow) -> None:
    visit_at(at("match-record"), _ONE, Key.Key_F7)(window)


def _closed(window: MainWindow) -> None:
    """A visit that is over, looked up in the ledger."""
    counter = window.visit.counter
    visit = counter.desk.open_visit(counter.clerk, _ONE)
    walk_until(counter, visit.id, never)
    counter.desk.close(counter.desk.visit(visit.id), counter.clerk)
    window.open_visit(visit.id)


def _overview(stop: Stop, procedures: Sequence[str] = _ONE) -> Prepare:
    return visit_at(stop, procedures, Key.Key_F3)


_DAY = Day.SNAPSHOT
_FAR = {"event_date": "2025-01-05"}
_PROTECTED = {"support_measures": "yes"}
_LANGUAGE = Key.Key_F4

SCREENS = (
    Screen("visit-new", Day.REPLAY, _picker()),
    Screen("visit-new-empty", Day.NOTHING, _first_of_the_day),
    Screen("visit-new-picked", Day.REAL, _picker(Key.Key_1, Key.Key_3, Key.Key_4)),
    Screen("visit-new-searched", Day.REAL, _picker(typed="いんかん")),
    Screen("visit-new-not-found", Day.REAL, _picker(typed="パスポート")),
    Screen("visit", Day.REPLAY, _as_it_stands),
    Screen("visit-drill", Day.DRILL, _as_it_stands),
    Screen("visit-silent", _DAY, visit_at(at("support_measures"))),
    Screen("visit-question", _DAY, visit_at(at("changed_since_snapshot"), _THREE)),
    Screen("visit-question-many", _DAY, visit_at(at("requester"))),
    Screen("visit-question-date", _DAY, visit_at(at("event_date"), _TWO)),
    Screen(
        "visit-question-date-typed", _DAY, then(visit_at(at("event_date"), _TWO), typed="R6.12.23")
    ),
    Screen(
        "visit-question-date-error",
        _DAY,
        then(visit_at(at("event_date"), _TWO), Key.Key_Return, typed="R6.13.40"),
    ),
    Screen("visit-question-again", _DAY, _asked_again),
    Screen("visit-question-easy", _DAY, visit_at(at("changed_since_snapshot"), _ONE, _LANGUAGE)),
    Screen("visit-offers", _DAY, visit_at(offered)),
    Screen("visit-offers-due", _DAY, visit_at(offered, ["move-in"])),
    Screen("visit-offers-late", _DAY, _late_way),
    Screen("visit-offers-lead", _DAY, visit_at(offered, facts=_PROTECTED)),
    Screen("visit-offers-zh", _DAY, visit_at(offered, _ONE, *[_LANGUAGE] * 3)),
    Screen("visit-chosen", _DAY, _chosen),
    Screen("visit-say", _DAY, visit_at(at("apology"))),
    Screen("visit-say-zh", _DAY, visit_at(at("filing-received"), ["move-in"], *[_LANGUAGE] * 3)),
    Screen("visit-check", _DAY, visit_at(at("identity"))),
    Screen("visit-check-error", _DAY, visit_at(at("identity"), _ONE, Key.Key_Return)),
    Screen("visit-check-moment", _DAY, visit_at(at("snapshot-at"))),
    Screen("visit-do", _DAY, visit_at(at("match-record"))),
    Screen("visit-never", _DAY, visit_at(at("never-changed"))),
    Screen("visit-record", _DAY, visit_at(at("serial"))),
    Screen("visit-approve", _DAY, visit_at(at("second-person"))),
    Screen(
        "visit-approve-same",
        _DAY,
        then(visit_at(at("second-person")), Key.Key_Return, typed="品川　花子"),
    ),
    Screen("visit-outcome", _DAY, visit_at(at("outcome"), _TWO)),
    Screen("visit-far-deadline", _DAY, visit_at(at("outcome"), _TWO, facts=_FAR)),
    Screen("visit-third-request", _DAY, _third_request),
    Screen("visit-finished", _DAY, visit_at(never, _THREE)),
    Screen("visit-closed", _DAY, _closed),
    Screen("visit-changed", _DAY, _world_changed),
    Screen("visit-correction", _DAY, _correction),
    Screen("visit-undone", _DAY, _undone),
    Screen("visit-withdrawn", _DAY, visit_at(at("requester"), ["move-in"], Key.Key_F9)),
    Screen("visit-ways-again", _DAY, visit_at(at("match-record"), _ONE, Key.Key_F8)),
    Screen("visit-adding", _DAY, _adding),
    Screen("visit-park", _DAY, visit_at(at("match-record"), _ONE, Key.Key_F2)),
    Screen("visit-parked", _DAY, _parked),
    Screen("overview-question", _DAY, _overview(at("has_card"))),
    Screen("overview-offers", _DAY, _overview(offered)),
    Screen("overview-say", _DAY, _overview(at("as-of"))),
    Screen("overview-check", _DAY, _overview(at("identity"))),
    Screen("overview-approve", _DAY, _overview(at("second-person"))),
    Screen("overview-date", _DAY, _overview(at("event_date"), _TWO)),
    Screen("overview-outcome", _DAY, _overview(at("outcome"), _TWO)),
    Screen("overview-ko", _DAY, visit_at(offered, _ONE, Key.Key_F3, *[_LANGUAGE] * 4)),
)
