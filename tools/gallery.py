"""`make gallery`: the screens as pictures, from the replayed 品川 outage, while a clock stands.

The recording is an incident of kind 再現 and is shown as one; 本番 and 訓練 are begun beside it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.notice import PLACES, NoticeDraft, compose, posted
from dtcoach.app.preferences import Operator
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import Recorded, recorded_in
from dtcoach.app.slips import Slip
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import (
    UNKNOWN,
    IncidentKind,
    LeadList,
    ResidentField,
    Status,
    WorldKey,
)
from dtcoach.ui.application import make_application
from dtcoach.ui.kit import theme
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import BOARD, LEDGER, VISIT, MainWindow
from dtcoach.ui.tour.stations import STATIONS
from tools.gallery_board import REAL_SCENES, START_SCENES
from tools.gallery_practice import PRACTICE_SCENES, keep_practised

ROOT = Path(__file__).parent.parent
RECORDING = ROOT / "tests/replay/shinagawa-2025-01-06.json"
SMALL, LARGE = (1366, 768), (1920, 1080)
NOW = datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO)
OPERATOR = Operator("品川 花子", "戸籍住民課", "3番窓口")
LOOKS = (
    ("", theme.ThemeChoice.LIGHT, 1.0),
    ("-contrast", theme.ThemeChoice.HIGH_CONTRAST, 1.0),
    ("-200", theme.ThemeChoice.LIGHT, 2.0),
    ("-contrast-200", theme.ThemeChoice.HIGH_CONTRAST, 2.0),
)


class StandingClock:
    """Implements `Clock`; goes on only when told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Gallery(House):
    """The shipped content over a folder of its own, under a clock that stands."""

    clock: StandingClock  # type: ignore[assignment]


def house_in(folder: Path, at: datetime = NOW) -> Gallery:
    house = Gallery(folder)
    house.clock = StandingClock(at)
    house.preferences.remember(OPERATOR)
    keep_practised(folder, at.date())
    return house


def the_day(house: Gallery, kind: IncidentKind) -> Counter:
    """The outage as it stood at 13:02, with three visits of our own counter in the middle."""
    counter, opened = house.counter()
    counter.clerk = Clerk(OPERATOR.name, OPERATOR.counter)
    if kind is IncidentKind.REPLAY:
        player = Replay(opened.log, house.shelf(opened.log), house.clock, house.days, house.new_id)
        counter.resume(str(player.run(_recorded_until(house, NOW))["incident"]))
    else:
        house.clock.at = NOW - timedelta(minutes=102)
        counter.declare(kind, "full-outage", OPERATOR.office)
    for minutes, by, key, status, how in _LOOKED:
        house.clock.at = NOW - timedelta(minutes=minutes)
        counter.operations.check(by, key, status, how)
    _serve(counter, house.clock)
    _lead(counter, house.clock)
    if kind is not IncidentKind.REPLAY:
        _name(counter)
    house.clock.at = NOW
    return counter


def _lead(counter: Counter, clock: StandingClock) -> None:
    """The lead ticked a few lines, and one notice is up."""
    operations = counter.operations
    scenario = counter.content.scenarios[operations.state.scenario]
    for minutes, item in zip((98, 95, 90, 84), scenario.first_minutes, strict=False):
        operations.tick("係長", LeadList.FIRST, item, True, NOW - timedelta(minutes=minutes))
    clock.at = NOW - timedelta(minutes=62)
    draft = NoticeDraft(operations.state.started_at, NOW - timedelta(minutes=2), "戸籍住民課の窓口")
    notice = compose(counter.content, operations.state, draft, clock.at, counter.days)
    text = notice.texts["ja"].plain
    operations.post_notice("係長", posted(notice, draft, text, PLACES[:2]))


