"""The sheet over the visit: the page as it will be printed, and the ways to get it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.paper import Paper, Picture, Slip
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import RadioField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.paper.beside import Beside, column_of
from dtcoach.ui.paper.preview import PagePreview
from dtcoach.ui.paper.printing import image_of
from dtcoach.ui.paper.words import standing, warnings
from dtcoach.ui.visit.words import LANGUAGE_NAMES

_WIDTH_EM = 62
NO_PRINTER = "プリンターが見つかりません"
NO_PRINTER_MORE = "印刷待ちに入れておき、つながったら印刷できます。"
WARDS_OWN = "区の用紙を使います。dtcoach は、この用紙を印刷しません。"


class PaperSheet(Sheet):
    """Signals: `chosen(request, form)`; `language_requested()`; one for each way out."""

    chosen = Signal(int, str)
    language_requested = Signal()
    print_requested = Signal()
    file_requested = Signal()
    viewer_requested = Signal()
    by_hand = Signal()

    def __init__(self, number: str, slips: Sequence[Slip], printer: str | None) -> None:
        super().__init__(f"受付 {number} の用紙", width_em=_WIDTH_EM)
        self._printer = printer
        self._slips = tuple(slips)
        self._slip: Slip | None = None
        self._pages: list[PagePreview] = []
        self._pick = RadioField("用紙", [(str(i), s.heading.title) for i, s in enumerate(slips)])
        self._pick.chosen.connect(self._on_picked)
        if len(slips) < 2:
            self._pick.hide()
        self._name = Text("", TypeStyle.BODY_BOLD, "text_strong")
        self._standing = Text("", TypeStyle.BODY)
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        self._language = Button("", icon="translate", key="F4")
        self._language.clicked.connect(self.language_requested)
        self._close = Button("閉じる", key="Esc")
        self._close.clicked.connect(self.close_sheet)
        self._hand = Button("手で書いた", icon="edit", key="F9")
        self._hand.clicked.connect(self.by_hand)
        self._file = Button("保存", icon="description", key="F7")
        self._file.clicked.connect(self.file_requested)
        self._viewer = Button("PDF で開く", icon="visibility", key="F8")
        self._viewer.clicked.connect(self.viewer_requested)
        self._print = Button("印刷する", ButtonKind.SOLID, icon="print", key="Enter")
        self._print.clicked.connect(self.print_requested)
        self._lay_out()
        self.set_buttons([self._close, self._hand], [self._viewer, self._file, self._print])
        if not self._printer:
            # Not with the choice of paper: with large text it is under what is wrong.
            self.begin_with(self._print)

    def show_slip(self, slip: Slip, language: str, languages: Sequence[str]) -> None:
        """This paper, before its page is drawn."""
        self._slip = slip
        index = next((i for i, s in enumerate(self._slips) if _key(s) == _key(slip)), None)
        if index is not None:
            self._pick.choose(str(index))
        self._name.setText(slip.heading.title)
        self._standing.setText(standing(slip.state))
        self._language.setVisible(len(languages) > 1)
        self._language.set_label(f"言葉: {LANGUAGE_NAMES[language]}")
        for page in self._pages:
            page.set_waiting()
        self._name_buttons()
        if slip.heading.is_wards_own:
            self._show_own()

    def show_pages(self, paper: Paper, pages: Sequence[Picture]) -> None:
        """The pages of the PDF that is printed, and what to look at in them."""
        self._set_pages(len(pages))
        for index, (view, page) in enumerate(zip(self._pages, pages, strict=False), 1):
            view.set_image(image_of(page), f"印刷されるページ {index}/{len(pages)}")
        self._warn(warnings(paper))
        self.restyle()

    def show_trouble(self, sentence: str) -> None:
        """That way out did not work; the others are there still."""
        self._warn([sentence])

    def show_failure(self, sentence: str) -> None:
        """The page could not be drawn: the paper is written by hand."""
        self._warn([sentence, "用紙に手で書いて、続けられます。"])
        self._switch_off("用紙を作れませんでした")

    def _show_own(self) -> None:
        self._set_pages(0)
        self._warn([WARDS_OWN])
        self._switch_off("区の用紙です")

    def _name_buttons(self) -> None:
        slip = self._slip
        if slip is None:
            return
        verb = "再発行する" if slip.is_out else "印刷する"
        self._print.set_label(verb if self._printer else "印刷待ちに入れる")
        for button in (self._print, self._file, self._viewer):
            button.set_reason("")
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch_off(self, why: str) -> None:
        """Nothing to print: what is left is the pen."""
        self._hand.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self._print, self._file, self._viewer):
            button.set_reason(why)

    def _warn(self, sentences: Sequence[str]) -> None:
        if not self._printer and self._slip and not self._slip.heading.is_wards_own:
            sentences = [*sentences, NO_PRINTER, NO_PRINTER_MORE]
        self._notice.setVisible(bool(sentences))
        if sentences:
            self._notice.set_notice(NoticeKind.WARNING, sentences[0], "\n".join(sentences[1:]))

    def _set_pages(self, count: int) -> None:
        while len(self._pages) < count:
            page = PagePreview()
            self._previews.insertWidget(len(self._pages), page)
            self._pages.append(page)
        for index, page in enumerate(self._pages):
            page.setVisible(index < count)

    def _lay_out(self) -> None:
        pages = QWidget()
        self._previews = QVBoxLayout(pages)
        self._previews.setContentsMargins(0, 0, 0, 0)
        self._previews.setSpacing(12)
        self._previews.addStretch(1)
        whole = QWidget()
        beside = Beside(whole)
        beside.addWidget(column_of(self._name, self._standing, self._notice))
        beside.addWidget(pages)
        beside.addWidget(column_of(self._pick, self._language))
        self.body.addWidget(whole)
        self._set_pages(1)

    def _on_picked(self, value: str) -> None:
        slip = self._slips[int(value)]
        self.chosen.emit(slip.state.request, slip.state.form)


def _key(slip: Slip) -> tuple[int, str]:
    return slip.state.request, slip.state.form
