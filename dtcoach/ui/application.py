"""The app as a process: one window per data folder, open at once, never lost to an error."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dtcoach.app.errors import DataFolderInUse, ProblemFound
from dtcoach.app.preferences import Display
from dtcoach.ui.crash import CrashHook
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.focus import install as install_focus
from dtcoach.ui.later import LaterNames
from dtcoach.ui.single_instance import Held, SingleInstance

if TYPE_CHECKING:
    from dtcoach.ui.house import House

ALREADY_OPEN = "dtcoach はすでに開いています。その画面を前に出しました。"
EXIT_WHEN_READY = "DTCOACH_EXIT_WHEN_READY"


def run(house: House) -> int:
    """Open the window and work until it is closed. Returns the exit code.

    Raises DataFolderInUse when another window holds the folder and does not answer.
    """
    with contextlib.suppress(OSError):
        house.data.mkdir(parents=True, exist_ok=True)
    instance = SingleInstance(house.data)
    if instance.take() is Held.THEIRS:
        if instance.knock():
            print(ALREADY_OPEN, file=sys.stderr)
            return 0
        if instance.take() is Held.THEIRS:
            raise DataFolderInUse(
                "dtcoach はこのデータフォルダーですでに開いていますが、返事がありません。"
                "開いている画面を閉じてから、もう一度開いてください。"
            )
    try:
        return _open(house, instance)
    finally:
        instance.close()


def _open(house: House, instance: SingleInstance) -> int:
    # What a start makes lives as long as the window: looking for garbage in it only takes time.
    collects = gc.isenabled()
    gc.disable()
    app = make_application(house.preferences.display())
    counter, _ = house.counter()
    hook = CrashHook(house.data, counter.clock.now)
    hook.install()
    try:
        from dtcoach.ui.main_window import MainWindow

        window = MainWindow(
            counter, house.preferences, LaterNames(house.form_titles), house.practice
        )
        hook.connect_to(window.tell)
        window.open_up()
        window.show()
        if os.environ.get(EXIT_WHEN_READY) == "1":
            window.when_ready(window.close)
        else:
            # After the first paint: nobody needs any of it before the window can be used.
            window.when_ready(_collect_from_now_on)
            window.when_ready(lambda: instance.listen(window.come_forward))
            window.when_ready(lambda: window.warm_up(papers=True))
        code = app.exec()
        window.deleteLater()
        return code
    finally:
        if collects:
            gc.enable()  # a process that only showed the window ends now, and collects nothing
        hook.remove()
        counter.log.close()


def _collect_from_now_on() -> None:
    gc.freeze()
    gc.enable()


def render_once(house: House) -> None:
    """Make the window over that house, paint it once without showing it, and let go of it.

    For `self-test`. Raises whatever keeps a window from being used here.
    """
    _offscreen_without_a_screen()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_application()
    from dtcoach.ui.main_window import MainWindow

    counter, _ = house.counter()
    try:
        window = MainWindow(
            counter, house.preferences, LaterNames(house.form_titles), house.practice
        )
        window.open_up()
        picture = window.grab()
        window.close()
        window.deleteLater()
        if picture.isNull():
            raise ProblemFound("画面を描けませんでした。")
    finally:
        counter.log.close()


def _offscreen_without_a_screen() -> None:
    """A check from a shell of IT has no screen to show anything on, and needs none."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def make_application(display: Display | None = None) -> QApplication:
    """The application dressed as it was last set, with the ring around what takes the keys."""
    app = theme.make_application()
    app.setApplicationName("dtcoach")
    app.setQuitOnLastWindowClosed(True)
    display = display or Display()
    theme.apply(app, theme.ThemeChoice(display.contrast.value), display.scale)
    theme.follow_system(app)
    install_focus(app)
    return app
