"""What the window stands on: one counter, its incident, its desk, and the lists it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dtcoach.app.clerk import Clerk
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.operations import Declaration, Operations, declare, resume
from dtcoach.app.patient_log import PatientLog
from dtcoach.app.ports import (
    Clock,
    EventLog,
    IncidentRow,
    OpeningDays,
    Postcodes,
    QrCodes,
    VisitRow,
)
from dtcoach.app.shelf import ContentShelf
from dtcoach.domain.content import Content
from dtcoach.domain.triage import NOTHING_FOUND, Finding
from dtcoach.domain.words import IncidentKind, VisitStatus, WorldKey

if TYPE_CHECKING:
    from dtcoach.app.desk import Desk
    from dtcoach.app.drills import DrillRoom, Drills
    from dtcoach.app.exercise import Exercise
    from dtcoach.app.exporting import ExportDesk
    from dtcoach.app.followups import FollowUps
    from dtcoach.app.paper import PaperDesk, Press
    from dtcoach.app.recovery import Recovery
    from dtcoach.app.slip_book import SlipBook
    from dtcoach.app.workbook import Workbooks
    from dtcoach.domain.drill.plan import Drill


class Counter:
    """One window's work. `notices` are what staff must be told about how the log came to be open.

    `operations` and `desk` raise ProblemFound while no incident is entered. `qr` makes codes, where
    there is something that can, `make_exports` likewise; `slip_book` knows which paper slips were
    printed. While a drill with a plan is entered `clock` is its clock, and `exercise` the drill;
    `wall_clock` is always that of this terminal.
    """

    def __init__(
        self,
        log: EventLog,
        make_shelf: Callable[[EventLog], ContentShelf],
        clock: Clock,
        days: OpeningDays,
        new_id: Callable[[], str],
        notices: Sequence[KnownError] = (),
        make_press: Callable[[], Press] | None = None,
        *,
        postcodes: Postcodes | None = None,
    ) -> None:
        self.log = PatientLog(log, clock, new_id)
        self.shelf = make_shelf(self.log)
        self.clock = clock
        self.notices = tuple(notices)
        self.postcodes = postcodes
        self._clerk = Clerk("", "")
        self.days = days
        self._new_id = new_id
        self._operations: Operations | None = None
        self._desk: Desk | None = None
        self._make_press = make_press
        self.qr: QrCodes | None = None
        self.slip_book: SlipBook | None = None
        self.wall_clock = clock
        self.make_drills: Callable[[], Drills] | None = None
        self._rooms: DrillRoom | None = None
        self.exercise: Exercise | None = None
        self.make_exports: Callable[[Counter], ExportDesk] | None = None
        self._papers: PaperDesk | None = None
        self._followups: FollowUps | None = None
        self._recovery: Recovery | None = None
        self.make_workbooks: Callable[[], Workbooks] | None = None

    @property
    def followups(self) -> FollowUps:
        """Promises and documents of the incident that is entered; read when first wanted."""
        if self._followups is None:
            from dtcoach.app.followups import FollowUps

            self._followups = FollowUps(self.log, self.operations.state.id)
        return self._followups

    @property
    def workbooks(self) -> Workbooks:
        """What writes spreadsheets. Raises ProblemFound where there is nothing that can."""
        if self.make_workbooks is None:
            raise ProblemFound("この画面からは、表を保存できません。")
        return self.make_workbooks()

    @property
    def papers(self) -> PaperDesk:
        """The papers of visits; what draws them is made when the first is wanted."""
        if self._papers is None:
            from dtcoach.app.paper import PaperDesk

            if self._make_press is None:
                raise ProblemFound("この画面からは、用紙を印刷できません。")
            self._papers = PaperDesk(self, self._make_press())
        return self._papers

    @property
    def exports(self) -> ExportDesk:
        """What writes the cases into files, where there is something that can."""
        if self.make_exports is None:
            raise ProblemFound("この画面からは、ファイルに書き出せません。")
        return self.make_exports(self)

    @property
    def clerk(self) -> Clerk:
        """Who acts; in a drill at the counter of the part that this terminal took."""
        if self.exercise is not None and self.exercise.counter:
            return Clerk(self._clerk.name, self.exercise.counter)
        return self._clerk

    @clerk.setter
    def clerk(self, clerk: Clerk) -> None:
        self._clerk = clerk

    @property
    def content(self) -> Content:
        """The content in force."""
        return self.shelf.current

    @property
    def is_entered(self) -> bool:
        """Whether an incident is being worked on."""
        return self._operations is not None

    @property
    def operations(self) -> Operations:
        if self._operations is None:
            raise ProblemFound("障害対応が始まっていません。")
        return self._operations

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            # Here, because a start needs it only when a visit is open.
            from dtcoach.app.desk import Desk

            self._desk = Desk(
                self.log, self.shelf, self.clock, self.days, self._new_id, self.operations
            )
        return self._desk

    def lacking(self, at: datetime | None = None) -> frozenset[WorldKey]:
        """The records that came back before what is entered first is in them (rule 12)."""
        return self.desk.first_entries.lacking(at)

    @property
    def recovery(self) -> Recovery:
        """What is done after the outage; made when it is first wanted."""
        if self._recovery is None:
            from dtcoach.app.recovery import Recovery

            self._recovery = Recovery(self)
        return self._recovery

    def running(self) -> tuple[IncidentRow, ...]:
        """Incidents that can be gone on with: 本番 and 訓練 not closed, newest first."""
        return tuple(
            row
            for row in self.log.incidents()
            if row.closed_at is None and row.kind is not IncidentKind.REPLAY
        )

    def declare(
        self,
        kind: IncidentKind,
        scenario: str,
        office: str,
        at: datetime | None = None,
        *,
        found: Finding = NOTHING_FOUND,
        snapshot_at: datetime | None = None,
    ) -> None:
        """An incident begins here, with what was seen before, and is entered.

        Raises StorageTrouble.
        """
        named = self.content.scenarios.get(scenario)
        if named is None:
            raise ProblemFound(f"「{scenario}」という想定はありません。")
        said = Declaration(kind, named, office, self.clerk.name, "", found, snapshot_at)
        self._enter(declare(self.log, self.clock, self._new_id, said, at))

    def resume(self, incident: str) -> None:
        """Go on with an incident of the log. Raises ProblemFound."""
        self._enter(resume(self.log, self.clock, incident))

    def leave(self) -> None:
        """Back to the start; the incident itself goes on."""
        self._operations = None
        self._desk = None
        self._followups = None
        self.exercise = None
        self.clock = self.wall_clock

    def _enter(self, operations: Operations) -> None:
        self.leave()
        if operations.state.kind is IncidentKind.DRILL and self.make_drills is not None:
            # Here, because a real day never needs it.
            from dtcoach.app.drills import is_planned

            if is_planned(operations.state):
                operations, self.exercise = self.drill_room.take_up(operations.state.id)
                self.clock = operations.clock
        self._operations = operations

    @property
    def drill_room(self) -> DrillRoom:
        """Where drills begin."""
        if self._rooms is None:
            from dtcoach.app.drills import DrillRoom

            if self.make_drills is None:
                raise ProblemFound("この画面からは、訓練を始められません。")
            drills, log = self.make_drills(), self.log
            self._rooms = DrillRoom(log, drills, self.content, lambda: self.clerk)
        return self._rooms

    def planned_drills(self) -> tuple[Drill, ...]:
        """The drills with a plan that this terminal has; none where it can begin none."""
        return () if self.make_drills is None else self.make_drills().listed()

    def begin_drill(self, drill: str, office: str, code: str = "", part: str = "") -> None:
        """A drill with a plan is ready and entered, and this terminal is that part of it; its clock
        is started from the place 訓練.

        Raises StorageTrouble, ProblemFound.
        """
        self.resume(self.drill_room.begin(drill, code, office, self._new_id))
        if self.exercise is not None:
            self.exercise.take_part(part)

    def waiting(self) -> tuple[VisitRow, ...]:
        """Visits of this incident that are not closed, by opening time."""
        states = (VisitStatus.OPEN.value, VisitStatus.PARKED.value)
        return tuple(self.log.visits(self.operations.state.id, states=states))

    def unfinished_here(self) -> VisitRow | None:
        """The visit this counter was in the middle of: the newest open one, if any."""
        mine = [
            row
            for row in self.waiting()
            if row.state == VisitStatus.OPEN.value and row.counter == self.clerk.counter
        ]
        return mine[-1] if mine else None
