"""Text that wraps as Japanese wants it and tells the layout how high it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dtcoach.ui.kit.icon import pixmap
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import TypeStyle, current

# Longer lines are hard to read on; a layout may still give more.
_COMFORT_EM = 40
_LEAST_EM = 4
_LONG = 60


class Text(Measured, QLabel):
    """A wrapping label in one type style and one colour role. Plain text only."""

    def __init__(
        self,
        text: str = "",
        style: TypeStyle = TypeStyle.BODY,
        role: RoleName = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = True,
        language: str = "ja",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._style = style
        self._role: RoleName = role
        self._wrap = wrap
        self._language = language
        self._across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
        self._in_middle = bool(align & Qt.AlignmentFlag.AlignVCenter) or not wrap
        self._strong: tuple[tuple[int, int], ...] = ()
        # QLabel sets the policy for height by width from this each time its text changes.
        self.setWordWrap(wrap)
        self.restyle()
        self.setText(text)

    def setText(self, text: str) -> None:
        if text == self.text() and not self._strong:
            return
        self._strong = ()
        self._measure_again()
        super().setText(text)

    def setContentsMargins(self, *margins: Any) -> None:
        self._measure_again()
        super().setContentsMargins(*margins)

    def set_spans(self, spans: Iterable[tuple[str, bool]]) -> None:
        """Text made of (words, bold) pieces."""
        whole, strong = "", []
        for words, bold in spans:
            if bold:
                strong.append((len(whole), len(words)))
            whole += words
        super().setText(whole)
        self._strong = tuple(strong)
        self.updateGeometry()
        self.update()

    def set_role(self, role: RoleName) -> None:
        self._role = role
        self.update()

    def set_style(self, style: TypeStyle) -> None:
        self._style = style
        self.restyle()

    def set_language(self, language: str) -> None:
        self._language = language
        self.restyle()

    def restyle(self) -> None:
        self.setFont(current().font(self._style, self._language))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def _height_at(self, width: int) -> int:
        margins = self._margins()
        if not self._wrap:
            return current().line_px(self._style) + margins.height()
        room = width - margins.width()
        if room <= self._narrow() and len(self.text()) > _LONG:
            # Qt asks how high the least width would be; nobody ever sees long words there.
            return self._about(max(room, 1)) + margins.height()
        return self._lines(room).height + margins.height()

    def _wanted(self) -> QSize:
        whole = lay_out(self.text(), self._style, strong=self._strong, language=self._language)
        margins = self._margins()
        comfort = current().px(self._style.size_px * _COMFORT_EM)
        if not self._wrap or whole.width <= comfort:
            return QSize(whole.width, whole.height) + margins
        return QSize(comfort, self._lines(comfort).height) + margins

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if not self._wrap:
            return hint
        least = QSize(self._narrow(), current().line_px(self._style)) + self._margins()
        return least.boundedTo(hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        lines = self._lines(room.width())
        top = float(room.top())
        if self._in_middle:
            top += (room.height() - lines.height) / 2
        lines.draw(painter, room.left(), top, current().color(self._role))

    def _narrow(self) -> int:
        return current().px(self._style.size_px * _LEAST_EM)

    def _about(self, width: int) -> int:
        """A height that is enough for the words in so little room, without breaking them."""
        signs = max(int(width / current().px(self._style.size_px)), 1)
        lines = sum(-(-len(line) // signs) for line in self.text().split("\n"))
        return 2 * lines * current().line_px(self._style)

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lines(self, width: int) -> Lines:
        return lay_out(
            self.text(),
            self._style,
            width,
            strong=self._strong,
            language=self._language,
            align=self._across,
        )


class IconLabel(QLabel):
    """One symbol in a role's colour; silent, because words stand beside it."""

    def __init__(
        self,
        name: str,
        role: RoleName,
        size_px: int = 24,
        *,
        beside: TypeStyle | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`beside` makes it as high as a line in that style, so that it stands in the middle."""
        super().__init__(parent)
        self._name = name
        self._role: RoleName = role
        self._size_px = size_px
        self._beside = beside
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()

    def set_icon(self, name: str, role: RoleName) -> None:
        self._name, self._role = name, role
        self.restyle()

    def restyle(self) -> None:
        theme = current()
        side = theme.px(self._size_px)
        high = max(side, theme.line_px(self._beside)) if self._beside else side
        self.setFixedSize(side, high)
        self.setPixmap(pixmap(self._name, self._role, side, self.devicePixelRatioF()))


def heading(
    text: str, style: TypeStyle = TypeStyle.HEADING_20, parent: QWidget | None = None
) -> Text:
    """A heading in the strong text colour."""
    return Text(text, style, "text_strong", parent)
