"""Changing one system of the board: the status by one key, how it was checked, what it does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.content import SystemDefinition
from dtcoach.domain.words import Status, WorldKey
from dtcoach.frozen import dataclass
from dtcoach.ui.board.rows import BoardRow
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.start.view import noticed_words
from dtcoach.ui.words import STATUS

_NOTES = {
    Status.UP: "ふだんどおり使える",
    Status.DEGRADED: "遅い、やり直しになるが、使える",
    Status.DOWN: "使えない",
    Status.UNKNOWN: "まだ確かめていない",
}
# Alone in the window the four stand in two rows: with large text all of them are seen at once.
_PAIR_PX = 232
_SNAPSHOT_HELP = "テスト印刷に出た日時（空でもよい）"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person saw. `snapshot_at` only for the downtime server."""

    key: WorldKey
    status: Status
    how: str
    snapshot_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Checks one after another: how many are left, this one too, and what the last one did."""

    left: int
    said: tuple[tuple[str, bool], ...] = ()


class _Pane(ScrollPane):
    """Keeps the field with the keys in sight when what a status would do takes room below."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reveal_focus()

    def _on_range_changed(self, least: int, most: int) -> None:
        super()._on_range_changed(least, most)
        self.reveal_focus()


class StatusPanel(QWidget):
    """Signals: `previewed(key, Status)` when a status is picked, `looked(Looked)` to keep it,
    `skipped()` to look at this one later, `cancelled()`."""

    previewed = Signal(object, object)
    looked = Signal(object)
    skipped = Signal()
    cancelled = Signal()

    def __init__(
        self,
        system: SystemDefinition,
        row: BoardRow,
        snapshot: str,
        now: datetime,
        going: Round | None = None,
    ) -> None:
        """`going`: this is one of several that are checked one after another."""
        super().__init__()
        self._system = system
        self._now = now
        self._status: Status | None = None
        self._answers = AnswerGroup(f"{system.title}の状態", pair_px=_PAIR_PX)
        self._answers.set_answers(
            [AnswerModel(one.value, STATUS[one], _NOTES[one]) for one in Status]
        )
        self._answers.answered.connect(self._on_answered)
        self._how = NoteField("どうやって確認したか", lines=2)
        self._how.set_text(system.how_to_check)
        self._snapshot = LineField(
            "データの日時", support=_SNAPSHOT_HELP, placeholder="例 前日23:00"
        )
        self._snapshot.set_text(snapshot)
        self._snapshot.changed.connect(self._on_snapshot_changed)
        self._snapshot.hide()
        self._effect = Strip(Tone.ACTION, "影響")
        self._effect.hide()
        self._keep = Button("記録する", ButtonKind.SOLID, icon="check", key="Enter")
        self._keep.clicked.connect(self._on_keep)
        self._keep.set_reason("先に状態を選ぶ")
        cancel = Button("やめる", key="Esc")
        cancel.clicked.connect(self.cancelled)
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(12)
        for part in (self._answers, self._snapshot, self._how):
            rows.addWidget(part)
        rows.addStretch(1)
        bar = ActionBar()
        bar.row.setContentsMargins(SPACE, 0, SPACE, SPACE)
        others: list[QWidget] = [cancel]
        if going is not None and going.left > 1:
            skip = Button("あとにする", key="F4")
            skip.clicked.connect(self.skipped)
            others.append(skip)
        bar.set_buttons(others, [self._keep])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(_head(system, row, going))
        column.addWidget(_Pane("状態を変える", content), 1)
        effect = QVBoxLayout()
        # The ring around the button below has room of its own.
        effect.setContentsMargins(SPACE, 0, SPACE, 4)
        effect.addWidget(self._effect)
        column.addLayout(effect)
        column.addWidget(bar)

    def focus_first(self) -> None:
        self._answers.button(Status.UP.value).setFocus()

    @property
    def key(self) -> WorldKey:
        return self._system.key

    @property
    def effect_words(self) -> str:
        """What the status picked would do, in words."""
        return self._effect.accessibleName()

    def set_effect(self, spans: Iterable[tuple[str, bool]]) -> None:
        self._effect.set_spans(spans)
        self._effect.show()

    @property
    def _wants_snapshot(self) -> bool:
        return self._system.key is WorldKey.DOWNTIME_SERVER and self._status in (
            Status.UP,
            Status.DEGRADED,
        )

    def _on_answered(self, value: str) -> None:
        self._status = Status(value)
        self._keep.set_reason("")
        self._snapshot.setVisible(self._wants_snapshot)
        target = self._snapshot if self._wants_snapshot else self._keep
        target.setFocus()
        self.previewed.emit(self._system.key, self._status)

    def _on_snapshot_changed(self, text: str) -> None:
        at, words = noticed_words(text, self._now)
        self._snapshot.set_support(f"{words} 時点" if at else _SNAPSHOT_HELP)
        self._snapshot.set_error("")

    def _on_keep(self) -> None:
        if self._status is None:
            return
        at = None
        if self._wants_snapshot and self._snapshot.text().strip():
            at, _ = noticed_words(self._snapshot.text(), self._now)
            if at is None:
                self._snapshot.set_error("「前日23:00」「1/5 23:00」のように入れてください。")
                self._snapshot.setFocus()
                return
        how = " ".join(self._how.text().split())
        self.looked.emit(Looked(self._system.key, self._status, how, at))


def _progress(going: Round) -> QVBoxLayout:
    """How far the round is, and what the last check did to those who are being served."""
    lines = QVBoxLayout()
    lines.setSpacing(4)
    lines.addWidget(
        Chip(f"要再確認 あと{going.left}件", Tone.DANGER), 0, Qt.AlignmentFlag.AlignLeft
    )
    if going.said:
        said = Text("", TypeStyle.NOTE)
        said.set_spans(going.said)
        lines.addWidget(said)
    return lines


def _head(system: SystemDefinition, row: BoardRow, going: Round | None) -> QVBoxLayout:
    """Which system, what is known of it, and how far the round is."""
    head = QVBoxLayout()
    head.setContentsMargins(SPACE, SPACE, SPACE, 0)
    head.setSpacing(0)
    if going is not None:
        head.addLayout(_progress(going))
        head.addSpacing(SPACE)
    head.addWidget(heading(system.title))
    known = " ".join(part for part in (row.when, row.by.strip("—")) if part)
    head.addWidget(Text(f"いま {row.word}（{known}）", TypeStyle.NOTE, "text_secondary"))
    known_how = row.how.strip("—")
    if known_how:
        head.addWidget(Text(f"前回　{known_how}", TypeStyle.NOTE, "text_secondary"))
    if row.data_age:
        head.addWidget(Text(f"{row.data_age}です", TypeStyle.NOTE, "text_secondary"))
    return head
