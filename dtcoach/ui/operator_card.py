"""Who works at which counter, at the foot of the side; pressing it changes that."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.theme import SPACE, TARGET_MIN, TypeStyle, current

_NOBODY = "担当者を入れる"
_LARGE = 1.5


@dataclass(frozen=True, slots=True)
class OperatorModel:
    """Who works at which counter; shown at the foot of the side."""

    counter: str
    name: str


class OperatorCard(Pressable):
    """The counter above the name. Signals: `clicked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = OperatorModel("", "")
        self._is_tight = False
        super().__init__(_NOBODY, "", parent)
        grows_with_width(self)

    def set_model(self, model: OperatorModel) -> None:
        self._model = model
        words = " ".join(part for part in (model.counter, model.name) if part)
        self.set_label(words or _NOBODY)
        self.setAccessibleName(f"担当者を変える {words}".strip())
        self.restyle()

    def set_tight(self, tight: bool) -> None:
        """Where there is little height."""
        self._is_tight = tight
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        counter, name = self._words(width)
        above = counter.height if counter else 0
        return max(TARGET_MIN, above + name.height + (0 if self._is_tight else 2 * SPACE))

    def sizeHint(self) -> QSize:
        width = current().px(152)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(96), TARGET_MIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        if self.underMouse() or self.isDown():
            box(painter, QRectF(self.rect()), "action_tint", "action", 1, self.radius)
        counter, name = self._words(self.width())
        above = counter.height if counter else 0
        top = (self.height() - above - name.height) / 2
        if counter is not None:
            counter.draw(painter, SPACE, top, theme.color("text_secondary"))
        name.draw(painter, SPACE, top + above, theme.color("text"))
        side = theme.px(18)
        mark = QRectF(self.width() - SPACE - side, self.rect().center().y() - side / 2, side, side)
        icons.paint(painter, mark, "edit", "text_secondary")

    def _words(self, width: int) -> tuple[Lines | None, Lines]:
        room = width - 2 * SPACE - current().px(18) - 4
        model = self._model
        if current().scale >= _LARGE and model.name:
            # The side needs the height: the counter is read aloud, and a press shows it.
            return None, lay_out(model.name, TypeStyle.NOTE_BOLD, room)
        counter = model.counter or "窓口"
        if text_width(counter, TypeStyle.NOTE) > room:
            # The office above the window, not a break in the middle of either.
            counter = counter.replace(" ", "\n")
        return (
            lay_out(counter, TypeStyle.NOTE, room),
            lay_out(model.name or _NOBODY, TypeStyle.NOTE_BOLD, room),
        )
