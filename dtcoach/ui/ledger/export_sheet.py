"""書き出し: which format, whose data, locked or not, where to, how far, and what came of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError
from dtcoach.app.export_columns import columns_of
from dtcoach.app.export_wish import Exported, ExportWish, Format
from dtcoach.app.workbook import ExportCancelled, Progress
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.choice import CheckRow, RadioField
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.ledger.export_words import (
    CHOICES,
    ZIP_HINT,
    choice_of,
    done_lines,
    loss_lines,
    pattern_of,
)
from dtcoach.ui.paper.background import Background, Done

_COLUMN_PX = 188
_WITHOUT, _WITH = "without", "with"


class _Teller(QObject):
    """Carries the rows done from the thread that writes. Signals: `told(done, rows)`."""

    told = Signal(int, int)


class ExportSheet(Sheet):
    """Signals: `made(path)` once the file is there, whole and read back."""

    made = Signal(str)

    def __init__(self, counter: Counter) -> None:
        super().__init__("受付の記録をファイルに書き出す")
        self._exports = counter.exports
        self._ticket: int | None = None
        self._given_up = Event()
        self.ask_file: Callable[[str, str], str] = self._ask_file
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._teller = _Teller(self)
        self._teller.told.connect(self._on_told)
        self.format = RadioField("形式", [(one.id, one.label) for one in CHOICES])
        self.format.choose(CHOICES[0].id)
        self.format.chosen.connect(self._on_changed)
        self.personal = RadioField(
            "個人情報（お名前・電話・住所・メモなど）",
            [(_WITHOUT, "入れない"), (_WITH, "入れる")],
            in_a_row=True,
        )
        self.personal.choose(_WITHOUT)
        self.personal.chosen.connect(self._on_changed)
        self.password = LineField(
            "パスワード（付けるとき）", support=ZIP_HINT, typing=Typing.CODE, width_em=18
        )
        self._pick = Button("入れる列を選ぶ", icon="checklist", key="F6", size=ButtonSize.SMALL)
        self._pick.clicked.connect(self._on_pick)
        self._boxes = QWidget()
        Columns(self._boxes, least_px=_COLUMN_PX, most=3, gap=4)
        policy = self._boxes.sizePolicy()
        policy.setHeightForWidth(True)
        self._boxes.setSizePolicy(policy)
        self._boxes.hide()
        self.columns: dict[str, CheckRow] = {}
        self._meter = QProgressBar()
        self._meter.setAccessibleName("書き出しの進み具合")
        self._meter.hide()
        self._said = Text("", TypeStyle.NOTE, "text_secondary")
        self._said.hide()
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        parts = (
            self._notice, self._meter, self._said, self.format, self.personal, self._pick,
            self._boxes, self.password,
        )  # fmt: skip
        self.body.setSpacing(12)  # seen without scrolling on the smallest screen
        for part in parts:
            self.body.addWidget(part)
        self.body.setAlignment(self._pick, Qt.AlignmentFlag.AlignLeft)
        self._back = Button("やめる", key="Esc")
        self._back.clicked.connect(self.close_sheet)
        self._go = Button("保存する場所を選ぶ", ButtonKind.SOLID, key="Enter")
        self._go.clicked.connect(self._on_go)
        self.set_buttons([self._back], [self._go])
        self.dismissed.connect(self._given_up.set)
        self._on_changed("")
        if self._exports.unsaved:
            self._warn(
                f"ディスクに書けていない記録が {self._exports.unsaved} 件あります。"
                "それはファイルに入りません。"
            )

    @property
    def is_working(self) -> bool:
        """Whether a file is being written."""
        return self._ticket is not None

    def wish(self) -> ExportWish:
        """What is chosen now."""
        choice = choice_of(self.format.value())
        return ExportWish(
            format=choice.format,
            encoding=choice.encoding,
            personal=self.personal.value() == _WITH and choice.format is not Format.JSON,
            left_out=frozenset(title for title, box in self.columns.items() if not box.isChecked()),
            password=self.password.text().strip(),
        )

    def _on_changed(self, _value: str) -> None:
        kind = choice_of(self.format.value()).format
        self.personal.setVisible(kind is not Format.JSON)
        titles = [title for title, _ in columns_of(kind, personal=self.wish().personal)]
        self._pick.setVisible(bool(titles))
        if list(self.columns) == titles:
            return
        off = {title for title, box in self.columns.items() if not box.isChecked()}
        for box in self.columns.values():
            box.hide()
            box.deleteLater()
        self.columns = {}
        for title in titles:
            box = self.columns[title] = CheckRow(title)
            box.setChecked(title not in off)
            layout = self._boxes.layout()
            assert layout is not None
            layout.addWidget(box)
        self._boxes.setVisible(self._boxes.isVisibleTo(self) and bool(titles))

    def _on_pick(self) -> None:
        self._boxes.setVisible(not self._boxes.isVisible())
        if self._boxes.isVisible():
            settle()
            first = next(iter(self.columns.values()))
            first.setFocus()
            self.reveal(first)

    def _on_go(self) -> None:
        if self.is_working:
            return
        wish = self.wish()
        sentence = self._exports.refused(wish)
        self.password.set_error(sentence)
        if sentence:
            self.password.setFocus()
            self.reveal(self.password)
            return
        try:
            name = self._exports.name_for(wish)
            path = self.ask_file(name, pattern_of(choice_of(self.format.value()), wish.password))
            if path:
                work = self._exports.prepared(Path(path), wish, self._progress())
                self._begin(work)
        except KnownError as error:
            self._warn(error.sentence)

    def _begin(self, work: Callable[[], Exported]) -> None:
        self._given_up.clear()
        self._notice.hide()
        self._meter.setRange(0, 0)
        self._meter.show()
        self._said.setText("書いています…")
        self._said.show()
        self.reveal(self._meter)
        self._go.set_reason("書いています")
        self._ticket = self._background.start(work)

    def _progress(self) -> Progress:
        teller, given_up = self._teller, self._given_up

        def progress(done: int, rows: int) -> None:
            if given_up.is_set():
                raise ExportCancelled
            with contextlib.suppress(RuntimeError):  # the window went away meanwhile
                teller.told.emit(done, rows)

        return progress

    def _on_told(self, done: int, rows: int) -> None:
        if self.is_working and rows:
            self._meter.setRange(0, max(rows, done))
            self._meter.setValue(done)
            self._said.setText(
                f"{done:,} / {rows:,} 行" if done < rows else "まとめて、読み返しています…"
            )

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        self._ticket = None
        self._meter.hide()
        self._said.hide()
        self._go.set_reason("")
        if isinstance(done.result, Exported):
            self._show_done(done.result)
            return
        if self._given_up.is_set():
            return
        known = isinstance(done.error, KnownError)
        self._warn(str(done.error) if known else "ファイルを作れませんでした。")
        if done.error is not None and not known:
            raise done.error

    def _show_done(self, exported: Exported) -> None:
        for part in (self.format, self.personal, self._pick, self._boxes, self.password):
            part.hide()
        self._notice.set_notice(NoticeKind.SUCCESS, "書き出しました")
        self._notice.show()
        for line in done_lines(exported):
            self.body.addWidget(Text(line))
        losses = loss_lines(exported)
        if losses:
            warning = Notice(
                NoticeKind.WARNING,
                f"{exported.lost:,} か所の文字を、そのまま書けませんでした",
                "渡す相手に、次の受付の文字を直してもらってください。",
            )
            self.body.addWidget(warning)
            for line in losses:
                self.body.addWidget(Text(line, TypeStyle.NOTE))
        close = Button("閉じる", ButtonKind.SOLID, key="Enter")
        close.clicked.connect(self.close_sheet)
        self.set_buttons([], [close])
        self._back.hide()
        self._go.hide()
        settle()
        self.reveal(None)
        close.setFocus()
        self.made.emit(str(exported.path))

    def _warn(self, sentence: str) -> None:
        self._notice.set_notice(NoticeKind.WARNING, sentence)
        self._notice.show()
        self.reveal(self._notice)

    def _ask_file(self, name: str, pattern: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self, "受付の記録を保存", name, pattern)
        return path
