"""What a lead prints: the lists of the incident, 引継ぎ書, and お知らせ as posters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.incident_papers import HANDOVER, NOTICE, IncidentPapers
from dtcoach.app.notice import Notice
from dtcoach.app.registers import REGISTERS
from dtcoach.ui.acting import Acting
from dtcoach.ui.paper.print_work import Printable, PrintWork


class BoardPapers(QObject):
    """`say` shows what became of a paper."""

    def __init__(
        self, counter: Counter, acting: Acting, over: QWidget, say: Callable[[str], None]
    ) -> None:
        super().__init__(over)
        self._papers = IncidentPapers(counter)
        self.work = PrintWork(counter, acting, over)
        self.work.said.connect(say)

    def open_all(self) -> None:
        """Everything of the incident that is printed as it stands now."""
        self.work.open(
            "この障害の一覧と用紙", [*self._registers(), self._handover(), self._notice()]
        )

    def open_handover(self) -> None:
        """引継ぎ書 alone."""
        self.work.open("引継ぎ書を印刷する", [self._handover()])

    def open_notice(self, notice: Notice, edited: Mapping[str, str]) -> None:
        """The posters of a draft, hand edits and all."""
        make = partial(self._papers.notice, notice=notice, edited=edited)
        title = self._papers.title(NOTICE)
        self.work.open("お知らせの掲示を印刷する", [Printable(NOTICE, title, make)])

    def _registers(self) -> Iterator[Printable]:
        for form in REGISTERS:
            yield Printable(form, self._papers.title(form), partial(self._papers.register, form))

    def _handover(self) -> Printable:
        return Printable(HANDOVER, self._papers.title(HANDOVER), self._papers.handover)

    def _notice(self) -> Printable:
        return Printable(NOTICE, self._papers.title(NOTICE), self._papers.notice)
