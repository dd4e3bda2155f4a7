"""The first page of 自習: what it is, how far one has come, and one key to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import Panel, ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.practice.model import ProgressView
from dtcoach.ui.practice.picture import ProgressPicture
from dtcoach.ui.start.middle import MiddlePage

_WHAT = (
    "架空の来庁者に一人ずつ応じて、すぐに答え合わせをします。"
    "まちがえたことは、別の方でもう一度出ます。"
)
_WHERE = (
    "障害対応の記録には入らず、だれにも報告されません。進み具合は、この端末の中だけに残ります。"
)


class PracticeHome(MiddlePage):
    """Signals: `begun()`, `left()`, `export_requested()`, `anew_requested()`."""

    begun = Signal()
    left = Signal()
    export_requested = Signal()
    anew_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        self._sentence = Text("", TypeStyle.BODY_BOLD, "text_strong")
        self._picture = ProgressPicture()
        panel = Panel("これまで", icon="school")
        panel.body.addWidget(self._sentence)
        panel.body.addSpacing(SPACE)
        panel.body.addWidget(self._picture)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._notice)
        column.addWidget(Text(_WHAT, TypeStyle.READ))
        column.addWidget(panel)
        column.addWidget(Text(_WHERE, TypeStyle.BODY, "text_secondary"))
        column.addStretch(1)
        self._pane = ScrollPane("自習", content)
        leave = Button("はじめの画面に戻る", icon="arrow_back", key="Esc")
        leave.clicked.connect(self.left)
        self._export = Button("進み具合を保存する", icon="description", key="F5")
        self._export.clicked.connect(self.export_requested)
        self._anew = Button("はじめからにする", ButtonKind.TEXT, key="F8")
        self._anew.clicked.connect(self.anew_requested)
        self.begin = Button("来庁者を呼ぶ", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self.begin.clicked.connect(self.begun)
        bar = ActionBar()
        bar.set_buttons([leave, self._export, self._anew], [self.begin])
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        head = PageHead(heading("一人で練習する", TypeStyle.HEADING_28), ())
        for framed in (head, bar):
            framed.row.setContentsMargins(SPACE, 0, SPACE, 0)
        outer.addWidget(head)
        outer.addWidget(self._pane, 1)
        outer.addWidget(bar)

    def set_progress(self, view: ProgressView) -> None:
        self._sentence.setText(view.sentence)
        self._picture.set_view(view)
        has_any = any(one.count for one in view.boxes)
        self._export.setVisible(has_any)
        self._anew.setVisible(has_any)

    def tell(self, kind: NoticeKind, sentence: str) -> None:
        """One sentence on top; nothing for an empty one."""
        self._notice.set_notice(kind, sentence)
        self._notice.setVisible(bool(sentence))
