"""The keys of a visit, always in one place: other ways at the left, what is next at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.domain.content import StepInput
from dtcoach.domain.visit import PlaceKind
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.visit.state import Scene
from dtcoach.ui.visit.words import ENTER_WORDS


class VisitBar(QWidget):
    """Signals: one for each button.

    With large text the other ways stand in `others`, at the end of what is read: work comes first.
    """

    entered = Signal()
    back_requested = Signal()
    park_requested = Signal()
    withdraw_requested = Signal()
    layout_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leave = Button("ほかの受付", icon="arrow_back", key="Esc")
        self._layout = Button("", key="F3")
        self._withdraw = Button("取り下げ", key="F9")
        self._park = Button("中断", icon="pause-fill", key="F2")
        self._back = Button("戻る", icon="undo", key="Ctrl+Z")
        self.next = Button("次へ", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
        self._leave.clicked.connect(self.left)
        self._layout.clicked.connect(self.layout_requested)
        self._withdraw.clicked.connect(self.withdraw_requested)
        self._park.clicked.connect(self.park_requested)
        self._back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.entered)
        self._sign = IconLabel("warning-fill", "warning", 22, beside=TypeStyle.LABEL_PLAIN)
        self._said = Text("", TypeStyle.LABEL_PLAIN, "text")
        self._bar = ActionBar("対応の操作")
        self.others = ActionBar("ほかの操作")
        self._offered = ("", "")
        self._narrow = False
        self._left: tuple[Button, ...] = ()
        self._right: tuple[Button, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 0, SPACE, 0)
        column.setSpacing(SPACE)
        told = QHBoxLayout()
        told.setSpacing(SPACE)
        told.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self._said, 1)
        column.addLayout(told)
        column.addWidget(self._bar)
        self.say("")

    def say(self, sentence: str, *, care: bool = False) -> None:
        """A quiet word that goes with the next act; with a sign where something went otherwise
        than the clerk meant."""
        self._said.setText(sentence)
        self._said.set_style(TypeStyle.LABEL if care else TypeStyle.LABEL_PLAIN)
        self._said.setVisible(bool(sentence))
        self._sign.setVisible(care and bool(sentence))

    def set_scene(self, scene: Scene) -> None:
        """Which buttons there are, and what Enter does."""
        closed = scene.model.closed
        overview = scene.looking.overview
        self._layout.set_label("手順で見る" if overview else "一覧で見る")
        self._layout.set_icon("format_list_numbered" if overview else "grid_view")
        kind = scene.model.kind
        left: tuple[Button, ...] = (self._leave,)
        if kind not in (PlaceKind.FINISHED, PlaceKind.NOT_COVERED):
            left += (self._layout,)
        if kind is not PlaceKind.FINISHED:
            left += (self._withdraw,)
        right: tuple[Button, ...] = (self.next,) if closed else (self._park, self._back, self.next)
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self._arrange()
        label, icon, reason = _next(scene)
        if (label, icon) != self._offered:
            self._offered = (label, icon)
            self.next.set_label(label)
            self.next.set_icon(icon)
        if self.next.reason != reason:
            self.next.set_reason(reason)

    def set_narrow(self, narrow: bool) -> None:
        """Whether one row is all the room there is."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        apart = self._left if self._narrow else ()
        self.others.set_buttons(apart, ())
        self._bar.set_buttons(() if apart else self._left, self._right)
        self.show_others()

    def show_others(self) -> None:
        """At once: a layout would show them only later, and all would move."""
        self.others.setVisible(self._narrow and bool(self._left))


def _next(scene: Scene) -> tuple[str, str, str]:
    """Label, icon, and why Enter does nothing, if so."""
    model = scene.model
    match model.kind:
        case PlaceKind.QUESTION if model.question is not None and not model.question.is_date:
            if scene.looking.again is not None:
                return "このままにする", "check", ""
            return "次へ", "arrow_forward", "番号で答えます"
        case PlaceKind.OFFERS if scene.detail is None:
            return "次へ", "arrow_forward", "使える方法がありません"
        case PlaceKind.OFFERS if scene.detail is not None and scene.detail.needs:
            return "確かめて進む", "arrow_forward", ""
        case PlaceKind.OFFERS:
            return "この方法で進む", "arrow_forward", ""
        case PlaceKind.STEP if model.step is not None and model.step.input is StepInput.NONE:
            done = ENTER_WORDS.get(model.step.kind)
            return ("次へ", "arrow_forward", "") if done is None else (done, "check", "")
        case PlaceKind.FINISHED:
            return ("新しい受付", "add", "") if model.closed else ("完了", "check", "")
        case PlaceKind.NO_REQUEST | PlaceKind.NOT_COVERED:
            return "手続を加える", "add", ""
    return "次へ", "arrow_forward", ""
