"""A paper of the incident as it will be printed, and the ways to get it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.paper import Paper, Picture
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import RadioField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.paper.beside import Beside, column_of
from dtcoach.ui.paper.preview import PagePreview
from dtcoach.ui.paper.printing import image_of
from dtcoach.ui.paper.words import warnings

_WIDTH_EM = 62
MOST_SHOWN = 6
"""Pages that are shown; what is printed is all of them."""
NO_PRINTER = "プリンターが見つかりません"
_WITHOUT_PRINTER = (NO_PRINTER, "「保存」か「PDF で開く」を使って、印刷してください。")


class PrintSheet(Sheet):
    """Signals: `chosen(str)`, the paper by its id; one for each way out."""

    chosen = Signal(str)
    print_requested = Signal()
    file_requested = Signal()
    viewer_requested = Signal()

    def __init__(self, title: str, papers: Sequence[tuple[str, str]], printer: str | None) -> None:
        super().__init__(title, width_em=_WIDTH_EM)
        self._printer = printer
        self._pages: list[PagePreview] = []
        self._pick = RadioField("用紙", list(papers))
        self._pick.chosen.connect(self.chosen)
        self._name = Text("", TypeStyle.BODY_BOLD, "text_strong")
        if len(papers) < 2:
            self._pick.hide()
        else:
            self._name.hide()  # the one that is chosen says it
        self._count = Text("", TypeStyle.BODY)
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        self._close = Button("閉じる", key="Esc")
        self._close.clicked.connect(self.close_sheet)
        self._file = Button("保存", icon="description", key="F7")
        self._file.clicked.connect(self.file_requested)
        self._viewer = Button("PDF で開く", icon="visibility", key="F8")
        self._viewer.clicked.connect(self.viewer_requested)
        self._print = Button("印刷する", ButtonKind.SOLID, icon="print", key="Enter")
        self._print.clicked.connect(self.print_requested)
        self._lay_out()
        self.set_buttons([self._close], [self._viewer, self._file, self._print])

    def show_waiting(self, paper: str, title: str) -> None:
        """This paper, before its pages are drawn."""
        self._pick.choose(paper)
        self._name.setText(title)
        self._count.setText("ページを作っています…")
        self._notice.hide()
        for page in self._pages:
            page.set_waiting()
        for button in (self._print, self._file, self._viewer):
            button.set_reason("")
        if self._printer is None:
            self._print.set_reason("プリンターがありません")
            self._warn(_WITHOUT_PRINTER)

    def show_pages(self, paper: Paper, pages: Sequence[Picture]) -> None:
        """The first pages of the PDF that is printed, and what to look at in it."""
        while len(self._pages) < len(pages):
            view = PagePreview()
            self._previews.insertWidget(len(self._pages), view)
            self._pages.append(view)
        for index, view in enumerate(self._pages):
            view.setVisible(index < len(pages))
            if index < len(pages):
                name = f"印刷されるページ {index + 1}/{paper.pages}"
                view.set_image(image_of(pages[index]), name)
        more = paper.pages - len(pages)
        self._count.setText(
            f"{paper.pages}ページ" + (f"（ほかの{more}ページも印刷されます）" if more else "")
        )
        self._warn([*warnings(paper), *(() if self._printer else _WITHOUT_PRINTER)])
        (self._print if self._printer else self._file).setFocus(Qt.FocusReason.OtherFocusReason)
        self.restyle()

    def show_trouble(self, sentence: str) -> None:
        """That way out did not work; the others are there still."""
        self._warn([sentence])

    def show_failure(self, sentence: str) -> None:
        """There is nothing to print."""
        self._count.setText("")
        self._warn([sentence])
        for button in (self._print, self._file, self._viewer):
            button.set_reason("用紙を作れませんでした")
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self, sentences: Sequence[str]) -> None:
        self._notice.setVisible(bool(sentences))
        if sentences:
            self._notice.set_notice(NoticeKind.WARNING, sentences[0], "\n".join(sentences[1:]))

    def _lay_out(self) -> None:
        pages = QWidget()
        self._previews = QVBoxLayout(pages)
        self._previews.setContentsMargins(0, 0, 0, 0)
        self._previews.setSpacing(12)
        self._previews.addStretch(1)
        whole = QWidget()
        beside = Beside(whole)
        # The choice as well is above the page where there is one column.
        beside.addWidget(column_of(self._pick, self._name, self._count, self._notice))
        beside.addWidget(pages)
        self.body.addWidget(whole)
        first = PagePreview()
        self._previews.insertWidget(0, first)
        self._pages.append(first)
