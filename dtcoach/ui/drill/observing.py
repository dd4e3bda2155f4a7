"""What observers write down from the place 訓練, and what the wash-up leaves to be mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dtcoach.app.counter import Counter
from dtcoach.app.drill_plan_words import time_words
from dtcoach.app.drill_scoring import OpenFinding, Scoring
from dtcoach.domain.drill.events import Rating
from dtcoach.ui.drill.asked import Asked, Attempt
from dtcoach.ui.kit.button import Button
from dtcoach.ui.kit.sheet import Sheet


class Observing(Asked):
    """Keeps its buttons true; `chosen` is the inject that is looked at."""

    def __init__(
        self,
        counter: Counter,
        attempt: Attempt,
        open_sheet: Callable[[Sheet], None],
        chosen: Callable[[], str],
    ) -> None:
        super().__init__(counter, attempt, open_sheet)
        self._chosen = chosen
        self._earlier: tuple[OpenFinding, ...] | None = None
        self.note_it = Button("観察メモ", icon="edit", key="F5")
        self.note_it.clicked.connect(self._on_note_requested)
        self.rate_it = Button("評価する", key="F11")
        self.rate_it.clicked.connect(self._on_rate_requested)
        self.finding = Button("直すことを書く", icon="flag", key="Ctrl+K")
        self.finding.clicked.connect(self._on_find_requested)
        self.settle = Button("前の課題", icon="history", key="Ctrl+L")
        self.settle.clicked.connect(self._on_settle_requested)

    @property
    def buttons(self) -> list[Button]:
        return [self.note_it, self.rate_it, self.finding, self.settle]

    def offer(self, *, seen: bool) -> None:
        """`seen`: whether what was seen is what is looked at."""
        started = self.exercise.running.is_started
        self.note_it.setVisible(started)
        self.rate_it.setVisible(started and bool(self.exercise.drill.items))
        self.finding.setVisible(seen and started)
        self.settle.setVisible(seen and started and bool(self.left_open()))

    def left_open(self) -> tuple[OpenFinding, ...]:
        """What earlier drills left open."""
        if self._earlier is None:
            counter = self._counter
            if counter.make_drills is None:
                return ()
            scoring = Scoring(counter.log, counter.make_drills(), counter.content, counter.days)
            self._earlier = scoring.left_open(counter.operations.state.id)
        mended = self.exercise.running.mended
        return tuple(one for one in self._earlier if one.finding.id not in mended)

    def _on_note_requested(self) -> None:
        from dtcoach.ui.drill.sheets import NoteSheet

        inject = self.exercise.drill.injects[self._chosen()]
        sheet = NoteSheet(time_words(self._counter.clock.now()), inject.title)
        sheet.noted.connect(
            lambda text: self._attempt(
                lambda: self.exercise.seen.note(text, inject=inject.id, card=inject.card)
            )
        )
        self._open_sheet(sheet)

    def _on_rate_requested(self) -> None:
        from dtcoach.ui.drill.sheets import RateSheet

        drill = self.exercise.drill
        inject = drill.injects[self._chosen()]
        card = drill.cards.get(inject.card)
        near = dict.fromkeys((*inject.observe, *(() if card is None else card.observe)))
        names = [*near, *(name for name in drill.items if name not in near)]
        sheet = RateSheet([(n, drill.items[n].text, drill.items[n].standard) for n in names])
        sheet.rated.connect(self._on_rated)
        self._open_sheet(sheet)

    def _on_rated(self, item: str, rating: Rating, note: str) -> None:
        inject = self.exercise.drill.injects[self._chosen()]
        card = inject.card if self._is_of(item) else ""
        self._attempt(lambda: self.exercise.seen.rate(item, rating, card=card, note=note))

    def _on_find_requested(self) -> None:
        from dtcoach.ui.drill.sheets import FindingSheet

        counter = self._counter
        sheet = FindingSheet(counter.content.profile.sections, counter.wall_clock.now().date())
        sheet.found.connect(self._on_found)
        self._open_sheet(sheet)

    def _on_found(self, text: str, action: str, owner: str, due: date | None) -> None:
        def write() -> None:
            seen = self.exercise.seen
            finding = seen.find(text)
            if action and due is not None:
                seen.plan(finding, action, owner, due)

        self._attempt(write)

    def _on_settle_requested(self) -> None:
        from dtcoach.ui.drill.sheets import SettleSheet

        sheet = SettleSheet([(one.finding.id, one.finding.text) for one in self.left_open()])
        sheet.settled.connect(
            lambda finding, how: self._attempt(
                lambda: self.exercise.seen.settle_earlier(finding, how)
            )
        )
        self._open_sheet(sheet)

    def _is_of(self, item: str) -> bool:
        """Whether that item was to be seen with the chosen resident."""
        card = self.exercise.drill.cards.get(self.exercise.drill.injects[self._chosen()].card)
        return card is not None and item in card.observe
