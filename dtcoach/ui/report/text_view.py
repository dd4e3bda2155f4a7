"""本文: what people write in the report. Each field saves itself; who left it so stands below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.figure_words import PART_TITLES, short_moment
from dtcoach.domain.figures.written import PartVersion, WrittenReport, kept_versions
from dtcoach.domain.words import ReportPart
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import NoteField
from dtcoach.ui.kit.panel import Panel
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

PAUSE_MS = 800
"""Typing has paused: the draft is kept."""

_FIELD_PX = 440
_LINES = 4
_HINTS: Mapping[ReportPart, str] = {
    ReportPart.WHAT: "何が、どこで、どうなったか。",
    ReportPart.CAUSE: "わかったこと。わからないことは、わからないと書きます。",
    ReportPart.IMPACT: "数は自動で入ります。数に出ないことを書きます。",
    ReportPart.RESPONSE: "窓口でしたこと、知らせたこと。お知らせの時刻は自動で入ります。",
    ReportPart.PREVENTION: "これからすること、いつまでに、だれが。",
}


class PartField(QWidget):
    """One part. Signals: `written(part, text)` when it is to be kept; then `say_kept` or
    `say_refused` is due."""

    written = Signal(object, str)

    def __init__(self, part: ReportPart) -> None:
        super().__init__()
        self.part = part
        self._kept = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.field = NoteField(PART_TITLES[part], support=_HINTS[part], lines=_LINES)
        self.field.changed.connect(self._on_changed)
        self._said = Text("", TypeStyle.NOTE, "text_secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._said)
        column.addStretch(1)

    @property
    def said(self) -> str:
        """Whether it is kept, in words."""
        return self._said.text()

    @property
    def is_dirty(self) -> bool:
        """Typed, and not kept yet."""
        return self.field.text() != self._kept

    def show_version(self, version: PartVersion | None, count: int) -> None:
        """As the log has it; what is being typed stays."""
        text = "" if version is None else version.text
        if not self.is_dirty and text != self._kept:
            self._kept = text
            self.field.set_text(text)
        if not self.is_dirty:
            self._say(version, count)

    def keep(self) -> None:
        """What was typed goes to the log now."""
        self._pause.stop()
        if self.is_dirty:
            self.written.emit(self.part, self.field.text())

    def say_kept(self, text: str) -> None:
        """It is on the disk."""
        self._kept = text
        self.field.set_error("")

    def say_refused(self, sentence: str) -> None:
        """It is not, and stands here still."""
        self.field.set_error(sentence)
        self._said.setText("まだ保存できていません（書いた内容は残っています）")

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _say(self, version: PartVersion | None, count: int) -> None:
        if version is None:
            self._said.setText("まだ書かれていません")
        else:
            before = f"（前の版 {count - 1}）" if count > 1 else ""
            self._said.setText(f"保存しました {short_moment(version.at)} {version.by}{before}")

    def _on_changed(self, _text: str) -> None:
        if self.is_dirty:
            self._said.setText("入力中…")
            self._pause.start()


class TextView(QWidget):
    """Signals: `written(part, text)`; `estimate_requested()`; `versions_requested()`."""

    written = Signal(object, str)
    estimate_requested = Signal()
    versions_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {part: PartField(part) for part in ReportPart}
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        about = Text(
            "書いたものは、そのつど保存します。議会などに出る文なので、個人の名前や番号は書きません。",
            TypeStyle.BODY,
        )
        column.addWidget(about)
        held = QWidget()
        columns = Columns(held, least_px=_FIELD_PX, most=2, gap=3 * SPACE)
        for field in self.fields.values():
            field.written.connect(self.written)
            columns.addWidget(field)
        columns.addWidget(self._guess())
        column.addWidget(held)
        column.addStretch(1)

    def show_report(self, report: WrittenReport, version: str) -> None:
        """As the log has it."""
        for part, field in self.fields.items():
            kept = kept_versions(report.versions.get(part, ()))
            field.show_version(report.part(part), len(kept))
        guess = report.estimate
        if guess is None:
            self._people.setText("推計した人数は、まだ入れられていません")
            self._ground.setText("数えた人数とは別に、書いた人・日時・根拠と一緒に記録します。")
        else:
            self._people.setText(f"約{guess.people:,}人（{short_moment(guess.at)} {guess.by}）")
            self._ground.setText(f"根拠: {guess.ground}")
        self._version.setText(version)

    def keep_all(self) -> None:
        """Everything typed goes to the log now."""
        for field in self.fields.values():
            field.keep()

    def _guess(self) -> QWidget:
        panel = Panel("影響人数の推計と、報告の版")
        self._people = Text("", TypeStyle.BODY_BOLD, "text_strong")
        self._ground = Text("", TypeStyle.BODY)
        self._version = Text("", TypeStyle.BODY)
        self.estimate = Button("推計を入れる", icon="edit", key="F6", size=ButtonSize.SMALL)
        self.estimate.clicked.connect(self.estimate_requested)
        self.older = Button("前の版を見る", icon="description", size=ButtonSize.SMALL)
        self.older.clicked.connect(self.versions_requested)
        left = Qt.AlignmentFlag.AlignLeft
        panel.body.addWidget(self._people)
        panel.body.addWidget(self._ground)
        panel.body.addWidget(self.estimate, 0, left)
        panel.body.addSpacing(SPACE)
        panel.body.addWidget(self._version)
        panel.body.addWidget(self.older, 0, left)
        panel.body.addStretch(1)
        return panel
