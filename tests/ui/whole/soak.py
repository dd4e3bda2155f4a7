"""A clerk with a long queue, as a process of its own: what the window holds after so many visits.

`python -m tests.ui.whole.soak DATA VISITS EVERY` prints one line of JSON after every EVERY visits,
when all that was let go of is gone.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.application import make_application
from dtcoach.ui.later import LaterNames
from dtcoach.ui.main_window import MainWindow
from dtcoach.ui.visit.path import PathCard
from tests.ui.clerk import Clerk
from tests.ui.window import HANAKO, Key, house_in

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
QUEUE = (
    ("住民票の写し",),
    ("転入", "住民票の写し", "国民健康保険"),
    ("印鑑登録証明書",),
    ("転居", "国民年金"),
    ("電子証明書",),
    ("転出",),
    ("税の証明",),
)
MANAGED = "DTCOACH_SOAK_MANAGED"
"""Set where a window manager gives the window its frame and its place."""

MOST_TABS = 60
MOST_PAGES = 120
SETTLED_MS = 500
"""A manager may give a window its last size after it gave it the keys."""


@dataclass(frozen=True)
class Held:
    """What the process holds at rest, after so many visits."""

    visits: int
    rss_kb: int
    widgets: int
    objects: int
    ours: int
    timers: int
    threads: int
    files: int


class Soak:
    """The clerk, and what happens to them once in each visit."""

    def __init__(self, app: QApplication, clerk: Clerk, window: MainWindow) -> None:
        self._app, self._clerk, self._window = app, clerk, window
        self.done = 0
        self._interruptions: tuple[Callable[[], None], ...] = (
            self._looks_at_the_overview,
            self._speaks_every_language,
            self._asks_for_help,
            self._writes_a_name,
            self._parks_and_resumes,
            self._goes_back,
            self._answers_again,
            self._looks_around,
            self._looks_at_the_papers,
            self._drafts_a_notice,
            self._opens_the_settings,
        )

    def visit(self) -> None:
        """One resident from the picker to 完了."""
        clerk, number = self._clerk, self.done
        for request in QUEUE[number % len(QUEUE)]:
            clerk.type(request)
            self.press(Key.Key_1)
        self.press(Key.Key_Return)
        interruption = self._interruptions[number % len(self._interruptions)]
        # There are papers once a way is taken.
        at_page = 9 if interruption == self._looks_at_the_papers else 2 + number % 5
        page = 0
        while clerk.at != "finished":
            page += 1
            assert page < MOST_PAGES, f"{clerk.at} in visit {number} never ends"
            if page == at_page:
                interruption()
                assert self._window.sheet is None, "a sheet stayed open"
            clerk.go_one()
            QTest.qWait(1)
        self.press(Key.Key_Return)
        assert clerk.page.visit_id is None
        self.done += 1

    def press(
        self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            self._clerk.press(key, modifier)
            QTest.qWait(1)

    def held(self) -> Held:
        """At rest: deleted objects are gone, and nothing waits to be drawn."""
        for _ in range(3):
            QTest.qWait(1)
            gc.collect()
        every = [one for top in self._app.topLevelWidgets() for one in _tree(top)]
        every += self._app.findChildren(QObject)
        return Held(
            visits=self.done,
            rss_kb=int(Path("/proc/self/statm").read_text().split()[1])
            * os.sysconf("SC_PAGESIZE")
            // 1024,
            widgets=len(self._app.allWidgets()),
            objects=len(every),
            ours=sum(str(type(one).__module__).startswith("dtcoach.") for one in gc.get_objects()),
            timers=sum(isinstance(one, QTimer) and one.isActive() for one in every),
            threads=max(threading.active_count(), _entries("/proc/self/task")),
            files=_entries("/proc/self/fd"),
        )

    # --- what happens in between -----------------------------------------------------------------

    def _looks_at_the_overview(self) -> None:
        self.press(Key.Key_F3, Key.Key_F3)

    def _speaks_every_language(self) -> None:
        self.press(*[Key.Key_F4] * 5)

    def _asks_for_help(self) -> None:
        self.press(Key.Key_F1, Key.Key_Escape)

    def _writes_a_name(self) -> None:
        self.press(Key.Key_F6)
        self._clerk.type("髙輪 花子")
        self.press(Key.Key_Escape)

    def _parks_and_resumes(self) -> None:
        self.press(Key.Key_F2)
        self._clerk.type("書類待ち")
        self.press(Key.Key_Return, Key.Key_F2, Key.Key_Return)

    def _goes_back(self) -> None:
        self.press(Key.Key_Z, modifier=CTRL)

    def _answers_again(self) -> None:
        for _ in range(MOST_TABS):
            if isinstance(QApplication.focusWidget(), PathCard):
                break
            self.press(Key.Key_Tab, modifier=SHIFT)
        self.press(Key.Key_Return)
        question = self._clerk.scene.model.question
        if question is not None and not question.is_date:
            self.press(Key.Key_0)
        if self._window.sheet is not None:
            self.press(Key.Key_Escape)
        else:
            self.press(Key.Key_Z, modifier=CTRL)

    def _looks_around(self) -> None:
        self.press(Key.Key_2, Key.Key_3, Key.Key_1, modifier=ALT)

    def _looks_at_the_papers(self) -> None:
        self.press(Key.Key_F5)
        if self._window.sheet is not None:
            self.press(Key.Key_Escape)

    def _drafts_a_notice(self) -> None:
        self.press(Key.Key_2, modifier=ALT)
        self.press(Key.Key_F2, Key.Key_Escape, Key.Key_F3, Key.Key_Escape)
        self.press(Key.Key_1, modifier=ALT)

    def _opens_the_settings(self) -> None:
        self.press(Key.Key_Comma, modifier=CTRL)
        self.press(Key.Key_Escape)


def _entries(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def _tree(top: QWidget) -> list[QObject]:
    return [top, *top.findChildren(QObject)]


def main() -> None:
    folder, visits, every = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    house = house_in(folder, HANAKO)
    app = make_application()
    counter, _ = house.counter()
    window = MainWindow(counter, house.preferences, LaterNames(house.form_titles))
    counter.declare(IncidentKind.REAL, "downtime-server", HANAKO.office)
    for key in (WorldKey.DOWNTIME_SERVER, WorldKey.POST, WorldKey.PHONE):
        counter.operations.check(HANAKO.name, key, Status.UP, "確かめた")
    window.open_up()
    if os.environ.get(MANAGED):
        window.showMaximized()  # as much as its frame leaves of the screen
    else:
        window.resize(1366, 768)
        window.show()
    window.activateWindow()
    if not QTest.qWaitForWindowActive(window):
        raise SystemExit("the window never got the keys")
    QTest.qWait(SETTLED_MS)
    print(json.dumps({"platform": app.platformName(), "size": [window.width(), window.height()]}))
    soak = Soak(app, Clerk(counter, window, window.visit), window)
    while soak.done < visits:
        soak.visit()
        if soak.done % every == 0:
            print(json.dumps(asdict(soak.held())), flush=True)
    problems = counter.log.verify().problems
    closed = sum(row.state == "closed" for row in counter.log.visits(counter.operations.state.id))
    print(json.dumps({"closed": closed, "problems": len(problems)}), flush=True)
    window.close()
    window.deleteLater()
    counter.log.close()


if __name__ == "__main__":
    main()