def _recorded_until(house: Gallery, until: datetime) -> Recorded:
    """The recording as far as `until`; of what it repeats, enough for a full page."""
    recorded = recorded_in(house.content, json.loads(RECORDING.read_text(encoding="utf-8")))
    return replace(
        recorded,
        timeline=tuple(entry for entry in recorded.timeline if entry.at <= until),
        visits=tuple(replace(v, times=min(v.times, 3)) for v in recorded.visits if v.at <= until),
    )


_LOOKED = (
    (72, "係員B", WorldKey.FAMILY_REGISTER, Status.UP, "証明書の画面を一件開いた"),
    (40, "係員A", WorldKey.TAX, Status.UP, "税務課へ電話"),
    (39, "係員A", WorldKey.INSURANCE_PENSION, Status.UP, "国保医療年金課へ電話"),
    (31, "係員A", WorldKey.NETWORK, Status.UP, "ほかの窓口の端末が見える"),
    (30, "係員A", WorldKey.POWER, Status.UP, "照明と端末の電源"),
    (12, "係長", WorldKey.JUKI_NET, Status.DOWN, "統合端末で照会できない"),
    (7, "係長", WorldKey.RESIDENT_RECORD, Status.DOWN, "二台の端末でログインできない"),
    (4, "係員A", WorldKey.PRINTER, Status.DEGRADED, "2番が紙詰まり、入れ直すと出る"),
)
_VISITS: tuple[tuple[int, tuple[str, ...], int], ...] = (
    (21, ("seal-certificate",), 3),
    (9, ("move-in",), 4),
    (3, ("move-in", "residence-certificate"), 3),
)
_CUES = {21: "委任状を取りに戻った", 9: "係長の確認待ち"}
_FACTS = {
    "support_measures": "no", "contact_safe": "yes", "stop_list_hit": "no", "requester": "self",
    "in_person": "yes", "registered_here": "yes", "can_return": "yes", "has_card": "yes",
    "knows_pin": "yes", "card_certificate_valid": "yes", "changed_since_snapshot": "no",
    "needed_today": "yes", "event_date": "2024-12-23", "wants_certificate": "no",
    "has_seal_card": "yes", "seal_changed": "no", "filed_move_out": "no", "moving_abroad": "no",
    "under_15": "no",
}  # fmt: skip


def _serve(counter: Counter, clock: StandingClock) -> None:
    clerk = counter.clerk
    for minutes, procedures, acts in _VISITS:
        clock.at = NOW - timedelta(minutes=minutes)
        visit = counter.desk.open_visit(clerk, procedures)
        visit = walk_on(counter, clerk, visit, acts)
        if minutes in _CUES:
            counter.desk.park(visit, clerk, _CUES[minutes])


def _name(counter: Counter) -> None:
    """Two of the three said who they are; invented people."""
    for row, (name, kana) in zip(counter.waiting(), _NAMES, strict=False):
        details = {ResidentField.NAME: name, ResidentField.KANA: kana}
        counter.desk.note_down(counter.desk.visit(row.id), counter.clerk, details)


_NAMES = (("髙橋 𠮷郎", "タカハシ　ヨシロウ"), ("山﨑 さくら", "ヤマサキ　サクラ"))


def walk_on(counter: Counter, clerk: Clerk, visit: VisitState, acts: int) -> VisitState:
    """So many acts further, as a clerk would; closed when everything is done."""
    desk = counter.desk
    for _ in range(acts):
        place = desk.place(visit)
        if place.kind is PlaceKind.FINISHED:
            return desk.close(visit, clerk)
        if place.kind is PlaceKind.QUESTION and place.fact is not None:
            visit = desk.answer(visit, clerk, place.fact, _FACTS.get(place.fact, UNKNOWN))
        elif place.kind is PlaceKind.OFFERS and place.walk is not None:
            visit = desk.choose(visit, clerk, place.walk.decision.offers[0].route)
        elif place.step is not None:
            visit = desk.done(visit, clerk, _typed(place.step.input.value, counter))
        else:
            break
    return visit


def _typed(kind: str, counter: Counter) -> str:
    now = counter.clock.now()
    return {
        "number": "0412",
        "date": now.date().isoformat(),
        "datetime": now.replace(day=5, hour=23, minute=0).isoformat(),
        "staff": "係員B",
    }.get(kind, "運転免許証、期限 2028-05")


