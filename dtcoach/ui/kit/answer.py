"""Large answers, one key each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.paint import badge_width, box, key_badge
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

HEIGHT_PX = 56
_PAD = 2 * SPACE
_GAP = 12


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """One possible answer: what is sent, what is read, what it means for the clerk."""

    value: str
    label: str
    note: str = ""


class AnswerButton(Measured, Pictured, Pressable):
    """An answer with its number key at the left. Checkable: the chosen one is marked.

    Signals: `clicked`.
    """

    def __init__(
        self, label: str, *, key: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        self._note = note
        super().__init__(label, key, parent)
        self.setCheckable(True)
        grows_with_width(self)

    def _height_at(self, width: int) -> int:
        label, note = self._words(width)
        high = label.height + (note.height if note else 0) + 2 * SPACE
        badge = current().px(28) + 12 if self.key else 0
        return max(HEIGHT_PX, high, badge)

    def _wanted(self) -> QSize:
        words = text_width(self.label, TypeStyle.LABEL)
        if self._note:
            words = max(words, min(text_width(self._note, TypeStyle.NOTE), current().px(320)))
        width = words + self._left() + self._right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        words = min(text_width(self.label, TypeStyle.LABEL), current().px(16 * 6))
        return QSize(words + self._left() + self._right(), HEIGHT_PX)

    def _face(self) -> tuple[Hashable, ...]:
        said = (self.label, self.reason, self._note, self.key)
        return (*said, self.is_off, self.isDown(), self.isChecked(), self.underMouse())

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        theme = current()
        fill: RoleName = "ground_raised"
        border: RoleName = "border_input"
        ink: RoleName = "text_strong"
        if self.is_off:
            fill, border, ink = "disabled", "border", "on_disabled"
        elif self.isDown():
            fill, border = "action_tint_hover", "action"
        elif self.isChecked() or self.underMouse():
            fill, border = "action_tint", "action"
        box(painter, rect, fill, border, 3 if self.isChecked() else 1.5, self.radius)
        label, note = self._words(self.width())
        if self.key:
            width, height = badge_width(self.key), theme.px(28)
            cap = QRectF(_PAD, rect.center().y() - height / 2, width, height)
            key_badge(
                painter,
                cap,
                self.key,
                "on_action" if self.isChecked() else "action",
                "action" if self.isChecked() else "ground_raised",
            )
        top = (rect.height() - label.height - (note.height if note else 0)) / 2
        label.draw(painter, self._left(), top, theme.color(ink))
        if note:
            role: RoleName = "on_disabled" if self.is_off else "text_secondary"
            note.draw(painter, self._left(), top + label.height, theme.color(role))
        if self.isChecked():
            side = theme.px(24)
            mark = QRectF(rect.right() - _PAD - side, rect.center().y() - side / 2, side, side)
            icons.paint(painter, mark, "check_circle-fill", "action")

    def _words(self, width: int) -> tuple[Lines, Lines | None]:
        room = width - self._left() - self._right()
        label = lay_out(self.label, TypeStyle.LABEL, room)
        below = self.reason or self._note
        return label, lay_out(below, TypeStyle.NOTE, room) if below else None

    def _left(self) -> int:
        return _PAD + (badge_width(self.key) + 12 if self.key else 0)

    def _right(self) -> int:
        return _PAD + current().px(24) + SPACE


class AnswerGroup(QWidget):
    """The answers to one question, numbered 1–9, and わからない on 0.

    Signals: `answered(value)` when one is pressed by mouse or key.
    """

    answered = Signal(str)

    def __init__(
        self,
        name: str,
        answers: Sequence[AnswerModel] = (),
        *,
        in_a_row: bool = False,
        pair_px: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`pair_px`: two stand side by side where each has this width at text scale 1."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, AnswerButton] = {}
        self._layout: QBoxLayout | Columns
        if pair_px:
            self._layout = Columns(self, least_px=pair_px, gap=_GAP, even=True)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self._layout = QVBoxLayout(self)
            if in_a_row:
                self._layout.setDirection(QBoxLayout.Direction.LeftToRight)
            self._layout.setContentsMargins(0, 0, 0, 0)
            self._layout.setSpacing(_GAP)
        self.set_answers(answers)

    def set_answers(
        self, answers: Sequence[AnswerModel], unknown: AnswerModel | None = None
    ) -> None:
        """Replaces all answers; `unknown` gets the key 0."""
        for button in self._buttons.values():
            button.set_key("")
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        for number, answer in enumerate(answers, start=1):
            self._add(answer, str(number) if number <= 9 else "")
        if unknown is not None:
            self._add(unknown, "0")

    def choose(self, value: str | None) -> None:
        """Marks the answer already given, without a signal."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)

    def button(self, value: str) -> AnswerButton:
        return self._buttons[value]

    def _add(self, answer: AnswerModel, key: str) -> None:
        button = AnswerButton(answer.label, key=key, note=answer.note, parent=self)
        button.setProperty("value", answer.value)
        button.clicked.connect(self._on_clicked)
        self._layout.addWidget(button)
        # At once, so that its key works before the next turn of the event loop.
        button.show()
        self._buttons[answer.value] = button

    def _on_clicked(self) -> None:
        value = str(self.sender().property("value"))
        self.choose(value)
        self.answered.emit(value)
