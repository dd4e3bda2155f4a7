"""What of the promises is to be seen: the way on a digit, and whose, and how far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dtcoach.domain.words import PromiseKind
from dtcoach.ui.followups.filters import Filters
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.promises.rows import DONE_BY_WORK, Filter, Shown

KINDS: Mapping[str, tuple[str, frozenset[PromiseKind]]] = {
    "all": ("すべて", frozenset()),
    "phone": ("電話", frozenset({PromiseKind.PHONE})),
    "post": ("郵送", frozenset({PromiseKind.POST})),
    "return-visit": ("再来庁", frozenset({PromiseKind.RETURN_VISIT})),
    "work": ("入力・再確認", DONE_BY_WORK),
}
SHOWN: Mapping[Shown, str] = {
    Shown.LEFT: "残っているもの",
    Shown.LATE: "遅れ・本日",
    Shown.LEAD: "係長が扱うもの",
    Shown.ENDED: "終わったもの",
    Shown.ALL: "すべて",
}
_ANYBODY = "すべての担当"


class PromiseFilters(Filters):
    """The filters of 約束."""

    def __init__(self) -> None:
        self._keepers: tuple[str, ...] = ()
        self.shown = ComboField("見るもの", [(one.value, label) for one, label in SHOWN.items()])
        self.shown.choose(Shown.LEFT.value)
        self.keeper = ComboField("担当", [("", _ANYBODY)])
        self.keeper.choose("")
        tabs = [(value, label) for value, (label, _) in KINDS.items()]
        super().__init__("方法", tabs, [self.shown, self.keeper], "番号・お名前・電話")

    @property
    def wanted(self) -> Filter:
        return Filter(
            kinds=KINDS[self.tab][1],
            shown=Shown(self.shown.value() or Shown.LEFT.value),
            keeper=self.keeper.value() or "",
            text=self.text,
        )

    def set_keepers(self, keepers: Iterable[str]) -> None:
        """Those that have something to keep."""
        known = tuple(sorted(set(keepers)))
        if known != self._keepers:
            chosen, self._keepers = self.keeper.value() or "", known
            self.keeper.set_options([("", _ANYBODY), *((one, one) for one in known)])
            self.keeper.choose(chosen if chosen in known else "")
