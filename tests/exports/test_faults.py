"""Bad disks and full ones while a file is written: a sentence, and nothing half-written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dtcoach.app.export_wish import Format
from tests.store.test_faults import shim

__all__ = ["shim"]


@pytest.mark.parametrize(
    ("kind", "password", "reason", "stride"),
    [
        (Format.CSV, "", errno.EIO, 1),
        (Format.CSV, "Shinagawa-2026", errno.ENOSPC, 3),
        (Format.JSON, "", errno.ENOSPC, 1),
        (Format.XLSX, "", errno.ENOSPC, 9),
        (Format.PDF, "", errno.EIO, 2),
    ],
)
def test_any_write_sync_or_rename_may_fail(
    shim: Path, tmp_path: Path, kind: Format, password: str, reason: int, stride: int
):
    """`usb` holds the file, and `home` beside it what waits on its way there."""
    words = ("fail_each_call", tmp_path.resolve(), kind.value, password, reason, stride)
    done = subprocess.run(
        [sys.executable, "-m", "tests.exports.child", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "LD_PRELOAD": str(shim)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 2
