"""Labelled inputs: label and 必須 above, help under the label, the error under the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.focus import REACH_PX, surround
from dtcoach.ui.kit.paint import begin, box, left_edge
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.scroll import ScrollBar
from dtcoach.ui.kit.text import IconLabel, Text
from dtcoach.ui.kit.theme import RADIUS_CONTROL, SPACE, TypeStyle, current
from dtcoach.ui.kit.typing import Typing

HEIGHT_PX = 48
_PAD = 2 * SPACE
_BAD_EDGE_PX = 8
_CLEAR_PX = REACH_PX - 1
"""From the line of the words to a box that has the keys: its ring touches no letter, for below the
letters their line has some room of its own."""


class FieldBox(QWidget):
    """The painted box around an editor that has no frame of its own."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._bad = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD - 4, 4, _PAD - 4, 4)
        row.addWidget(editor)
        surround(editor, self, RADIUS_CONTROL)
        self.setFocusProxy(editor)

    def set_bad(self, bad: bool) -> None:
        self._bad = bad
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        off = self.editor.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
        fill: RoleName = "disabled" if off else "ground_raised"
        border: RoleName = "border_input"
        if self._bad:
            border = "danger"
        elif self.underMouse() and not off:
            border = "text_strong"
        painter, rect = begin(self), QRectF(self.rect())
        box(painter, rect, fill, border, 2 if self._bad else 1, RADIUS_CONTROL)
        if self._bad:
            # Colour is not the only sign: next to the ring one border looks like another.
            left_edge(painter, rect, "danger", _BAD_EDGE_PX, RADIUS_CONTROL)


class Field(QWidget):
    """Label, help, editor, error. The label names the editor for screen readers.

    Signals: none of its own; see the kinds.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        framed: QWidget | None = None,
        *,
        support: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = label
        self._required = required
        self._box = framed if framed is not None else FieldBox(editor)
        self._support = Text(support, TypeStyle.NOTE, "text_secondary")
        if not support:
            # Shown, it would be a window of its own until it is in the field.
            self._support.hide()
        self._error_icon = IconLabel("error-fill", "danger", 20, beside=TypeStyle.BODY)
        self._error = Text("", TypeStyle.BODY, "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = FlowLayout()
        self._title = Text(label, TypeStyle.LABEL, "text_strong")
        head.addWidget(self._title)
        if required:
            head.addWidget(Text("※必須", TypeStyle.NOTE_BOLD, "danger", wrap=False))
        column.addLayout(head)
        column.addWidget(self._support)
        column.addSpacing(3)  # the ring around the editor stays off the label
        self.line = QHBoxLayout()
        self.line.setSpacing(2 * SPACE)
        self.line.addWidget(self._box, 100)
        column.addLayout(self.line)
        below = self._below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._error, 1)
        column.addLayout(below)
        self.setFocusProxy(editor)
        self.set_error("")

    @property
    def error(self) -> str:
        return self._error.text()

    def set_error(self, error: str) -> None:
        """What is wrong and what to do, shown under the field; empty for fine."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._error_icon.setVisible(bool(error))
        self._below.setContentsMargins(0, _CLEAR_PX - 4 if error else 0, 0, 0)
        if isinstance(self._box, FieldBox):
            self._box.set_bad(bool(error))
        self.editor.setAccessibleName(f"{self._label} 必須" if self._required else self._label)
        self.editor.setAccessibleDescription(error or self._support.text())

    def set_support(self, support: str) -> None:
        self._support.setText(support)
        self._support.setVisible(bool(support))
        self.set_error(self.error)

    def set_label_style(self, style: TypeStyle) -> None:
        """Larger for the one question of a page."""
        self._title.set_style(style)

    def show_label(self, shown: bool) -> None:
        """Where there is no room above, the placeholder says it; readers hear it as before."""
        self._title.setVisible(shown)

    def set_label(self, label: str) -> None:
        self._label = label
        self._title.setText(label)
        self.set_error(self.error)

    def setEnabled(self, enabled: bool) -> None:
        self.editor.setEnabled(enabled)
        self._box.update()


