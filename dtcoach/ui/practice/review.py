"""The end of a case: what went well, what 係長 would have done, what to keep in mind."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.practice.model import ReviewView
from dtcoach.ui.practice.names import Names


class ReviewPart(QWidget):
    """A notice for the whole, and two panels: what is best here, and what to keep in mind."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = Notice(NoticeKind.SUCCESS, "")
        self._best = Panel("係長なら", PanelKind.DONE, icon="star")
        self._path = Names(TypeStyle.NOTE, between=" →\u00a0")
        self._way = Text("", TypeStyle.READ_BOLD, "text_strong")
        self._missing = Names()
        self._spare = Names(role="text_secondary")
        for part in (self._path, self._way, self._missing, self._spare):
            self._best.body.addWidget(part)
        self._lesson = Panel("見分けどころ", PanelKind.CARE, icon="priority_high")
        self._trap = Text("", TypeStyle.READ_BOLD, "text_strong")
        self._sentence = Text("", TypeStyle.READ, "text_strong")
        self._rule = Text("", TypeStyle.NOTE, "text_secondary")
        for words in (self._trap, self._sentence, self._rule):
            self._lesson.body.addWidget(words)
        pair = QWidget()
        columns = Columns(pair, least_px=320, gap=2 * SPACE)
        columns.addWidget(self._best)
        columns.addWidget(self._lesson)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._whole)
        column.addWidget(pair)

    def set_review(self, view: ReviewView) -> None:
        self._whole.set_notice(view.told.kind, view.told.title, view.told.body)
        self._path.set_names(view.path)
        self._way.setText(view.best)
        self._missing.set_names(view.missing, "聞いていなかったこと：")
        self._missing.setVisible(bool(view.missing))
        self._spare.set_names(view.spare, "聞かなくてもよかったこと：")
        self._spare.setVisible(bool(view.spare))
        self._trap.setText(view.trap)
        self._sentence.setText(view.lesson)
        self._rule.setText(view.rule)
        self._lesson.setVisible(bool(view.lesson))
