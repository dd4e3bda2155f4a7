"""Tables for lists and search: the fold of the events, kept up to date with every append.

What each event does to a visit or an incident stands once, in `advance`, and is what the domain's
own fold does (a test holds them together). An append is always the last in merged order, so it
advances the tables by itself; whatever reaches back (a correction, a merge) folds that visit again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from dtcoach.adapters.store.bodies import moment
from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.residents import Residents
from dtcoach.adapters.store.stored import COLUMNS, StoredEvent, payload_of
from dtcoach.adapters.store.troubles import log_broken

TABLES = ("incidents", "visits", "requests", "promises", "numbers")

Steps = Mapping[str, Callable[[StoredEvent, Any], None]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ORDER = "lamport, terminal, counter"
_OF_REQUEST = "WHERE id IN (SELECT visit FROM {}.requests WHERE visit = ? AND request = ?)"
"""What belongs to a request that the visit does not have changes nothing."""


def micros(text: str) -> int:
    """A time as a number that sorts whatever its offset."""
    return (moment(text) - _EPOCH) // timedelta(microseconds=1)


class Projection:
    """Reads the events of `conn`, writes the tables of `schema` (`temp` while verifying)."""

    def __init__(self, conn: Connection, schema: str = "main") -> None:
        self._conn = conn
        self._schema = schema
        self.residents = Residents(conn, schema)
        self._board_steps: Steps = {
            "IncidentDeclared": self._on_declared,
            "ScenarioChanged": self._on_scenario,
            "IncidentRecovered": self._on_recovered,
            "IncidentClosed": self._on_incident_closed,
        }
        self._visit_steps: Steps = {
            "VisitOpened": self._on_opened,
            "SlipTypedIn": self._on_slip,
            "ResidentNoted": self.residents.noted,
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
        self._note_number(event)
        if event.type == "Corrected" or (event.type == "VisitOpened" and self._has_company(event)):
            self.redo(event.incident, event.visit)
        else:
            self.advance(event)

    def merged(self, events: Iterable[StoredEvent]) -> None:
        """`events` were inserted anywhere in merged order."""
        touched: dict[str, tuple[str, str | None]] = {}
        for event in events:
            self._note_number(event)
            touched[event.visit or event.incident] = (event.incident, event.visit)
        for incident, visit in touched.values():
            self.redo(incident, visit)

    def rebuild(self) -> None:
        """Forget the tables and fold every event again."""
        for table in reversed(TABLES):
            self._run(f"DELETE FROM {{}}.{table}")
        taken_back = {
            (event.visit or event.incident, _target(event))
            for event in self._events("type = 'Corrected'")
        }
        for event in self._events("TRUE"):
            self._note_number(event)
            if (event.visit or event.incident, event.id) not in taken_back:
                self.advance(event)

    # --- the fold --------------------------------------------------------------------------------

    def advance(self, event: StoredEvent) -> None:
        """The next event that counts. Words of a newer version pass by."""
        steps = self._board_steps if event.visit is None else self._visit_steps
        step = steps.get(event.type)
        if step is not None:
            try:
                step(event, payload_of(event))
            except (KeyError, TypeError, ValueError) as error:
                raise log_broken(f"{event.terminal}-{event.counter}") from error

    def redo(self, incident: str, visit: str | None) -> None:
        """Fold a visit, or else what belongs to no visit, again from its events.

        A correction reaches the events beside it: those of the same visit, or of the same board.
        """
        if visit is None:
            self._run("DELETE FROM {}.incidents WHERE id = ?", incident)
            events = list(self._events("incident = ? AND visit IS NULL", incident))
        else:
            self._run("DELETE FROM {}.visits WHERE id = ?", visit)
            events = list(self._events("visit = ?", visit))
        taken_back = {_target(event) for event in events if event.type == "Corrected"}
        for event in events:
            if event.id not in taken_back:
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
        # Failed again: the "usable" word no longer stands (domain/incident.py).
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

    def _on_slip(self, event: StoredEvent, _body: Any) -> None:
        self._run("UPDATE {}.visits SET typed_in = 1 WHERE id = ?", event.visit)

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

    def _on_paper(self, event: StoredEvent, body: Any) -> None:
        self._run(f"UPDATE {{}}.visits SET papers = papers + 1 {_OF_REQUEST}", *_of(event, body))

    def _on_recall(self, event: StoredEvent, body: Any) -> None:
        self._run(f"UPDATE {{}}.visits SET recalls = recalls + 1 {_OF_REQUEST}", *_of(event, body))

    def _on_promise(self, event: StoredEvent, body: Any) -> None:
        self._run(
            "INSERT INTO {}.promises SELECT id, ?, ?, ?, ?, ?, ?, ? FROM {}.visits " + _OF_REQUEST,
            *event.place,
            body["request"],
            body["kind"],
            body["due"],
            body["keeper"],
            *_of(event, body),
        )

    def _on_state(self, state: str) -> Callable[[StoredEvent, Any], None]:
        def step(event: StoredEvent, _body: Any) -> None:
            self._run("UPDATE {}.visits SET state = ? WHERE id = ?", state, event.visit)

        return step

    # --- numbers and access ---------------------------------------------------------------------

    def _note_number(self, event: StoredEvent) -> None:
        """A number once given is never given again, not even after its visit was corrected away."""
        if event.type != "VisitOpened":
            return
        label, _, digits = str(payload_of(event).get("number")).rpartition("-")
        if label and digits.isascii() and digits.isdecimal() and len(digits) < 10:
            self._run(
                "INSERT INTO {}.numbers VALUES (?, ?, ?) ON CONFLICT (incident, label)"
                " DO UPDATE SET last = max(last, excluded.last)",
                event.incident,
                label,
                int(digits),
            )

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


def _of(event: StoredEvent, body: Any) -> tuple[str | None, int]:
    return (event.visit, body["request"])
