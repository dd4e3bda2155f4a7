"""The last look before an incident begins."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.start.view import Confirmation, noticed_words


class BeginSheet(Sheet):
    """Signals: `confirmed(at)` with the time at which the trouble was noticed."""

    confirmed = Signal(object)

    def __init__(self, asked: Confirmation, now: datetime) -> None:
        super().__init__(asked.title)
        self._now = now
        self.body.addWidget(Text(asked.sentence))
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(4)
        for row, (label, value) in enumerate(asked.facts):
            grid.addWidget(Text(label, TypeStyle.BODY, "text_secondary"), row, 0)
            grid.addWidget(Text(value, TypeStyle.BODY_BOLD, "text_strong"), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(facts)
        self._noticed = LineField(
            "気づいた時刻", support="経過時間は、この時刻から数えます", width_em=10
        )
        self._noticed.set_text(clock_time(now.astimezone(TOKYO)))
        self._noticed.changed.connect(self._on_changed)
        self.body.addWidget(self._noticed)
        self._on_changed(self._noticed.text())
        back = Button("戻る", key="Esc")
        back.clicked.connect(self.close_sheet)
        go = Button(asked.action, ButtonKind.SOLID, key="Enter")
        go.clicked.connect(self._on_go)
        self.set_buttons([back], [go])

    def _on_changed(self, text: str) -> None:
        at, words = noticed_words(text, self._now)
        self._noticed.set_support(f"{words}から経過を数えます" if at else "")
        self._noticed.set_error("" if at else "11:20 のように、いまより前の時刻を入れてください。")

    def _on_go(self) -> None:
        at, _ = noticed_words(self._noticed.text(), self._now)
        if at is None:
            self._noticed.editor.setFocus()
            return
        self.close_sheet()
        self.confirmed.emit(at)
