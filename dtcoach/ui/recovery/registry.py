"""The inner pages of 復旧, in their order; a new one is one entry here, imported when shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dtcoach.app.counter import Counter
    from dtcoach.ui.acting import Acting
    from dtcoach.ui.kit.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window gives to each inner page. `open_visit(id)` goes to 対応; `go(page)` to
    another inner page."""

    counter: Counter
    acting: Acting
    open_sheet: Callable[[Sheet], None]
    open_visit: Callable[[str], None]
    go: Callable[[str], None]


class InnerPage(Protocol):
    """A widget of its own, with a focus proxy for where the keys begin."""

    def refresh(self) -> None:
        """Reads the log again: whenever the page is shown, and after each act."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One tab. `make` imports and makes the page; `key` is printed on the tab."""

    id: str
    label: str
    key: str
    make: Callable[[Surroundings], InnerPage]


def _work(around: Surroundings) -> InnerPage:
    from dtcoach.ui.recovery.work_page import WorkPage

    return WorkPage(around)


def _promises(around: Surroundings) -> InnerPage:
    from dtcoach.ui.promises.page import PromisesPage

    return PromisesPage(around)


def _recall(around: Surroundings) -> InnerPage:
    from dtcoach.ui.recall.page import RecallPage

    return RecallPage(around)


def _report(around: Surroundings) -> InnerPage:
    from dtcoach.ui.report.page import ReportPage

    return ReportPage(around)


WORK, PROMISES, RECALL = "work", "promises", "recall"
REPORT = "report"
ENTRIES: tuple[Entry, ...] = (
    Entry(WORK, "復旧作業", "F2", _work),
    Entry(PROMISES, "約束", "F3", _promises),
    Entry(RECALL, "回収", "F4", _recall),
    Entry(REPORT, "報告", "F5", _report),
)


def as_widget(page: InnerPage) -> QWidget:
    """Every inner page is one; a protocol cannot say so."""
    return cast("QWidget", page)
