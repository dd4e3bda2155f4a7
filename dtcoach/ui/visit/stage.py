"""The visit on the screen in either layout: draws scenes, reports what was pressed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import Route
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.settling import at_rest, settle
from dtcoach.ui.kit.theme import SPACE, current
from dtcoach.ui.visit.bar import VisitBar
from dtcoach.ui.visit.finished import FinishedWork, promise_spans
from dtcoach.ui.visit.guided import Guided
from dtcoach.ui.visit.head import VisitHead, WalkHead
from dtcoach.ui.visit.languages import next_language
from dtcoach.ui.visit.lines_model import ZONES, Zone
from dtcoach.ui.visit.offers import Cautions, OffersColumn, OfferWork
from dtcoach.ui.visit.pane import BELOW, MORE_BELOW, REST_BELOW, WAYS_BELOW, WorkPane
from dtcoach.ui.visit.question import QuestionWork
from dtcoach.ui.visit.state import Scene
from dtcoach.ui.visit.step import StepWork
from dtcoach.ui.visit.turn import TurnButton
from dtcoach.ui.visit.typed_dates import DateReader
from dtcoach.ui.visit.words import NOTE_LABEL
from dtcoach.ui.visit.zones import Overview

_HEAD_STAYS_PX = 940


class Stage(QWidget):
    """Signals: `answered(value)`, `entered()`, `looking_changed(Looking)` and one per button."""

    answered = Signal(str)
    entered = Signal()
    back_requested = Signal()
    park_requested = Signal()
    withdraw_requested = Signal()
    add_requested = Signal()
    print_requested = Signal()
    note_requested = Signal()
    turn_requested = Signal()
    left = Signal()
    looking_changed = Signal(object)
    help_requested = Signal()

    def __init__(self, reader: DateReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self.question = QuestionWork(reader.day, reader.doubt)
        self.step = StepWork(reader.day, reader.moment)
        self.offer = OfferWork()
        self.ways = OffersColumn()
        self._finished = FinishedWork()
        self._uncovered = Notice(
            NoticeKind.WARNING,
            "この手続の手順がありません",
            "この受付を始めたときの手順が見つかりません。係長に引き継ぎ、紙の受付票で応じます。",
        )
        # Quiet ones, in one row with the title also where the window is small.
        quiet = partial(Button, kind=ButtonKind.TEXT, size=ButtonSize.SMALL)
        self._add = quiet("手続を加える", key="F7")
        self._change = quiet("方法を選び直す", key="F8")
        self._print = quiet("印刷", key="F5")
        self._note = quiet(NOTE_LABEL, key="F6")
        self.turn = TurnButton(ButtonSize.SMALL, ButtonKind.TEXT)
        self._head = VisitHead([self.turn, self._note, self._print, self._change, self._add])
        self._guided = Guided()
        self._overview = Overview()
        self._over_head = WalkHead(with_nav=False)
        self._over_cautions = Cautions()
        self._over_top = QVBoxLayout()
        self._over_end = QVBoxLayout()
        self._bar = VisitBar()
        self._layouts = QStackedWidget()
        self._connect()
        self._lay_out()

    def say(self, sentence: str, *, care: bool = False) -> None:
        """A quiet word above the buttons, until the next act; `care`: with a sign before it."""
        self._bar.say(sentence, care=care)

    def set_turned(self, turned: bool) -> None:
        """Whether the resident has a screen of their own now."""
        self.turn.set_turned(turned)

    def set_papers(self, has_any: bool, waiting: int) -> None:
        """Whether there is anything to print, and how much of it waits for a printer."""
        self._print.setVisible(has_any)
        label = f"印刷（待ち {waiting}）" if waiting else "印刷"
        if self._print.label != label:
            self._print.set_label(label)

    def show_scene(self, scene: Scene, glance: QWidget | None = None, *, fresh: bool) -> None:
        """`fresh`: another place in the walk, so inputs are empty and the keys go there. `glance`:
        the paper of a print step, under its text."""
        moved = self._scene is None or scene.looking.overview != self._scene.looking.overview
        self._scene = scene
        self.say("")
        with at_rest(*self._laid_once):
            self._take(scene, fresh=fresh, glance=glance)
        settle()
        if fresh or moved:
            self._focus(scene)

    def _take(self, scene: Scene, *, fresh: bool, glance: QWidget | None) -> None:
        """What is on the screen of the scene, before any of it is laid out."""
        kind = scene.model.kind
        if fresh:
            self.question.clear()
            self.step.clear()
        self._head.set_model(scene.model)
        change = "方法を選び直す" if scene.model.route else "方法を選ぶ"
        if self._change.label != change:
            self._change.set_label(change)
        self._change.setVisible(
            not scene.looking.choosing
            and scene.walk is not None
            and kind in (PlaceKind.QUESTION, PlaceKind.STEP)
        )
        self._add.setVisible(not scene.model.closed)
        if self._note.label != scene.model.who:
            self._note.set_label(scene.model.who)
        self._fill(scene)
        self.step.set_glance(glance)
        self._host(scene)
        self._bar.set_scene(scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_head()

    def restyle(self) -> None:
        self._place_head()

    def _place_head(self) -> None:
        """With large text the head scrolls away with the rest."""
        self.step.show_nevers(self._guided.is_one_column)
        narrow = self.width() < current().px(_HEAD_STAYS_PX)
        over = bool(self._layouts.currentIndex())
        place = self._page
        if narrow:
            place = self._over_top if over else self._guided.top
        if place.indexOf(self._head) < 0:
            self._head.set_inset(0 if place is self._guided.top else SPACE)
            place.insertWidget(0, self._head)
            self._head.show()  # a layout would show it only later, and all would move
        end = self._over_end if over else self._guided.end
        if end.indexOf(self._bar.others) < 0:
            end.addWidget(self._bar.others)
            self._bar.show_others()
        self._bar.set_narrow(narrow)

    def _connect(self) -> None:
        self.question.answered.connect(self.answered)
        self.question.day_changed.connect(self._on_day_changed)
        self.ways.looked_at.connect(self._on_looked_at)
        self.step.language_requested.connect(self._on_language)
        self.step.refused.connect(self._on_refused)
        self.step.typed_changed.connect(self._on_typed)
        self._overview.language_requested.connect(self._on_language)
        self.ways.language_requested.connect(self._on_language)
        self._guided.again_requested.connect(self._on_again)
        self._add.clicked.connect(self.add_requested)
        self._note.clicked.connect(self.note_requested)
        self._change.clicked.connect(self._on_change)
        self.turn.clicked.connect(self.turn_requested)
        self._print.clicked.connect(self.print_requested)
        self.question.why_requested.connect(self.help_requested)
        self._bar.entered.connect(self.entered)
        self._bar.back_requested.connect(self.back_requested)
        self._bar.park_requested.connect(self.park_requested)
        self._bar.withdraw_requested.connect(self.withdraw_requested)
        self._bar.left.connect(self.left)
        self._bar.layout_requested.connect(self._on_layout)

    def _lay_out(self) -> None:
        over = QWidget()
        inside = QVBoxLayout(over)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(self._over_top)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        heads = QVBoxLayout()
        heads.setSpacing(12)
        heads.addWidget(self._over_head)
        heads.addWidget(self._over_cautions)
        row.addLayout(heads)
        inside.addLayout(row)
        inside.addWidget(self._overview, 1)
        inside.addLayout(self._over_end)
        self._over_pane = WorkPane("一覧", over)
        self._layouts.addWidget(self._guided)
        self._layouts.addWidget(self._over_pane)
        page = self._page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(12)
        page.addWidget(self._head)
        page.addWidget(self._layouts, 1)
        page.addWidget(self._bar)
        works = (self.question, self.step, self.offer, self.ways, self._finished)
        self._laid_once = (self, self._bar, self._head, over, *works, *self._guided.laid_once)

    def _fill(self, scene: Scene) -> None:
        model, looking = scene.model, scene.looking
        self.question.set_compact(looking.overview)
        self.offer.set_compact(looking.overview)
        if model.question is not None:
            self.question.set_question(model.question)
            # The overview has a zone for what is said.
            self.question.set_said(None if looking.overview else model.said)
        if model.step is not None:
            more = promise_spans(model.promises, model.papers) if _is_outcome(scene) else ()
            self.step.set_step(model.step, looking.language, more)
        if scene.detail is not None:
            self.offer.set_detail(scene.detail)
        if model.offers_first:
            mark = scene.looked_at if model.kind is PlaceKind.OFFERS else None
            self.ways.set_offers(model.offers, None if mark is None else mark.value)
            self.ways.set_language(
                looking.language,
                unchecked=model.said is not None and model.said.unchecked,
                shown=not looking.overview,
            )
        if model.kind is PlaceKind.FINISHED:
            self._finished.set_outcomes(model.outcomes, closed=model.closed)

    def _host(self, scene: Scene) -> None:
        kind = scene.model.kind
        works: dict[PlaceKind, QWidget] = {
            PlaceKind.QUESTION: self.question,
            PlaceKind.OFFERS: self.offer,
            PlaceKind.STEP: self.step,
            PlaceKind.FINISHED: self._finished,
        }
        work = works.get(kind, self._uncovered)
        for other in (*works.values(), self._uncovered):
            if other is not work:
                other.hide()
        beside = self.ways if scene.model.offers_first and scene.model.offers else None
        if beside is None:
            self.ways.hide()
        zoned = scene.looking.overview and kind not in (PlaceKind.FINISHED, PlaceKind.NOT_COVERED)
        if zoned:
            self._host_zones(scene, work)
        else:
            self.step.take_back()
            self._guided.set_model(scene.model)
            self._guided.host(work, beside)
        self._layouts.setCurrentIndex(int(zoned))
        self._place_head()

    def _host_zones(self, scene: Scene, work: QWidget) -> None:
        model = scene.model
        papers = [*model.papers, *model.promises] if model.lines else []
        if model.kind is PlaceKind.OFFERS and scene.detail is not None:
            papers = [*scene.detail.papers, *scene.detail.promises]
        self._over_head.set_model(model)
        self._over_cautions.set_cautions(() if model.step is None else model.step.cautions)
        asked = model.question
        lines = () if model.offers_first else scene.lines
        waiting = "方法が決まると出ます"
        said = model.said
        self._overview.set_lines(
            lines,
            scene.looking.language,
            papers,
            waiting,
            unchecked=(said is not None and said.unchecked)
            or (model.offers_first and any(row.unchecked for row in model.offers)),
        )
        if asked is not None and not lines:
            note = (
                "声に出して聞きません。記録で確かめます。"
                if asked.silent
                else f"「{asked.question}」"
            )
            language = "ja" if said is None else said.language
            self._overview.set_note(Zone.SAY, note if said is None else said.whole, language)
        if model.kind is PlaceKind.STEP and model.step is not None:
            work.hide()
            field = self.step.lend()
            if field is not None:
                self._overview.host(ZONES[model.step.kind], field)
            return
        self._overview.host_alone(Zone.CHECK, work)
        if model.offers_first:
            self._overview.host_alone(Zone.DO, self.ways)
            self.ways.fit(0)

    def _focus(self, scene: Scene) -> None:
        """Where the next key press belongs."""
        target: QWidget | None = None
        if scene.model.kind is PlaceKind.QUESTION:
            target = self.question.target
        elif scene.model.kind is PlaceKind.STEP and self.step.field is not None:
            target = self.step.field.editor
        (target or self._bar.next).setFocus(Qt.FocusReason.OtherFocusReason)
        typed = target if isinstance(target, QLineEdit) else None
        decided = scene.model.kind is PlaceKind.FINISHED and not scene.model.closed
        offered = scene.model.kind is PlaceKind.OFFERS
        rest = self._finished if decided else self.offer if offered else self.step
        below = [(target or rest, BELOW if typed else MORE_BELOW if target else REST_BELOW)]
        if offered and self.ways.are_several:
            below.append((self.ways.head, WAYS_BELOW))
        if scene.looking.overview:
            begin = self._overview.begins_with
            if scene.model.kind is PlaceKind.STEP:
                keys = [] if target is None else below
                below = [*keys, *((part, REST_BELOW) for part in self._overview.acts_on)]
                warns = self.step.warns
                begin = self._over_cautions if warns else begin
                self._over_pane.show_from(begin, target, begin, below, firm=warns)
            else:
                self._over_pane.show_from(begin, target, below=below, firm=offered)
        elif scene.model.kind is PlaceKind.STEP:
            firm = self.step.warns
            self._guided.reveal(typed, self.step.begins_with, firm=firm, below=below)
        else:
            # A closed visit is read, not worked on: whose it was comes first.
            whole = scene.model.closed
            self._guided.reveal(typed, whole=whole, firm=offered, below=below)

    def _on_refused(self) -> None:
        """What is wrong stands under the input, so that is what is seen."""
        scene, field = self._scene, self.step.field
        if scene is None or field is None:
            return
        settle()
        pane = self._over_pane if scene.looking.overview else self._guided.pane
        pane.reveal(field)

    def _on_typed(self) -> None:
        """Who types sees it, however much is to be said and done before."""
        scene, field = self._scene, self.step.field
        if scene is not None and field is not None and field.editor.hasFocus():
            pane = self._over_pane if scene.looking.overview else self._guided.pane
            pane.reveal(field.editor)

    def _on_day_changed(self, day: object) -> None:
        scene = self._scene
        if scene is not None and scene.model.question is not None:
            self.question.set_deadline(scene.deadline_if(scene.model.question.fact, day))
            settle()

    def _on_looked_at(self, route: str) -> None:
        scene = self._scene
        if scene is not None:
            looking = replace(scene.looking, route=Route(route))
            if scene.model.kind is not PlaceKind.OFFERS:
                looking = replace(looking, choosing=True, again=None)
            self.looking_changed.emit(looking)

    def _on_again(self, fact: str) -> None:
        if self._scene is not None:
            self.looking_changed.emit(replace(self._scene.looking, again=fact, choosing=False))

    def _on_change(self) -> None:
        if self._scene is not None:
            self.looking_changed.emit(replace(self._scene.looking, again=None, choosing=True))

    def _on_layout(self) -> None:
        if self._scene is not None:
            looking = self._scene.looking
            self.looking_changed.emit(replace(looking, overview=not looking.overview))

    def _on_language(self) -> None:
        if self._scene is not None:
            looking = self._scene.looking
            self.looking_changed.emit(replace(looking, language=next_language(looking.language)))


def _is_outcome(scene: Scene) -> bool:
    step = scene.model.step
    return step is not None and step.number == step.total
