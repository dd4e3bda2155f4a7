"""Inputs that choose: radios and check boxes of 44 px and a drop-down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.field import HEIGHT_PX, Field
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.pressable import grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_CONTROL, SPACE, TARGET_MIN, TypeStyle, current

_PAD = 2 * SPACE


def _row_words(button: QAbstractButton, width: int) -> Lines:
    return lay_out(button.text(), TypeStyle.BODY, width - _row_left() - SPACE)


def _row_left() -> int:
    return SPACE + current().px(24) + 12


def _row_height(button: QAbstractButton, width: int) -> int:
    return max(TARGET_MIN, _row_words(button, width).height + SPACE)


def _row_hint(button: QAbstractButton) -> QSize:
    width = text_width(button.text(), TypeStyle.BODY) + _row_left() + SPACE
    return QSize(width, _row_height(button, width))


def _paint_row(button: QAbstractButton, on: str, off: str) -> None:
    painter = begin(button)
    theme = current()
    dead = button.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
    rect = QRectF(button.rect())
    if button.underMouse() and not dead:
        box(painter, rect, "action_tint", radius=RADIUS_CONTROL)
    side = theme.px(24)
    words = _row_words(button, button.width())
    top = (rect.height() - words.height) / 2
    mark: RoleName = "action" if button.isChecked() else "border_input"
    ink: RoleName = "text"
    if dead:
        mark = ink = "text_secondary"
    first = top + theme.line_px(TypeStyle.BODY) / 2
    name = on if button.isChecked() else off
    icons.paint(painter, QRectF(SPACE, first - side / 2, side, side), name, mark)
    words.draw(painter, _row_left(), top, theme.color(ink))


class RadioRow(QRadioButton):
    """One of several. The whole row is the target."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setAccessibleName(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", RADIUS_CONTROL)
        grows_with_width(self)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _row_height(self, width)

    def sizeHint(self) -> QSize:
        return _row_hint(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(current().px(120), self.sizeHint().width()), TARGET_MIN)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_row(self, "radio_button_checked", "radio_button_unchecked")


class CheckRow(QCheckBox):
    """Yes or no. The whole row is the target."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setAccessibleName(label)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", RADIUS_CONTROL)
        grows_with_width(self)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _row_height(self, width)

    def sizeHint(self) -> QSize:
        return _row_hint(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), TARGET_MIN)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_row(self, "check_box-fill", "check_box_outline_blank")


class RadioField(Field):
    """A question with a few fixed answers. Signals: `chosen(value)`."""

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        support: str = "",
        required: bool = False,
        in_a_row: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`options`: (value, label); `in_a_row` sets short ones side by side."""
        rows = QWidget()
        column: FlowLayout | QVBoxLayout
        if in_a_row:
            column = FlowLayout(rows, gap=4)
            policy = rows.sizePolicy()
            policy.setHeightForWidth(True)
            rows.setSizePolicy(policy)
        else:
            column = QVBoxLayout(rows)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
        super().__init__(label, rows, rows, support=support, required=required, parent=parent)
        self._group = QButtonGroup(self)
        self._rows: dict[str, RadioRow] = {}
        for value, text in options:
            row = RadioRow(text)
            row.setProperty("value", value)
            self._group.addButton(row)
            column.addWidget(row)
            self._rows[value] = row
        self._group.buttonClicked.connect(self._on_clicked)
        if options:
            self.setFocusProxy(self._rows[options[0][0]])

    def value(self) -> str | None:
        return next((v for v, row in self._rows.items() if row.isChecked()), None)

    def choose(self, value: str) -> None:
        self._rows[value].setChecked(True)

    def _on_clicked(self, row: QAbstractButton) -> None:
        self.chosen.emit(str(row.property("value")))


class _OptionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        height = max(TARGET_MIN, current().line_px(TypeStyle.BODY) + SPACE)
        return QSize(0, height)


class Combo(QComboBox):
    """A drop-down that the mouse wheel cannot change by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", RADIUS_CONTROL)
        self.setItemDelegate(_OptionDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(current().font(TypeStyle.READ))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        texts = [self.itemText(i) for i in range(self.count())] + [self.placeholderText()]
        words = max(text_width(text, TypeStyle.READ) for text in texts)
        height = max(HEIGHT_PX, theme.line_px(TypeStyle.READ) + SPACE)
        return QSize(words + 2 * _PAD + theme.px(24) + SPACE, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        dead = self.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
        rect = QRectF(self.rect())
        border: RoleName = "text_strong" if self.underMouse() and not dead else "border_input"
        fill: RoleName = "disabled" if dead else "ground_raised"
        box(painter, rect, fill, border, 1, RADIUS_CONTROL)
        side = theme.px(24)
        text = self.currentText() or self.placeholderText()
        ink: RoleName = "text_strong" if self.currentText() else "example"
        if dead:
            ink = "on_disabled"
        painter.setFont(theme.font(TypeStyle.READ))
        painter.setPen(theme.color(ink))
        room = rect.adjusted(_PAD, 0, -_PAD - side, 0)
        shown = theme.metrics(TypeStyle.READ).elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        arrow = QRectF(rect.right() - 12 - side, rect.center().y() - side / 2, side, side)
        icons.paint(painter, arrow, "keyboard_arrow_down", ink)


class ComboField(Field):
    """One of many. Signals: `chosen(value)`."""

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        support: str = "",
        required: bool = False,
        placeholder: str = "選んでください",
        parent: QWidget | None = None,
    ) -> None:
        """`options`: (value, label)."""
        self._combo = Combo()
        self.set_options(options)
        self._combo.setPlaceholderText(placeholder)
        super().__init__(
            label, self._combo, self._combo, support=support, required=required, parent=parent
        )
        self.line.setStretch(0, 0)
        self.line.addStretch(1)
        self._combo.activated.connect(self._on_activated)

    def value(self) -> str | None:
        data = self._combo.currentData()
        return None if data is None else str(data)

    def choose(self, value: str) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Others from now on; none of them is chosen."""
        self._combo.clear()
        for value, text in options:
            self._combo.addItem(text, value)
        self._combo.setCurrentIndex(-1)
        self._combo.updateGeometry()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self._combo.itemData(index)))
