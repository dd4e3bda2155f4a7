"""The path so far as small cards; a fact can be pressed to answer it again."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.paint import box
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TARGET_MIN, TypeStyle, current
from dtcoach.ui.visit.path_model import PathEntry

_PAD = 12
_MOST_EM = 22


class PathCard(Measured, Pictured, Pressable):
    """Label over value. Signals: `clicked`, where the entry is a fact."""

    def __init__(self, entry: PathEntry, parent: QWidget | None = None) -> None:
        self.entry = entry
        super().__init__(entry.label, "", parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_entry(entry)

    def set_entry(self, entry: PathEntry) -> None:
        self.entry = entry
        self.set_label(entry.label)
        again = "、押すと答え直せます" if entry.fact else ""
        self.setAccessibleName(f"{entry.label} {entry.value}{again}")
        live = bool(entry.fact)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if live else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not live)
        self.updateGeometry()
        self.update()

    def _height_at(self, width: int) -> int:
        label, value = self._words(width)
        return max(TARGET_MIN, label.height + value.height + 10)

    def _wanted(self) -> QSize:
        words = max(
            text_width(self.entry.label, TypeStyle.NOTE),
            text_width(self.entry.value, TypeStyle.LABEL),
        )
        width = min(words, current().px(_MOST_EM * 16)) + 2 * _PAD + self._mark()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(96), TARGET_MIN)

    def _face(self) -> tuple[Hashable, ...]:
        entry = self.entry
        return (entry.label, entry.value, bool(entry.fact), self.underMouse() or self.isDown())

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        theme = current()
        live = bool(self.entry.fact)
        active = live and (self.underMouse() or self.isDown())
        fill: RoleName = "action_tint" if active else "ground_raised" if live else "ground_subtle"
        border: RoleName = "action" if active else "border" if live else "border_subtle"
        box(painter, rect, fill, border, 1, self.radius)
        label, value = self._words(round(rect.width()))
        label.draw(painter, _PAD, 5, theme.color("text_secondary"))
        value.draw(painter, _PAD, 5 + label.height, theme.color("text_strong"))
        if live:
            side = theme.px(18)
            place = QRectF(rect.right() - _PAD - side + 4, 6, side, side)
            icons.paint(painter, place, "edit", "action" if active else "text_secondary")

    def _words(self, width: int) -> tuple[Lines, Lines]:
        room = width - 2 * _PAD
        label = lay_out(self.entry.label, TypeStyle.NOTE, room - self._mark())
        return label, lay_out(self.entry.value, TypeStyle.LABEL, room)

    def _mark(self) -> int:
        return current().px(18) + 6 if self.entry.fact else 0


class PathView(QWidget):
    """Signals: `again_requested(fact)`."""

    again_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("ここまで")
        self._cards: list[PathCard] = []
        self._shown: tuple[PathEntry, ...] = ()
        self.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self._title = Text("ここまで", TypeStyle.LABEL, "text_secondary")
        column.addWidget(self._title)
        self._flow = FlowLayout()
        column.addLayout(self._flow)

    @property
    def cards(self) -> tuple[PathCard, ...]:
        return tuple(self._cards[: len(self._shown)])

    def set_entries(self, entries: Sequence[PathEntry]) -> None:
        """Reuses cards in place: a step costs no widgets."""
        if tuple(entries) == self._shown:
            return
        self._shown = tuple(entries)
        for i, entry in enumerate(entries):
            if i == len(self._cards):
                card = PathCard(entry, self)
                card.clicked.connect(self._on_clicked)
                self._cards.append(card)
                self._flow.addWidget(card)
            elif self._cards[i].entry != entry:
                self._cards[i].set_entry(entry)
        for i, card in enumerate(self._cards):
            card.setVisible(i < len(entries))
        self.setVisible(bool(entries))

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, PathCard) and card.entry.fact:
            self.again_requested.emit(card.entry.fact)
