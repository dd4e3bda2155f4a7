"""What the lead says of a notice: its times, whom to ask, where it is up, that nothing leaked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.notice import PLACES
from dtcoach.ui.board.notice_view import Fields
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.choice import CheckRow
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle, current

_MOST_EM = 45
_ALL = 1000
"""Next to a stretch of 1: as good as all the room, up to the longest line."""
_NO_LEAK = "個人の情報が外に出ていないことを、確認した"


class NoticeForm(QWidget):
    """Signals: `changed()` when what is told may be another; `places_changed()`."""

    changed = Signal()
    places_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self._next = LineField("次のお知らせの時刻", placeholder="例 14:00、30分後", required=True)
        self._since = LineField("いつから", placeholder="例 11:20", required=True)
        self._contact = LineField("お問い合わせ先")
        self._added = LineField("付け加えること（標準の日本語にだけ入ります）")
        self._places = tuple(CheckRow(place) for place in PLACES)
        self._no_leak = CheckRow(_NO_LEAK)
        self._otherwise = Strip(Tone.DANGER, "出し直し")
        self._before = Strip(Tone.WARNING, "先に確認")
        self._unconfirmed = Text("", TypeStyle.NOTE, "text_secondary")
        self._notes = QWidget()
        for field in (self._next, self._since, self._contact, self._added):
            field.changed.connect(self._on_changed)
        for row in self._places:
            row.clicked.connect(self.places_changed)
        self._no_leak.clicked.connect(self._on_changed)
        self.setFocusProxy(self._next.editor)
        self._lay_out()

    def restyle(self) -> None:
        self._keep_lines_short()

    def _keep_lines_short(self) -> None:
        """Of a length that reads well, however wide the window is."""
        self._unconfirmed.setMaximumWidth(current().px(_MOST_EM * TypeStyle.NOTE.size_px))

    def fields(self) -> Fields:
        """What is typed."""
        return Fields(
            self._since.text(),
            self._next.text(),
            self._contact.text(),
            self._added.text(),
            self._no_leak.isChecked(),
        )

    def places(self) -> tuple[str, ...]:
        """Where it is up."""
        return tuple(row.text() for row in self._places if row.isChecked())

    @property
    def has_errors(self) -> bool:
        return bool(self._since.error or self._next.error)

    def fill(self, fields: Fields) -> None:
        """For a new notice, which is up nowhere yet; tells nobody."""
        self._is_filling = True
        self._since.set_text(fields.since)
        self._next.set_text(fields.next_update)
        self._contact.set_text(fields.contact)
        self._added.set_text(fields.added)
        self._no_leak.setChecked(fields.no_leak)
        for row in self._places:
            row.setChecked(False)
        self._is_filling = False

    def set_errors(self, errors: Mapping[str, str]) -> None:
        self._since.set_error(errors.get("since", ""))
        self._next.set_error(errors.get("next_update", ""))

    def set_otherwise(self, words: str) -> None:
        """What residents have been told and what no longer holds."""
        self._otherwise.set_spans([(words, False)])
        self._otherwise.setVisible(bool(words))

    def set_before(self, lines: Sequence[str], unconfirmed: Sequence[str]) -> None:
        """What is to be looked at before it goes up, and what the ward has not confirmed."""
        self._before.set_spans([("\n".join(lines), False)])
        self._before.setVisible(bool(lines))
        self._unconfirmed.setText("\n".join(f"・{text}" for text in unconfirmed))
        self._notes.setVisible(bool(unconfirmed))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        times = QWidget()
        beside = Columns(times, least_px=180, most=2)
        for field in (self._next, self._since):
            beside.addWidget(field)
        where = QWidget()
        flow = FlowLayout(where)
        for row in self._places:
            flow.addWidget(row)
        short = QHBoxLayout(self._notes)
        short.setContentsMargins(0, 0, 0, 0)
        short.addWidget(self._unconfirmed, _ALL)
        short.addStretch(1)
        self._keep_lines_short()
        for part in (
            times,
            self._contact,
            self._added,
            Text("出した所", TypeStyle.LABEL, "text_strong"),
            where,
            self._no_leak,
            self._otherwise,
            self._before,
            self._notes,
        ):
            column.addWidget(part)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.changed.emit()