# --- the screens --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Screen:
    """One picture: what the window shows, brought about as a clerk would."""

    name: str
    prepare: Callable[[MainWindow], None]
    kind: IncidentKind | None = IncidentKind.REPLAY


def _press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        settle()
        QTest.keyClick(QApplication.focusWidget() or window, key)


def _board_changed(window: MainWindow) -> None:
    window.go(BOARD)
    board = window.board
    board.change(WorldKey.KONBINI)
    _press(window, Qt.Key.Key_3)


def _snapshot(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.change(WorldKey.DOWNTIME_SERVER)
    _press(window, Qt.Key.Key_1)


def _journal(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.side.tab_chosen.emit("journal")


def _lists_ticked(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.side.tab_chosen.emit("FIRST")


def _round(window: MainWindow) -> None:
    window.go(BOARD)
    _press(window, Qt.Key.Key_F4, Qt.Key.Key_1, Qt.Key.Key_Return)


def _notice(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.open_notice()


def _notice_sns(window: MainWindow) -> None:
    _notice(window)
    page = window.board.notice
    assert page is not None
    page.show_tab("sns")


def _notice_english(window: MainWindow) -> None:
    _notice(window)
    page = window.board.notice
    assert page is not None
    page.show_tab("en")


def _handover(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.open_handover()


def _search(window: MainWindow) -> None:
    window.go(LEDGER)
    window.ledger.search.editor.setFocus()
    window.ledger.search.set_text("住民票")


def _new_visit(window: MainWindow) -> None:
    window.go(VISIT)
    window.visit.start_new()


def _triage(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_1)


def _triage_middle(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_0)


def _triage_result(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_3)


def _triage_drill(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_2)


_LONG_NAME = "髙𠮷﨑之進 マクシミリアン・アレクサンドロヴィチ"
_RESIDENT = {
    ResidentField.NAME: _LONG_NAME,
    ResidentField.KANA: "たかよしざき ゆきのしん ﾏｸｼﾐﾘｱﾝ",
    ResidentField.PHONE: "０９０－１２３４－５６７８",
    ResidentField.CONTACT: "18時以降。留守番電話には伝言しない",
    ResidentField.POSTCODE: "1400002",
    ResidentField.ADDRESS: "東京都品川区東品川２ー１－３６",
    ResidentField.BIRTH_DATE: "S60.1.6",
}


def _resident(window: MainWindow) -> None:
    window.go(VISIT)
    _press(window, Qt.Key.Key_F6)
    sheet = window.visit.noting.sheet
    assert sheet is not None
    for name, typed in _RESIDENT.items():
        sheet.fields[name].set_text(typed)
        sheet.fields[name].left.emit()
    sheet.note.set_text(
        "車いすの方。次は息子さん（同居）が来る予定。\n受け取りは木曜の午後を希望。"
    )
    settle(1000)


def _slip(window: MainWindow) -> None:
    _new_visit(window)
    _press(window, Qt.Key.Key_F11)
    for words in ("P101-007", "1/6 11:45"):
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.insert(words)
        _press(window, Qt.Key.Key_Tab)


def _slip_pick(window: MainWindow) -> None:
    _slip(window)
    _press(window, Qt.Key.Key_Return)


def _slip_walk(window: MainWindow) -> None:
    window.go(VISIT)
    window.visit.start_new()
    counter = window.visit._counter
    slip = Slip("", NOW - timedelta(minutes=77), "戸籍住民課 2番窓口")
    window.open_visit(counter.desk.open_slip(counter.clerk, ["move-in"], slip).id)


class _CounterPrinter:
    """Implements `Printers`: the pictures are of a terminal that has one."""

    def name(self) -> str:
        return "カウンター複合機"

    def send(self, name: str, title: str, pages: object, dpi: int) -> None:
        raise AssertionError("a picture prints nothing")


def _paper_step(window: MainWindow) -> None:
    """A 転入 at the step that gives out the slip, its page drawn."""
    window.go(VISIT)
    counter = window.visit.counter
    visit = counter.desk.open_visit(counter.clerk, ["move-in"])
    while True:
        step = counter.desk.place(visit).step
        if step is not None and step.form is not None:
            break
        visit = walk_on(counter, counter.clerk, visit, 1)
    window.open_visit(visit.id)
    papers = window.visit.papers
    papers.work.printers = _CounterPrinter()
    while not papers.glance_is_drawn:
        settle()


def _paper_sheet(window: MainWindow) -> None:
    _paper_step(window)
    _press(window, Qt.Key.Key_F5)
    while not window.visit.papers.work.is_drawn:
        settle()


def _named(window: MainWindow) -> None:
    """Found by a reading, typed in hiragana."""
    window.go(LEDGER)
    window.ledger.search.set_text("たかはし")


def _scenarios(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_1, Qt.Key.Key_F7, Qt.Key.Key_2)


def _begin(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_2, Qt.Key.Key_F7, Qt.Key.Key_1, Qt.Key.Key_Return)


def _settings(window: MainWindow) -> None:
    window.go(BOARD)
    window.aids.open_settings()


def _help(until: Callable[[PlaceKind], bool]) -> Callable[[MainWindow], None]:
    """The help sheet where a visit first stands at such a place."""

    def prepare(window: MainWindow) -> None:
        counter = window._counter
        visit = counter.desk.open_visit(counter.clerk, ["move-in"])
        while not until(counter.desk.place(visit).kind):
            visit = walk_on(counter, counter.clerk, visit, 1)
        window.open_visit(visit.id)
        settle()
        window.aids.open_help()

    return prepare


def _tour(station: int) -> Callable[[MainWindow], None]:
    def prepare(window: MainWindow) -> None:
        window.aids.open_tour()
        for _ in range(station):
            _press(window, Qt.Key.Key_Return)

    return prepare


def _told(window: MainWindow) -> None:
    window.go(BOARD)
    window.tell(
        "前の記録の鍵が見つかりません。前の記録は消さずに残し、新しい記録を始めました。"
        "受付番号を 102- に変えて、そのまま受付を続けられます。",
        True,
    )
    window.acting.unsaved_changed.emit(3)


def _turn(window: MainWindow) -> None:
    window.go(BOARD)
    window.board.side.turn_requested.emit()


def _turn_asking(window: MainWindow) -> None:
    _turn(window)
    _press(window, Qt.Key.Key_F7, Qt.Key.Key_3, Qt.Key.Key_1)


def _turn_found(window: MainWindow) -> None:
    _turn_asking(window)
    _press(window, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_3)


def _failing_again(window: MainWindow) -> None:
    """Shot last: it writes into the log that the others share."""
    window.go(BOARD)
    window.board.side.recovery_requested.emit()
    _press(window, Qt.Key.Key_Return)
    window.board.side.turn_requested.emit()


def _failed_again(window: MainWindow) -> None:
    _failing_again(window)
    _press(window, Qt.Key.Key_Return)


SCREENS = (
    Screen("start", lambda window: None, None),
    Screen("start-triage", _triage, None),
    Screen("start-triage-middle", _triage_middle, None),
    Screen("start-triage-result", _triage_result, None),
    Screen("start-triage-drill", _triage_drill, None),
    Screen("start-scenario", _scenarios, None),
    Screen("start-begin", _begin, None),
    *(Screen(name, prepare, None) for name, prepare in START_SCENES.items()),
    *(Screen(name, prepare, None) for name, prepare in PRACTICE_SCENES.items()),
    Screen("visit-new", _new_visit),
    Screen("visit", lambda window: window.go(VISIT)),
    Screen("visit-paper", _paper_step, IncidentKind.REAL),
    Screen("visit-paper-sheet", _paper_sheet, IncidentKind.DRILL),
    Screen("board", lambda window: window.go(BOARD)),
    Screen("board-change", _board_changed),
    Screen("board-snapshot", _snapshot),
    Screen("board-journal", _journal),
    Screen("board-told", _told),
    *(Screen(f"tour-{number + 1}", _tour(number), None) for number in range(len(STATIONS))),
    Screen("settings", _settings),
    Screen("board-lists", _lists_ticked, IncidentKind.REAL),
    Screen("board-round", _round, IncidentKind.DRILL),
    Screen("notice", _notice, IncidentKind.REAL),
    Screen("notice-sns", _notice_sns, IncidentKind.DRILL),
    Screen("notice-en", _notice_english, IncidentKind.REAL),
    Screen("handover", _handover),
    Screen("help-question", _help(lambda kind: kind is PlaceKind.QUESTION)),
    Screen("help-offers", _help(lambda kind: kind is PlaceKind.OFFERS)),
    Screen("help-step", _help(lambda kind: kind is PlaceKind.STEP)),
    Screen("ledger", lambda window: window.go(LEDGER)),
    Screen("ledger-search", _search),
    Screen("real-board", lambda window: window.go(BOARD), IncidentKind.REAL),
    Screen("real-turn", _turn, IncidentKind.REAL),
    Screen("real-turn-asking", _turn_asking, IncidentKind.REAL),
    Screen("real-turn-found", _turn_found, IncidentKind.REAL),
    *(Screen(name, prepare, IncidentKind.REAL) for name, prepare in REAL_SCENES.items()),
    Screen("visit-resident", _resident, IncidentKind.REAL),
    Screen("visit-slip", _slip, IncidentKind.REAL),
    Screen("visit-slip-pick", _slip_pick, IncidentKind.REAL),
    Screen("visit-slip-walk", _slip_walk, IncidentKind.REAL),
    Screen("real-ledger", _named, IncidentKind.REAL),
    Screen("drill-visit", lambda window: window.go(VISIT), IncidentKind.DRILL),
    Screen("drill-failing-again", _failing_again, IncidentKind.DRILL),
    Screen("drill-failed-again", _failed_again, IncidentKind.DRILL),
)


def settle(ms: int = 40) -> None:
    QTest.qWait(ms)


@contextmanager
def opened(kind: IncidentKind | None) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows on one log of that kind of incident; None: nothing has begun."""
    with tempfile.TemporaryDirectory() as folder:
        house = house_in(Path(folder))
        counter = house.counter()[0] if kind is None else the_day(house, kind)

        def window() -> MainWindow:
            made = MainWindow(
                counter, house.preferences, LaterNames(house.form_titles), house.practice
            )
            made.open_up()
            if kind is IncidentKind.REPLAY:
                made.opening.entered.emit()
            return made

        try:
            yield window
        finally:
            counter.log.close()


def shoot(screen: Screen, make: Callable[[], MainWindow], size: tuple[int, int]) -> QImage:
    """The picture of one screen at one window size."""
    window = make()
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle()
    screen.prepare(window)
    settle(150)
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    settle(1)
    return picture


def save(picture: QImage, file: Path) -> None:
    """In a palette of its own: flat colours look the same in a third of the bytes."""
    from PIL import Image

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    whole = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    small = whole.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(file, optimize=True)


def main(folder: Path, only: str = "") -> None:
    """All screens into `folder`; `only` those whose name holds it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    for kind in (None, *IncidentKind):
        wanted = [s for s in SCREENS if s.kind is kind and only in s.name]
        if not wanted:
            continue
        with opened(kind) as make:
            for mark, choice, scale in LOOKS:
                theme.apply(app, choice, scale)
                for screen in wanted:
                    for size in (SMALL,) if mark else (SMALL, LARGE):
                        picture = shoot(screen, make, size)
                        save(picture, folder / f"{screen.name}{mark}-{size[0]}.png")
    from tools import gallery_resident

    gallery_resident.main(app, folder, only)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots", *sys.argv[2:3])
