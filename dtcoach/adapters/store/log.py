"""The append-only log on this terminal: implements `EventLog` over SQLCipher."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlcipher3 import dbapi2

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.keys import recovery_sheet
from dtcoach.adapters.store.bodies import KeptApart, as_stored, aware, clean, encode
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.head import Head, HeadFile
from dtcoach.adapters.store.projection import Projection, micros
from dtcoach.adapters.store.reading import Reading, packed
from dtcoach.adapters.store.stored import INSERT, StoredEvent, canonical, end_of_chain, sealed
from dtcoach.adapters.store.troubles import from_sqlite, log_broken, write_failed
from dtcoach.app.errors import LogBroken, ProblemFound
from dtcoach.app.ports import Clock, LogReport
from dtcoach.domain.events import Draft, Event, EventBody
from dtcoach.domain.words import IncidentKind

if TYPE_CHECKING:
    from dtcoach.adapters.store.still import LogStill

_CACHE_KIB = 32 * 1024
"""Pages in memory are pages in clear: a search as typed decrypts the ledger's index once."""


class _Prepared(NamedTuple):
    """A draft that only lacks its place in the chain."""

    draft: Draft
    body: EventBody
    event: StoredEvent
    apart: list[KeptApart]


class SqlCipherLog(Reading):
    """One open log. Safe to call from any thread; a long read is better done on a `twin`."""

    def __init__(self, path: Path, key: bytes, *, terminal: str, label: str, clock: Clock) -> None:
        """The file must hold a log of this version already; see `open_log`. Raises OSError."""
        self._path = path
        self._key = key
        self._terminal = terminal
        self._label = label
        self._clock = clock
        self._lock = threading.RLock()
        self._broken = False
        self._depth = 0
        self._last: Head | None = None
        self._head = HeadFile(path)
        try:
            self._conn = connect(path, key, "rw")
            self._conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except BaseException:
            self._head.close()
            raise
        self._projection = Projection(self._conn)
        self._packed: dict[str, bytes] = {}

    @property
    def terminal(self) -> str:
        return self._terminal

    @property
    def label(self) -> str:
        """The range that visit numbers of this terminal are taken from."""
        return self._label

    @property
    def path(self) -> Path:
        return self._path

    # --- writing -------------------------------------------------------------------------------

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        entered = self._clock.now()
        prepared = [self._prepare(draft, entered) for draft in drafts]
        if not prepared:
            return ()
        with self._transaction() as conn:
            written = self._write(conn, prepared, micros(aware(entered)))
            self._last = Head(self._terminal, written[-1].counter, written[-1].hash)
        return tuple(
            Event(
                event.id, event.terminal, event.counter, event.lamport, event.incident,
                event.visit, item.draft.observed_at, entered, event.actor, item.body,
                event.prev_hash, event.hash,
            )
            for event, item in zip(written, prepared, strict=True)
        )  # fmt: skip

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """As the port says. Other threads and processes cannot write meanwhile, so work that takes
        longer than a few seconds goes in parts."""
        with self._transaction():
            yield

    def _prepare(self, draft: Draft, entered: datetime) -> _Prepared:
        body = as_stored(draft.body)
        payload, apart = encode(body)
        event = StoredEvent(
            terminal=self._terminal,
            counter=0,
            id=new_id(),
            lamport=0,
            incident=draft.incident,
            visit=draft.visit,
            type=type(body).__name__,
            observed_at=aware(draft.observed_at),
            entered_at=aware(entered),
            actor=clean(draft.actor),
            payload=canonical(payload),
            prev_hash="",
            hash="",
        )
        return _Prepared(draft, body, event, apart)

    def _write(
        self, conn: Connection, prepared: Sequence[_Prepared], entered_us: int
    ) -> list[StoredEvent]:
        # Read inside the transaction: another process may have appended in the meantime.
        lamport = conn.execute("SELECT max(lamport) FROM events").fetchone()[0] or 0
        counter, last_hash = end_of_chain(conn, self._terminal)
        written: list[StoredEvent] = []
        for offset, (_, body, event, apart) in enumerate(prepared, start=1):
            if body.is_of_drill:
                _must_be_a_drill(conn, event.incident)
            placed = sealed(
                event._replace(
                    counter=counter + offset, lamport=lamport + offset, prev_hash=last_hash
                )
            )
            last_hash = placed.hash
            conn.execute(INSERT, placed)
            for ref, salt, value in apart:
                conn.execute(
                    "INSERT INTO personal (ref, incident, visit, entered_us, salt, value)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (ref, event.incident, event.visit, entered_us, salt, value),
                )
            self._projection.appended(placed)
            written.append(placed)
        return written

    def keep_content(self, digest: str, files: Mapping[str, bytes]) -> None:
        with self._guarded() as conn:
            row = conn.execute("SELECT 1 FROM contents WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            body = self._packed.pop(digest, None) or packed(files)
            with self._transaction() as conn:
                conn.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (digest, body))

    def packing(self, digest: str, files: Mapping[str, bytes]) -> Callable[[], None] | None:
        with self._guarded() as conn:
            row = conn.execute("SELECT 1 FROM contents WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            return None

        def pack() -> None:
            self._packed[digest] = packed(files)

        return pack

    def erase_personal(self, *, before: datetime | None = None, visit: str | None = None) -> int:
        """Erase personal values for good, after the retention time; returns how many.

        With both given, only what is of the visit and older. Counts and the chain stay whole.
        """
        if before is None and visit is None:
            raise ValueError("say which values")
        where, values = ["salt IS NOT NULL"], list[object]()
        if before is not None:
            where.append("entered_us < ?")
            values.append(micros(aware(before)))
        if visit is not None:
            where.append("visit = ?")
            values.append(visit)
        # The salt goes as well: with it, a yes or no could be guessed from the digest.
        erased_ones = " AND ".join(where)
        sql = f"UPDATE personal SET salt = NULL, value = NULL WHERE {erased_ones}"
        touched = f"SELECT DISTINCT incident, visit FROM personal WHERE {erased_ones}"
        left = (
            "SELECT DISTINCT visit FROM personal WHERE salt IS NOT NULL"
            " AND visit IN (SELECT value FROM json_each(?))"
        )
        with self._guarded() as conn:
            conn.execute("PRAGMA secure_delete = ON")
            with self._transaction():
                visits = {v: i for i, v in conn.execute(touched, values).fetchall() if v}
                erased = conn.execute(sql, values).rowcount
                self._projection.residents.forget(visits)
                # Where something younger stays, the ledger still finds the visit by that.
                for (stays,) in conn.execute(left, (canonical(list(visits)),)).fetchall():
                    self._projection.redo(visits[stays], stays)
            conn.execute("PRAGMA secure_delete = OFF")
            # What was erased still stands in older frames of the WAL until they are moved.
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return erased

    def take_in(self, events: Iterable[StoredEvent], personal: Iterable[KeptApart] = ()) -> int:
        """Merge events of other terminals, each after the one before it; returns how many are new.

        Those that are here already are passed over. Raises LogBroken where one does not follow,
        LogNewer for words of a newer version; then none of them came in.
        """
        from dtcoach.adapters.store.merging import take_in

        with self._transaction() as conn:
            return take_in(conn, self._projection, events, personal)

    # --- numbers, upkeep -------------------------------------------------------------------------

    def next_visit_number(self, incident: str) -> str:
        sql = "SELECT last FROM numbers WHERE incident = ? AND label = ?"
        with self._guarded() as conn:
            row = conn.execute(sql, (incident, self._label)).fetchone()
        return f"{self._label}-{(row[0] if row else 0) + 1:03d}"

    def rebuild(self) -> None:
        """Compute the projections again from the events."""
        with self._transaction():
            self._projection.rebuild()

    def verify(self) -> LogReport:
        from dtcoach.adapters.store.verifying import verify_log

        with self._lock:
            return verify_log(self._conn)

    def backup_to(self, path: Path) -> None:
        """A whole copy under the same key, made while the log stays in use."""
        from dtcoach.adapters.store.backup import back_up

        back_up(self._path, self._key, path)

    def recovery_sheet(self) -> str:
        """The text of the sheet that opens this log where its key was lost."""
        return recovery_sheet(self._path.stem, self._key)

    def twin(self) -> SqlCipherLog:
        """A second connection, for long reads beside the window. Close it."""
        return SqlCipherLog(
            self._path, self._key, terminal=self._terminal, label=self._label, clock=self._clock
        )

    def still(self) -> LogStill:
        """This moment of the log on a connection of its own. Close it. Raises StorageTrouble."""
        from dtcoach.adapters.store.still import LogStill

        return LogStill(self._path, self._key)

    def close(self) -> None:
        """Moves the WAL into the log if nobody else has it open. Calling it twice is fine."""
        with self._lock:
            self._head.close()
            self._conn.close()

    # --- transactions and troubles --------------------------------------------------------------

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[Connection]:
        with self._lock:
            try:
                yield self._conn
            except dbapi2.Error as error:
                trouble = log_broken() if self._broken else from_sqlite(error, self._path.parent)
                if trouble is None:
                    raise
                # After a page that does not hold, SQLCipher only says "read-only": keep the cause.
                self._broken = self._broken or isinstance(trouble, LogBroken)
                raise trouble from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._guarded() as conn:
            is_inner = self._depth > 0
            if is_inner and not conn.in_transaction:
                # What it was to be part of is gone; it must not stand alone.
                raise write_failed()
            conn.execute("SAVEPOINT part" if is_inner else "BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield conn
                if not conn.in_transaction:
                    # Rolled back by SQLite, and the error that told so was swallowed in between.
                    raise write_failed()
                conn.execute("RELEASE part" if is_inner else "COMMIT")
            except BaseException:
                self._undo(conn, is_inner=is_inner)
                raise
            finally:
                self._depth -= 1
        if not is_inner and self._last is not None:
            self._head.note(self._last)

    def _undo(self, conn: Connection, *, is_inner: bool) -> None:
        # After some errors (a full disk) SQLite has rolled back all of it by itself.
        if conn.in_transaction:
            with contextlib.suppress(dbapi2.Error):
                conn.execute("ROLLBACK TO part" if is_inner else "ROLLBACK")
        if not is_inner:
            self._last = None


def _must_be_a_drill(conn: Connection, incident: str) -> None:
    """Raises ProblemFound: whatever went wrong above, nothing of a 訓練 gets into a real log."""
    row = conn.execute("SELECT kind FROM incidents WHERE id = ?", (incident,)).fetchone()
    if row is not None and row[0] != IncidentKind.DRILL.value:
        raise ProblemFound("訓練のことは、訓練でない記録に書けません。")
