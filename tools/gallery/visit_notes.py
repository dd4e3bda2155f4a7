"""対応: what is written of a resident, and a slip of paper that is typed in afterwards."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.app.slips import Slip
from dtcoach.domain.words import ResidentField
from dtcoach.ui.main_window import VISIT, MainWindow
from tools.gallery.screen import Day, Screen, press, settle

Key = Qt.Key
_LONG_NAME = "髙𠮷﨑之進 マクシミリアン・アレクサンドロヴィチ"
_RESIDENT = {
    ResidentField.NAME: _LONG_NAME,
    ResidentField.KANA: "たかよしざき ゆきのしん ﾏｸｼﾐﾘｱﾝ",
    ResidentField.PHONE: "０９０－１２３４－５６７８",
    ResidentField.CONTACT: "18時以降。留守番電話には伝言しない",
    ResidentField.POSTCODE: "1400002",
    ResidentField.ADDRESS: "東京都品川区東品川２ー１－３６",
    ResidentField.BIRTH_DATE: "S60.1.6",
}
_ADDRESS_LOOKED_UP_MS = 1000


def _resident(window: MainWindow) -> None:
    window.go(VISIT)
    press(window, Key.Key_F6)
    sheet = window.visit.noting.sheet
    assert sheet is not None
    for name, typed in _RESIDENT.items():
        sheet.fields[name].set_text(typed)
        sheet.fields[name].left.emit()
    sheet.note.set_text(
        "車いすの方。次は息子さん（同居）が来る予定。\n受け取りは木曜の午後を希望。"
    )
    settle(_ADDRESS_LOOKED_UP_MS)


def _slip(window: MainWindow) -> None:
    window.go(VISIT)
    window.visit.start_new()
    press(window, Key.Key_F11)
    for words in ("P101-007", "1/6 11:45"):
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.insert(words)
        press(window, Key.Key_Tab)


def _slip_pick(window: MainWindow) -> None:
    _slip(window)
    press(window, Key.Key_Return)


def _slip_walk(window: MainWindow) -> None:
    window.go(VISIT)
    window.visit.start_new()
    counter = window.visit.counter
    slip = Slip("", counter.clock.now() - timedelta(minutes=77), "戸籍住民課 2番窓口")
    window.open_visit(counter.desk.open_slip(counter.clerk, ["move-in"], slip).id)


SCREENS = (
    Screen("visit-resident", Day.REAL, _resident),
    Screen("visit-slip", Day.REAL, _slip),
    Screen("visit-slip-pick", Day.REAL, _slip_pick),
    Screen("visit-slip-walk", Day.REAL, _slip_walk),
)
