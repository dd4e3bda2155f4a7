"""The stages of recovery under each other, each with what can be done at it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.panel import Line, ScrollPane
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.recovery.stage_rows import Stage, StageAct, StageLine


class StageList(QWidget):
    """Signals: `act_requested(id)`; `list_requested()` where the worklist is hidden."""

    act_requested = Signal(str)
    list_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Stage, ...] = ()
        self._pane = ScrollPane("復旧の段取り", QWidget())
        self.to_list = Button("入力の一覧へ", icon="arrow_back", key="F9", size=ButtonSize.SMALL)
        self.to_list.clicked.connect(self.list_requested)
        self.to_list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._pane, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE, 0, SPACE, 0)
        foot.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)

    @property
    def has_next(self) -> bool:
        """Whether one of its buttons is what comes next of all."""
        return any(act.is_next for stage in self._shown for act in stage.acts)

    @property
    def words(self) -> str:
        """All that is shown, as it is read aloud."""
        return "　".join(
            " ".join((stage.title, *(f"{line.lead} {line.words}".strip() for line in stage.lines)))
            for stage in self._shown
        )

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """The same words stay, and with them the focus."""
        if tuple(stages) == self._shown:
            return
        self._shown = tuple(stages)
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
        rows.setSpacing(SPACE)
        rows.addWidget(Text("復旧の段取り", TypeStyle.HEADING_20, "text_strong"))
        for number, stage in enumerate(stages, start=1):
            if number > 1:
                rows.addWidget(Line())
            rows.addWidget(self._stage(number, stage))
        rows.addStretch(1)
        self._pane.setWidget(content)
        content.setAutoFillBackground(False)

    def take_keys(self) -> None:
        """For what hid the keys' last place."""
        buttons = [b for b in self.findChildren(Button) if b.isVisibleTo(self)]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stage(self, number: int, stage: Stage) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QWidget()
        flow = FlowLayout(head)
        title = f"{number}　{stage.title}"
        flow.addWidget(Text(title, TypeStyle.BODY_BOLD, "text_strong", wrap=False))
        if stage.is_done:
            done = IconLabel("check_circle-fill", Tone.SUCCESS.ink, 20, beside=TypeStyle.BODY_BOLD)
            done.setAccessibleName("済み")
            flow.addWidget(done)
        flow.add_break()
        for act in stage.acts:
            flow.addWidget(self._button(act))
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        column.addWidget(head)
        for line in stage.lines:
            column.addWidget(_line(line))
        return held

    def _button(self, act: StageAct) -> Button:
        kind = ButtonKind.SOLID if act.is_next else ButtonKind.OUTLINE
        button = Button(act.label, kind, key=act.key, size=ButtonSize.SMALL)
        button.setProperty("act", act.id)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.act_requested.emit(str(button.property("act")))


def _line(line: StageLine) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(6)
    mark = IconLabel(line.icon, line.tone.ink, 18, beside=TypeStyle.NOTE)
    across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = Text("", TypeStyle.NOTE)
    gap = "　" if line.lead and line.words else ""
    words.set_spans([(line.lead, True), (gap, False), (line.words, False)])
    across.addWidget(words, 1)
    return row
