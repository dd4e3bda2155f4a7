"""約束: who is to be called, written to or expected, the late first; also during the outage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from dtcoach.app.promising import Promising
from dtcoach.domain.promises.figures import postage_figures, promise_figures
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.ui.fitting import Column
from dtcoach.ui.followups.detail import detail_page, for_lead, history, pair, words_to_say
from dtcoach.ui.followups.list_page import Counted, ListPage
from dtcoach.ui.followups.model import Item, Moment, WorkModel
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Chip
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.panel import EmptyState, Line
from dtcoach.ui.kit.text import heading
from dtcoach.ui.promises.actions import next_action
from dtcoach.ui.promises.doing import PromiseDoing
from dtcoach.ui.promises.filters import PromiseFilters
from dtcoach.ui.promises.model import HEADERS, ROLES
from dtcoach.ui.promises.rows import (
    STANDING,
    PromiseDetail,
    PromiseRow,
    chips_of,
    promise_detail,
    promise_row,
    visible,
)
from dtcoach.ui.recovery.registry import Surroundings

if TYPE_CHECKING:
    from dtcoach.ui.promises.batches import Batches

_COLUMNS = (
    Column(7.4),
    Column(8.6),
    Column(5.8, 0.5, rank=2),
    Column(5.8),
    Column(7.2, 1.0, rank=1),
    Column(7.4, 1.0, rank=3),
    Column(7, 0.4, rank=4),
)


class PromisesPage(ListPage):
    """Beside the keys of every list: 1–5 the kind."""

    filters: PromiseFilters

    def __init__(self, around: Surroundings) -> None:
        content = around.counter.content

        def row(promise: PromiseState, at: Moment) -> PromiseRow:
            return promise_row(promise, content, at)

        papers = Button("用紙", icon="print", key="F6", size=ButtonSize.SMALL)
        papers.clicked.connect(self._on_papers)
        super().__init__(
            around,
            "約束",
            WorkModel(HEADERS, ROLES, row),
            _COLUMNS,
            PromiseFilters(),
            EmptyState(
                "inbox",
                "約束はまだありません",
                "受付で「お電話します」「郵送します」と決めると、ここに並びます。",
            ),
            [papers],
        )
        self._batches: Batches | None = None
        self.doing = PromiseDoing(around, Promising(around.counter, self._followups), self)
        self.refresh()

    def all_items(self) -> Sequence[PromiseState]:
        return tuple(self._followups.promises)

    def visible_items(self, items: Sequence[Item], at: Moment) -> Sequence[PromiseState]:
        promises = _promises(items)
        self.filters.set_keepers(one.keeper for one in promises)
        return visible(promises, self.filters.wanted, at)

    def counted(self, items: Sequence[Item], at: Moment) -> Sequence[Counted]:
        promises = _promises(items)
        figures = promise_figures(promises, at.now, at.recovered_at)
        return chips_of(figures, postage_figures(promises))

    def content(self, item: Item, at: Moment) -> tuple[QWidget, str, str]:
        assert isinstance(item, PromiseState)
        fees = self._followups.of_visit(item.visit).fees
        detail = promise_detail(item, self._counter.content, at, fees)
        action = next_action(item)
        return _content(detail), action.label, action.more

    @property
    def batches(self) -> Batches:
        """What prints the list; made when it is first wanted."""
        if self._batches is None:
            from dtcoach.ui.promises.batches import Batches

            self._batches = Batches(self._around, self)
        return self._batches

    def _on_papers(self) -> None:
        """For the list as it is shown."""
        self.batches.open(visible(self.all_items(), self.filters.wanted, self.moment))

    def next(self, item: Item) -> None:
        assert isinstance(item, PromiseState)
        self.doing.next(item)

    def more(self, item: Item) -> None:
        assert isinstance(item, PromiseState)
        self.doing.more(item)


def _promises(items: Sequence[Item]) -> list[PromiseState]:
    return [item for item in items if isinstance(item, PromiseState)]


def _content(detail: PromiseDetail) -> QWidget:
    word, tone, icon = STANDING[detail.standing]
    chip = Chip(word, tone, icon=icon, full=detail.promise.is_open)
    parts: list[QWidget] = [PageHead(heading(detail.title), [chip])]
    if detail.for_lead:
        parts.append(for_lead())
    parts += [pair(label, value) for label, value in detail.reach]
    if detail.says is not None:
        # With the telephone in hand: to its end in sight, before what was tried.
        parts.append(words_to_say(detail.says))
    parts += history(detail.history)
    parts.append(Line())
    parts += [pair(label, value) for label, value in detail.pairs]
    return detail_page(parts)
