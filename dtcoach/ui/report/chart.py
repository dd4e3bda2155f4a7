"""What all charts of the screen share: they tell by words what they show, and paint the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle, current

_LEAST_PX = 260


class Chart(QWidget):
    """A picture of figures, as high as its width wants; read out as `told`."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(told)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def high(self, width: int) -> int:
        """How high the picture is at that width."""
        raise NotImplementedError

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.high(width)

    def sizeHint(self) -> QSize:
        wide = current().px(2 * _LEAST_PX)
        return QSize(wide, self.high(wide))

    def minimumSizeHint(self) -> QSize:
        # Only the width: a height that is true of one width would hold at every other.
        return QSize(_LEAST_PX, current().line_px(TypeStyle.LABEL))


def write(
    painter: QPainter,
    text: str,
    style: TypeStyle,
    x: float,
    y: float,
    role: RoleName = "text",
) -> Lines:
    """Words with their upper left corner there."""
    lines = lay_out(text, style)
    lines.draw(painter, x, y, current().color(role))
    return lines


def write_centred(
    painter: QPainter, text: str, style: TypeStyle, x: float, y: float, role: RoleName = "text"
) -> None:
    """Words with the middle of their upper edge there."""
    lines = lay_out(text, style)
    lines.draw(painter, x - lines.width / 2, y, current().color(role))


def says(text: str) -> Text:
    """The one sentence that a chart says."""
    return Text(text, TypeStyle.BODY, "text")
