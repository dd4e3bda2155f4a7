"""The bar that no lead can miss, and the sheet in which the lead says by name that it is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.app.wrong_hands import bar_sentence, duty_lines
from dtcoach.domain.recall.wrong_hands import WrongHands
from dtcoach.ui.bar import EDGE_PX, Bar
from dtcoach.ui.followups.small_sheets import AskingSheet
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

KEY = "Ctrl+F12"
_GAP = 12
_MOST_LINES = 2


class AcknowledgeSheet(AskingSheet):
    """Signals: `acknowledged(WrongHands, lead)`."""

    acknowledged = Signal(object, str)

    def __init__(self, alarm: WrongHands) -> None:
        super().__init__(f"お渡しする方がちがっていたおそれ　{alarm.number}")
        self._alarm = alarm
        self.body.addWidget(Text(f"{alarm.document}　見つけた人 {alarm.found_by}"))
        for number, line in enumerate(duty_lines(alarm), 1):
            style = TypeStyle.BODY_BOLD if number == 1 else TypeStyle.BODY
            self.body.addWidget(Text(f"{number}. {line}", style))
        self.lead = LineField(
            "係長のお名前",
            support="知らせたあとに入れます。だれがいつ確かめたかを残します。",
            required=True,
            width_em=14,
        )
        self.body.addWidget(self.lead)
        self.begin_with_reading()
        self._close_with("確かめました")

    def _on_save(self) -> None:
        if not self.lead.text().strip():
            self._wants(self.lead, "係長のお名前を入れてください。")
        else:
            self.acknowledged.emit(self._alarm, self.lead.text().strip())


class WrongHandsBar(Bar):
    """The oldest that no lead acknowledged. Signals: `pressed(WrongHands)`."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.DANGER, parent)
        self._alarm: WrongHands | None = None
        self._more = 0
        self._text = Text("", TypeStyle.BODY, "text_strong", align=Qt.AlignmentFlag.AlignVCenter)
        button = self._button = Button("名前を入れる", key=KEY, size=ButtonSize.SMALL)
        button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(_GAP)
        chip = self._chip = Chip("至急", Tone.DANGER, icon="emergency_home-fill", full=True)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        row.addWidget(button)
        self.hide()

    def set_alarms(self, alarms: Sequence[WrongHands]) -> None:
        """Those that are not acknowledged."""
        self._alarm = alarms[0] if alarms else None
        self.setVisible(bool(alarms))
        self._more = len(alarms) - 1
        if self._alarm is not None:
            self.setAccessibleName(f"至急: {bar_sentence(self._alarm, self._more)}")
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def restyle(self) -> None:
        super().restyle()
        self._say()

    def _say(self) -> None:
        """Two lines at the most: with large text a third would push the names of the places out."""
        if self._alarm is None:
            return
        beside = self._chip.sizeHint().width() + self._button.sizeHint().width() + 2 * _GAP
        room = self.width() - EDGE_PX - 4 * SPACE - beside
        words = bar_sentence(self._alarm, self._more)
        if lay_out(words, TypeStyle.BODY, room).count > _MOST_LINES:
            words = bar_sentence(self._alarm, self._more, short=True)
        if words != self._text.text():
            self._text.setText(words)

    def _on_clicked(self) -> None:
        if self._alarm is not None:
            self.pressed.emit(self._alarm)
