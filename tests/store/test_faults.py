"""Full disks and failing writes: a clear sentence, nothing half-written, and work goes on."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dtcoach.adapters.durable import write_durably
from dtcoach.adapters.store import OpenedLog, SqlCipherLog, open_log
from dtcoach.app.errors import DiskFull, FolderNotWritable, StorageTrouble
from dtcoach.domain.events import Event
from tests.store.child import fail_each_call, fill_the_disk, finish, start
from tests.store.rounds import STRIDE
from tests.store.stories import declared

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char root[4096];
static int nth, reason, stays, count, hit;

void fail_below(const char *folder) { snprintf(root, sizeof root, "%s", folder); }
void fail_at(int n, int why, int keep) { nth = n; reason = why; stays = keep; count = hit = 0; }
void mend(void) { nth = 0; }
int failed(void) { return hit; }

static int due(void) {
    if (!nth) return 0;
    count++;
    if (count != nth && !(stays && count > nth)) return 0;
    hit = 1;
    errno = reason;
    return 1;
}

static int ours(int fd) {
    char link[64], path[4096];
    if (!*root) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return strncmp(path, root, strlen(root)) == 0;
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_t)(int, const void *, size_t);
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off64_t);
typedef int (*sync_t)(int);
typedef int (*rename_t)(const char *, const char *);

/* A failing write has written half of it: the worst that a disk may do. Nobody pulls the plug, so
   a sync that does not fail has nothing to do. */
ssize_t write(int fd, const void *data, size_t n) {
    REAL("write", write_t);
    if (ours(fd) && due()) { real(fd, data, n / 2); errno = reason; return -1; }
    return real(fd, data, n);
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t at) {
    REAL("pwrite64", pwrite_t);
    if (ours(fd) && due()) { real(fd, data, n / 2, at); errno = reason; return -1; }
    return real(fd, data, n, at);
}
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return pwrite64(fd, data, n, at); }
int fsync(int fd) {
    REAL("fsync", sync_t);
    return ours(fd) ? -due() : real(fd);
}
int fdatasync(int fd) {
    REAL("fdatasync", sync_t);
    return ours(fd) ? -due() : real(fd);
}
int rename(const char *from, const char *to) {
    REAL("rename", rename_t);
    return strncmp(to, root, strlen(root)) == 0 && due() ? -1 : real(from, to);
}
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("needs Linux and a C compiler")
    folder = tmp_path_factory.mktemp("shim")
    source, library = folder / "shim.c", folder / "shim.so"
    source.write_text(SHIM)
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return library


@pytest.mark.parametrize(
    ("reason", "stays"),
    [(errno.EIO, 0), (errno.ENOSPC, 1)],
    ids=["broken once", "full for a while"],
)
def test_any_write_sync_or_rename_may_fail(shim: Path, tmp_path: Path, reason: int, stays: int):
    process = start(
        fail_each_call, tmp_path.resolve(), reason, stays, STRIDE, env={"LD_PRELOAD": str(shim)}
    )
    (calls,) = finish(process)
    assert int(calls) > 40


def test_a_full_log_tells_and_goes_on_once_there_is_room(log: SqlCipherLog):
    log.append([declared("i")])
    pages = log._conn.execute("PRAGMA page_count").fetchone()[0]
    log._conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    written = 1

    def append_for_ever() -> None:
        nonlocal written
        while True:
            written += len(log.append([declared("i")] * 5))

    with pytest.raises(DiskFull, match="空き"):
        append_for_ever()
    assert len(log.of_board("i")) == written
    log._conn.execute("PRAGMA max_page_count = 1000000")
    (event,) = log.append([declared("i")])
    assert event.counter == written + 1
    assert log.verify().problems == ()


def test_work_done_together_keeps_no_part_that_was_said_to_have_failed(log: SqlCipherLog):
    pages = log._conn.execute("PRAGMA page_count").fetchone()[0]
    log._conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    written: list[Event] = []
    failed = 0
    with log.together():
        for _ in range(100):
            try:
                written += log.append([declared("i")] * 5)
            except StorageTrouble:
                failed += 1
    assert failed
    assert list(log.of_board("i")) == written
    log._conn.execute("PRAGMA max_page_count = 1000000")
    assert log.append([declared("i")])[0].counter == len(written) + 1
    assert log.verify().problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file sizes")
def test_a_file_that_may_not_grow(opened: OpenedLog):
    import resource

    log = opened.log
    log.append([declared("i")])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    wal = log.path.with_name(f"{log.path.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + 5000, before[1]))
    try:
        with pytest.raises(StorageTrouble, match="記録されていません"):
            log.append([declared("i")] * 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    log.append([declared("i")])
    assert len(log.of_board("i")) == 2
    assert log.verify().problems == ()


def _unshared(*command: str) -> list[str]:
    """A command in a mount namespace of its own, where this machine lets us."""
    if shutil.which("unshare") is None or not sys.platform.startswith("linux"):
        pytest.skip("needs unshare")
    prefix = ["unshare", "--mount", "--map-root-user"] if os.geteuid() else ["unshare", "--mount"]
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespaces here")
    return [*prefix, "sh", "-c", " && ".join(command)]


def test_a_disk_that_is_really_full(tmp_path: Path):
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))
    command = _unshared(
        f"mount -t tmpfs -o size=1m none {tmp_path}",
        f"{sys.executable} -m tests.store.child {fill_the_disk.__name__} {tmp_path}/data",
    )
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "fine"), done.stderr


def test_a_log_on_a_disk_that_went_read_only_is_told_at_the_start(tmp_path: Path):
    folder = tmp_path / "data"
    open_log(folder).log.close()
    code = (
        "import sys; from pathlib import Path; from dtcoach.adapters.store import open_log\n"
        "from dtcoach.app.errors import FolderNotWritable\n"
        "try: open_log(Path(sys.argv[1]))\n"
        "except FolderNotWritable as error: print('told')"
    )
    env = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]), CODE=code)
    command = _unshared(
        f"mount --bind {folder} {folder}",
        f"mount -o remount,ro,bind {folder}",
        f'{sys.executable} -c "$CODE" {folder}',
    )
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "told"), done.stderr


def test_a_small_file_is_the_old_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "terminal.json"
    write_durably(file, b"old")

    def refuse(_fd: int) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="no"):
            write_durably(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
    write_durably(file, b"new")
    assert file.read_bytes() == b"new"


def test_another_process_that_holds_the_log_is_named(log: SqlCipherLog):
    twin = log.twin()
    log._conn.execute("PRAGMA busy_timeout = 20")
    try:
        with twin.together(), pytest.raises(StorageTrouble, match="ほかの処理"):
            log.append([declared("i")])
    finally:
        twin.close()
    assert log.append([declared("i")])[0].counter == 1


def test_a_folder_without_room_for_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        open_log(tmp_path / "data")
    monkeypatch.undo()
    opened = open_log(tmp_path / "data")
    opened.log.close()
    assert opened.notices == ()
    assert not issubclass(DiskFull, FolderNotWritable)
