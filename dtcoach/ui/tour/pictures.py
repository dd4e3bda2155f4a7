"""What stands beside the words of a station: the controls of the real pages, filled by the engine
with an invented visit. They can be looked at and tried; nothing is behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dtcoach.app.tour import Stop, TourWalk
from dtcoach.domain.content import Content
from dtcoach.domain.words import Status, WorldKey
from dtcoach.ui.board.model import LOOK
from dtcoach.ui.kit.chip import Chip
from dtcoach.ui.kit.nav import ParkedList, ParkedModel
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.kit.tiles import TileGrid, TileModel
from dtcoach.ui.tour import stations
from dtcoach.ui.visit.finished import FinishedWork
from dtcoach.ui.visit.looking import Looking
from dtcoach.ui.visit.offers import OffersColumn
from dtcoach.ui.visit.question import QuestionWork
from dtcoach.ui.visit.state import Scene, scene_of
from dtcoach.ui.visit.step import StepWork
from dtcoach.ui.words import STATUS, procedure_title

_BOARD: tuple[tuple[WorldKey, Status], ...] = (
    (WorldKey.RESIDENT_RECORD, Status.DOWN),
    (WorldKey.DOWNTIME_SERVER, Status.UP),
    (WorldKey.FAMILY_REGISTER, Status.UP),
    (WorldKey.KONBINI, Status.UNKNOWN),
)
_MOST_REFUSED = 2
_PICKED = ("residence-certificate", "move-in", "seal-certificate", "death-notification")


class Pictures(QWidget):
    """Makes them for one sheet. Signals: `tried()` when an answer was pressed in one."""

    tried = Signal()

    def __init__(self, content: Content, walk: TourWalk, form_titles: Mapping[str, str]) -> None:
        super().__init__()
        self.hide()
        self._content = content
        self._walk = walk
        self._form_titles = form_titles
        self._makers: Mapping[str, Callable[[], QWidget | None]] = {
            stations.BOARD: self._board,
            stations.PICK: self._pick,
            stations.QUESTION: self._question,
            stations.OFFERS: self._offers,
            stations.STEP: self._step,
            stations.PARK: self._parked,
            stations.FINISH: self._finished,
        }

    def picture(self, shows: str) -> QWidget | None:
        """The picture of a station; None where it has none."""
        make = self._makers.get(shows)
        return None if make is None else make()

    def _scene(self, stop: Stop) -> Scene:
        return scene_of(
            stop.visit, stop.place, self._content, stop.moment, self._form_titles, Looking()
        )

    def _board(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(12)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setColumnStretch(0, 1)
        for row, (key, status) in enumerate(_BOARD):
            tone, icon = LOOK[status]
            grid.addWidget(Text(self._content.systems[key].title, TypeStyle.BODY_BOLD), row, 0)
            chip = Chip(STATUS[status], tone, icon=icon)
            grid.addWidget(chip, row, 1, Qt.AlignmentFlag.AlignRight)
        return whole

    def _pick(self) -> QWidget:
        tiles = TileGrid("手続の見本")
        tiles.set_tiles(
            [
                TileModel(name, procedure_title(self._content, name), key=str(number))
                for number, name in enumerate(_PICKED, start=1)
            ]
        )
        tiles.chosen.connect(self.tried)
        return tiles

    def _question(self) -> QWidget | None:
        stop = self._walk.question
        asked = None if stop is None else self._scene(stop).model.question
        if asked is None:
            return None
        work = QuestionWork(_no_day)
        work.set_compact(True)
        work.set_question(asked)
        work.set_said(None)
        work.answered.connect(self.tried)
        return work

    def _offers(self) -> QWidget | None:
        stop = self._walk.offers
        if stop is None:
            return None
        ways = OffersColumn()
        scene = self._scene(stop)
        ways.fit(0)
        ways.set_language("ja", unchecked=False, shown=False)
        refused = [row for row in scene.model.offers if row.standing == "refused"]
        left_out = refused[_MOST_REFUSED:]
        ways.set_offers([r for r in scene.model.offers if r not in left_out], scene.looked_at)
        return ways

    def _step(self) -> QWidget | None:
        stop = self._walk.step
        step = None if stop is None else self._scene(stop).model.step
        if step is None:
            return None
        work = StepWork(_no_day, _no_day)
        # What is typed is what the words beside speak of: more would push it out of sight.
        first = {line.kind: line for line in reversed(step.lead)}
        lead = tuple(line for line in step.lead if line is first[line.kind])
        work.set_step(replace(step, lead=lead, cautions=()), "ja")
        return work

    def _parked(self) -> QWidget:
        parked = ParkedList()
        parked.set_parked(
            [
                ParkedModel("1", "例-001", "転出証明書を取りに戻っている", 6),
                ParkedModel("2", "例-002", "係長の確認待ち", 2),
            ]
        )
        parked.parked_visit_requested.connect(self.tried)
        return parked

    def _finished(self) -> QWidget | None:
        stop = self._walk.finished
        if stop is None:
            return None
        work = FinishedWork()
        work.set_outcomes(self._scene(stop).model.outcomes, closed=False)
        return work


def _no_day(_text: str) -> date | None:
    return None
