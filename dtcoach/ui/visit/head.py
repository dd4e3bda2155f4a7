"""The head of a visit: its number and requests, and the day that must not be missed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.notice import Notice, NoticeKind, Strip
from dtcoach.ui.kit.steps import StepModel, StepNav, StepState
from dtcoach.ui.kit.text import heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.visit.lines_model import Standing
from dtcoach.ui.visit.walk_model import DeadlineModel, Station, VisitModel

_STATES = {
    Standing.DONE: StepState.DONE,
    Standing.NOW: StepState.NOW,
    Standing.NEXT: StepState.NEXT,
}


class VisitHead(QWidget):
    """受付 number, requests, a chip for a day that is still far, and `actions`."""

    def __init__(self, actions: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._title = heading("", TypeStyle.HEADING_20)
        self._day = Chip("", Tone.NEUTRAL, icon="event")
        self._slip = Chip("", Tone.WARNING, icon="description")
        self._column = QVBoxLayout(self)
        self._column.addWidget(PageHead(self._title, actions, chips=[self._slip, self._day]))
        self.set_inset(SPACE)

    def set_inset(self, px: int) -> None:
        """How far in from its place it begins, to stand over what is under it."""
        self._column.setContentsMargins(px, 0, px, 0)

    def set_model(self, model: VisitModel) -> None:
        shown = (model.number, model.title, model.deadline, model.slip)
        if shown == self._shown:
            return
        self._shown = shown
        self._title.setText(f"受付 {model.number}\u3000{model.title}")
        self._slip.setVisible(bool(model.slip))
        if model.slip:
            self._slip.set_chip(f"紙から入力　{model.slip}", Tone.WARNING, icon="description")
        day = model.deadline
        self._day.setVisible(day is not None and not day.urgent)
        if day is not None:
            self._day.set_chip(day.sentence, Tone.NEUTRAL, icon="event")


class WalkHead(QWidget):
    """Step navigation, what no longer holds, and the danger strip of the day."""

    def __init__(self, *, with_nav: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stations: tuple[Station, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._nav = StepNav("受付の流れ") if with_nav else None
        self._strip = Strip(Tone.DANGER, "")
        self._notice = Notice(NoticeKind.WARNING, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if self._nav is not None:
            column.addWidget(self._nav)
        column.addWidget(self._notice)
        column.addWidget(self._strip)

    def set_brief(self, brief: bool) -> None:
        """Without the navigation: large text needs the room."""
        if self._nav is not None:
            self._nav.setVisible(not brief)

    def set_model(self, model: VisitModel) -> None:
        if self._nav is not None and model.stations != self._stations:
            self._stations = model.stations
            self._nav.set_steps([StepModel(s.label, _STATES[s.standing]) for s in model.stations])
        shown = (model.refused, model.refused_route, model.deadline)
        if shown == self._shown:
            return
        self._shown = shown
        self._notice.setVisible(model.refused is not None)
        if model.refused is not None:
            self._notice.set_notice(
                NoticeKind.WARNING,
                f"「{model.refused_route}」は使えなくなりました",
                f"{model.refused}ほかの方法を選びます。",
            )
        self._set_day(model.deadline)
        if self._nav is None:
            self.setVisible(self._notice.isVisibleTo(self) or self._strip.isVisibleTo(self))

    def _set_day(self, day: DeadlineModel | None) -> None:
        self._strip.setVisible(day is not None and day.urgent)
        if day is not None and day.urgent:
            self._strip.set_word(
                Tone.DANGER, "本日が期限" if day.is_today else "期限を過ぎています"
            )
            self._strip.set_spans([(day.sentence, True)])
