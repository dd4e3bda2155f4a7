"""The text of a notice by place and language, as it is computed or as it was mended by hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dtcoach.app.notice import Notice
from dtcoach.ui.board.notice_view import SNS, TABS, count_words, text_of
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.field import NoteField
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.tabs import Tabs

_LEAST_LINES = 8
_AROUND_PX = 340
"""Head, tabs, buttons, the line under them and margins around the text."""
_EDITED = "手直しした文です。ほかの言語には入りません。"


class NoticePreview(QWidget):
    """Signals: `copied(text)` when the text is to go elsewhere."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self._tab = TABS[0][0]
        self._edited: dict[str, str] = {}
        self._is_setting = False
        self._tabs = Tabs("お知らせの文", TABS)
        self._tabs.choose(self._tab)
        self._tabs.chosen.connect(self.show_tab)
        self._text = NoteField("お知らせの文", lines=_LEAST_LINES)
        self._text.changed.connect(self._on_text_changed)
        self._copy = Button(
            "文を写す（コピー）", icon="description", key="F6", size=ButtonSize.SMALL
        )
        self._copy.clicked.connect(self._on_copy)
        self._again = Button("計算した文に戻す", key="F8", size=ButtonSize.SMALL)
        self._again.clicked.connect(self._on_again)
        self._unchecked = Chip("要確認の訳", Tone.WARNING)
        self._count = Text("", TypeStyle.NOTE_BOLD, "text_secondary", wrap=False)
        self._said = Text("", TypeStyle.NOTE, "text_secondary")
        self._lay_out()

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

    @property
    def by_hand(self) -> Mapping[str, str]:
        """The texts that somebody mended, by language."""
        return {tab: text for tab, text in self._edited.items() if tab != SNS}

    def say(self, sentence: str) -> None:
        """A line under the text."""
        self._said.setText(sentence)

    def japanese(self) -> str:
        """What is kept of it: the poster, hand edits and all."""
        assert self._notice is not None
        return self._edited.get("ja", self._notice.texts["ja"].plain)

    def forget_edits(self) -> None:
        """Another notice begins."""
        self._edited = {}

    def set_notice(self, notice: Notice) -> None:
        """As it is computed now; hand edits stay."""
        self._notice = notice
        self._show_text()

    def show_tab(self, tab: str) -> None:
        """The text for there, or in that language."""
        self._tab = tab
        self._tabs.choose(tab)
        self._show_text()

    def give_height(self, height: int) -> None:
        """The text takes what the page, so high, has left."""
        line = current().metrics(TypeStyle.READ).lineSpacing()
        self._text.set_lines(max(_LEAST_LINES, (height - current().px(_AROUND_PX)) // line))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        under = QWidget()
        under.setContentsMargins(0, SPACE // 2, 0, 0)
        flow = FlowLayout(under)
        for part in (self._copy, self._again, self._unchecked, self._count):
            flow.addWidget(part)
        policy = under.sizePolicy()
        policy.setHeightForWidth(True)
        under.setSizePolicy(policy)
        for below in (self._tabs, self._text, under, self._said):
            column.addWidget(below)

    def _show_text(self) -> None:
        if self._notice is None:
            return
        self._is_setting = True
        wanted = self._edited.get(self._tab, text_of(self._notice, self._tab))
        if self._text.text() != wanted:
            self._text.set_text(wanted)
        language = "ja" if self._tab == SNS else self._tab
        self._text.editor.setFont(current().font(TypeStyle.BODY, language))
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

    def _on_text_changed(self, text: str) -> None:
        if not self._is_setting:
            self._edited[self._tab] = text
            self._show_marks()

    def _on_again(self) -> None:
        self._edited.pop(self._tab, None)
        self._show_text()
        self._text.setFocus()

    def _on_copy(self) -> None:
        self.copied.emit(self._text.text())
        self._said.setText("写しました。貼り付け（Ctrl+V）で使えます。")
