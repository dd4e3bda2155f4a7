"""お知らせ: drafted by the lead, computed from the board, copied, and kept once it is up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.notice import PLACES, Notice, compose, marked, posted
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.app.possible import NAME
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.notice_view import (
    SNS,
    TABS,
    Fields,
    before_words,
    count_words,
    first_fields,
    otherwise_words,
    text_of,
    typed,
)
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.choice import CheckRow
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.flow import ActionBar, FlowLayout, PageHead
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.tabs import Tabs
from dtcoach.ui.times import time_of

_LEAST_LINES = 8
_AROUND_PX = 310
"""Head, tabs, buttons and margins around the text."""
_NO_LEAK = "個人の情報が外に出ていないことを、確認した"
_EDITED = "手直しした文です。ほかの言語には入りません。"


class NoticePage(QWidget):
    """Keeps the draft while one goes elsewhere. Signals: `left()`, and then
    `put_up(time of the next)` where a notice went up."""

    left = Signal()
    put_up = Signal(str)

    def __init__(self, counter: Counter, acting: Acting) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._notice: Notice | None = None
        self._tab = TABS[0][0]
        self._edited: dict[str, str] = {}
        self._is_begun = False
        self._is_setting = False
        self._post = Button("出したことを記録する", ButtonKind.SOLID, icon="campaign", key="F5")
        self._post.clicked.connect(self._on_post)
        back = Button("状況に戻る", icon="arrow_back", key="Esc")
        back.clicked.connect(self.left)
        content = QWidget()
        columns = Columns(content, least_px=430, most=2, gap=4 * SPACE)
        columns.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        columns.addWidget(self._form())
        columns.addWidget(self._preview())
        self._pane = ScrollPane("お知らせの下書き", content)
        bar = ActionBar()
        bar.set_buttons([back], [self._post])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        head = heading("お知らせを出す", TypeStyle.HEADING_28)
        column.addWidget(PageHead(head, [self._last]))
        column.addWidget(self._pane, 1)
        column.addWidget(bar)
        self.setFocusProxy(self._next.editor)

    def begin(self) -> None:
        """Fills the fields where no draft is under way; what is computed is computed anew."""
        state, now = self._counter.operations.state, self._counter.clock.now()
        last = state.notice
        words = "まだ出していません" if last is None else f"前回 {time_of(last.at, now)} {last.by}"
        self._last.set_chip(words, Tone.NEUTRAL)
        if not self._is_begun:
            self._is_begun = True
            self._fill(first_fields(state, now))
            self._edited = {}
        self._show_otherwise()
        self.recompute()

    def _show_otherwise(self) -> None:
        """What residents have been told and what no longer holds."""
        counter = self._counter
        content, now = counter.content, counter.clock.now()
        names = told_otherwise(content, counter.operations.state, now, counter.days)
        titles = [content.phrases[NAME + name].in_language("ja") for name in names]
        words = otherwise_words(titles)
        self._otherwise.set_spans([(words, False)])
        self._otherwise.setVisible(bool(words))

    @property
    def text(self) -> str:
        """The text on the tab that is shown, hand edits and all."""
        return self._text.text()

    @property
    def editor(self) -> QPlainTextEdit:
        """Where the text can be mended by hand."""
        return self._text.note

    @property
    def count(self) -> str:
        """How much of one message the text is; empty where there is no limit."""
        return self._count.text()

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._last = Chip("", Tone.NEUTRAL)
        self._next = LineField("次のお知らせの時刻", placeholder="例 14:00、30分後", required=True)
        self._since = LineField("いつから", placeholder="例 11:20", required=True)
        self._contact = LineField("お問い合わせ先")
        self._added = LineField("付け加えること（標準の日本語にだけ入ります）")
        times = QWidget()
        beside = Columns(times, least_px=180, most=2)
        fields = (self._next, self._since, self._contact, self._added)
        for field in fields:
            field.changed.connect(self.recompute)
        for field in fields[:2]:
            beside.addWidget(field)
        for part in (times, *fields[2:]):
            column.addWidget(part)
        column.addWidget(Text("出した所", TypeStyle.LABEL, "text_strong"))
        self._places = tuple(CheckRow(place) for place in PLACES)
        where = QWidget()
        flow = FlowLayout(where)
        for row in self._places:
            row.clicked.connect(self._on_place_clicked)
            flow.addWidget(row)
        column.addWidget(where)
        self._no_leak = CheckRow(_NO_LEAK)
        self._no_leak.clicked.connect(self.recompute)
        column.addWidget(self._no_leak)
        self._otherwise = Strip(Tone.DANGER, "出し直し")
        column.addWidget(self._otherwise)
        self._before = Strip(Tone.WARNING, "先に確認")
        column.addWidget(self._before)
        self._unconfirmed = Text("", TypeStyle.NOTE, "text_secondary")
        column.addWidget(self._unconfirmed)
        return form

    def _preview(self) -> QWidget:
        preview = QWidget()
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._tabs = Tabs("お知らせの文", TABS)
        self._tabs.choose(self._tab)
        self._tabs.chosen.connect(self._on_tab_chosen)
        column.addWidget(self._tabs)
        self._text = NoteField("お知らせの文", lines=_LEAST_LINES)
        self._text.changed.connect(self._on_text_changed)
        column.addWidget(self._text)
        under = QWidget()
        flow = FlowLayout(under)
        self._copy = Button(
            "文を写す（コピー）", icon="description", key="F6", size=ButtonSize.SMALL
        )
        self._copy.clicked.connect(self._on_copy)
        self._again = Button("計算した文に戻す", key="F8", size=ButtonSize.SMALL)
        self._again.clicked.connect(self._on_again)
        self._unchecked = Chip("要確認の訳", Tone.WARNING)
        self._count = Text("", TypeStyle.NOTE_BOLD, "text_secondary", wrap=False)
        for part in (self._copy, self._again, self._unchecked, self._count):
            flow.addWidget(part)
        policy = under.sizePolicy()
        policy.setHeightForWidth(True)
        under.setSizePolicy(policy)
        column.addWidget(under)
        self._said = Text("", TypeStyle.NOTE, "text_secondary")
        column.addWidget(self._said)
        return preview

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text takes the height that there is."""
        line = current().metrics(TypeStyle.READ).lineSpacing()
        self._text.set_lines(max(_LEAST_LINES, (self.height() - current().px(_AROUND_PX)) // line))

    # --- what is computed -------------------------------------------------------------------------

    def recompute(self) -> None:
        """The text anew from the board and the fields; hand edits stay."""
        if self._is_setting:
            return
        counter = self._counter
        state, now = counter.operations.state, counter.clock.now()
        found = typed(self._fields(), state, now)
        self._since.set_error(found.errors.get("since", ""))
        self._next.set_error(found.errors.get("next_update", ""))
        self._notice = compose(counter.content, state, found.draft, now, counter.days)
        before = before_words(self._notice)
        self._before.set_spans([("\n".join(before), False)])
        self._before.setVisible(bool(before))
        self._unconfirmed.setText("\n".join(f"・{text}" for text in self._notice.unconfirmed))
        self._unconfirmed.setVisible(bool(self._notice.unconfirmed))
        self._show_text()
        self._show_post()

    def _show_text(self) -> None:
        if self._notice is None:
            return
        self._is_setting = True
        wanted = self._edited.get(self._tab, text_of(self._notice, self._tab))
        if self._text.text() != wanted:
            self._text.set_text(wanted)
        self._text.editor.setFont(current().font(TypeStyle.BODY, _language(self._tab)))
        self._is_setting = False
        self._show_marks()

    def _show_marks(self) -> None:
        """What is to be known of the text that is shown."""
        if self._notice is None:
            return
        words, is_long = count_words(self._text.text())
        self._count.setText(words if self._tab == SNS else "")
        self._count.set_role("danger" if is_long else "text_secondary")
        self._count.setVisible(self._tab == SNS)
        text = self._notice.texts.get(self._tab)
        self._unchecked.setVisible(text is not None and text.is_unchecked)
        edited = self._tab in self._edited
        self._again.setVisible(edited)
        self._said.setText(_EDITED if edited else "")

    def _show_post(self) -> None:
        errors = self._since.error or self._next.error
        reason = "時刻を直してください" if errors else ""
        if not reason and not any(row.isChecked() for row in self._places):
            reason = "出した所を選んでください"
        self._post.set_reason(reason)

    def _fields(self) -> Fields:
        return Fields(
            self._since.text(),
            self._next.text(),
            self._contact.text(),
            self._added.text(),
            self._no_leak.isChecked(),
        )

    def _fill(self, fields: Fields) -> None:
        self._is_setting = True
        self._since.set_text(fields.since)
        self._next.set_text(fields.next_update)
        self._contact.set_text(fields.contact)
        self._added.set_text(fields.added)
        self._no_leak.setChecked(fields.no_leak)
        for row in self._places:
            row.setChecked(False)
        self._is_setting = False

    # --- what the lead does -----------------------------------------------------------------------

    def show_tab(self, tab: str) -> None:
        """The text for there, or in that language."""
        self._tab = tab
        self._tabs.choose(tab)
        self._show_text()

    def _on_tab_chosen(self, tab: str) -> None:
        self.show_tab(tab)

    def _on_text_changed(self, text: str) -> None:
        if not self._is_setting:
            self._edited[self._tab] = text
            self._show_marks()

    def _on_again(self) -> None:
        self._edited.pop(self._tab, None)
        self._show_text()
        self._text.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._leaving(self._text.text()))
        self._said.setText("写しました。貼り付け（Ctrl+V）で使えます。")

    def _on_place_clicked(self) -> None:
        self._show_post()

    def _on_post(self) -> None:
        counter = self._counter
        found = typed(self._fields(), counter.operations.state, counter.clock.now())
        if self._notice is None or found.errors:
            return
        said = posted(self._notice, found.draft, self._text_to_keep(), self._chosen_places())
        name = counter.clerk.name

        def then() -> None:
            self._is_begun = False
            self.left.emit()
            ahead = found.draft.next_update_at
            self.put_up.emit("" if ahead is None else time_of(ahead, counter.clock.now()))

        self._acting.attempt(lambda: counter.operations.post_notice(name, said), then)

    def _text_to_keep(self) -> str:
        assert self._notice is not None
        return self._leaving(self._edited.get("ja", self._notice.texts["ja"].plain))

    def _leaving(self, text: str) -> str:
        return marked(text, self._counter.operations.state.kind)

    def _chosen_places(self) -> tuple[str, ...]:
        return tuple(row.text() for row in self._places if row.isChecked())


def _language(tab: str) -> str:
    return "ja" if tab == SNS else tab
