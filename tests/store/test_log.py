"""The log keeps what it is given, in order, and lets nobody change it."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.identity import new_id
from dtcoach.adapters.keys import Kept, KeyPlace, KeyringKeys, find_key
from dtcoach.adapters.store import OpenedLog, SqlCipherLog, open_log
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.stored import GENESIS, StoredEvent, canonical, event_hash
from dtcoach.app.errors import LogBroken, LogNewer
from dtcoach.app.ports import EventLog
from dtcoach.domain.events import EventBody, FactLearned, StepDone, VisitOpened
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import Route
from tests.store.stories import bodies, declared, draft, of_body, step_pair, texts
from tests.store.stories import opened as opening

Blank = Callable[[], AbstractContextManager[SqlCipherLog]]
many = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def raw(log: SqlCipherLog) -> Connection:
    """A connection that goes around the log."""
    key, _ = find_key(log.path, Kept(KeyPlace.FILE), KeyringKeys())
    return connect(log.path, key, "rw")


def tampered(log: SqlCipherLog, sql: str) -> None:
    """Change the log as someone who has the key and knows the triggers could."""
    with contextlib.closing(raw(log)) as conn:
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute(sql)


@pytest.mark.parametrize("kind", BODIES.values(), ids=BODIES)
def test_every_kind_of_event_comes_back_as_it_was(kind: type[EventBody], blank: Blank):
    with blank() as log:

        @many
        @given(of_body(kind), st.booleans())
        def comes_back(body: EventBody, in_visit: bool) -> None:
            incident, visit = new_id(), new_id() if in_visit else None
            (event,) = log.append([draft(body, incident=incident, visit=visit)])
            assert event.body == body
            found = log.of_board(incident) if visit is None else log.of_visit(visit)
            assert found == (event,)

        comes_back()
        assert log.verify().problems == ()


@many
@given(batches=st.lists(st.lists(bodies, max_size=4), max_size=6))
def test_events_come_in_the_order_they_were_written(batches: list[list[EventBody]], blank: Blank):
    with blank() as log:
        incident = new_id()
        written = [
            event
            for batch in batches
            for event in log.append([draft(body, incident=incident) for body in batch])
        ]
        assert list(log.of_incident(incident)) == written
        assert [event.counter for event in written] == list(range(1, len(written) + 1))
        assert [event.lamport for event in written] == sorted({e.lamport for e in written})
        for event, before in zip(written[1:], written, strict=False):
            assert event.prev_hash == before.hash


def test_a_long_incident_is_streamed_whole(log: SqlCipherLog):
    incident, visit = new_id(), new_id()
    with log.together():
        for _ in range(630):
            log.append(step_pair(incident, visit))
    assert len(list(log.of_incident(incident))) == 1260
    assert log.of_visit(visit) == tuple(log.of_incident(incident))


def test_nothing_is_written_of_a_batch_with_a_mistake_in_it(log: SqlCipherLog):
    incident = new_id()
    wrong = draft(StepDone(1, Route.COUNTER, "s", 3.5), incident=incident)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        log.append([declared(incident), wrong])
    assert list(log.of_incident(incident)) == []


def test_appends_together_are_all_or_nothing(log: SqlCipherLog):
    incident, visit = new_id(), new_id()

    def half() -> None:
        with log.together():
            log.append(opening(incident, visit, "101-001"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert log.of_visit(visit) == ()
    with log.together():
        log.append(opening(incident, visit, "101-001"))
        log.append(step_pair(incident, visit))
    assert [event.counter for event in log.of_visit(visit)] == [1, 2, 3, 4]
    assert log.verify().problems == ()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET actor = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "REPLACE INTO events SELECT * FROM events",
        "INSERT OR IGNORE INTO events SELECT * FROM events",
        "INSERT INTO events SELECT * FROM events WHERE TRUE ON CONFLICT DO UPDATE SET actor = 'x'",
        "UPDATE OR REPLACE events SET counter = 1",
        # Another place in the chain, but the row of the first event.
        "INSERT OR REPLACE INTO events (rowid, terminal, counter, id, lamport, incident, type,"
        " observed_at, entered_at, actor, payload, prev_hash, hash)"
        " VALUES (1, 'x', 1, 'x', 1, 'x', 'x', 'x', 'x', 'x', '{}', 'x', 'x')",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_no_statement_changes_an_event(log: SqlCipherLog, sql: str, recursive: str):
    incident = new_id()
    written = log.append([declared(incident), declared(incident)])
    with contextlib.closing(raw(log)) as conn:
        conn.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            conn.execute(sql)
    assert tuple(log.of_incident(incident)) == written


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE events SET actor = 'x' WHERE counter = 2",
        "UPDATE events SET observed_at = '2020-01-01T00:00:00+09:00' WHERE counter = 3",
        "UPDATE events SET payload = replace(payload, 'yes', 'no') WHERE counter = 4",
        "UPDATE events SET visit = NULL WHERE counter = 4",
        "DELETE FROM events WHERE counter = 3",
        "DELETE FROM events WHERE counter = 1",
        "UPDATE personal SET value = 'no'",
        "DELETE FROM personal",
        "UPDATE visits SET state = 'closed'",
        "DELETE FROM requests",
        "UPDATE numbers SET last = 0",
        "INSERT INTO promises SELECT id, 1, 'x', 1, 1, 'post', NULL, 'x' FROM visits",
    ],
)
def test_what_was_changed_around_the_log_is_found(log: SqlCipherLog, sql: str):
    incident, visit = new_id(), new_id()
    log.append([declared(incident), *opening(incident, visit, "101-001")])
    log.append([draft(FactLearned("has_card", "yes"), incident=incident, visit=visit)])
    log.append([draft(FactLearned("contact_safe", "yes"), incident=incident, visit=visit)])
    assert log.verify().problems == ()
    tampered(log, sql)
    assert log.verify().problems != ()


def test_the_end_of_a_changed_chain_is_found_at_the_next_start(opened: OpenedLog):
    opened.log.append([declared(new_id()), declared(new_id())])
    tampered(opened.log, "UPDATE events SET actor = 'x' WHERE counter = 1")
    opened.log.close()
    again = open_log(opened.folder)
    again.log.close()
    assert [type(notice) for notice in again.notices] == [LogBroken]


def test_words_of_a_newer_version_are_named_as_such(log: SqlCipherLog):
    incident = new_id()
    log.append([declared(incident)])
    tampered(log, "UPDATE events SET type = 'DroneSent'")
    with pytest.raises(LogNewer, match="新しい版"):
        log.of_board(incident)


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ("json_remove(payload, '$.number')", LogBroken),
        ("json_set(payload, '$.number', 7)", LogBroken),
        ("'[]'", LogBroken),
        ("'{'", LogBroken),
        ("json_set(payload, '$.lane', 'fast')", LogNewer),
    ],
)
def test_payloads_that_make_no_sense_are_told(
    log: SqlCipherLog, change: str, trouble: type[Exception]
):
    visit = new_id()
    log.append([draft(VisitOpened("101-001", "1", "c"), incident=new_id(), visit=visit)])
    tampered(log, f"UPDATE events SET payload = {change}")
    with pytest.raises(trouble):
        log.of_visit(visit)
    assert log.verify().problems != ()


@given(actor=texts, visit=st.none() | texts, payload=texts)
def test_the_hash_is_over_canonical_json_of_every_other_field(
    actor: str, visit: str | None, payload: str
) -> None:
    event = StoredEvent("t", 1, "id", 2, "i", visit, "X", "o", "e", actor, payload, GENESIS, "")
    fields = {name: value for name, value in event._asdict().items() if name != "hash"}
    assert event_hash(event) == hashlib.sha256(canonical(fields).encode()).hexdigest()


def test_a_time_without_offset_is_our_mistake(log: SqlCipherLog):
    late = declared(new_id())
    with pytest.raises(ValueError, match="offset"):
        log.append([late.__class__(late.incident, None, late.observed_at.replace(tzinfo=None),
                                   "x", late.body)])  # fmt: skip


def test_half_a_character_does_not_stop_the_counter(log: SqlCipherLog):
    incident = new_id()
    log.append([draft(StepDone(1, Route.COUNTER, "s", "辻\ud840"), incident=incident)])
    (event,) = log.of_board(incident)
    assert event.body == StepDone(1, Route.COUNTER, "s", "辻?")


def test_the_file_says_nothing_without_the_key(opened: OpenedLog):
    opened.log.append([declared(new_id())])
    opened.log.close()
    found = opened.log.path.read_bytes()
    assert not found.startswith(b"SQLite format 3")
    assert "本庁舎".encode() not in found
    plain = sqlite3.connect(opened.log.path)
    with contextlib.closing(plain), pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM events")


def test_the_database_is_set_up_as_the_design_says(log: SqlCipherLog):
    conn = log._conn
    for pragma, value in [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]:
        assert conn.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    tables = {
        (name, bool(strict))
        for _, name, kind, _, _, strict in conn.execute("PRAGMA table_list")
        if kind == "table" and not name.startswith("sqlite_")
    }
    # sqlite-utils makes a misspelt table without a word: these and no others.
    ours = ("events", "personal", "contents", "incidents", "visits", "requests",
            "promises", "numbers")  # fmt: skip
    assert tables == {*((name, True) for name in ours), ("_sqlite_migrations", False)}


def test_contents_are_kept_once_and_come_back(log: SqlCipherLog):
    files = {"scenarios/転入.yaml": "言うこと".encode() * 1000, "forms/a.bin": bytes(range(256))}
    assert log.kept_content("d1") is None
    log.keep_content("d1", files)
    log.keep_content("d1", files)
    log.keep_content("d2", {})
    assert log.kept_content("d1") == files
    assert log.kept_content("d2") == {}


def test_contents_are_packed_ahead_on_any_thread(log: SqlCipherLog):
    files = {"scenarios/転入.yaml": "言うこと".encode() * 1000}
    pack = log.packing("d1", files)
    assert pack is not None
    thread = threading.Thread(target=pack)
    thread.start()
    thread.join()
    assert log.kept_content("d1") is None, "only prepared"
    log.keep_content("d1", files)
    assert log.kept_content("d1") == files
    assert log.packing("d1", files) is None, "nothing is left to do"


def test_numbers_go_up_per_incident_and_are_never_given_twice(opened: OpenedLog):
    log, incident = opened.log, new_id()
    assert log.next_visit_number(incident) == "101-001"
    for expected in ("101-001", "101-002", "101-003"):
        number = log.next_visit_number(incident)
        assert number == expected
        log.append(opening(incident, new_id(), number))
    # One that was written on paper first.
    log.append(opening(incident, new_id(), "101-1200"))
    log.append(opening(incident, new_id(), "205-004"))
    log.append(opening(incident, new_id(), "係長の控え"))
    assert log.next_visit_number(incident) == "101-1201"
    assert log.next_visit_number(new_id()) == "101-001"
    log.close()
    again = open_log(opened.folder).log
    assert again.next_visit_number(incident) == "101-1201"
    again.close()


def test_a_twin_sees_what_was_written_and_writes_to_the_same_chain(log: SqlCipherLog):
    incident = new_id()
    log.append([declared(incident)])
    with contextlib.closing(log.twin()) as twin:
        assert len(twin.of_board(incident)) == 1
        (event,) = twin.append([declared(incident)])
        assert event.counter == 2
    (event,) = log.append([declared(incident)])
    assert event.counter == 3
    assert log.verify().problems == ()


def test_it_is_the_log_that_the_use_cases_ask_for(log: SqlCipherLog) -> None:
    port: EventLog = log
    assert port.terminal == log.terminal


def test_the_clock_of_this_terminal_is_that_of_tokyo(log: SqlCipherLog):
    (event,) = log.append([declared(new_id())])
    assert event.entered_at.isoformat().endswith("+09:00")
    assert event.entered_at <= SystemClock().now()
