"""What SQLite and the disk complain about, as the sentences that staff read."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from dtcoach.app.errors import (
    DiskFull,
    FolderNotWritable,
    KnownError,
    LogBroken,
    LogNewer,
    StorageTrouble,
)

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _PROTOCOL, _NOTADB = (
    5, 6, 8, 10, 11, 13, 14, 15, 26,
)  # fmt: skip

_ALMOST_NOTHING = 256 * 1024
"""Bytes free. Below this a failed write is told as a full disk: that is what staff can mend."""


def disk_full() -> DiskFull:
    return DiskFull(
        "ディスクの空きがないため、記録できませんでした。今の操作は記録されていません。"
        "不要なファイルを消して空きを作り、もう一度操作してください。"
    )


def folder_not_writable(folder: Path) -> FolderNotWritable:
    return FolderNotWritable(f"データフォルダーに書き込めません（{folder}）。")


def write_failed() -> StorageTrouble:
    return StorageTrouble(
        "記録をディスクに書けませんでした。今の操作は記録されていません。"
        "もう一度操作してください。続くときは紙に控え、係長に知らせてください。"
    )


def log_busy() -> StorageTrouble:
    return StorageTrouble(
        "ほかの処理が記録を使っているため、書けませんでした。今の操作は記録されていません。"
        "少し待って、もう一度操作してください。"
    )


def log_broken(detail: str = "") -> LogBroken:
    return LogBroken(f"記録が壊れています{f'（{detail}）' if detail else ''}。")


def log_newer(detail: str = "") -> LogNewer:
    return LogNewer(
        "この記録は新しい版の dtcoach で書かれたため、この版では読めません"
        f"{f'（{detail}）' if detail else ''}。"
    )


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Troubles with files of `folder` leave as KnownError; mistakes of ours leave as they are."""
    try:
        yield
    except dbapi2.Error as error:
        trouble = from_sqlite(error, folder)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        raise from_os(error, folder) from error


def from_os(error: OSError, folder: Path) -> KnownError:
    """An OSError about a file in `folder`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or _is_almost_full(folder):
        return disk_full()
    return folder_not_writable(folder)


def from_sqlite(error: dbapi2.Error, folder: Path) -> KnownError | None:
    """None where SQLite speaks of a mistake of ours, which must not be dressed up."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    trouble: KnownError | None = None
    if code in (_CORRUPT, _NOTADB):
        trouble = log_broken()
    elif code == _FULL or (code in (_IOERR, _CANTOPEN) and _is_almost_full(folder)):
        trouble = disk_full()
    elif code in (_BUSY, _LOCKED, _PROTOCOL):
        trouble = log_busy()
    elif code == _IOERR:
        trouble = write_failed()
    elif code in (_READONLY, _CANTOPEN):
        trouble = folder_not_writable(folder)
    return trouble


def _is_almost_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < _ALMOST_NOTHING
    except OSError:
        return False
