"""Opening the log at start: a lost key or a broken log never stops the counter."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from pathlib import Path

from dtcoach.adapters.clock import SystemClock
from dtcoach.adapters.durable import sync_folder
from dtcoach.adapters.identity import new_terminal_id
from dtcoach.adapters.keys import (
    KeyPlace,
    KeyringKeys,
    OsKeys,
    find_key,
    key_check,
    key_lost,
    make_key,
)
from dtcoach.adapters.store.connection import Connection, connect
from dtcoach.adapters.store.folder import (
    LogSetAside,
    Terminal,
    creating,
    log_path,
    logs_in,
    random_label,
    read_terminal,
    write_terminal,
)
from dtcoach.adapters.store.head import read_head
from dtcoach.adapters.store.log import SqlCipherLog
from dtcoach.adapters.store.stored import SCHEMA_VERSION
from dtcoach.adapters.store.troubles import (
    folder_not_writable,
    log_broken,
    log_newer,
    told,
)
from dtcoach.adapters.store.verifying import check_tail
from dtcoach.app.errors import KnownError, LogBroken, LogUnreadable, StorageTrouble
from dtcoach.app.ports import Clock
from dtcoach.frozen import dataclass

DEFAULT_LABEL = "101"


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """A log that takes events, and what staff must be told about how it came to be open.

    `aside` are the logs of this folder that were given up; `elsewhere` are other folders with logs
    of this terminal. Both hold events that are still to be merged.
    """

    log: SqlCipherLog
    folder: Path
    notices: tuple[KnownError, ...]
    key_place: KeyPlace
    aside: tuple[LogSetAside, ...]
    elsewhere: tuple[Path, ...] = ()


class _TailLost(LogBroken):
    """Acknowledged events at the end are missing; what is left holds."""

    def __init__(self, lost: int) -> None:
        super().__init__(f"前回の終わりの記録 {lost} 件が失われています。")


@dataclass(frozen=True, slots=True)
class _Opener:
    folder: Path
    label: str
    clock: Clock
    os_keys: OsKeys

    def open(self) -> OpenedLog:
        with told(self.folder):
            known = read_terminal(self.folder)
            if known is not None:
                # Nearly every start ends here; only trouble needs the lock.
                with contextlib.suppress(LogUnreadable):
                    return self._open_known(known)
            with creating(self.folder):
                known = read_terminal(self.folder)
                return self._open_or_adopt() if known is None else self._open_or_replace(known)

    def replace(self, given_up: str, trouble: KnownError) -> OpenedLog:
        """Give up the log that terminal `given_up` writes, unless that was done meanwhile."""
        with told(self.folder), creating(self.folder):
            known = read_terminal(self.folder)
            if known is not None and known.terminal == given_up:
                return self._start_fresh(known, trouble)
            return self._open_or_adopt() if known is None else self._open_or_replace(known)

    # --- the log that terminal.json names ------------------------------------------------------

    def _open_known(self, known: Terminal, *notices: KnownError) -> OpenedLog:
        path = log_path(self.folder, known.log)
        key, kept = find_key(path, known.kept, self.os_keys)
        if key_check(key) != known.key_check:
            raise key_lost("鍵が、この記録のものではありません")
        self._examine(path, key, known.terminal)
        log = SqlCipherLog(path, key, terminal=known.terminal, label=known.label, clock=self.clock)
        return OpenedLog(log, self.folder, notices, kept.place, known.forsaken)

    def _examine(self, path: Path, key: bytes, terminal: str) -> None:
        """Raises LogUnreadable, and then not a byte of the log was changed."""
        if not path.exists():
            raise log_broken("ファイルがありません")
        if not os.access(path, os.W_OK):
            raise folder_not_writable(self.folder)
        with told(self.folder), contextlib.closing(connect(path, key, "ro")) as conn:
            version = conn.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                raise log_broken("空です")
            if version > SCHEMA_VERSION:
                raise log_newer()
            if version == SCHEMA_VERSION:
                check_tail(conn, terminal)
                _check_head(conn, path, terminal)
                return
        _create_or_migrate(path, key)

    def _version(self, path: Path, key: bytes) -> int:
        with told(self.folder), contextlib.closing(connect(path, key, "ro")) as conn:
            return int(conn.execute("PRAGMA user_version").fetchone()[0])

    def _open_or_replace(self, known: Terminal) -> OpenedLog:
        try:
            return self._open_known(known)
        except _TailLost as lost:
            return self._go_on_after(known, lost)
        except LogUnreadable as trouble:
            return self._start_fresh(known, trouble)

    def _go_on_after(self, known: Terminal, lost: LogBroken) -> OpenedLog:
        """Same log, new terminal id: counters and numbers that were given out never come again."""
        path = log_path(self.folder, known.log)
        wal = Path(f"{path}-wal")
        if wal.exists():
            # Its damaged end may still be of use to someone; the next write goes over it.
            kept = path.with_name(f"{path.name}-wal-before-{new_terminal_id()}")
            kept.write_bytes(wal.read_bytes())
        label = known.next_label
        forsaken = LogSetAside(known.log, known.label, known.key_check, "tail-lost")
        following = dataclasses.replace(
            known, terminal=new_terminal_id(), label=label, aside=(*known.aside, forsaken)
        )
        write_terminal(self.folder, following)
        notice = LogBroken(
            f"{lost.sentence}残りの記録は無事です。受付番号を {label}- に変えて続けます。"
            "控えの紙があれば、失われた分を入力してください。"
        )
        return self._open_known(following, notice)

    # --- new logs ------------------------------------------------------------------------------

    def _start_fresh(self, known: Terminal, trouble: KnownError) -> OpenedLog:
        given_up = LogSetAside(known.log, known.label, known.key_check, trouble.code)
        notice = type(trouble)(
            f"{trouble.sentence}前の記録は消さずに残し、新しい記録を始めました。"
            + _begin_again(known.next_label)
        )
        fresh = dataclasses.replace(known, label=known.next_label, aside=(*known.aside, given_up))
        return self._create(fresh.base, fresh.label, fresh.aside, notice)

    def _open_or_adopt(self) -> OpenedLog:
        """No terminal.json: a new folder, or one whose terminal.json is gone or damaged."""
        logs = logs_in(self.folder)
        for path in logs:
            others = tuple(_unknown(other) for other in logs if other != path)
            with contextlib.suppress(LogUnreadable):
                return self._adopt(path, others)
        if not logs:
            return self._create(self.label, self.label, ())
        label = random_label(self.label)
        notice = LogUnreadable(
            "端末の設定ファイルと前の記録を読めません。前の記録は消さずに残し、新しい記録を"
            f"始めました。{_begin_again(label)}"
        )
        return self._create(self.label, label, tuple(map(_unknown, logs)), notice)

    def _adopt(self, path: Path, others: tuple[LogSetAside, ...]) -> OpenedLog:
        """Go on in a log that opens. Under a new id: which was the last is not known for sure."""
        key, kept = find_key(path, None, self.os_keys)
        terminal = new_terminal_id()
        is_used = read_head(path) is not None
        if not is_used and self._version(path, key) == 0:
            # Power went in the middle of making it: finish that.
            _create_or_migrate(path, key)
        self._examine(path, key, terminal)
        label = random_label(self.label) if is_used else self.label
        adopted = Terminal(path.stem, terminal, self.label, label, kept, key_check(key), others)
        write_terminal(self.folder, adopted)
        if not is_used:
            return self._open_known(adopted)
        notice = StorageTrouble(
            "端末の設定ファイルが読めなかったので作り直しました。記録は無事です。"
            f"受付番号を {label}- に変えて、そのまま受付を続けられます。"
        )
        return self._open_known(adopted, notice)

    def _create(
        self, base: str, label: str, aside: tuple[LogSetAside, ...], *notices: KnownError
    ) -> OpenedLog:
        """The key first, then the log, then the file that names both: each step is durable."""
        name = new_terminal_id()
        path = log_path(self.folder, name)
        key, kept = make_key(path, self.os_keys)
        _create_or_migrate(path, key)
        sync_folder(path.parent)
        made = Terminal(name, name, base, label, kept, key_check(key), aside)
        write_terminal(self.folder, made)
        return self._open_known(made, *notices)


def _create_or_migrate(path: Path, key: bytes) -> None:
    from dtcoach.adapters.store.schema import bring_up_to_date

    with contextlib.closing(connect(path, key, "rwc")) as conn:
        conn.execute("PRAGMA journal_mode = WAL").fetchall()
        bring_up_to_date(conn)


def _check_head(conn: Connection, path: Path, terminal: str) -> None:
    """Raises _TailLost where an event that was acknowledged is not in the log any more."""
    head = read_head(path)
    if head is None or head.terminal != terminal:
        return
    sql = "SELECT hash FROM events WHERE terminal = ? AND counter = ?"
    found = conn.execute(sql, (terminal, head.counter)).fetchone()
    if found is not None and found[0] == head.hash:
        return
    sql = "SELECT coalesce(max(counter), 0) FROM events WHERE terminal = ?"
    last = conn.execute(sql, (terminal,)).fetchone()[0]
    raise _TailLost(max(head.counter - last, 1))


def _begin_again(label: str) -> str:
    """A fresh log knows of no outage; whoever stands in one finds the three doors."""
    return f"障害対応の途中なら、もう一度始めて、受付番号 {label}- で受付を続けられます。"


def _unknown(log: Path) -> LogSetAside:
    return LogSetAside(log.stem, "", "", "unknown")


def open_log(
    folder: Path,
    *,
    label: str = DEFAULT_LABEL,
    clock: Clock | None = None,
    os_keys: OsKeys | None = None,
) -> OpenedLog:
    """Open the log of this data folder, or start one. `label` is used where none was given yet.

    Whatever is wrong with the log or its key comes back as a notice beside a log that works.
    Raises FolderNotWritable, DiskFull or StorageTrouble where nothing can be written here.
    """
    return _opener(folder, label, clock, os_keys).open()


def open_fresh(
    opened: OpenedLog,
    trouble: KnownError,
    *,
    clock: Clock | None = None,
    os_keys: OsKeys | None = None,
) -> OpenedLog:
    """Go on in a new log after a log broke in the middle of the day. Closes the old one.

    Raises what `open_log` raises.
    """
    opened.log.close()
    opener = _opener(opened.folder, DEFAULT_LABEL, clock, os_keys)
    return opener.replace(opened.log.terminal, trouble)


def _opener(folder: Path, label: str, clock: Clock | None, os_keys: OsKeys | None) -> _Opener:
    return _Opener(folder.absolute(), label, clock or SystemClock(), os_keys or KeyringKeys())
