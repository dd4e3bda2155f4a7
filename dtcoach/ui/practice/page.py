"""自習 as one page of the window: its first page, and one case after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dtcoach.app.errors import KnownError
from dtcoach.app.practice import PracticeRoom
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.notice import NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.practice.home import PracticeHome
from dtcoach.ui.practice.model import progress_view
from dtcoach.ui.practice.playing import Playing

BANNER = BannerModel(BannerKind.PRACTICE, "架空の来庁者です。記録には残りません")


def ask_where(parent: QWidget) -> Path | None:
    """The system's own window for choosing a file."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getSaveFileName(
        parent, "進み具合を保存する", "自習の進み具合.csv", "CSV (*.csv);;JSON (*.json)"
    )
    return Path(name) if name else None


class AnewSheet(Sheet):
    """Signals: `confirmed()`."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("はじめからにします")
        self.body.addWidget(
            Text(
                "進み具合を、まだ何もしていない状態に戻します。"
                "これまでのファイルは、この端末のデータフォルダーに別の名前で残ります。"
            )
        )
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        go = Button("はじめからにする", ButtonKind.SOLID, key="Enter")
        go.clicked.connect(self._on_go)
        self.set_buttons([back], [go])

    def _on_go(self) -> None:
        self.close_sheet()
        self.confirmed.emit()


class PracticePage(QStackedWidget):
    """Signals: `left()`, `sheet_requested(Sheet)`."""

    left = Signal()
    sheet_requested = Signal(object)

    def __init__(
        self, room: PracticeRoom, where: Callable[[QWidget], Path | None] = ask_where
    ) -> None:
        super().__init__()
        self.room = room
        self._where = where
        self.home = PracticeHome()
        self.home.begun.connect(self._on_next)
        self.home.left.connect(self.left)
        self.home.export_requested.connect(self._on_export)
        self.home.anew_requested.connect(self._on_anew_requested)
        self.playing = Playing()
        self.playing.decided.connect(self._on_decided)
        self.playing.next_requested.connect(self._on_next)
        self.playing.left.connect(self.go_home)
        self.addWidget(self.home)
        self.addWidget(self.playing)

    def refresh(self) -> None:
        """Shown again."""
        self.go_home()

    def go_home(self) -> None:
        """How far one has come; a case that was not decided counts for nothing."""
        self.home.set_progress(progress_view(self.room.progress, self.room.content))
        self.home.tell(NoticeKind.WARNING, self.room.notice)
        self.setCurrentWidget(self.home)
        self.home.begin.setFocus()

    def _on_next(self) -> None:
        self.playing.begin(self.room.next_case())
        self.setCurrentWidget(self.playing)
        self.playing.focus_first()

    def _on_decided(self) -> None:
        """Written, then shown: the review comes up after this."""
        if self.playing.play is not None:
            self.room.settle(self.playing.play)
            self.playing.tell(self.room.notice)

    def _on_export(self) -> None:
        path = self._where(self)
        if path is None:
            return
        try:
            lines = self.room.export(path)
        except KnownError as trouble:
            self.home.tell(NoticeKind.WARNING, trouble.sentence)
            return
        self.home.tell(NoticeKind.SUCCESS, f"{path} に {lines} 行を保存しました。")

    def _on_anew_requested(self) -> None:
        sheet = AnewSheet()
        sheet.confirmed.connect(self._on_anew)
        self.sheet_requested.emit(sheet)

    def _on_anew(self) -> None:
        self.room.begin_anew()
        self.go_home()
