"""With the shim of tests/store/test_faults.py loaded: the Nth write, fsync or rename of an export
fails, for every N; staff read a sentence, and the old file is as it was."""

from __future__ import annotations

import ctypes
import random
import sys
from pathlib import Path

from dtcoach.adapters.store import open_log
from dtcoach.app.errors import KnownError
from dtcoach.app.export_wish import ExportWish, Format
from dtcoach.domain.events import RequestAdded, VisitOpened
from tests.exports.making import export, told
from tests.store.stories import declared


def fail_each_call(folder: str, kind: str, password: str, reason: str, stride: str) -> None:
    """Prints how often a call failed."""
    shim = ctypes.CDLL(None)
    log = open_log(Path(folder) / "data").log
    log.append([declared("i")])
    for n in range(30):
        bodies = (VisitOpened(f"101-{n:03d}", "1番", "c"), RequestAdded(1, "move-in"))
        log.append(told(f"v{n}", *bodies))
    target = Path(folder) / "usb"
    target.mkdir()
    path = target / "x.out"
    wish = ExportWish(Format(kind), password=password)
    export(log, path, wish)  # what is loaded at its first use is there
    path.write_text("old")
    shim.fail_below(str(target).encode())
    failed = 0
    for nth in range(random.randint(1, int(stride)), 10_000, int(stride)):
        shim.fail_at(nth, int(reason), 1)
        said = ""
        try:
            export(log, path, wish)
        except KnownError as error:
            said = error.sentence
        hit = shim.failed()
        shim.mend()
        assert bool(said) == said.endswith("。")
        # The very last call says whether the name itself is on the disk; the file is whole then.
        is_new = not said or "確かめられません" in said
        assert (path.stat().st_size > 3) == is_new, (nth, said)
        names = sorted(file.name for file in target.rglob("*") if file.is_file())
        assert names == ["x.out"], (nth, names)
        path.write_text("old")
        failed += hit
        if not hit:
            break
    log.close()
    print(failed)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
