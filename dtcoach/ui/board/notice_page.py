"""お知らせ: drafted by the lead, computed from the board, copied, and kept once it is up."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.notice import Notice, compose, marked, posted
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.app.possible import NAME
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.halves import Halves
from dtcoach.ui.board.notice_form import NoticeForm
from dtcoach.ui.board.notice_preview import NoticePreview
from dtcoach.ui.board.notice_view import before_words, first_fields, otherwise_words, typed
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import ActionBar, PageHead
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.times import time_of

_HALF_PX = 430


class NoticePage(QWidget):
    """Keeps the draft while one goes elsewhere. Signals: `left()`, and then
    `put_up(time of the next)` where a notice went up; `print_requested()` for its posters."""

    left = Signal()
    put_up = Signal(str)
    print_requested = Signal()

    def __init__(self, counter: Counter, acting: Acting) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._notice: Notice | None = None
        self._is_begun = False
        self._form = NoticeForm()
        self._form.changed.connect(self.recompute)
        self._form.places_changed.connect(self._show_post)
        self._preview = NoticePreview()
        self._preview.copied.connect(self._on_copied)
        self._last = Chip("", Tone.NEUTRAL)
        self._post = Button("出したことを記録する", ButtonKind.SOLID, icon="campaign", key="F5")
        self._post.clicked.connect(self._on_post)
        back = Button("状況に戻る", icon="arrow_back", key="Esc")
        back.clicked.connect(self.left)
        halves = Halves("お知らせの下書き", self._form, self._preview, least_px=_HALF_PX)
        printing = Button("掲示を印刷", icon="print", key="F7")
        printing.clicked.connect(self.print_requested)
        bar = ActionBar()
        bar.set_buttons([back, printing], [self._post])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        head = heading("お知らせを出す", TypeStyle.HEADING_28)
        column.addWidget(PageHead(head, [self._last]))
        column.addWidget(halves, 1)
        column.addWidget(bar)
        self.setFocusProxy(self._form)

    def begin(self) -> None:
        """Fills the fields where no draft is under way; what is computed is computed anew."""
        state, now = self._counter.operations.state, self._counter.clock.now()
        last = state.notice
        words = "まだ出していません" if last is None else f"前回 {time_of(last.at, now)} {last.by}"
        self._last.set_chip(words, Tone.NEUTRAL)
        if not self._is_begun:
            self._is_begun = True
            self._form.fill(first_fields(state, now))
            self._preview.forget_edits()
        self._show_otherwise()
        self.recompute()

    def _show_otherwise(self) -> None:
        counter = self._counter
        content, now = counter.content, counter.clock.now()
        names = told_otherwise(
            content, counter.operations.state, now, counter.days, counter.lacking
        )
        titles = [content.phrases[NAME + name].in_language("ja") for name in names]
        self._form.set_otherwise(otherwise_words(titles))

    @property
    def text(self) -> str:
        """The text on the tab that is shown, hand edits and all."""
        return self._preview.text

    @property
    def notice(self) -> Notice | None:
        """What was computed last."""
        return self._notice

    @property
    def by_hand(self) -> Mapping[str, str]:
        """The texts that somebody mended, by language, as they leave the window."""
        return {tab: self._leaving(text) for tab, text in self._preview.by_hand.items()}

    def say(self, sentence: str) -> None:
        """What became of the paper."""
        self._preview.say(sentence)

    @property
    def editor(self) -> QPlainTextEdit:
        """Where the text can be mended by hand."""
        return self._preview.editor

    @property
    def count(self) -> str:
        """How much of one message the text is; empty where there is no limit."""
        return self._preview.count

    def show_tab(self, tab: str) -> None:
        """The text for there, or in that language."""
        self._preview.show_tab(tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._preview.give_height(self.height())

    def recompute(self) -> None:
        """The text anew from the board and the fields; hand edits stay."""
        counter = self._counter
        state, now = counter.operations.state, counter.clock.now()
        found = typed(self._form.fields(), state, now)
        self._form.set_errors(found.errors)
        lacking = counter.lacking()
        self._notice = compose(counter.content, state, found.draft, now, counter.days, lacking)
        self._form.set_before(before_words(self._notice), self._notice.unconfirmed)
        self._preview.set_notice(self._notice)
        self._show_post()

    def _show_post(self) -> None:
        reason = "時刻を直してください" if self._form.has_errors else ""
        if not reason and not self._form.places():
            reason = "出した所を選んでください"
        self._post.set_reason(reason)

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(self._leaving(text))

    def _on_post(self) -> None:
        counter = self._counter
        found = typed(self._form.fields(), counter.operations.state, counter.clock.now())
        if self._notice is None or found.errors:
            return
        kept = self._leaving(self._preview.japanese())
        said = posted(self._notice, found.draft, kept, self._form.places())
        name = counter.clerk.name

        def then() -> None:
            self._is_begun = False
            self.left.emit()
            ahead = found.draft.next_update_at
            self.put_up.emit("" if ahead is None else time_of(ahead, counter.clock.now()))

        self._acting.attempt(lambda: counter.operations.post_notice(name, said), then)

    def _leaving(self, text: str) -> str:
        return marked(text, self._counter.operations.state.kind)
