"""The tour: walked with one key, left with Esc, known to no log, remembered as seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from dtcoach.adapters.preferences import FilePreferences
from dtcoach.app.tour import TourWalk, tour_walk
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Route
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.tour.sheet import TourSheet
from dtcoach.ui.tour.stations import STATIONS
from dtcoach.ui.visit.offers import OffersColumn
from tests.shipped import CONTENT, MONDAY
from tests.ui.accessible import assert_accessible
from tests.ui.window import HANAKO, Desk

Key = Qt.Key
OpenDesk = Callable[..., Desk]


def tour_of(desk: Desk) -> TourSheet:
    sheet = desk.sheet
    assert isinstance(sheet, TourSheet)
    return sheet


def test_every_station_is_reached_with_enter_and_the_last_one_ends_it(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_F3)
    seen = []
    while desk.sheet is not None:
        assert_accessible(desk.window)
        seen.append(tour_of(desk).station)
        desk.press(Key.Key_Return)
    assert seen == list(STATIONS)
    assert FilePreferences(desk.house.data).display().tour_seen
    assert list(desk.counter.log.incidents()) == []
    assert desk.window._start is not None
    assert desk.window._start.home._tour.label == "使い方"


def test_a_station_has_its_height_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_F3)
    sheet = tour_of(desk)
    while sheet.station is not STATIONS[-1]:
        sheet.go_on()
        [pane] = [p for p in sheet.findChildren(ScrollPane) if p.isVisible()]
        at_once = pane.height()
        desk.settle()
        assert at_once == pane.height() > 200


def test_it_can_be_left_and_turned_back_at_any_time(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_F3, Key.Key_Return, Key.Key_Return)
    desk.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert tour_of(desk).station is STATIONS[1]
    desk.press(Key.Key_Escape)
    assert desk.sheet is None


def test_a_question_can_be_answered_and_a_wrong_way_is_struck_out(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press(Key.Key_F3, Key.Key_Return, Key.Key_Return)
    assert tour_of(desk).station.shows == "question"
    desk.press(Key.Key_2)
    assert tour_of(desk).station.shows == "offers"
    (ways,) = tour_of(desk).findChildren(OffersColumn)
    refused = [row for row in ways._rows if row.standing == "refused"]
    assert any("暗証番号" in row.reason for row in refused)


def test_it_never_comes_by_itself_and_writes_nothing_in_a_real_outage(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
    desk.window.opening.entered.emit()
    assert not desk.sheet_is(TourSheet)
    incident = desk.counter.operations.state.id
    before = len(list(desk.counter.log.of_board(incident)))
    desk.press(Key.Key_F1, Key.Key_F3)
    tour_of(desk)
    desk.press(*[Key.Key_Return] * len(STATIONS))
    assert not desk.sheet_is(TourSheet)
    assert len(list(desk.counter.log.of_board(incident))) == before
    assert list(desk.counter.log.visits(incident)) == []


def test_the_tour_fits_at_200_percent_in_high_contrast(open_desk: OpenDesk) -> None:
    desk = open_desk()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.ThemeChoice.HIGH_CONTRAST, 2.0)
    desk.settle()
    desk.press(Key.Key_F3)
    while desk.sheet is not None:
        assert_accessible(desk.window)
        words = "".join(label.text() for label in tour_of(desk).findChildren(QLabel))
        assert tour_of(desk).station.sentences[0] in words
        desk.press(Key.Key_Return)


def test_the_invented_visit_is_walked_by_the_engine_to_its_end() -> None:
    walk = tour_walk(CONTENT, MONDAY)
    assert walk.question is not None
    assert walk.question.place.fact == "changed_since_snapshot"
    assert walk.offers is not None
    assert walk.offers.place.walk is not None
    offered = [offer.route for offer in walk.offers.place.walk.decision.offers]
    assert offered[0] is Route.DOWNTIME_CERTIFICATE
    assert walk.step is not None
    assert walk.finished is not None
    assert walk.finished.place.kind is PlaceKind.FINISHED


@pytest.mark.parametrize("gone", ["procedures", "scenarios"])
def test_a_ward_without_that_procedure_still_has_words(gone: str) -> None:
    assert tour_walk(replace(CONTENT, **{gone: {}}), MONDAY) == TourWalk()  # type: ignore[arg-type]
