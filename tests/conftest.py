"""The same surroundings for every test, and nothing left behind by any."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples each time, so that a change is judged by itself and not by luck; `make hunt`
# throws others. How long one takes says more of the machine than of the code.
for _name, _same in (("steady", True), ("hunt", False)):
    settings.register_profile(
        _name,
        deadline=None,
        derandomize=_same,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("hunt" if os.environ.get("DTCOACH_HUNT") else "steady")

GRACE_S = 2.0
"""How long a thread may take to end after its test."""


def pytest_configure() -> None:
    """Before Qt, the data folder or the clock are touched, in the workers of xdist too."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Neither the time zone of a terminal nor that of CI: what leans on it fails everywhere.
    os.environ["TZ"] = "America/Los_Angeles"
    if hasattr(time, "tzset"):
        time.tzset()
    # No test may reach the key store or the data of the person who runs it.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in ("DTCOACH_DATA", "DTCOACH_EXIT_WHEN_READY"):
        os.environ.pop(name, None)


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of our own, so that a forgotten data folder never is the real one."""
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fails a test that leaves a thread, a running QThread or an active QTimer."""
    threads = set(threading.enumerate())
    timers = {id(timer) for timer in _running_qt_objects()}
    yield
    left = [str(thread) for thread in _living(set(threading.enumerate()) - threads)]
    left += [repr(leak) for leak in _running_qt_objects() if id(leak) not in timers]
    if left:
        pytest.fail("left behind: " + ", ".join(left))


def _living(threads: set[threading.Thread]) -> list[threading.Thread]:
    """Those that do not end by themselves within the grace time."""
    until = time.monotonic() + GRACE_S
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return [thread for thread in threads if thread.is_alive()]


def _running_qt_objects() -> list[object]:
    """Active timers and running threads that Python holds; empty while no test used Qt."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return []
    import shiboken6

    # Widgets closed by qtbot go at the next turn of the event loop, which there will not be.
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    core.QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000))
    return [
        wrapper
        for wrapper in shiboken6.getAllValidWrappers()
        if (isinstance(wrapper, core.QTimer) and wrapper.isActive())
        or (isinstance(wrapper, core.QThread) and _is_own_running(wrapper, core))
    ]


def _is_own_running(thread: object, core: object) -> bool:
    main = core.QCoreApplication.instance().thread()  # type: ignore[attr-defined]
    return thread is not main and bool(thread.isRunning())  # type: ignore[attr-defined]
