"""The ledger finds who a visit is for however it is typed, until the value is erased."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store import OpenedLog, SqlCipherLog, open_log
from dtcoach.adapters.store.connection import connect
from dtcoach.domain.events import Corrected, NoteWritten, Personal, ResidentNoted, SlipTypedIn
from dtcoach.domain.words import ResidentField
from tests.store.pages import decrypted
from tests.store.stories import draft, opened

F = ResidentField
NAME, KANA, PHONE = "髙橋 𠮷郎", "タカハシ　ヨシロウ", "03-5742-6660"


class Ledger:
    """Two visits, one of them of somebody with a name."""

    def __init__(self, log: SqlCipherLog) -> None:
        self.log = log
        self.incident, self.visit, self.other = "incident", new_id(), new_id()
        log.append(opened(self.incident, self.visit, "101-001"))
        log.append(opened(self.incident, self.other, "101-002", minutes=1))
        self.ids = [self.note(f, v) for f, v in ((F.NAME, NAME), (F.KANA, KANA), (F.PHONE, PHONE))]

    def note(self, field: ResidentField, value: str, visit: str = "") -> str:
        body = ResidentNoted(field, Personal(value))
        (event,) = self.log.append([draft(body, incident=self.incident, visit=visit or self.visit)])
        return event.id

    def found(self, text: str) -> list[str]:
        return [row.number for row in self.log.visits(self.incident, text=text)]


@pytest.fixture
def ledger(log: SqlCipherLog) -> Ledger:
    return Ledger(log)


@pytest.mark.parametrize(
    "text",
    [
        "髙橋",
        "高橋",
        "吉郎",
        "髙橋𠮷郎",
        "たかはし",
        "タカ",
        "ﾖｼﾛｳ",
        "5742",
        "03-5742",
        "５７４２-66",
    ],
)
def test_a_visit_is_found_by_name_kana_and_phone(ledger: Ledger, text: str):
    assert ledger.found(text) == ["101-001"]


@pytest.mark.parametrize("text", ["佐藤", "%", "橋郎", "郎タカ", "ウ03"])
def test_nothing_is_found_by_chance_or_across_two_fields(ledger: Ledger, text: str):
    assert ledger.found(text) == []


def test_the_rest_is_found_as_before(ledger: Ledger):
    assert ledger.found("101-002") == ["101-002"]
    assert ledger.found("１０１－００２") == ["101-002"]
    assert ledger.found("窓口") == ["101-001", "101-002"]


def test_a_mended_or_corrected_name_is_found_by_what_stands(ledger: Ledger):
    mended = ledger.note(F.NAME, "高梨 一郎")
    assert (ledger.found("髙橋"), ledger.found("高梨")) == ([], ["101-001"])
    ledger.log.append([draft(Corrected(mended, "x"), incident=ledger.incident, visit=ledger.visit)])
    assert (ledger.found("髙橋"), ledger.found("高梨")) == (["101-001"], [])
    row = ledger.log.visit(ledger.visit)
    assert row is not None
    assert row.name == NAME
    assert ledger.log.verify().problems == ()


def test_what_was_erased_is_found_no_more_and_stands_nowhere(opened: OpenedLog):
    ledger = Ledger(opened.log)
    body = NoteWritten(Personal("車いすの方"))
    ledger.log.append([draft(body, incident=ledger.incident, visit=ledger.visit)])
    ledger.note(F.NAME, "佐藤 花子", ledger.other)
    assert ledger.log.erase_personal(visit=ledger.visit) == 4
    assert ledger.found("高橋") == ledger.found("たかはし") == ledger.found("5742") == []
    assert ledger.found("佐藤") == ["101-002"]
    row = ledger.log.visit(ledger.visit)
    assert row is not None
    assert row.name == ""
    assert ledger.log.verify().problems == ()
    path, key = ledger.log.path, ledger.log._key
    ledger.log.close()
    pages = decrypted(path, key)
    for word in (NAME, KANA, PHONE, "車いすの方", "高橋吉郎", "タカハシヨシロウ", "0357426660"):
        assert word.encode() not in pages, word
    assert "佐藤 花子".encode() in pages


def test_erasing_by_age_leaves_what_is_younger(ledger: Ledger):
    between = SystemClock().now() + timedelta(milliseconds=2)
    while SystemClock().now() < between:
        pass
    ledger.note(F.PHONE, "090-1111-2222")
    assert ledger.log.erase_personal(before=between) == 3
    assert ledger.found("高橋") == []
    assert ledger.found("1111") == ["101-001"]
    assert ledger.log.verify().problems == ()


def test_a_name_comes_with_its_value_and_not_without(ledger: Ledger, blank):
    events = list(ledger.log.stored_after(ledger.log.terminal))
    with blank() as other:
        other.take_in(events, ledger.log.personal_of(events))
        assert [row.name for row in other.visits(ledger.incident)] == [NAME, ""]
        assert other.verify().problems == ()
    with blank() as bare:
        bare.take_in(events)
        assert [row.name for row in bare.visits(ledger.incident)] == ["", ""]
        assert bare.verify().problems == ()


def test_a_slip_is_marked_and_takes_no_number_of_the_screen(log: SqlCipherLog):
    incident, visit = "incident", new_id()
    log.append(
        [
            *opened(incident, visit, "P101-042"),
            draft(SlipTypedIn("P101-042"), incident=incident, visit=visit),
        ]
    )
    row = log.visit(visit)
    assert row is not None
    assert row.typed_in
    assert log.next_visit_number(incident) == "101-001"


def test_a_log_of_the_first_version_is_brought_up_to_date(tmp_path):
    folder = tmp_path / "data"
    first = open_log(folder).log
    first.append(opened("incident", new_id(), "101-001"))
    path, key = first.path, first._key
    first.close()
    conn = connect(path, key, "rw")
    conn.execute("DROP INDEX visits_of_incident")
    for column in ("name", "who", "typed_in"):
        conn.execute(f"ALTER TABLE visits DROP COLUMN {column}")
    conn.execute(
        "CREATE INDEX visits_of_incident"
        " ON visits (incident, opened_us, id, state, number, counter, procedures)"
    )
    conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_residents_and_slips'")
    conn.execute("PRAGMA user_version = 1")
    conn.close()
    again = open_log(folder)
    assert again.notices == ()
    assert [row.number for row in again.log.visits("incident")] == ["101-001"]
    assert again.log.verify().problems == ()
    again.log.close()
