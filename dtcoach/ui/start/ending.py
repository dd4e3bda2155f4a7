"""What the questions came to: the outage, why, what was seen, and the one button to go on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.start.asked import Rows, Seen
from dtcoach.ui.start.point import Point
from dtcoach.ui.start.triage_view import EndingView
from dtcoach.ui.start.view import noticed_words

_NOTICED_HELP = "経過時間は、この時刻から数えます"
_SNAPSHOT_HELP = "テスト印刷に出た日時（空でもよい）"


class Reason(QWidget):
    """The outage, and the sentence that says why it is this one."""

    def __init__(self) -> None:
        super().__init__()
        self._title = heading("", TypeStyle.HEADING_28)
        self._because = Text("", TypeStyle.SAY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(Text("見分けの結果", TypeStyle.LABEL, "text_secondary"))
        column.addWidget(self._title)
        column.addWidget(self._because)

    def set_view(self, view: EndingView) -> None:
        self._title.setText(view.title)
        self._because.setText(view.because)


class Ending(QWidget):
    """Beside the reason: when it was noticed, who begins, and how this outage is told from the
    others."""

    def __init__(self, now: datetime, who: str) -> None:
        super().__init__()
        self._now = now
        self._reason = Reason()
        self._seen = Seen(with_how=True)
        self._points = Panel("この想定の見分け方", PanelKind.CARE, icon="fact_check")
        self._texts = Rows()
        self._points.body.addWidget(self._texts)
        self._noticed = LineField("気づいた時刻", support=_NOTICED_HELP, width_em=10)
        self._noticed.set_text(clock_time(now.astimezone(TOKYO)))
        self._noticed.changed.connect(self._on_noticed_changed)
        self._snapshot = LineField(
            "ダウン対策サーバーのデータの日時",
            support=_SNAPSHOT_HELP,
            placeholder="例 前日23:00",
            width_em=16,
        )
        self._snapshot.changed.connect(self._on_snapshot_changed)
        # Who is not known yet is asked before it begins.
        by = [Text(f"{who} が始めた記録になります。", TypeStyle.NOTE)] if who else []
        left, right = QWidget(), QWidget()
        for side, parts in (
            (left, (self._reason, self._seen)),
            (right, (self._noticed, self._snapshot, *by, self._points)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2 * SPACE)
            for part in parts:
                column.addWidget(part)
        columns = Columns(self, least_px=480, gap=4 * SPACE)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.addWidget(left)
        columns.addWidget(right)

    def set_view(self, view: EndingView) -> None:
        self._reason.set_view(view)
        self._seen.set_rows(view.seen)
        self._texts.set_rows([Point(i, text) for i, text in enumerate(view.recognise, 1)])
        self._snapshot.setVisible(view.wants_snapshot)

    def times(self) -> tuple[datetime, datetime | None] | None:
        """When it was noticed, and the time of the data; None, with the field told, where one
        cannot be read."""
        at, _ = noticed_words(self._noticed.text(), self._now)
        if at is None:
            self._noticed.set_error("11:20 のように、いまより前の時刻を入れてください。")
            self._noticed.editor.setFocus()
            return None
        # Hidden by another path, it may still hold what was typed on the way.
        typed = self._snapshot.text().strip() if self._snapshot.isVisibleTo(self) else ""
        snapshot, _ = noticed_words(typed, self._now)
        if typed and snapshot is None:
            self._snapshot.set_error("「前日23:00」「1/5 23:00」のように入れてください。")
            self._snapshot.editor.setFocus()
            return None
        return at, snapshot

    def _on_noticed_changed(self, text: str) -> None:
        at, words = noticed_words(text, self._now)
        self._noticed.set_support(f"{words}から経過を数えます" if at else _NOTICED_HELP)
        self._noticed.set_error("")

    def _on_snapshot_changed(self, text: str) -> None:
        at, words = noticed_words(text, self._now)
        self._snapshot.set_support(f"{words} 時点" if at else _SNAPSHOT_HELP)
        self._snapshot.set_error("")
