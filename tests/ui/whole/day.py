"""A day at the counter through the real window, told in the words of the field.

Everything is done by keys, pressed where the keys go. What is asserted is what a clerk can read on
the screen, or what a lead finds in the log and in the export.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dtcoach.app.export_wish import Format
from dtcoach.app.ports import IncidentRow
from dtcoach.domain.events import Event, EventBody
from dtcoach.domain.visit import VisitState, fold_visit
from dtcoach.domain.words import Route, Status, WorldKey
from dtcoach.ui.kit.banner import BannerModel
from tests.exports.making import text_of_export
from tests.ui.clerk import Clerk
from tests.ui.window import Desk, Key

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_TABS = 60
STATUS_KEYS = {
    Status.UP: Key.Key_1,
    Status.DEGRADED: Key.Key_2,
    Status.DOWN: Key.Key_3,
    Status.UNKNOWN: Key.Key_4,
}
REAL, DRILL = Key.Key_1, Key.Key_2
FULL_OUTAGE, DOWNTIME_SERVER, LINK = Key.Key_1, Key.Key_2, Key.Key_3

ORDINARY: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "requester": "self",
    "in_person": "yes",
    "registered_here": "yes",
    "has_card": "no",
    "changed_since_snapshot": "no",
    "event_date": "R6.12.23",
    "can_return": "yes",
}
"""A resident as most are: nothing is special, and the move was two weeks ago."""


class Day:
    """One window, one keyboard, and who sits there."""

    def __init__(self, open_desk: Callable[..., Desk]) -> None:
        self._open_desk = open_desk
        self.desk: Desk = open_desk()
        self.asked: list[str] = []

    # --- the terminal -------------------------------------------------------------------------

    def closes_the_window_and_opens_it_again(self) -> None:
        self.desk.close()
        clock = self.desk.house.clock
        self.desk = self._open_desk()
        self.desk.house.clock.at = clock.at

    def minutes_pass(self, minutes: int) -> None:
        self.desk.house.clock.at += timedelta(minutes=minutes)
        self.desk.window.minute_passed()

    def press(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.desk.press(*keys, modifier=modifier)

    def types(self, words: str) -> None:
        """As an input method commits it, over what stands in the field."""
        self.press(Key.Key_A, modifier=CTRL)
        target = QApplication.focusWidget()
        assert target is not None
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        QApplication.sendEvent(target, event)
        self.desk.settle()

    def reaches(self, name: str, *, back: bool = False) -> int:
        """Goes by Tab to the control of that name; how many presses it took."""
        for presses in range(MOST_TABS):
            target = QApplication.focusWidget()
            if target is not None and name in target.accessibleName():
                return presses
            self.press(Key.Key_Tab, modifier=SHIFT if back else Qt.KeyboardModifier.NoModifier)
        raise AssertionError(f"no way by Tab to {name}")

    # --- what can be read ---------------------------------------------------------------------

    @property
    def banner(self) -> BannerModel:
        model = self.desk.window.banner.model
        assert model is not None
        return model

    @property
    def title(self) -> str:
        return self.desk.window.windowTitle()

    @property
    def words(self) -> str:
        """Everything that can be read in the window."""
        return words_on(self.desk.window)

    @property
    def sheet_words(self) -> str:
        sheet = self.desk.sheet
        assert sheet is not None, "no sheet is open"
        return words_on(sheet)

    @property
    def who_waits(self) -> list[tuple[str, str]]:
        """Number and cue of each visit at the left side."""
        return [(c.model.number, c.model.cue) for c in self.desk.window.parked.cards]

    # --- the outage ---------------------------------------------------------------------------

    def begins(self, door: Qt.Key = REAL, outage: Qt.Key = FULL_OUTAGE) -> None:
        """A door, the list of outages, that one, yes."""
        self.press(door, Key.Key_F7, outage, Key.Key_Return, Key.Key_Return)
        assert self.desk.counter.is_entered

    def goes_to_the_board(self) -> None:
        self.press(Key.Key_2, modifier=ALT)
        assert self.desk.window.board.isVisible()

    def goes_to_the_ledger(self) -> list[str]:
        """The numbers in 台帳, newest first."""
        self.press(Key.Key_3, modifier=ALT)
        model = self.desk.window.ledger.table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def goes_back_to_the_visit(self) -> None:
        self.press(Key.Key_1, modifier=ALT)
        assert self.desk.window.visit.isVisible()

    def writes_the_status(self, key: WorldKey, status: Status) -> None:
        """At the board: the row of that system, Enter, how it is, Enter."""
        self.goes_to_the_board()
        overview = self.desk.window.board.overview
        self.press(Key.Key_Home, modifier=CTRL)
        for _ in WorldKey:
            if overview.chosen is key:
                break
            self.press(Key.Key_Down)
        assert overview.chosen is key
        self.press(Key.Key_Return, STATUS_KEYS[status])
        if key is WorldKey.DOWNTIME_SERVER and status is Status.UP:
            self.types("前日23:00")
        self.press(Key.Key_Return)
        assert self.desk.counter.operations.state.board.status(key) is status

    def leaves_for_the_start(self) -> None:
        self.goes_to_the_board()
        self.reaches("ほかの対応へ")
        self.press(Key.Key_Return)
        assert not self.desk.counter.is_entered

    # --- the visit ----------------------------------------------------------------------------

    @property
    def clerk(self) -> Clerk:
        return Clerk(self.desk.counter, self.desk.window, self.desk.window.visit)

    @property
    def at(self) -> str:
        """The question that is asked, the step that is done, or the kind of page."""
        return self.clerk.at

    def stands_at(self, step: str) -> bool:
        """Whether that step is on the page; several are done in one go."""
        return step in (one.id for one in self.clerk.scene.place.page)

    @property
    def visit(self) -> VisitState:
        visit = self.desk.window.visit.visit_id
        assert visit is not None, "nobody stands at the counter"
        return self.desk.counter.desk.visit(visit)

    def takes_in(self, *requests: str) -> VisitState:
        """The next resident: each request is typed, and picked with its number."""
        for request in requests:
            self.types(request)
            self.press(Key.Key_1)
        self.press(Key.Key_Return)
        assert len(self.visit.requests) == len(requests)
        return self.visit

    def answers(self, facts: Mapping[str, str] = ORDINARY, until: str = "") -> list[str]:
        """Answers what is asked, as long as something is asked; which facts that was."""
        asked = []
        while (question := self.clerk.scene.model.question) is not None:
            if question.fact == until:
                break
            asked.append(question.fact)
            if question.is_date:
                self.types(facts[question.fact])
                self.press(Key.Key_Return)
            else:
                self.press(self.clerk.key_of(facts.get(question.fact, "yes")))
        self.asked += asked
        return asked

    def offered(self) -> Route:
        """The way that Enter would take."""
        way = self.clerk.scene.looked_at
        assert way is not None, self.at
        return way

    def takes_the_way(self) -> Route:
        way = self.offered()
        self.press(Key.Key_Return)
        return way

    def does(self, until: str = "finished", facts: Mapping[str, str] = ORDINARY) -> None:
        """Goes on with Enter, typing what is seen, until that step is on the page."""
        while True:
            clerk = self.clerk
            if clerk.at == until or self.stands_at(until):
                return
            question = clerk.scene.model.question
            if question is not None:
                self.answers(facts)
                continue
            clerk.go_one(facts)
            self.desk.settle()

    def closes(self) -> VisitState:
        """完了."""
        visit = self.visit
        assert self.at == "finished"
        self.press(Key.Key_Return)
        assert self.desk.window.visit.visit_id is None, "the next resident can come"
        return self.in_the_log(visit.id)

    def parks(self, cue: str) -> None:
        self.press(Key.Key_F2)
        self.types(cue)
        self.press(Key.Key_Return)
        assert self.desk.window.visit.visit_id is None

    # --- what stays ---------------------------------------------------------------------------

    def events(self, visit: str) -> list[Event]:
        return list(self.desk.counter.log.of_visit(visit))

    def written(self, visit: str, kind: type[EventBody]) -> list[Any]:
        """The bodies of that kind in the log of a visit, in their order."""
        return [event.body for event in self.events(visit) if isinstance(event.body, kind)]

    def in_the_log(self, visit: str) -> VisitState:
        """Folded anew from the log, whatever the window believes."""
        state = fold_visit(self.desk.counter.log.of_visit(visit))
        assert state is not None
        return state

    def log_is_sound(self) -> None:
        assert self.desk.counter.log.unsaved == 0
        assert self.desk.counter.log.verify().problems == ()

    def incident(self, number: int = 0) -> IncidentRow:
        """The incidents of the log, in the order in which they began."""
        return sorted(self.desk.counter.log.incidents(), key=lambda row: row.started_at)[number]

    def exported_rows(self, incident: IncidentRow | None = None) -> list[dict[str, str]]:
        """The CSV, one row for each request."""
        text = self._exported(Format.CSV, incident)
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def exported(self, incident: IncidentRow | None = None) -> dict[str, Any]:
        """The JSON."""
        found: dict[str, Any] = json.loads(self._exported(Format.JSON, incident))
        return found

    def _exported(self, kind: Format, incident: IncidentRow | None) -> str:
        return text_of_export(self.desk.counter.log, incident or self.incident(), kind)


def words_on(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())
