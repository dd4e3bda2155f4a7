"""The questions of the first minute over the board: into which outage did it turn?"""

from __future__ import annotations

from PySide6.QtCore import Signal

from dtcoach.domain.content import Content
from dtcoach.domain.triage import Triage
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.start.asked import Question, Seen
from dtcoach.ui.start.ending import Reason
from dtcoach.ui.start.triage_view import Asking


class AskingSheet(Sheet):
    """Signals: `turned(id, Finding)` at the end of the questions."""

    turned = Signal(str, object)

    def __init__(self, triage: Triage, content: Content) -> None:
        super().__init__("いま、何が起きていますか")
        self._version = content
        self._asking = Asking(triage)
        self._question = Question()
        self._question.answered.connect(self._on_answered)
        self._question.again_requested.connect(self._on_again_requested)
        self._reason = Reason()
        self._seen = Seen(with_how=True)
        for part in (self._question, self._reason, self._seen):
            self.body.addWidget(part)
        self._back = Button("戻る", key="Esc")
        self._back.clicked.connect(self._on_back)
        self._go = Button("この障害に変える", ButtonKind.SOLID, key="Enter")
        self._go.clicked.connect(self._on_go)
        self._show()

    def _show(self) -> None:
        ended = self._asking.place.ending is not None
        self._question.setVisible(not ended)
        self._reason.setVisible(ended)
        self._seen.setVisible(ended)
        self._back.set_label("やめる" if self._asking.is_at_start else "戻る")
        if ended:
            view = self._asking.ending_view(self._version)
            self._reason.set_view(view)
            self._seen.set_rows(view.seen)
            self.set_buttons([self._back], [self._go])
            self._go.setFocus()
        else:
            self._question.set_view(self._asking.asked_view(self._version))
            self.set_buttons([self._back], [])
            self._question.focus_answers()
        self.restyle()
        settle()

    def _on_answered(self, key: int) -> None:
        self._asking.answer(key)
        self._show()

    def _on_again_requested(self, question: str) -> None:
        self._asking.back_to(question)
        self._show()

    def _on_back(self) -> None:
        if self._asking.is_at_start:
            self.close_sheet()
            return
        self._asking.back()
        self._show()

    def _on_go(self) -> None:
        place = self._asking.place
        assert place.ending is not None
        self.close_sheet()
        self.turned.emit(place.ending.scenario, place.finding)
