"""The places of the app down the left side, and the visits that wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.paint import begin, box, left_edge
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TARGET_MIN, TypeStyle, current

_PAD = 12
_EDGE_PX = 4
_GAP_PX, _GAP_TIGHT_PX = 4, 2


@dataclass(frozen=True, slots=True)
class PlaceModel:
    """A place one can go to; `icon` also exists as `{icon}-fill`."""

    id: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class ParkedModel:
    """A visit put aside: its number, what it waits for, for how many minutes."""

    id: str
    number: str
    cue: str
    minutes: int


class NavItem(Pressable):
    """One place; the current one is checked. Signals: `clicked`."""

    def __init__(self, model: PlaceModel, key: str, parent: QWidget | None = None) -> None:
        self.model = model
        super().__init__(model.label, key, parent)
        self._is_tight = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tight(self, tight: bool) -> None:
        """As low as a place may be."""
        self._is_tight = tight
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = current()
        words = text_width(self.label, TypeStyle.LABEL)
        key = theme.metrics(TypeStyle.NOTE).horizontalAdvance(self.key)
        width = _PAD + _EDGE_PX + theme.px(24) + 12 + words + (12 + key if key else 0) + _PAD
        line = theme.line_px(TypeStyle.LABEL)
        return QSize(width, max(TARGET_MIN, line) if self._is_tight else max(48, line + SPACE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        here = self.isChecked()
        ink: RoleName = "action" if here else "text"
        if here:
            border: RoleName | None = "action" if theme.high_contrast else None
            box(painter, rect, "ground_raised", border, 1, self.radius)
            left_edge(painter, rect, "action", _EDGE_PX, self.radius)
        elif self.isDown() or self.underMouse():
            box(painter, rect, "action_tint", None, 0, self.radius)
        side = theme.px(24)
        left = _PAD + _EDGE_PX
        name = f"{self.model.icon}-fill" if here else self.model.icon
        icons.paint(painter, QRectF(left, rect.center().y() - side / 2, side, side), name, ink)
        style = TypeStyle.LABEL if here else TypeStyle.LABEL_PLAIN
        line = theme.line_px(style)
        lay_out(self.label, style).draw(
            painter, left + side + 12, (rect.height() - line) / 2, theme.color(ink)
        )
        if self.key:
            key = lay_out(self.key, TypeStyle.NOTE)
            role: RoleName = "action" if here else "text_secondary"
            key.draw(
                painter,
                rect.right() - _PAD - key.width,
                (rect.height() - key.height) / 2,
                theme.color(role),
            )


class SideNav(QWidget):
    """Signals: `place_requested(id)`."""

    place_requested = Signal(str)

    def __init__(self, places: Sequence[PlaceModel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("場所")
        self._items: dict[str, NavItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        for number, place in enumerate(places, start=1):
            item = NavItem(place, f"Alt+{number}" if number <= 9 else "", self)
            item.clicked.connect(self._on_clicked)
            column.addWidget(item)
            self._items[place.id] = item

    def set_tight(self, tight: bool) -> None:
        """Where there is little height."""
        column = self.layout()
        assert column is not None
        column.setSpacing(_GAP_TIGHT_PX if tight else _GAP_PX)
        for item in self._items.values():
            item.set_tight(tight)

    def item(self, place: str) -> NavItem:
        return self._items[place]

    def set_current(self, place: str) -> None:
        for own, item in self._items.items():
            item.setChecked(own == place)

    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            # The place shown decides the mark, not the press.
            item.setChecked(not item.isChecked())
            self.place_requested.emit(item.model.id)


def waited(minutes: int) -> str:
    """Short enough for a card: nobody counts a night in minutes."""
    if minutes < 120:
        return f"{minutes}分"
    return f"{minutes // 60}時間" if minutes < 48 * 60 else f"{minutes // (24 * 60)}日"


class ParkedCard(Pressable):
    """A waiting visit. Signals: `clicked`."""

    def __init__(self, model: ParkedModel, parent: QWidget | None = None) -> None:
        self.model = model
        super().__init__(model.number, "", parent)
        grows_with_width(self)
        self.set_model(model)

    def set_model(self, model: ParkedModel) -> None:
        self.model = model
        self.set_label(model.number)
        self.setAccessibleName(f"中断中 {model.number}")
        self.setAccessibleDescription(f"{model.cue} {waited(model.minutes)}")
        self.restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = current().line_px(TypeStyle.NOTE_BOLD)
        return max(TARGET_MIN, line + self._cue(width).height + 12)

    def sizeHint(self) -> QSize:
        width = current().px(152)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(96), TARGET_MIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        active = self.underMouse() or self.isDown()
        fill: RoleName = "action_tint" if active else "ground_raised"
        box(painter, rect, fill, "action" if active else "border", 1, self.radius)
        number = lay_out(self.model.number, TypeStyle.NOTE_BOLD)
        number.draw(painter, _PAD, 6, theme.color("text_strong"))
        minutes = lay_out(waited(self.model.minutes), TypeStyle.NOTE)
        minutes.draw(painter, rect.right() - _PAD - minutes.width, 6, theme.color("text"))
        self._cue(self.width()).draw(
            painter, _PAD, 6 + number.height, theme.color("text_secondary")
        )

    def _cue(self, width: int) -> Lines:
        return lay_out(self.model.cue, TypeStyle.NOTE, width - 2 * _PAD)


class ParkedList(QWidget):
    """The waiting visits, oldest first as given. Signals: `parked_visit_requested(id)`."""

    parked_visit_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("中断中の受付")
        self._cards: list[ParkedCard] = []
        self._column = QVBoxLayout(self)
        # Room for the focus ring, which a scroll area would cut off.
        self._column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._column.setSpacing(SPACE)
        self._column.addStretch(1)

    @property
    def cards(self) -> tuple[ParkedCard, ...]:
        return tuple(self._cards)

    def set_parked(self, parked: Sequence[ParkedModel]) -> None:
        """Reuses cards in place, so that a tick of the clock costs no widgets."""
        while len(self._cards) > len(parked):
            card = self._cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for i, model in enumerate(parked):
            if i == len(self._cards):
                card = ParkedCard(model, self)
                card.clicked.connect(self._on_clicked)
                self._cards.append(card)
                self._column.insertWidget(i, card)
                card.show()
            elif self._cards[i].model != model:
                self._cards[i].set_model(model)

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, ParkedCard):
            self.parked_visit_requested.emit(card.model.id)
