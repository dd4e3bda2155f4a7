"""Whatever is wrong with the log, the window opens, says so in plain words, and serves."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from dtcoach.adapters.keys import key_path
from dtcoach.adapters.preferences import FILE, FilePreferences
from dtcoach.adapters.store.connection import connect
from dtcoach.app.errors import DiskFull, ProblemFound
from dtcoach.app.preferences import Operator
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.crash import FOLDER, SENTENCE, CrashHook, crash_report
from tests.ui.window import HANAKO, NOON, Desk, Key, house_in
from tools.gallery.walking import walk_on

Open = Callable[..., Desk]


def log_of(data: Path) -> Path:
    (log,) = (data / "logs").glob("*.db")
    return log


def lost_key(data: Path) -> None:
    key_path(log_of(data)).unlink()


def broken_log(data: Path) -> None:
    raw = bytearray(log_of(data).read_bytes())
    raw[2000] ^= 1
    log_of(data).write_bytes(raw)


def newer_log(data: Path) -> None:
    from dtcoach.adapters.keys import KeyringKeys, find_key

    key, _ = find_key(log_of(data), None, KeyringKeys())
    with contextlib.closing(connect(log_of(data), key, "rw")) as conn:
        conn.execute("PRAGMA user_version = 99")


def serve_somebody(desk: Desk) -> None:
    """A whole visit, to its end."""
    if not desk.counter.is_entered:
        desk.begin()
    desk.press(Key.Key_1, Key.Key_Return)
    visit = desk.window.visit.visit_id
    assert visit is not None
    state = walk_on(desk.counter, desk.counter.clerk, desk.counter.desk.visit(visit), 99)
    assert desk.counter.desk.place(state).kind is PlaceKind.FINISHED
    assert desk.counter.log.unsaved == 0


@pytest.mark.parametrize(
    ("happens", "words"),
    [(lost_key, "鍵"), (broken_log, "壊れています"), (newer_log, "新しい版")],
)
def test_trouble_with_the_log_is_told_and_a_visit_goes_to_its_end(
    open_desk: Open, tmp_path: Path, happens: Callable[[Path], None], words: str
):
    before = house_in(tmp_path / "data")
    counter, _ = before.counter()
    counter.declare(IncidentKind.REAL, "full-outage", HANAKO.office)
    counter.log.close()
    happens(tmp_path / "data")
    desk = open_desk()
    (sentence,) = desk.told
    assert words in sentence
    assert "受付を続けられます" in sentence
    assert not desk.counter.is_entered, "the old outage is in the log that is out of reach"
    serve_somebody(desk)
    assert desk.told == [sentence], "it stays until it is read"
    desk.press(Key.Key_F12)
    assert desk.told == []


def test_a_folder_that_cannot_be_written_is_told_and_a_visit_goes_to_its_end(
    open_desk: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "file").write_text("no folder")
    desk = open_desk(tmp_path / "file" / "data", operator=None)
    (sentence,) = desk.told
    assert "別の場所" in sentence
    desk.window.opening._on_operator_told(HANAKO)
    serve_somebody(desk)


def test_content_that_is_not_what_lies_on_disk_is_told(open_desk: Open, tmp_path: Path):
    content = tmp_path / "data" / "content"
    content.mkdir(parents=True)
    (content / "texts.yaml").write_text("routes: [")
    desk = open_desk()
    assert desk.told
    serve_somebody(desk)


# --- errors nobody expected ---------------------------------------------------------------------


class Slots(QObject):
    """Fails where Qt calls it."""

    def fail(self) -> None:
        resident = "品川 一郎"
        raise ValueError(resident)

    def refuse(self) -> None:
        raise ProblemFound("いまはできません。")


@pytest.fixture
def hook(tmp_path: Path):
    made = CrashHook(tmp_path, lambda: NOON)
    made.install()
    yield made
    made.remove()


def test_an_error_in_a_slot_is_written_without_values_and_the_work_goes_on(
    open_desk: Open, qtbot: QtBot, tmp_path: Path, hook: CrashHook, capsys
):
    desk = open_desk()
    hook.connect_to(desk.window.tell)
    slots = Slots()
    with qtbot.captureExceptions():
        hook.install()
        QTimer.singleShot(0, slots.fail)
        desk.until(lambda: bool(desk.told))
    assert desk.told[0].startswith(SENTENCE)
    (file,) = (tmp_path / FOLDER).iterdir()
    report = file.read_text(encoding="utf-8")
    assert file.name in desk.told[0]
    assert "ValueError" in report
    assert "fail" in report
    assert "品川" not in report
    assert str(Path.home()) not in report
    serve_somebody(desk)


def test_a_known_trouble_in_a_slot_is_its_own_sentence(
    open_desk: Open, qtbot: QtBot, tmp_path: Path, hook: CrashHook
):
    desk = open_desk()
    hook.connect_to(desk.window.tell)
    slots = Slots()
    with qtbot.captureExceptions():
        hook.install()
        QTimer.singleShot(0, slots.refuse)
        desk.until(lambda: bool(desk.told))
    assert desk.told == ["いまはできません。"]
    assert not (tmp_path / FOLDER).exists()


def test_a_storm_of_errors_fills_no_disk(tmp_path: Path, hook: CrashHook, capsys):
    for _ in range(50):
        try:
            raise RuntimeError
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)
    assert len(list((tmp_path / FOLDER).iterdir())) == 20


def test_the_report_names_the_whole_chain():
    try:
        try:
            dict[str, str]()["氏名"]
        except KeyError as error:
            raise RuntimeError("品川 一郎") from error
    except RuntimeError as error:
        report = crash_report(error, datetime(2025, 1, 6, tzinfo=TOKYO), "1.0")
    assert "builtins.RuntimeError" in report
    assert "builtins.KeyError" in report
    assert "氏名" not in report
    assert "品川" not in report


# --- preferences --------------------------------------------------------------------------------


def test_who_was_here_is_remembered_and_nothing_breaks_it(tmp_path: Path):
    kept = FilePreferences(tmp_path)
    assert kept.operator() == Operator()
    assert kept.remember(HANAKO)
    assert FilePreferences(tmp_path).operator() == HANAKO
    for broken in (b"", b"{", b"[]", b'{"operator": {"name": 1}}', b"\xff\xfe", b"[" * 100_000):
        (tmp_path / FILE).write_bytes(broken)
        assert kept.operator() == Operator()
    assert not FilePreferences(tmp_path / FILE / "below").remember(HANAKO)


def test_what_fails_while_it_is_asked_waits_for_the_same_answer(open_desk: Open):
    """A printer that is done, or a note that saves itself, must not take the clerk's act along."""
    desk = open_desk()
    desk.begin()
    acting, done = desk.window.acting, list[str]()

    def of(name: str) -> Callable[[], None]:
        return lambda: done.append(name)

    acting.trouble(DiskFull("空きがありません。"), of("given up"))
    desk.press(Key.Key_Escape)
    acting.trouble(DiskFull("空きがありません。"), of("step"))
    asked = desk.sheet
    acting.trouble(DiskFull("空きがありません。"), of("paper"))
    assert desk.sheet is asked
    desk.press(Key.Key_Return)
    assert done == ["step", "paper"]
    assert desk.sheet is None
