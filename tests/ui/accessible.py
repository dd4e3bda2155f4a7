"""Walks a window for what a clerk with poor sight, no mouse or a screen reader would fail on."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QFontInfo, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.choice import CheckRow, RadioRow
from dtcoach.ui.kit.focus import FocusRing
from dtcoach.ui.kit.nav import NavItem, ParkedCard
from dtcoach.ui.kit.offer import OfferCard
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.theme import TypeStyle, current
from dtcoach.ui.kit.tiles import Tile

SMALLEST_TEXT_PX = 14
ANSWER_PX = 44
BUTTON_PX = 36
INPUT_PX = 40
_ANSWERS = (AnswerButton, CheckRow, NavItem, OfferCard, ParkedCard, RadioRow, Tile)
_EDITORS = (QLineEdit, QPlainTextEdit, QComboBox)
_SILENT = "\n\u2028\u3000 \u200b\ufe0e\ufe0f"


def assert_accessible(window: QWidget) -> None:
    """Fails with every problem of the visible widgets of a shown window."""
    assert window.isVisible(), "show the window first"
    problems = [problem for widget in _shown(window) for problem in _problems(widget, window)]
    problems += _shared_keys(window)
    assert not problems, "\n".join(problems)


def interactive(window: QWidget) -> list[QWidget]:
    """Everything shown that takes keys or presses."""
    return [widget for widget in _shown(window) if _is_interactive(widget)]


def accessible_name(widget: QWidget) -> str:
    """What a screen reader says first."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisibleTo(window) and not isinstance(widget, FocusRing):
            yield widget


def _shared_keys(window: QWidget) -> Iterator[str]:
    """Qt presses neither of two controls that want the same key, and says nothing."""
    owners: dict[str, str] = {}
    for widget in _shown(window):
        if isinstance(widget, Pressable) and widget.key and widget.isEnabled():
            if widget.key in owners:
                yield f"«{widget.label}» and «{owners[widget.key]}» share the key {widget.key}"
            owners[widget.key] = widget.label


def _is_interactive(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QHeaderView):
        return False
    pressed_or_typed = isinstance(widget, (QAbstractButton, QAbstractItemView, *_EDITORS))
    return pressed_or_typed or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _problems(widget: QWidget, window: QWidget) -> Iterator[str]:
    who = f"{type(widget).__name__} «{_text(widget) or widget.accessibleName()}»"
    if _is_interactive(widget):
        if not accessible_name(widget).strip():
            yield f"{who}: no accessible name"
        least = _least_height(widget)
        framed = widget.property("ring_target")
        height = (framed if isinstance(framed, QWidget) else widget).height()
        if height < least:
            yield f"{who}: {height} px high, needs {least}"
    if _text(widget) and _font_px(widget) < SMALLEST_TEXT_PX:
        yield f"{who}: text of {_font_px(widget)} px"
    yield from (f"{who}: {problem}" for problem in _clipping(widget, window))
    missing = _missing_glyphs(" ".join(_all_texts(widget)))
    if missing:
        yield f"{who}: no glyph for {missing}"


def _least_height(widget: QWidget) -> int:
    if isinstance(widget, _ANSWERS):
        return ANSWER_PX
    if isinstance(widget, QAbstractButton):
        return BUTTON_PX
    return INPUT_PX if isinstance(widget, _EDITORS) else 0


def _font_px(widget: QWidget) -> int:
    return QFontInfo(widget.font()).pixelSize()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _all_texts(widget: QWidget) -> Iterator[str]:
    yield _text(widget)
    yield widget.accessibleName()
    # Painted widgets (steps, banner, cards) describe all that they paint.
    yield widget.accessibleDescription()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTableView) and widget.model() is not None:
        model = widget.model()
        for column in range(model.columnCount(QModelIndex())):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(model.rowCount(QModelIndex())):
                yield str(model.index(row, column).data() or "")


def _clipping(widget: QWidget, window: QWidget) -> Iterator[str]:
    words = isinstance(widget, QLabel | QAbstractButton)
    if words and widget.hasHeightForWidth():
        needs = widget.heightForWidth(widget.width())
        if needs > widget.height():
            yield f"clipped: {widget.height()} px high, its words need {needs}"
    elif words and widget.sizeHint().width() > widget.width():
        yield f"clipped: {widget.width()} px wide, its words need {widget.sizeHint().width()}"
    parent = widget.parentWidget()
    if widget is window or parent is None or widget.isWindow():
        return
    scrolled = isinstance(parent.parentWidget(), QScrollArea | QAbstractScrollArea)
    if isinstance(parent, QAbstractScrollArea):
        return
    if scrolled and isinstance(parent.parentWidget(), QScrollArea):
        if widget.width() > parent.width():
            yield f"wider ({widget.width()} px) than what scrolls it ({parent.width()} px)"
    elif not scrolled and _is_content(widget) and not parent.rect().contains(widget.geometry()):
        yield f"reaches out of its parent: {widget.geometry()} in {parent.size()}"


def _is_content(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit) and not widget.size().isEmpty()


def _missing_glyphs(text: str) -> str:
    metrics: QFontMetrics = current().metrics(TypeStyle.BODY)
    return "".join(sorted({c for c in text if c not in _SILENT and not metrics.inFontUcs4(ord(c))}))