class LineEdit(QLineEdit):
    """A QLineEdit without frame in the type of the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.restyle()

    def event(self, event: QEvent) -> bool:
        # Qt keeps Ctrl+Z for the editor even where nothing was typed: then it is the window's.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)

    def restyle(self) -> None:
        theme = current()
        self.setFont(theme.font(TypeStyle.READ))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        for group in QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive:
            palette.setColor(group, QPalette.ColorRole.Text, theme.color("text_strong"))
        disabled = QPalette.ColorGroup.Disabled
        palette.setColor(disabled, QPalette.ColorRole.Text, theme.color("on_disabled"))
        self.setPalette(palette)
        self.setFixedHeight(max(HEIGHT_PX, theme.line_px(TypeStyle.READ) + SPACE) - 8)


class LineField(Field):
    """One line. Signals: `changed(text)` as typed, `submitted(text)` on Enter, `left()` when the
    keys go elsewhere or Enter is pressed."""

    changed = Signal(str)
    submitted = Signal(str)
    left = Signal()

    def __init__(
        self,
        label: str,
        *,
        support: str = "",
        required: bool = False,
        placeholder: str = "",
        width_em: int = 0,
        typing: Typing = Typing.JAPANESE,
        parent: QWidget | None = None,
    ) -> None:
        """`width_em`: as wide as that many characters; 0 takes the width there is."""
        self._line = LineEdit()
        typing.prepare(self._line)
        self._width_em = width_em
        super().__init__(label, self._line, support=support, required=required, parent=parent)
        self._line.setPlaceholderText(placeholder)
        self._line.textChanged.connect(self.changed)
        self._line.returnPressed.connect(self._on_return_pressed)
        self._line.editingFinished.connect(self.left)
        if width_em:
            self.line.addStretch(1)
        self.restyle()

    def text(self) -> str:
        return self._line.text()

    def set_text(self, text: str) -> None:
        self._line.setText(text)

    def set_placeholder(self, words: str) -> None:
        """What stands there while it is empty."""
        self._line.setPlaceholderText(words)

    def select_all(self) -> None:
        """What is typed next takes its place."""
        self._line.selectAll()

    def sizeHint(self) -> QSize:
        """As wide as was asked for: beside others its placeholder is read to the end."""
        hint = super().sizeHint()
        if self._width_em:
            hint.setWidth(max(hint.width(), self._box.maximumWidth()))
        return hint

    def restyle(self) -> None:
        if self._width_em:
            self._box.setMaximumWidth(current().px(self._width_em * 17) + 2 * _PAD)

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self._line.text())


class NoteField(Field):
    """Several lines; Tab leaves the field. Signals: `changed(text)`."""

    changed = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        support: str = "",
        required: bool = False,
        lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:
        self._note = QPlainTextEdit()
        self._note.setFrameShape(QFrame.Shape.NoFrame)
        self._note.setTabChangesFocus(True)
        self._note.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical))
        self._note.viewport().setAutoFillBackground(False)
        self._lines = lines
        super().__init__(label, self._note, support=support, required=required, parent=parent)
        self._note.textChanged.connect(self._on_text_changed)
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def text(self) -> str:
        return self._note.toPlainText()

    def set_text(self, text: str) -> None:
        self._note.setPlainText(text)

    @property
    def note(self) -> QPlainTextEdit:
        return self._note

    def set_lines(self, lines: int) -> None:
        """How many lines are seen without scrolling."""
        if lines != self._lines:
            self._lines = lines
            self.restyle()

    def restyle(self) -> None:
        theme = current()
        self._note.setFont(theme.font(TypeStyle.READ))
        height = theme.metrics(TypeStyle.READ).lineSpacing() * self._lines
        self._note.setFixedHeight(height + 2 * SPACE)

    def _on_text_changed(self) -> None:
        self.changed.emit(self.text())
