"""復旧: from the first word to 完全復旧, the day after the outage."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.domain.recovery.entries import EntryStage
from dtcoach.domain.words import WorldKey
from dtcoach.ui.main_window import RECOVERY, MainWindow
from dtcoach.ui.recovery.work_page import WorkPage
from tools.gallery.day import NOW, StandingClock
from tools.gallery.screen import Day, Prepare, Screen, press, settle

Key = Qt.Key
_MORNING = NOW + timedelta(hours=20, minutes=43)
_READING_MS = 40


def _page(window: MainWindow) -> WorkPage:
    page = window.recovery.page
    assert isinstance(page, WorkPage)
    return page


def _read(window: MainWindow) -> None:
    """Until the log was read."""
    while _page(window).is_reading:
        settle(_READING_MS)


def _morning(window: MainWindow) -> None:
    """9:45 on the day after: nobody has said a word yet."""
    cast(StandingClock, window._counter.clock).at = _MORNING
    window.go(RECOVERY)
    _read(window)


def _back(window: MainWindow) -> None:
    """Both systems are back and tried; the first entries are made and seen by a second."""
    counter = window._counter
    clock = cast(StandingClock, counter.clock)
    clock.at = _MORNING
    recovery = counter.recovery
    keys = (WorldKey.RESIDENT_RECORD, WorldKey.JUKI_NET)
    recovery.announce("係長", keys, "山本", "デジタル推進課")
    for key in keys:
        clock.at += timedelta(minutes=4)
        recovery.tested("品川 花子", key, passed=True, seen="検索結果 1件、更新 1/7 9:41")
    clock.at += timedelta(minutes=2)
    if counter.operations.state.board.snapshot_at is not None:
        recovery.freeze("係長")
    for count, work in enumerate(recovery.now(recovery.gather()).works[:14]):
        clock.at += timedelta(minutes=3)
        recovery.enter("品川 花子", work, f"R7-{count + 210:05d}")
    for work in recovery.now(recovery.gather()).works[:10]:
        entered = work.entry.entered
        assert entered is not None
        clock.at += timedelta(minutes=1)
        seen = (entered.number or "") if work.held.number[-1] != "3" else "R7-00211"
        recovery.check("大井 一郎", work, seen, work.held.filing_day)
    clock.at += timedelta(minutes=1)
    window.go(RECOVERY)
    _read(window)


def _worked(*keys: Qt.Key, stage: EntryStage | None = None) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _back(window)
        page = _page(window)
        page.list.take_keys()
        if stage is not None and page.now is not None:
            open_ones = [work for work in page.now.works if work.is_open]
            at = next(i for i, work in enumerate(open_ones) if work.stage is stage)
            page.list.table.selectRow(at)
        press(window, *keys)

    return prepare


def _fallen(window: MainWindow) -> None:
    """The resident record fell again in the middle of the list."""
    _back(window)
    counter = window._counter
    counter.recovery.tested(
        "品川 花子", WorldKey.RESIDENT_RECORD, passed=False, seen="画面が白いまま、1分待った"
    )
    _page(window).refresh()
    _read(window)


def _announcing(window: MainWindow) -> None:
    _morning(window)
    press(window, Key.Key_F6)


def _looking_up(window: MainWindow) -> None:
    _back(window)
    press(window, Key.Key_F7)


def _numbers(*keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _back(window)
        recovery = window._counter.recovery
        recovery.hand_out("係長", "P101-001", "P101-020", "荏原第一地域センター")
        _page(window).refresh()
        _read(window)
        press(window, Key.Key_F11, *keys)

    return prepare


def _not_yet(window: MainWindow) -> None:
    _back(window)
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, Key.Key_F11, Qt.KeyboardModifier.ControlModifier)


def _checking(window: MainWindow) -> None:
    """What the second person sees differs from what was entered."""
    _worked(Key.Key_Return, stage=EntryStage.TO_CHECK)(window)
    for text in ("R7-00999", "1/6", "大井 一郎"):
        settle()
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.insert(text)
        press(window, *([] if text == "大井 一郎" else [Key.Key_Tab]))
    press(window, Key.Key_Return)


SCREENS = (
    Screen("recovery-morning", Day.REPLAY, _morning),
    Screen("recovery-announce", Day.REPLAY, _announcing),
    Screen("recovery-look-up", Day.REPLAY, _looking_up),
    Screen("recovery-work", Day.REPLAY, _worked()),
    Screen("recovery-enter", Day.REPLAY, _worked(Key.Key_Return, stage=EntryStage.TO_ENTER)),
    Screen("recovery-check", Day.REPLAY, _worked(Key.Key_Return, stage=EntryStage.TO_CHECK)),
    Screen("recovery-differs", Day.REPLAY, _checking),
    Screen("recovery-fallen", Day.REPLAY, _fallen),
    Screen("recovery-stages", Day.REPLAY, _worked(Key.Key_F9)),
    Screen("recovery-numbers", Day.REPLAY, _numbers()),
    Screen("recovery-explain", Day.REPLAY, _numbers(Key.Key_Return)),
    Screen("recovery-not-yet", Day.REPLAY, _not_yet),
)
