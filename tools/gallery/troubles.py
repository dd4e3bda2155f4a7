"""What must be told under the banner when the surroundings fail, and the sheets that decide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from dtcoach.app.errors import DiskFull
from dtcoach.ui.crash import SENTENCE
from dtcoach.ui.main_window import BOARD, VISIT, MainWindow
from tools.gallery.screen import Day, Screen, press, settle
from tools.gallery.visit import visit_at

Key = Qt.Key

_KEY_LOST = (
    "前の記録の鍵が見つかりません。前の記録は消さずに残し、新しい記録を始めました。"
    "受付番号を 102- に変えて、そのまま受付を続けられます。"
)

_ELSEWHERE = (
    "データのフォルダー C:\\ProgramData\\品川区\\ダウン対策コーチ\\記録 に書けないため、別の場所"
    " C:\\Users\\shinagawa-3\\AppData\\Local\\dtcoach-fallback に記録しています。"
    "デジタル推進課へ連絡してください。"
)


def _told(window: MainWindow) -> None:
    window.go(BOARD)
    window.tell(_KEY_LOST, True)
    window.acting.unsaved_changed.emit(3)


def _told_in_full(window: MainWindow) -> None:
    """F12: what the strip under the banner has no room for, on the small screen."""
    window.go(BOARD)
    window.tell(_ELSEWHERE + _KEY_LOST, True)
    settle()
    told = window.frame.told
    # On a large screen it is read where it stands; the key would say that it was read.
    if told is not None and told.is_short:
        press(window, Key.Key_F12)


def _error(window: MainWindow) -> None:
    """An error of ours, as the crash hook tells it."""
    window.go(VISIT)
    window.tell(SENTENCE, False)


def _disk_full(window: MainWindow) -> None:
    """The act was not written: nothing has changed, and somebody decides."""
    visit_at(lambda kind, at: at == "changed_since_snapshot")(window)
    _fill_disk(window)
    press(window, Key.Key_2)


def _on_paper(window: MainWindow) -> None:
    """They go on with paper; what is only in memory stays in sight."""
    _disk_full(window)
    press(window, Key.Key_F9)


def _closing(window: MainWindow) -> None:
    _on_paper(window)
    settle()
    window.close()


def _fill_disk(window: MainWindow) -> None:
    def full(drafts: object) -> tuple[()]:
        raise DiskFull(
            "保存先の空きがなく、記録できませんでした。いらないファイルを消してください。"
        )

    window.visit.counter.log._inner.append = full  # type: ignore[method-assign]


def _break_log(data: Path) -> None:
    for log in (data / "logs").glob("*.db"):
        raw = bytearray(log.read_bytes())
        raw[2000] ^= 1
        log.write_bytes(raw)


def _as_opened(window: MainWindow) -> None:
    """What the window says by itself."""


SCREENS = (
    Screen("trouble-told", Day.REPLAY, _told),
    Screen("trouble-told-in-full", Day.REAL, _told_in_full),
    Screen("trouble-error", Day.REAL, _error),
    Screen("trouble-disk-full", Day.SNAPSHOT, _disk_full),
    Screen("trouble-on-paper", Day.SNAPSHOT, _on_paper),
    Screen("trouble-closing", Day.SNAPSHOT, _closing),
    Screen("trouble-broken-log", Day.REAL, _as_opened, _break_log),
)
