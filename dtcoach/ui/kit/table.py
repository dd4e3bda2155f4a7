"""QTableView as DADS draws a table: calm rows of 44 px or more, the selection with an edge."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.chip import Tone, chip_size, paint_chip
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.paint import fill
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.scroll import ScrollBar
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_PAD = 12
_EDGE_PX = 4
_ROW_PX = 48
_HEADER_PX = 44
_LEAST_ROWS = 3
_MOST_LINES = 2
_Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """What a model may say of a cell besides its text and accessible text."""

    TONE = Qt.ItemDataRole.UserRole + 101  # Tone of text and icon
    ICON = Qt.ItemDataRole.UserRole + 102  # name of a symbol before the text
    STRONG = Qt.ItemDataRole.UserRole + 103  # bool: bold
    CHIP = Qt.ItemDataRole.UserRole + 104  # (word, Tone) after the text
    STRUCK = Qt.ItemDataRole.UserRole + 105  # bool: struck out
    WHOLE = Qt.ItemDataRole.UserRole + 106  # what the text shortens, for where there is the room


class CellDelegate(QStyledItemDelegate):
    """Paints a cell from DisplayRole and CellRole. A text that is too long for its cell is set in
    two smaller lines; what is too long even for that ends in "…"."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        theme = current()
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        style = TypeStyle.LABEL if index.data(CellRole.STRONG) else TypeStyle.LABEL_PLAIN
        width = theme.metrics(style).horizontalAdvance(text) + 2 * _PAD + 2
        if index.data(CellRole.ICON):
            width += theme.px(20) + SPACE
        chip = index.data(CellRole.CHIP)
        if chip:
            width += chip_size(chip[0]).width() + SPACE
        return QSize(width, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        ground: RoleName = "ground_subtle" if hover else "ground_raised"
        fill(painter, x, y, width, height, "action_tint" if chosen else ground)
        fill(painter, x, y + height - 1, width, 1, "border_subtle")
        if chosen and index.column() == 0:
            fill(painter, x, y, _EDGE_PX, height, "action")
        self._content(painter, rect, index)
        painter.restore()

    def _content(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        theme = current()
        tone = index.data(CellRole.TONE)
        ink: RoleName = tone.ink if isinstance(tone, Tone) else "text"
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        name = index.data(CellRole.ICON)
        if name:
            side = theme.px(20)
            place = QRectF(room.left(), room.center().y() - side / 2 + 1, side, side)
            icons.paint(painter, place, str(name), ink)
            room.setLeft(room.left() + side + SPACE)
        chip = index.data(CellRole.CHIP)
        tag = chip_size(chip[0]) if chip else QSize(-SPACE, 0)
        strong = bool(index.data(CellRole.STRONG))
        style = TypeStyle.LABEL if strong else TypeStyle.LABEL_PLAIN
        font = theme.font(style, struck=bool(index.data(CellRole.STRUCK)))
        metrics = QFontMetrics(font)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        whole = index.data(CellRole.WHOLE)
        if whole and metrics.horizontalAdvance(str(whole)) <= room.width():
            text = str(whole)
        both = metrics.horizontalAdvance(text) + SPACE + tag.width()
        if chip and chip[1] is Tone.NEUTRAL and both > room.width():
            # It only adds to the text: where both do not fit, the text comes first.
            chip, tag = None, QSize(-SPACE, 0)
        color = theme.color("text_strong" if strong and not tone else ink)
        if not chip and metrics.horizontalAdvance(text) > room.width():
            small = TypeStyle.NOTE_BOLD if strong else TypeStyle.NOTE
            lines = lay_out(text, small, room.width(), struck=bool(index.data(CellRole.STRUCK)))
            fits = lines.width <= room.width() and lines.height <= rect.height()
            if lines.count <= _MOST_LINES and fits:
                lines.draw(painter, room.left(), rect.center().y() + 1 - lines.height / 2, color)
                return
        shown = metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, room.width() - (tag.width() + SPACE)
        )
        painter.setFont(font)
        painter.setPen(color)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = align is not None and int(align) & int(Qt.AlignmentFlag.AlignRight.value)
        side_flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side_flag | Qt.AlignmentFlag.AlignVCenter, shown)
        if chip:
            left = room.left() + (metrics.horizontalAdvance(shown) + SPACE if shown else 0)
            top = rect.center().y() - tag.height() / 2 + 1
            paint_chip(painter, QRectF(left, top, tag.width(), tag.height()), chip[0], chip[1])


class TableHeader(QHeaderView):
    """Headers aligned with what is under them; the sorted column says so with an arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(current().font(TypeStyle.LABEL))
        self.setFixedHeight(max(_HEADER_PX, current().line_px(TypeStyle.LABEL) + 2 * SPACE))
        self.viewport().update()

    def sectionSizeFromContents(self, index: int) -> QSize:
        text = str(self.model().headerData(index, self.orientation()) or "")
        width = current().metrics(TypeStyle.LABEL).horizontalAdvance(text) + 2 * _PAD
        arrow = current().px(20) if self.isSortIndicatorShown() else 0
        return QSize(width + arrow, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        theme = current()
        painter.save()
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        fill(painter, x, y, width, height, "ground_subtle")
        fill(painter, x, y + height - 1, width, 1, "border")
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        text = str(self.model().headerData(index, self.orientation()) or "")
        painter.setFont(theme.font(TypeStyle.LABEL))
        painter.setPen(theme.color("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == index:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            side = theme.px(18)
            left = room.left() + theme.metrics(TypeStyle.LABEL).horizontalAdvance(text) + 4
            place = QRectF(left, rect.center().y() - side / 2, side, side)
            icons.paint(painter, place, "arrow_upward" if up else "arrow_downward", "text")
        painter.restore()


class Table(QTableView):
    """Rows are chosen as a whole. Signals: `row_opened(QModelIndex)` on Enter or double click."""

    row_opened = Signal(QModelIndex)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalHeader(TableHeader(self))
        self.setItemDelegate(CellDelegate(self))
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        # As high as its rows; a layout may give less, and then it scrolls.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(self._on_double_clicked)
        self.restyle()

    def set_columns(self, widths_em: list[float]) -> None:
        """Widths in characters of body text; the last column takes what is left."""
        for column, em in enumerate(widths_em[: self.horizontalHeader().count() - 1]):
            self.setColumnWidth(column, current().px(em * 16) + 2 * _PAD)
        self._widths_em = widths_em

    def height_for_rows(self, rows: int) -> int:
        """So that a short table can be shown whole, without a scroll bar."""
        return self.horizontalHeader().height() + rows * row_height() + 2

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount() if self.model() is not None else 0
        return QSize(current().px(640), self.height_for_rows(max(rows, _LEAST_ROWS)))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(320), self.height_for_rows(_LEAST_ROWS))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.restyle()

    def restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(0)
        self.verticalHeader().setDefaultSectionSize(row_height())
        widths: list[float] = getattr(self, "_widths_em", [])
        if widths:
            self.set_columns(widths)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen row stays in sight when a notice takes room from the table."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(index)


def row_height() -> int:
    """Height of a table row in pixels at the present text scale."""
    return max(_ROW_PX, current().line_px(TypeStyle.LABEL) + 2 * SPACE)
