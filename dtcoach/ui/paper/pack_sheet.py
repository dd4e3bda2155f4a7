"""紙の一式 from the window: which scenario, where it goes, how far it is, a way to give up."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar

from dtcoach.app.counter import Counter
from dtcoach.app.document import Progress
from dtcoach.app.errors import KnownError
from dtcoach.app.pack import MOST_SLIPS, PackCancelled, PackWish, slips_taken
from dtcoach.app.pack_making import pack_of
from dtcoach.app.paper import Paper
from dtcoach.app.slip_book import next_slip, refuse_printed
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import RadioField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.paper.background import Background, Done
from dtcoach.ui.paper.ways_out import save_whole
from dtcoach.ui.paper.words import shapes_missing

_SLIPS = 20


class _Teller(QObject):
    """Carries the pages done from the thread that draws. Signals: `told(done, pages)`."""

    told = Signal(int, int)


class PackSheet(Sheet):
    """Signals: `made(path, pages, note)` once the file is there, whole; `note` is what to look at
    in it."""

    made = Signal(str, int, str)

    def __init__(self, counter: Counter) -> None:
        super().__init__("紙の一式を作る")
        self._counter = counter
        self._path = ""
        self._wish: PackWish | None = None
        self._ticket: int | None = None
        self._given_up = Event()
        self.ask_file: Callable[[str], str] = self._ask_file
        self._background = Background(self)
        self._background.done.connect(self._on_done)
        self._teller = _Teller(self)
        self._teller.told.connect(self._on_told)
        state = counter.operations.state
        self._label = counter.log.next_visit_number(state.id).rpartition("-")[0]
        scenarios = counter.content.scenarios
        self._drill = state.kind is not IncidentKind.REAL
        self._scenario = RadioField("想定", [(id, one.title) for id, one in scenarios.items()])
        self._scenario.choose(
            state.scenario if state.scenario in scenarios else next(iter(scenarios))
        )
        self._first = LineField(
            "受付票の始めの番号",
            support=f"P{self._label}- に続く番号です。{_SLIPS}枚作ります。"
            "この端末で前に作った一式の、続きの番号が入っています。",
            typing=Typing.CODE,
            width_em=6,
        )
        self._first.set_text(str(self._next_slip()))
        self._meter = QProgressBar()
        self._meter.setAccessibleName("紙の一式の進み具合")
        self._meter.setRange(0, 0)
        self._meter.hide()
        self._notice = Notice(NoticeKind.WARNING, "")
        self._notice.hide()
        self.body.addWidget(
            Text(
                "電気がなくても窓口を続けるための紙です。見分け、係長のリスト、手続ごとの案内、"
                "五つの言葉、番号入りの受付票を、一つの PDF にします。"
            )
        )
        for widget in (self._scenario, self._first, self._meter, self._notice):
            self.body.addWidget(widget)
        self._back = Button("やめる", key="Esc")
        self._back.clicked.connect(self.close_sheet)
        self._go = Button("保存する場所を選ぶ", ButtonKind.SOLID, icon="print", key="Enter")
        self._go.clicked.connect(self._on_go)
        self.set_buttons([self._back], [self._go])
        self.dismissed.connect(self._given_up.set)

    @property
    def is_working(self) -> bool:
        """Whether pages are being drawn."""
        return self._ticket is not None

    def _on_go(self) -> None:
        if self.is_working:
            return
        first = self._first.text().strip()
        if not (first.isascii() and first.isdigit() and 1 <= int(first) < 1_000_000 - MOST_SLIPS):
            self._first.set_error("1 からの数字を入れてください。例 21")
            self._first.setFocus()
            return
        self._first.set_error("")
        scenario = self._scenario.value() or self._counter.operations.state.scenario
        now = self._counter.clock.now()
        self._path = self.ask_file(f"紙の一式_{scenario}_{now:%Y%m%d}.pdf")
        if self._path:
            self._begin(scenario, now, int(first))

    def _begin(self, scenario: str, now: datetime, first: int) -> None:
        wish = PackWish(scenario, now, self._drill, self._label, first, _SLIPS)
        try:
            self._refuse_printed(wish)
        except KnownError as error:
            self._first.set_error(error.sentence)
            self._first.setFocus()
            return
        self._wish = wish
        self._given_up.clear()
        self._notice.hide()
        self._meter.setRange(0, 0)
        self._meter.show()
        self._go.set_reason("作っています")
        self._ticket = self._background.start(partial(_make, self._counter, wish, self._progress()))

    def _progress(self) -> Progress:
        teller, given_up = self._teller, self._given_up

        def progress(done: int, pages: int) -> None:
            if given_up.is_set():
                raise PackCancelled
            with contextlib.suppress(RuntimeError):  # the window went away meanwhile
                teller.told.emit(done, pages)

        return progress

    def _on_told(self, done: int, pages: int) -> None:
        if self.is_working and pages:
            self._meter.setRange(0, pages)
            self._meter.setValue(done)

    def _on_done(self, done: object) -> None:
        assert isinstance(done, Done)
        self._ticket = None
        self._meter.hide()
        self._go.set_reason("")
        if self._given_up.is_set():
            return
        if isinstance(done.result, Paper):
            try:
                self._write(done.result)
            except KnownError as error:
                self._warn(error.sentence)
            return
        known = isinstance(done.error, KnownError)
        self._warn(str(done.error) if known else "紙の一式を作れませんでした。")
        if done.error is not None and not known:
            raise done.error

    def _write(self, paper: Paper) -> None:
        """Whole, or not at all. Its numbers are taken first. Raises KnownError."""
        book, wish = self._counter.slip_book, self._wish
        with contextlib.ExitStack() as stack:
            if book is not None and wish is not None:
                stack.enter_context(slips_taken(wish, book))
            save_whole(self._path, paper.pdf)
        self.close_sheet()
        self.made.emit(self._path, paper.pages, shapes_missing(paper))

    def _warn(self, sentence: str) -> None:
        self._notice.set_notice(NoticeKind.WARNING, sentence)
        self._notice.show()
        self.reveal(self._notice)

    def _next_slip(self) -> int:
        book = self._counter.slip_book
        return 1 if book is None else next_slip(book.ranges(), self._label)

    def _refuse_printed(self, wish: PackWish) -> None:
        book = self._counter.slip_book
        if book is not None and wish.range is not None:
            refuse_printed(book.ranges(), wish.range)

    def _ask_file(self, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self, "紙の一式を保存", name, "PDF (*.pdf)")
        return path


def _make(counter: Counter, wish: PackWish, progress: Progress) -> Paper:
    """On another thread: content, press and calendar are frozen or locked."""
    content, press = counter.content, counter.papers.press
    approval = counter.shelf.approval_of(content.digest)
    document = pack_of(content, wish, press, counter.days, approval, progress)
    return press.bind(document, progress)
