"""How far one has come, as a small picture with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.pressable import grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_SMALL, SPACE, TypeStyle, current
from dtcoach.ui.practice.model import BoxView, MeterView, ProgressView

_BAR_PX = 16
_STACK_PX = 72
_GAP = 2 * SPACE
_WHEN = "次に出るのはいつか（覚えることの数）"
_BOX_ROLES: tuple[RoleName, ...] = ("warning", "practice", "practice", "practice", "success")


class ProgressPicture(QWidget):
    """Bars for what was met; five boxes for what comes again and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ProgressView("", (), ())
        grows_with_width(self)
        self.restyle()

    def set_view(self, view: ProgressView) -> None:
        self._view = view
        words = [f"{one.label} {one.total}のうち{one.count}" for one in view.meters]
        words += [f"{one.word} {one.count}" for one in view.boxes]
        self.setAccessibleName("進み具合")
        self.setAccessibleDescription("、".join(words))
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        meters = len(self._view.meters) * (self._row_px() + SPACE)
        return meters + SPACE + self._stack_px(width)

    def sizeHint(self) -> QSize:
        width = current().px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(280), self.heightForWidth(current().px(280)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        y = 0.0
        for meter in self._view.meters:
            self._paint_meter(painter, meter, y)
            y += self._row_px() + SPACE
        if not self._view.boxes:
            return
        y += SPACE
        when = self._when(self.width())
        when.draw(painter, 0, y, current().color("text_secondary"))
        y += when.height
        wide = self._box_px(self.width())
        most = max(1, *(one.count for one in self._view.boxes))
        for place, one in enumerate(self._view.boxes):
            self._paint_box(painter, one, place, place * (wide + _GAP), y, wide, most)

    def _paint_meter(self, painter: QPainter, meter: MeterView, y: float) -> None:
        theme = current()
        label = lay_out(meter.label, TypeStyle.BODY_BOLD)
        said = lay_out(f"{meter.count} / {meter.total}", TypeStyle.BODY_BOLD)
        left = max(text_width(one.label, TypeStyle.BODY_BOLD) for one in self._view.meters) + _GAP
        right = max(text_width("99 / 99", TypeStyle.BODY_BOLD), said.width) + _GAP
        middle = y + self._row_px() / 2
        label.draw(painter, 0, middle - label.height / 2, theme.color("text_strong"))
        room = QRectF(left, middle - _BAR_PX / 2, self.width() - left - right, _BAR_PX)
        box(painter, room, "ground_subtle", "border", 1, RADIUS_SMALL)
        share = meter.count / max(meter.total, 1)
        if share:
            done = QRectF(room.x(), room.y(), max(room.width() * share, 6), room.height())
            box(painter, done, "practice", None, 0, RADIUS_SMALL)
        said.draw(
            painter,
            self.width() - said.width,
            middle - said.height / 2,
            theme.color("text_strong"),
        )

    def _paint_box(
        self,
        painter: QPainter,
        one: BoxView,
        place: int,
        x: float,
        y: float,
        wide: float,
        most: int,
    ) -> None:
        theme = current()
        middle = Qt.AlignmentFlag.AlignHCenter
        count = lay_out(str(one.count), TypeStyle.BODY_BOLD, int(wide), align=middle)
        word = lay_out(one.word, TypeStyle.NOTE, int(wide), align=middle)
        ground = y + count.height + theme.px(_STACK_PX)
        high = theme.px(_STACK_PX) * one.count / most
        role = _BOX_ROLES[min(place, len(_BOX_ROLES) - 1)]
        x, wide = round(x), round(wide)
        base = QRectF(x, ground, wide, 3)
        box(painter, base, role)
        if high:
            # A low one is a strip, not a lens; it stands on the ground.
            radius = min(RADIUS_SMALL, high / 2)
            box(painter, QRectF(x, ground - high, wide, high), role, None, 0, radius)
            box(painter, QRectF(x, ground - high / 2, wide, high / 2), role)
        count.draw(painter, x, ground - high - count.height, theme.color("text_strong"))
        word.draw(painter, x, ground + 6, theme.color("text"))

    def _row_px(self) -> int:
        return max(current().line_px(TypeStyle.BODY_BOLD), _BAR_PX)

    def _box_px(self, width: int) -> float:
        count = max(len(self._view.boxes), 1)
        return (width - _GAP * (count - 1)) / count

    def _when(self, width: int) -> Lines:
        return lay_out(_WHEN, TypeStyle.NOTE, width)

    def _stack_px(self, width: int) -> int:
        theme = current()
        wide = int(self._box_px(width))
        words = max(
            (lay_out(one.word, TypeStyle.NOTE, wide).height for one in self._view.boxes), default=0
        )
        above = self._when(width).height + theme.line_px(TypeStyle.BODY_BOLD)
        return above + theme.px(_STACK_PX) + words + 6
