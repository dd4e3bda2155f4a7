"""状況: the board of all systems, changed in place, with the lead's lists beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dtcoach.app.counter import Counter
from dtcoach.app.notice_holds import told_otherwise
from dtcoach.domain.content import Scenario
from dtcoach.domain.incident import IncidentState, list_of_the_hour
from dtcoach.domain.lead_lists import list_now
from dtcoach.domain.triage import NOTHING_FOUND, Finding, world_turned
from dtcoach.domain.words import IncidentKind, LeadList, WorldKey
from dtcoach.ui.acting import Acting
from dtcoach.ui.board.checking import Checking
from dtcoach.ui.board.detail_view import system_detail
from dtcoach.ui.board.journal import MOST_LATEST
from dtcoach.ui.board.lists import lead_items, reworded_lines
from dtcoach.ui.board.notice_view import notice_mark
from dtcoach.ui.board.overview import Overview
from dtcoach.ui.board.rows import board_rows, journal_lines, snapshot_words
from dtcoach.ui.board.side import DETAIL, JOURNAL, BoardSide
from dtcoach.ui.board.status_panel import StatusPanel
from dtcoach.ui.kit.keys import shortcuts
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.theme import SPACE
from dtcoach.ui.panes import Panes
from dtcoach.ui.times import time_of
from dtcoach.ui.words import KIND

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from dtcoach.ui.board.handover_page import HandoverPage
    from dtcoach.ui.board.notice_page import NoticePage
    from dtcoach.ui.board.papers import BoardPapers

_LEAST_MAIN_PX = 690
_SIDE_PX = 428


class BoardPage(QWidget):
    """Signals: `left()` when the incident was ended or put aside."""

    left = Signal()

    def __init__(
        self, counter: Counter, acting: Acting, open_sheet: Callable[[Sheet], None]
    ) -> None:
        super().__init__()
        self._counter = counter
        self._acting = acting
        self._open_sheet = open_sheet
        self._tab: str | None = None
        self._notice: NoticePage | None = None
        self._handover: HandoverPage | None = None
        self._made_papers: BoardPapers | None = None
        kind = counter.operations.state.kind
        self.overview = Overview("" if kind is IncidentKind.REAL else KIND[kind])
        self.overview.row_chosen.connect(self._on_row_chosen)
        self.overview.side_requested.connect(self._on_side_requested)
        self.side = BoardSide()
        self.side.tab_chosen.connect(self._on_tab_chosen)
        self.side.ticked.connect(self._on_ticked)
        self.side.notice_requested.connect(self.open_notice)
        self.side.handover_requested.connect(self.open_handover)
        self.side.papers_requested.connect(self.open_papers)
        self.side.turn_requested.connect(self._on_turn_requested)
        self.side.recovery_requested.connect(self._on_recovery_requested)
        self.side.end_requested.connect(self._on_end_requested)
        self.side.leave_requested.connect(self.left)
        self.side.board_requested.connect(self._on_board_requested)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.side)
        self._lead_keys = self._keys_without_buttons()
        self._panes = Panes(
            self.overview, self._beside, least_main_px=_LEAST_MAIN_PX, side_px=_SIDE_PX
        )
        self._panes.narrowed.connect(self._on_narrowed)
        self._checking = Checking(counter, acting, self.overview, self._beside, self._panes)
        self.overview.change_requested.connect(self._checking.change)
        self.overview.next_requested.connect(self._checking.check_again)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        column.addWidget(self._stack)
        self.setFocusProxy(self.overview.table)
        self.refresh()

    @property
    def panel(self) -> StatusPanel | None:
        """The open change of a status, if any."""
        return self._checking.panel

    def change(self, key: WorldKey) -> None:
        """Open the panel for that system."""
        self._checking.change(key)

    @property
    def notice(self) -> NoticePage | None:
        """The draft of a notice, once one was begun."""
        return self._notice

    @property
    def handover(self) -> HandoverPage | None:
        """The hand-over sheet, once it was opened."""
        return self._handover

    def refresh(self) -> None:
        """Reads the board again; what is being typed stays."""
        state, content, now = self._state, self._counter.content, self._counter.clock.now()
        self.overview.set_rows(
            board_rows(state.board, content.systems, now), snapshot_words(state.board, now)
        )
        otherwise = told_otherwise(content, state, now, self._counter.days, self._counter.lacking)
        mark = notice_mark(state, len(otherwise), now)
        self.overview.set_notice(mark.words, mark.tone)
        self._show_detail()
        self.side.set_recovered(state.recovered_at is not None)
        tab = self._tab or list_of_the_hour(state, now).name
        scenario = content.scenarios.get(state.scenario)
        if tab == DETAIL:
            self.side.show_chosen()
        elif tab == JOURNAL or scenario is None:
            self.side.show_journal(journal_lines(state, content, now))
        else:
            shown = list_now(scenario, LeadList[tab], state.ticks, now)
            self.side.show_list(shown.which, lead_items(shown, now), reworded_lines(shown, now))
            self.side.set_latest(journal_lines(state, content, now, MOST_LATEST))

    def _show_detail(self) -> None:
        key, now = self.overview.chosen, self._counter.clock.now()
        if key is not None:
            system = self._counter.content.systems[key]
            self.side.detail.show_detail(system_detail(self._state, system, now))

    def _on_row_chosen(self, _key: WorldKey) -> None:
        self._show_detail()

    # --- the lead's lists -------------------------------------------------------------------------

    def _on_tab_chosen(self, tab: str) -> None:
        self._tab = tab
        self.refresh()

    def _on_ticked(self, text: str, done: bool) -> None:
        which = LeadList[self._tab or list_of_the_hour(self._state, self._counter.clock.now()).name]
        name = self._counter.clerk.name
        self._acting.attempt(lambda: self._counter.operations.tick(name, which, text, done))

    # --- notices and the hand-over ----------------------------------------------------------------

    def open_notice(self) -> None:
        """Draft a notice, or go on with the draft."""
        page = self.make_notice()
        page.begin()
        self._show_subpage(page)

    def make_notice(self) -> NoticePage:
        """The page of the draft, also while nobody waits for it."""
        if self._notice is None:
            from dtcoach.ui.board.notice_page import NoticePage

            self._notice = NoticePage(self._counter, self._acting)
            self._notice.left.connect(self._on_subpage_left)
            self._notice.put_up.connect(self._on_put_up)
            self._notice.print_requested.connect(self._on_notice_print)
            self._stack.addWidget(self._notice)
        return self._notice

    def open_handover(self) -> None:
        """The sheet of this moment."""
        if self._handover is None:
            from dtcoach.ui.board.handover_page import HandoverPage

            self._handover = HandoverPage(self._counter, self._acting)
            self._handover.left.connect(self._on_subpage_left)
            self._handover.handed_over.connect(self._on_handed_over)
            self._handover.pack_requested.connect(self._on_pack_requested)
            self._handover.print_requested.connect(self._on_handover_print)
            self._stack.addWidget(self._handover)
        # In its place before it is filled: all is laid out once, in the room it has.
        self._stack.setCurrentWidget(self._handover)
        self._handover.begin()
        self._show_subpage(self._handover)

    def _on_pack_requested(self) -> None:
        from dtcoach.ui.paper.pack_sheet import PackSheet

        sheet = PackSheet(self._counter)
        sheet.made.connect(self._on_pack_made)
        self._open_sheet(sheet)

    def _on_pack_made(self, path: str, pages: int, note: str) -> None:
        self._on_subpage_left()
        said = [(f"紙の一式（{pages}ページ）を保存しました。", True), (path, False)]
        self.overview.say_done([*said, (note, False)] if note else said)

    @property
    def papers(self) -> BoardPapers:
        """What prints the lists of the incident; made when the first is wanted."""
        if self._made_papers is None:
            from dtcoach.ui.board.papers import BoardPapers

            self._made_papers = BoardPapers(self._counter, self._acting, self, self._say_printed)
        return self._made_papers

    def open_papers(self) -> None:
        """The lists of the incident, to look at and print."""
        self.papers.open_all()

    def _on_notice_print(self) -> None:
        if self._notice is not None and self._notice.notice is not None:
            self.papers.open_notice(self._notice.notice, self._notice.by_hand)

    def _on_handover_print(self) -> None:
        self.papers.open_handover()

    def _say_printed(self, sentence: str) -> None:
        self.overview.say_done([(sentence, True)])
        for page in (self._notice, self._handover):
            if page is not None:
                page.say(sentence)

    def _show_subpage(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _on_subpage_left(self) -> None:
        self._stack.setCurrentWidget(self._panes)
        self.setFocusProxy(self.overview.table)
        self.overview.table.setFocus()
        self.refresh()

    def _on_put_up(self, next_update: str) -> None:
        after = f"次のお知らせは {next_update} です。" if next_update else ""
        self.overview.say_done([("お知らせを記録しました。", True), (after, False)])

    def _on_handed_over(self, to: str) -> None:
        self.overview.say_done(
            [
                (f"{to}さんへ引き継ぎました。", True),
                ("この端末を使う人も変わるときは、左下の名前を変えてください。", False),
            ]
        )

    # --- the incident as a whole ------------------------------------------------------------------

    def _on_turn_requested(self) -> None:
        from dtcoach.ui.board.turning import TurnSheet
        from dtcoach.ui.start.view import scenario_views

        content, state = self._counter.content, self._state
        word = state.recovered_at
        sheet = TurnSheet(
            scenario_views(content),
            state.scenario,
            recovered="" if word is None else time_of(word, self._counter.clock.now()),
            asks=content.triage is not None,
        )
        sheet.turned.connect(self._on_turned)
        sheet.questions_requested.connect(self._on_questions_requested)
        self._open_sheet(sheet)

    def _on_questions_requested(self) -> None:
        from dtcoach.ui.board.asking import AskingSheet

        triage = self._counter.content.triage
        if triage is not None:
            sheet = AskingSheet(triage, self._counter.content)
            sheet.turned.connect(self._on_turned)
            self._open_sheet(sheet)

    def _on_turned(self, scenario: str, found: Finding = NOTHING_FOUND) -> None:
        new: Scenario = self._counter.content.scenarios[scenario]
        seen = {key: sight.status for key, sight in found.seen.items()}
        effect = self._checking.effect({**world_turned(new, found, self._state.board), **seen})
        name = self._counter.clerk.name
        again = self._state.recovered_at is not None

        def then() -> None:
            self._tab = LeadList.FIRST.name
            words = f"「{new.title}」{'で、また止まっています。' if again else 'に変えました。'}"
            self.overview.say_effect([(words, True), *effect.spans])

        self._acting.attempt(lambda: self._counter.operations.turn(name, new, found=found), then)

    def _on_recovery_requested(self) -> None:
        from dtcoach.ui.board.turning import RecoveredSheet

        sheet = RecoveredSheet(self._counter.clerk.name)
        sheet.recovered.connect(self._on_recovered)
        self._open_sheet(sheet)

    def _on_recovered(self, by: str, note: str) -> None:
        def then() -> None:
            self._tab = LeadList.RECOVERY.name

        self._acting.attempt(lambda: self._counter.operations.recovered(by, note), then)

    def _on_end_requested(self) -> None:
        from dtcoach.domain.recovery.systems import fold_comeback
        from dtcoach.ui.board.turning import EndSheet

        state = self._state
        is_full = fold_comeback(state.journal).full is not None
        waiting = len(self._counter.waiting())
        sheet = EndSheet(waiting, state.recovered_at is not None, is_full)
        sheet.ended.connect(self._on_ended)
        self._open_sheet(sheet)

    def _on_ended(self) -> None:
        name = self._counter.clerk.name
        self._acting.attempt(lambda: self._counter.operations.close(name), self.left.emit)

    def _keys_without_buttons(self) -> list[QShortcut]:
        """What the lead does is a key away also where its button has no room beside the board."""
        acts = {
            "F2": self.open_notice,
            "F3": self.open_handover,
            "Ctrl+P": self.open_papers,
            "F7": self._on_turn_requested,
            "F8": self._on_recovery_requested,
        }
        made = []
        for key, act in acts.items():
            for shortcut in shortcuts(self.overview, key):
                shortcut.activated.connect(act)
                made.append(shortcut)
        return made

    # --- room -------------------------------------------------------------------------------------

    def _on_narrowed(self, narrow: bool) -> None:
        self.overview.set_narrow(narrow)
        if self._tab == DETAIL and not narrow:
            self._tab = None
            self.refresh()
        for shortcut in self._lead_keys:
            shortcut.setEnabled(narrow)
        self.side.set_narrow(narrow)

    def _on_side_requested(self) -> None:
        self._panes.prefer_side(True)
        self.side.take_keys()

    def _on_board_requested(self) -> None:
        self._panes.prefer_side(False)
        self.overview.table.setFocus()

    @property
    def _state(self) -> IncidentState:
        return self._counter.operations.state
