"""The sheet that asks what stands at the head of a paper slip, before it is typed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal

from dtcoach.app.errors import ProblemFound
from dtcoach.app.slips import Slip
from dtcoach.domain.typed_dates import read_moment, show_day
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.typing import Typing

NO_TIME = "受け付けた日付と時刻を入れてください。例: 1/6 10:25（今日なら 10:25 だけでも）"


class SlipSheet(Sheet):
    """Signals: `given(Slip)` once number and time are sound."""

    given = Signal(object)

    def __init__(
        self,
        counter: str,
        now: Callable[[], datetime],
        check: Callable[[str, datetime, str], Slip],
        doubt: Callable[[datetime], str],
    ) -> None:
        """`check` raises ProblemFound for a number that cannot be; `doubt` is what must be asked
        about a time before it is believed."""
        super().__init__("紙の受付票を入力")
        self._now = now
        self._check = check
        self._doubt = doubt
        self._believed: datetime | None = None
        self._number = LineField(
            "紙の番号",
            support="番号のない紙は空のままにします。画面の番号を付けるので、紙に書き写します。",
            placeholder="例 P101-007",
            typing=Typing.CODE,
            width_em=12,
        )
        self._when = DateField(
            "受け付けた日時（紙に書いた日時）",
            self._read,
            show_day,
            required=True,
            placeholder="例 1/6 10:25",
        )
        self._when.expect_day_only()
        self._counter = LineField("窓口", width_em=20)
        self._counter.set_text(counter)
        self._number.changed.connect(self._on_number_changed)
        self.body.addWidget(
            Text("手続と答えは、このあと紙のとおりに入れます。その日時の状況で案内します。")
        )
        for field in (self._number, self._when, self._counter):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        go = Button("手続を選ぶ", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        go.clicked.connect(self._on_go)
        self.set_buttons([back], [go])

    def _read(self, text: str) -> date | None:
        return read_moment(text, self._now(), day_needed=False)

    def _on_number_changed(self, _text: str) -> None:
        self._number.set_error("")

    def _on_go(self) -> None:
        """Number first, then the time; a time that is hard to believe needs Enter twice."""
        at = self._when.date()
        known = at if isinstance(at, datetime) else None
        try:
            slip = self._check(self._number.text(), known or self._now(), self._counter.text())
        except ProblemFound as problem:
            self._number.set_error(problem.sentence)
            self._number.setFocus()
            return
        if known is None:
            self._when.set_error(NO_TIME)
            self._when.setFocus()
            return
        doubt = self._doubt(known)
        if doubt and known != self._believed:
            self._believed = known
            self._when.set_error(f"{doubt}この日時で正しければ、もう一度 Enter を押します。")
            self._when.setFocus()
            return
        self.close_sheet()
        self.given.emit(slip)
