"""What became of a number, and which bundles of paper went out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dtcoach.domain.recovery.numbers import NumberLine
from dtcoach.domain.recovery_events import NumberFate
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import ComboField, RadioField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.recovery.journal import FATE, run_words
from dtcoach.ui.recovery.system_sheets import needs_words

_MOST_ENDS = 60
"""In a list to choose from; of a longer run all is explained, or its first numbers."""


class ExplainSheet(Sheet):
    """Signals: `explained(numbers, fate, reason, by)`."""

    explained = Signal(object, object, str, str)

    def __init__(self, line: NumberLine, state: str, by: str) -> None:
        super().__init__(f"{run_words(line.numbers)} は、どうなりましたか")
        self._numbers: Sequence[str] = line.numbers
        self.body.addWidget(Text(state))
        self._last = ComboField(
            f"{line.numbers[0]} から、どこまでのことですか", _ends(line.numbers)
        )
        self._last.choose(line.numbers[-1])
        if len(line.numbers) == 1:
            self._last.hide()
        self._fate = RadioField(
            "どうなったか", [(fate.value, words) for fate, words in FATE.items()], required=True
        )
        self._reason = LineField(
            "確かめたこと",
            required=True,
            support="紙の束や控えを見て、わかったことを短く書きます。氏名は書きません。",
            placeholder="例 書き損じ、控えに×印。例 未使用の束を回収",
        )
        self._by = LineField("確かめた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        for field in (self._last, self._fate, self._reason, self._by):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("説明を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        value = self._fate.value()
        if value is None:
            self._fate.set_error("どうなったかを選んでください。")
            self._fate.setFocus()
            return
        self._fate.set_error("")
        if needs_words(self._reason, "確かめたことを入れてください。") and needs_words(
            self._by, "氏名を入れてください。"
        ):
            last = self._last.value() or self._numbers[-1]
            chosen = tuple(self._numbers[: self._numbers.index(last) + 1])
            self.close_sheet()
            self.explained.emit(chosen, NumberFate(value), self._reason.text(), self._by.text())


def _ends(numbers: Sequence[str]) -> list[tuple[str, str]]:
    shown = numbers if len(numbers) <= _MOST_ENDS else (*numbers[: _MOST_ENDS - 1], numbers[-1])
    return [(number, f"{number} まで") for number in shown]


class HandOutSheet(Sheet):
    """Signals: `handed_out(first, last, place, by)`."""

    handed_out = Signal(str, str, str, str)

    def __init__(self, by: str, printed: tuple[str, str] = ("", "")) -> None:
        """`printed`: the ends of a bundle that was printed here and is not counted yet."""
        super().__init__("窓口に渡した紙の束")
        self.body.addWidget(Text("渡した束の番号を入れると、使わなかった紙も一枚ずつ数えます。"))
        self._first = LineField(
            "最初の番号", required=True, placeholder="例 P101-001", typing=Typing.CODE, width_em=12
        )
        self._last = LineField(
            "最後の番号", required=True, placeholder="例 P101-020", typing=Typing.CODE, width_em=12
        )
        self._first.set_text(printed[0])
        self._last.set_text(printed[1])
        self._place = LineField("渡した窓口", placeholder="例 荏原第一地域センター", width_em=20)
        self._by = LineField("渡した人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        for field in (self._first, self._last, self._place, self._by):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("束を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        if (
            needs_words(self._first, "束の最初の番号を入れてください。")
            and needs_words(self._last, "束の最後の番号を入れてください。")
            and needs_words(self._by, "氏名を入れてください。")
        ):
            self.close_sheet()
            self.handed_out.emit(
                self._first.text(), self._last.text(), self._place.text(), self._by.text()
            )
