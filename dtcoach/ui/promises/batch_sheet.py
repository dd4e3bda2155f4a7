"""用紙をまとめて: which paper for the list that is shown, its first page, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage

from dtcoach.app.followup_papers import CALL_SHEET
from dtcoach.app.labels import SHEETS
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.paper.preview import PagePreview

_WIDTH_EM = 46
_FORMS = (CALL_SHEET, *SHEETS)


class BatchSheet(Sheet):
    """Signals: `wanted(form, start)` when another paper is to be drawn; one for each way out."""

    wanted = Signal(str, int)
    print_requested = Signal()
    file_requested = Signal()
    viewer_requested = Signal()

    def __init__(self, calls: int, letters: int) -> None:
        """How many lines each could have."""
        super().__init__("用紙をまとめて作る", width_em=_WIDTH_EM)
        self._form = ""
        self._forms = AnswerGroup(
            "用紙",
            [
                AnswerModel(_FORMS[0], f"呼び出し票（{calls}件）", "電話の表と、言うこと"),
                AnswerModel(_FORMS[1], f"宛名ラベル 12枚の用紙（{letters}通）", "A4、2列6段"),
                AnswerModel(_FORMS[2], f"宛名ラベル 24枚の用紙（{letters}通）", "A4、3列8段"),
            ],
        )
        self._forms.answered.connect(self._on_answered)
        self.start = LineField(
            "始めの位置",
            support="使いかけの用紙なら、次に空いている枚目（左上から右へ数えて）を入れます。",
            width_em=4,
            typing=Typing.DIGITS,
        )
        self.start.set_text("1")
        self.start.submitted.connect(self._on_start)
        self.start.hide()
        self._said = Text("用紙を選んでください。")
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        self._page = PagePreview(640)
        self._page.hide()
        for part in (self._forms, self.start, self._said, self._notice, self._page):
            self.body.addWidget(part)
        back = Button("閉じる", key="Esc")
        back.clicked.connect(self.close_sheet)
        self._file = Button("保存", icon="description", key="F7")
        self._file.clicked.connect(self.file_requested)
        self._viewer = Button("PDF で開く", icon="visibility", key="F8")
        self._viewer.clicked.connect(self.viewer_requested)
        self._print = Button("印刷する", ButtonKind.SOLID, icon="print", key="Enter")
        self._print.clicked.connect(self._on_print)
        self.set_buttons([back], [self._viewer, self._file, self._print])
        self._offer(ready=False)

    @property
    def form(self) -> str:
        """The paper that is chosen; empty before."""
        return self._form

    def say(self, words: str, trouble: str = "") -> None:
        """What is being done, and what went wrong."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._notice.setVisible(bool(trouble))
        if trouble:
            self._notice.set_notice(NoticeKind.WARNING, trouble)

    def show_page(self, image: QImage, pages: int, words: str, trouble: str) -> None:
        """The first page as it will be printed, and who is not on it."""
        self._page.show()
        self._page.set_image(image, f"印刷されるページ 1/{pages}")
        self.say(words, trouble)
        self._offer(ready=True)
        self.reveal(self._page)
        if words:
            self.reveal(self._said)  # who is not on it, before the page where both do not fit
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self, trouble: str) -> None:
        """There is nothing to print."""
        self._page.hide()
        self.say("", trouble)
        self._offer(ready=False)

    def _offer(self, *, ready: bool) -> None:
        for button in (self._file, self._viewer):
            button.setVisible(ready)
        self._print.setVisible(ready)

    def _on_answered(self, form: str) -> None:
        self._form = form
        self.start.setVisible(form != CALL_SHEET)
        self._want()

    def _on_start(self, _text: str) -> None:
        self._want()

    def _on_print(self) -> None:
        # Enter in the field draws anew what it says, and prints nothing that was not looked at.
        if not self.start.editor.hasFocus():
            self.print_requested.emit()

    def _want(self) -> None:
        typed = self.start.text().strip()
        start = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        self.say("用紙を作っています。")
        self._offer(ready=False)
        self.wanted.emit(self._form, start)
