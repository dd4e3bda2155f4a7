"""Tables for lists and search: the fold of the events, kept up to date with every append.

What each event does to a visit or an incident stands once, in `advance`. An append is always the
last in merged order, so it advances the tables by itself; whatever reaches back (a correction, a
merge) folds the visit again from its events. A `Corrected` counts unless a later one takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dtcoach.adapters.store.bodies import moment
from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.stored import COLUMNS, StoredEvent, canonical, payload_of
from dtcoach.adapters.store.troubles import log_broken

TABLES = ("corrections", "incidents", "visits", "requests", "promises", "numbers")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ORDER = "lamport, terminal, counter"


def micros(text: str) -> int:
    """A time as a number that sorts whatever its offset."""
    return (moment(text) - _EPOCH) // timedelta(microseconds=1)


class Projection:
    """Reads the events of `conn`, writes the tables of `schema` (`temp` while verifying)."""

    def __init__(self, conn: Connection, schema: str = "main") -> None:
        self._conn = conn
        self._schema = schema
        self._steps: Mapping[str, Callable[[StoredEvent, Any], None]] = {
            "IncidentDeclared": self._on_declared,
            "ScenarioChanged": self._on_scenario,
            "IncidentRecovered": self._on_recovered,
            "IncidentClosed": self._on_incident_closed,
            "VisitOpened": self._on_opened,
            "RequestAdded": self._on_request,
            "OutcomeReached": self._on_outcome,
            "PaperIssued": self._on_paper,
            "RecallEntered": self._on_recall,
            "PromiseMade": self._on_promise,
            "VisitParked": self._on_state("parked"),
            "VisitResumed": self._on_state("open"),
            "VisitClosed": self._on_state("closed"),
        }

    # --- after an append -----------------------------------------------------------------------

    def appended(self, event: StoredEvent) -> None:
        """`event` was just inserted and is the last in merged order."""
        self._note(event)
        if event.type == "Corrected":
            self._redo_target(event)
        elif event.type == "VisitOpened" and self._has_company(event):
            self.redo_visit(str(event.visit))
        else:
            self.advance(event)

    def merged(self, events: Iterable[StoredEvent]) -> None:
        """`events` were inserted anywhere in merged order."""
        visits: set[str] = set()
        boards: set[str] = set()
        for event in events:
            self._note(event)
            at = self._root(event) if event.type == "Corrected" else event
            if at is not None and at.visit is not None:
                visits.add(at.visit)
            elif at is not None:
                boards.add(at.incident)
        for incident in sorted(boards):
            self.redo_board(incident)
        for visit in sorted(visits):
            self.redo_visit(visit)

    def rebuild(self) -> None:
        """Forget the tables and fold every event again."""
        for table in reversed(TABLES):
            self._run(f"DELETE FROM {{}}.{table}")
        for event in self._events("type IN ('Corrected', 'VisitOpened')"):
            self._note(event)
        dead = _dead(self._run(f"SELECT event, target FROM {{}}.corrections ORDER BY {_ORDER}"))
        for event in self._events("TRUE"):
            if event.id not in dead:
                self.advance(event)

    # --- the fold --------------------------------------------------------------------------------

    def advance(self, event: StoredEvent) -> None:
        """The next event that counts. Words of a newer version pass by."""
        step = self._steps.get(event.type)
        if step is not None:
            try:
                step(event, payload_of(event))
            except (KeyError, TypeError, ValueError) as error:
                raise log_broken(f"{event.terminal}-{event.counter}") from error

    def redo_visit(self, visit: str) -> None:
        """Fold one visit again from its events."""
        self._run("DELETE FROM {}.visits WHERE id = ?", visit)
        self._replay(list(self._events("visit = ?", visit)))

    def redo_board(self, incident: str) -> None:
        """Fold an incident again from the events that belong to no visit."""
        self._run("DELETE FROM {}.incidents WHERE id = ?", incident)
        self._replay(list(self._events("incident = ? AND visit IS NULL", incident)))

    def _replay(self, events: list[StoredEvent]) -> None:
        dead = self._dead_among([event.id for event in events])
        for event in events:
            if event.id not in dead:
                self.advance(event)

    def _on_declared(self, event: StoredEvent, body: Any) -> None:
        self._run(
            "INSERT OR IGNORE INTO {}.incidents VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            event.incident,
            body["kind"],
            body["title"],
            body["office"],
            body["scenario"],
            event.observed_at,
            micros(event.observed_at),
        )

    def _on_scenario(self, event: StoredEvent, body: Any) -> None:
        # A scenario after the "usable" word means that it failed again.
        self._run(
            "UPDATE {}.incidents SET scenario = ?, recovered_at = NULL WHERE id = ?",
            body["scenario"],
            event.incident,
        )

    def _on_recovered(self, event: StoredEvent, _body: Any) -> None:
        self._run(
            "UPDATE {}.incidents SET recovered_at = ? WHERE id = ?",
            event.observed_at,
            event.incident,
        )

    def _on_incident_closed(self, event: StoredEvent, _body: Any) -> None:
        self._run(
            "UPDATE {}.incidents SET closed_at = ? WHERE id = ?", event.observed_at, event.incident
        )

    def _on_opened(self, event: StoredEvent, body: Any) -> None:
        self._run(
            "INSERT OR IGNORE INTO {}.visits (id, incident, number, counter, opened_at, opened_us,"
            " state, actor) VALUES (?, ?, ?, ?, ?, ?, 'open', ?)",
            event.visit,
            event.incident,
            body["number"],
            body["counter"],
            event.observed_at,
            micros(event.observed_at),
            event.actor,
        )

    def _on_request(self, event: StoredEvent, body: Any) -> None:
        added = self._run(
            "INSERT OR IGNORE INTO {}.requests"
            " SELECT id, ?, ?, NULL, NULL FROM {}.visits WHERE id = ?",
            body["request"],
            body["procedure"],
            event.visit,
        )
        if added.rowcount:
            self._run(
                "UPDATE {}.visits SET procedures = procedures || ' ' || ? WHERE id = ?",
                body["procedure"],
                event.visit,
            )

    def _on_outcome(self, event: StoredEvent, body: Any) -> None:
        self._run(
            "UPDATE {}.requests SET route = ?, outcome_at = ? WHERE visit = ? AND request = ?",
            body["route"],
            event.observed_at,
            event.visit,
            body["request"],
        )

    def _on_paper(self, event: StoredEvent, _body: Any) -> None:
        self._run("UPDATE {}.visits SET papers = papers + 1 WHERE id = ?", event.visit)

    def _on_recall(self, event: StoredEvent, _body: Any) -> None:
        self._run("UPDATE {}.visits SET recalls = recalls + 1 WHERE id = ?", event.visit)

    def _on_promise(self, event: StoredEvent, body: Any) -> None:
        self._run(
            "INSERT INTO {}.promises SELECT id, ?, ?, ?, ?, ?, ?, ? FROM {}.visits WHERE id = ?",
            *event.place,
            body["request"],
            body["kind"],
            body["due"],
            body["keeper"],
            event.visit,
        )

    def _on_state(self, state: str) -> Callable[[StoredEvent, Any], None]:
        def step(event: StoredEvent, _body: Any) -> None:
            self._run("UPDATE {}.visits SET state = ? WHERE id = ?", state, event.visit)

        return step

    # --- corrections and numbers ---------------------------------------------------------------

    def _note(self, event: StoredEvent) -> None:
        """What counts even where the event itself no longer does."""
        if event.type == "Corrected":
            self._run(
                "INSERT INTO {}.corrections VALUES (?, ?, ?, ?, ?)",
                event.id,
                _target(event),
                *event.place,
            )
        elif event.type == "VisitOpened":
            # A number once given is never given again, not even after its visit was corrected away.
            label, _, digits = str(payload_of(event).get("number")).rpartition("-")
            if label and digits.isascii() and digits.isdecimal() and len(digits) < 10:
                self._run(
                    "INSERT INTO {}.numbers VALUES (?, ?, ?) ON CONFLICT (incident, label)"
                    " DO UPDATE SET last = max(last, excluded.last)",
                    event.incident,
                    label,
                    int(digits),
                )

    def _redo_target(self, correction: StoredEvent) -> None:
        root = self._root(correction)
        if root is None:
            return
        if root.visit is None:
            self.redo_board(root.incident)
        else:
            self.redo_visit(root.visit)

    def _root(self, correction: StoredEvent) -> StoredEvent | None:
        """The event at the end of a chain of corrections, or None while it is not here."""
        event: StoredEvent | None = correction
        while event is not None and event.type == "Corrected":
            event = next(self._events("id = ?", _target(event)), None)
        return event

    def _dead_among(self, ids: list[str]) -> set[str]:
        """Those that no longer count."""
        if self._run("SELECT 1 FROM {}.corrections LIMIT 1").fetchone() is None:
            return set()
        found: dict[str, tuple[Any, ...]] = {}
        asked = ids
        while asked:
            rows = self._run(
                f"SELECT event, target, {_ORDER} FROM {{}}.corrections"
                " WHERE target IN (SELECT value FROM json_each(?))",
                canonical(asked),
            )
            asked = [row[0] for row in rows.fetchall() if found.setdefault(row[0], row) is row]
        ordered = sorted(found.values(), key=lambda row: row[2:])
        return _dead((event, target) for event, target, *_ in ordered)

    def _has_company(self, event: StoredEvent) -> bool:
        sql = "SELECT 1 FROM main.events WHERE visit = ? LIMIT 2"
        return len(self._conn.execute(sql, (event.visit,)).fetchall()) > 1

    def _events(self, where: str, *values: Any) -> Iterator[StoredEvent]:
        sql = f"SELECT {COLUMNS} FROM main.events WHERE {where} ORDER BY {_ORDER}"
        return map(StoredEvent._make, self._conn.execute(sql, values))

    def _run(self, sql: str, *values: Any) -> Any:
        return self._conn.execute(sql.replace("{}", self._schema), values)


def _target(correction: StoredEvent) -> str:
    return str(payload_of(correction).get("target"))


def _dead(corrections: Iterable[tuple[str, str]]) -> set[str]:
    """Targets of corrections (in merged order) that themselves still count."""
    dead: set[str] = set()
    for event, target in reversed(list(corrections)):
        if event not in dead:
            dead.add(target)
    return dead
