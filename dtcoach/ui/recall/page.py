"""回収: each document issued from a snapshot, compared after recovery, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from dtcoach.app.recalling import Recalling
from dtcoach.app.wrong_hands import AT_ONCE
from dtcoach.domain.recall.document import RecallState
from dtcoach.domain.recall.figures import recall_figures
from dtcoach.ui.fitting import Column
from dtcoach.ui.followups.detail import detail_page, for_lead, history, pair, words_to_say
from dtcoach.ui.followups.filters import Filters
from dtcoach.ui.followups.list_page import Counted, ListPage
from dtcoach.ui.followups.model import Item, Moment, WorkModel
from dtcoach.ui.kit.chip import Chip
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import EmptyState, Line
from dtcoach.ui.kit.text import heading
from dtcoach.ui.recall.doing import RecallDoing, next_action
from dtcoach.ui.recall.model import HEADERS, ROLES
from dtcoach.ui.recall.rows import (
    STATUS,
    TABS,
    URGENT,
    WRONG_HANDS,
    RecallDetail,
    Shown,
    chips_of,
    recall_detail,
    recall_row,
    visible,
)
from dtcoach.ui.recovery.registry import Surroundings

_COLUMNS = (
    Column(8.4),
    Column(7.8, 0.8),
    Column(7.4, 0.4, rank=2),
    Column(5.8),
    Column(7.6, 0.8, rank=1),
    Column(6.4, 0.2, rank=3),
    Column(7.4, 0.2, rank=4),
)
_ALL = "すべての証明書"


class RecallFilters(Filters):
    """The filters of 回収."""

    def __init__(self) -> None:
        self._documents: tuple[str, ...] = ()
        self.document = ComboField("証明書", [("", _ALL)])
        self.document.choose("")
        super().__init__("状態", TABS, [self.document], "番号・お名前")

    def set_documents(self, documents: Iterable[str]) -> None:
        """Those that were issued."""
        known = tuple(sorted(set(documents)))
        if known != self._documents:
            chosen, self._documents = self.document.value() or "", known
            self.document.set_options([("", _ALL), *((one, one) for one in known)])
            self.document.choose(chosen if chosen in known else "")


class RecallPage(ListPage):
    """Beside the keys of every list: 1–5 the state."""

    filters: RecallFilters

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around,
            "証明書",
            WorkModel(HEADERS, ROLES, recall_row),
            _COLUMNS,
            RecallFilters(),
            EmptyState(
                "inbox",
                "見くらべる証明書はありません",
                "ダウン対策サーバーから出した証明書が、ここに並びます。",
            ),
        )
        self.doing = RecallDoing(around, Recalling(around.counter, self._followups), self)
        self.refresh()

    def all_items(self) -> Sequence[RecallState]:
        return tuple(self._followups.recalls)

    def visible_items(self, items: Sequence[Item], at: Moment) -> Sequence[RecallState]:
        recalls = _recalls(items)
        self.filters.set_documents(one.document for one in recalls)
        document = self.filters.document.value() or ""
        return visible(recalls, Shown(self.filters.tab), document, self.filters.text)

    def counted(self, items: Sequence[Item], at: Moment) -> Sequence[Counted]:
        wrong_hands = self._counter.operations.state.wrong_hands
        return chips_of(recall_figures(_recalls(items), wrong_hands))

    def content(self, item: Item, at: Moment) -> tuple[QWidget, str, str]:
        assert isinstance(item, RecallState)
        fees = self._followups.of_visit(item.visit).fees
        detail = recall_detail(item, self._counter.content, at, fees)
        action = next_action(item)
        return _content(detail), action.label, action.more

    def next(self, item: Item) -> None:
        assert isinstance(item, RecallState)
        self.doing.next(item)

    def more(self, item: Item) -> None:
        assert isinstance(item, RecallState)
        self.doing.more(item)


def _recalls(items: Sequence[Item]) -> list[RecallState]:
    return [item for item in items if isinstance(item, RecallState)]


def _content(detail: RecallDetail) -> QWidget:
    is_urgent = detail.wrong_hands and detail.for_lead
    word, tone, icon = URGENT if is_urgent else STATUS[detail.recall.status]
    parts: list[QWidget] = [
        PageHead(heading(detail.title), [Chip(word, tone, icon=icon, full=True)])
    ]
    if detail.wrong_hands:
        parts.append(Notice(NoticeKind.ERROR, WRONG_HANDS, AT_ONCE))
    elif detail.for_lead:
        parts.append(for_lead())
    parts += [pair(label, value) for label, value in detail.reach]
    if detail.says is not None:
        # With the telephone in hand: to its end in sight, before what was found and tried.
        parts.append(words_to_say(detail.says))
    parts += [pair(label, value) for label, value in detail.found]
    parts += history(detail.history)
    parts.append(Line())
    parts += [pair(label, value) for label, value in detail.issued]
    return detail_page(parts)
