"""One question of the first minute, what was seen so far, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.board.model import LOOK
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, headline
from dtcoach.ui.start.triage_view import AskedView, Chance, OutlookRow, PathRow, SeenRow
from dtcoach.ui.visit.answers import Answers
from dtcoach.ui.visit.path import PathView
from dtcoach.ui.visit.path_model import PathEntry

_CHANCE: dict[Chance, tuple[str, RoleName, TypeStyle, RoleName]] = {
    Chance.LIKELY: ("star-fill", "action", TypeStyle.READ_BOLD, "text_strong"),
    Chance.POSSIBLE: ("help", "text_secondary", TypeStyle.BODY, "text"),
    Chance.RULED_OUT: ("close", "text_secondary", TypeStyle.BODY, "text_secondary"),
}


class Question(QWidget):
    """Large, with how to look and the answers on their keys; Enter alone answers nothing.

    Signals: `answered(key)`, `again_requested(question)` for one of the path.
    """

    answered = Signal(int)
    again_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = Text("", TypeStyle.LABEL, "text_secondary")
        self._ask = Text("", headline(TypeStyle.HEADING_28), "text_strong")
        self._check = Text("", TypeStyle.READ)
        self._answers = Answers(columns=1)
        self._answers.answered.connect(self._on_answered)
        self._path = PathView()
        self._path.again_requested.connect(self.again_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        look = QHBoxLayout()
        look.setSpacing(SPACE)
        eye = QVBoxLayout()
        eye.addWidget(IconLabel("visibility", "text_secondary", beside=TypeStyle.READ))
        eye.addStretch(1)
        look.addLayout(eye)
        look.addWidget(self._check, 1)
        column.addWidget(self._progress)
        column.addWidget(self._ask)
        column.addLayout(look)
        column.addSpacing(SPACE)
        column.addWidget(self._answers)
        column.addSpacing(SPACE)
        column.addWidget(self._path)
        column.addStretch(1)

    def set_view(self, view: AskedView) -> None:
        self._progress.setText(view.progress)
        self._ask.setText(view.text)
        self._check.setText(view.check)
        self._answers.setAccessibleName(view.text)
        unknown = view.choices[-1][0]
        self._answers.set_answers(view.choices, view.given, {unknown: unknown})
        self._path.set_entries(path_entries(view.path))

    def restyle(self) -> None:
        self._ask.set_style(headline(TypeStyle.HEADING_28))

    def focus_answers(self) -> None:
        self._answers.setFocus()

    def _on_answered(self, value: str) -> None:
        self.answered.emit(int(value))


def path_entries(path: Sequence[PathRow]) -> list[PathEntry]:
    return [PathEntry(row.text, row.answer, row.question) for row in path]


class Outlook(Panel):
    """Which scenario it looks like, which others it can still be."""

    def __init__(self) -> None:
        super().__init__("いまの見立て", PanelKind.PLAIN, icon="fact_check")
        self._rows = Rows()
        self.body.addWidget(self._rows)
        self.body.addWidget(
            Text(
                "残りがすべて「わからない」なら、星の付いた想定で始まります。",
                TypeStyle.NOTE,
                "text_secondary",
            )
        )

    def set_rows(self, rows: Sequence[OutlookRow]) -> None:
        self._rows.set_rows([_outlook_row(row) for row in rows])


class Seen(Panel):
    """What was seen of each system. With `with_how` also how it was seen."""

    def __init__(self, *, with_how: bool = False) -> None:
        super().__init__("見えたこと", PanelKind.PLAIN, icon="visibility")
        self._with_how = with_how
        self._rows = Rows()
        self._none = Text("まだ何も見ていません。", TypeStyle.BODY, "text_secondary")
        self.body.addWidget(self._none)
        self.body.addWidget(self._rows)

    def set_rows(self, rows: Sequence[SeenRow]) -> None:
        self._none.setVisible(not rows)
        self._rows.setVisible(bool(rows))
        self._rows.set_rows([_seen_row(row, with_how=self._with_how) for row in rows])


class Rows(QWidget):
    """Some widgets below each other, replaced all at once."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows: list[QWidget] = []

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for row in rows:
            self._column.addWidget(row)


def _outlook_row(row: OutlookRow) -> QWidget:
    icon, mark, style, ink = _CHANCE[row.chance]
    words = row.title if row.chance is not Chance.RULED_OUT else f"{row.title}（あてはまらない）"
    text = Text(words, style, ink)
    text.setAccessibleDescription(row.chance.value)
    note = Text(row.summary, TypeStyle.NOTE, "text_secondary") if row.summary else None
    return _with_icon(IconLabel(icon, mark, 20, beside=style), text, note)


def _seen_row(row: SeenRow, *, with_how: bool) -> QWidget:
    tone, icon = LOOK[row.status]
    text = Text("", TypeStyle.BODY)
    text.set_spans([(f"{row.title}　", False), (row.word, True)])
    mark = IconLabel(icon, tone.ink, 20, beside=TypeStyle.BODY)
    note = Text(row.how, TypeStyle.NOTE, "text_secondary") if with_how and row.how else None
    return _with_icon(mark, text, note)


def _with_icon(icon: IconLabel, text: Text, note: Text | None = None) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(0)
    grid.addWidget(icon, 0, 0)
    grid.addWidget(text, 0, 1)
    if note is not None:
        grid.addWidget(note, 1, 1)
    grid.setColumnStretch(1, 1)
    return row
