"""The tables of the log. Imported only when a log is made or brought up to date."""

from __future__ import annotations

from typing import Any

import sqlite_utils
from sqlite_utils.migrations import Migrations

from dtcoach.adapters.store.connection import Connection

MIGRATIONS = Migrations("dtcoach-log")

_FIRST = (
    # --- what happened: append-only ------------------------------------------------------------
    """CREATE TABLE events (
        terminal TEXT NOT NULL,
        counter INTEGER NOT NULL CHECK (counter > 0),
        id TEXT NOT NULL UNIQUE,
        lamport INTEGER NOT NULL CHECK (lamport > 0),
        incident TEXT NOT NULL,
        visit TEXT,
        type TEXT NOT NULL,
        observed_at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        payload TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (terminal, counter)
    ) STRICT""",
    """CREATE INDEX events_of_visit ON events (visit, lamport, terminal, counter)
        WHERE visit IS NOT NULL""",
    """CREATE INDEX events_of_board ON events (incident, lamport, terminal, counter)
        WHERE visit IS NULL""",
    "CREATE INDEX events_of_incident ON events (incident, lamport, terminal, counter)",
    "CREATE INDEX events_by_lamport ON events (lamport)",
    """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TRIGGER events_never_go BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    # INSERT OR REPLACE removes the old row without asking the delete trigger.
    """CREATE TRIGGER events_never_replaced BEFORE INSERT ON events
        WHEN EXISTS (SELECT 1 FROM events WHERE terminal = NEW.terminal AND counter = NEW.counter)
          OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM events WHERE rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    # --- what may be erased ---------------------------------------------------------------------
    """CREATE TABLE personal (
        ref TEXT NOT NULL PRIMARY KEY,
        incident TEXT NOT NULL,
        visit TEXT,
        entered_us INTEGER NOT NULL,
        salt BLOB,
        value TEXT
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX personal_of_visit ON personal (visit)",
    "CREATE INDEX personal_by_age ON personal (entered_us) WHERE salt IS NOT NULL",
    # --- content versions that visits are pinned to ----------------------------------------------
    """CREATE TABLE contents (
        digest TEXT NOT NULL PRIMARY KEY,
        body BLOB NOT NULL
    ) STRICT""",
    # --- projections: every row below can be computed again from the events ------------------
    """CREATE TABLE incidents (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        office TEXT NOT NULL,
        scenario TEXT NOT NULL,
        started_at TEXT NOT NULL,
        started_us INTEGER NOT NULL,
        recovered_at TEXT,
        closed_at TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visits (
        id TEXT NOT NULL PRIMARY KEY,
        incident TEXT NOT NULL,
        number TEXT NOT NULL,
        counter TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opened_us INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'parked', 'closed')),
        actor TEXT NOT NULL,
        procedures TEXT NOT NULL DEFAULT '',
        recalls INTEGER NOT NULL DEFAULT 0,
        papers INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    # All that a search looks at, so that it reads this index and not every visit.
    """CREATE INDEX visits_of_incident
        ON visits (incident, opened_us, id, state, number, counter, procedures)""",
    """CREATE TABLE requests (
        visit TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
        request INTEGER NOT NULL,
        procedure TEXT NOT NULL,
        route TEXT,
        outcome_at TEXT,
        PRIMARY KEY (visit, request)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE promises (
        visit TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
        lamport INTEGER NOT NULL,
        terminal TEXT NOT NULL,
        counter INTEGER NOT NULL,
        request INTEGER NOT NULL,
        kind TEXT NOT NULL,
        due TEXT,
        keeper TEXT NOT NULL,
        PRIMARY KEY (visit, lamport, terminal, counter)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE numbers (
        incident TEXT NOT NULL,
        label TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (incident, label)
    ) STRICT, WITHOUT ROWID""",
    "PRAGMA user_version = 1",
)


@MIGRATIONS()
def m001_events_and_projections(db: Any) -> None:
    for statement in _FIRST:
        db.execute(statement)


_SECOND = (
    # The one place outside `personal` where something personal stands: what the ledger shows and
    # searches. It is emptied whenever a value is erased (`Residents.forget`).
    "ALTER TABLE visits ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE visits ADD COLUMN who TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE visits ADD COLUMN typed_in INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX visits_of_incident",
    """CREATE INDEX visits_of_incident
        ON visits (incident, opened_us, id, state, number, counter, procedures, who)""",
    "PRAGMA user_version = 2",
)


@MIGRATIONS()
def m002_residents_and_slips(db: Any) -> None:
    for statement in _SECOND:
        db.execute(statement)


def bring_up_to_date(conn: Connection) -> None:
    """Apply what is missing, each migration whole or not at all."""
    # Plugins of other tools on the same Python have no business in the log.
    db: Any = sqlite_utils.Database(conn, execute_plugins=False)  # type: ignore[arg-type]
    MIGRATIONS.apply(db)
