"""A grid of large choices, for picking what the resident came for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import badge_width, begin, box, key_badge
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

_PAD = 12
_GAP = 12
_MIN_WIDTH_PX = 232
_MOST_COLUMNS = 4
"""On a wide screen the tiles get wider: words stay whole, and the eye finds its row."""
_MIN_HEIGHT_PX = 64


@dataclass(frozen=True, slots=True)
class TileModel:
    """One choice; `note` says in a few words when it is the right one."""

    id: str
    title: str
    note: str = ""
    icon: str = ""
    key: str = ""


class Tile(Pressable):
    """One large choice. Signals: `clicked`. Checkable where a grid allows several."""

    radius = RADIUS_PANEL

    def __init__(self, model: TileModel, parent: QWidget | None = None) -> None:
        self.model = model
        super().__init__(model.title, model.key, parent)
        if model.note:
            self.setAccessibleDescription(model.note)

    def set_model(self, model: TileModel) -> None:
        """Another choice in the same place: a new control would cost more than its words."""
        self.model = model
        if self.label != model.title:
            self.set_label(model.title)
        self.set_key(model.key)
        self.setAccessibleDescription(model.note)
        self.setChecked(False)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the grid knows what is above and below
            return
        super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        title, note = self._words(width)
        high = title.height + (note.height if note else 0) + 2 * _PAD
        return max(high, current().px(_MIN_HEIGHT_PX))

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = current().px(_MIN_WIDTH_PX)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(_MIN_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        rect = QRectF(self.rect())
        fill: RoleName = "ground_raised"
        border: RoleName = "border"
        ink: RoleName = "text_strong"
        mark: RoleName = "action"
        if self.is_off:
            fill, border, ink, mark = "disabled", "border_subtle", "on_disabled", "on_disabled"
        elif self.isDown():
            fill, border = "action_tint_hover", "action"
        elif self.isChecked() or self.underMouse():
            fill, border = "action_tint", "action"
        box(painter, rect, fill, border, 3 if self.isChecked() else 1, self.radius)
        title, note = self._words(self.width())
        block = title.height + (note.height if note else 0)
        top = (rect.height() - block) / 2
        first = top + theme.line_px(TypeStyle.LABEL) / 2
        if self.model.icon:
            side = theme.px(28)
            name = "check_circle-fill" if self.isChecked() else self.model.icon
            icons.paint(painter, QRectF(_PAD, rect.center().y() - side / 2, side, side), name, mark)
        title.draw(painter, self._left(), top, theme.color(ink))
        if note:
            role: RoleName = "on_disabled" if self.is_off else "text_secondary"
            note.draw(painter, self._left(), top + title.height, theme.color(role))
        if self.key:
            width, height = badge_width(self.key), theme.px(24)
            cap = QRectF(rect.right() - _PAD - width, first - height / 2, width, height)
            key_badge(painter, cap, self.key, "text_secondary", fill)

    def _words(self, width: int) -> tuple[Lines, Lines | None]:
        room = width - self._left() - _PAD
        below = self.reason or self.model.note
        first = room - (badge_width(self.key) + SPACE if self.key else 0)
        note = lay_out(below, TypeStyle.NOTE, room) if below else None
        return lay_out(self.label, TypeStyle.LABEL, first), note

    def _left(self) -> int:
        return _PAD + (current().px(28) + 12 if self.model.icon else 4)


class TileGrid(QWidget):
    """Tiles in as many equal columns as fit; arrow keys move, Enter or the key chooses.

    Signals: `chosen(id)`. With `several`, tiles stay checked and `chosen` comes for each change.
    """

    chosen = Signal(str)

    def __init__(self, name: str, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._several = several
        self._tiles: list[Tile] = []
        self._spare: list[Tile] = []
        self._kept_for: object = None
        self._kept: dict[int, list[QRect]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(self._tiles)

    def set_tiles(self, models: Sequence[TileModel]) -> None:
        tiles = [*self._tiles, *self._spare]
        for tile in tiles[len(models) :]:
            tile.set_key("")
            tile.setChecked(False)
            tile.hide()
        for tile, model in zip(tiles, models, strict=False):
            tile.set_model(model)
        tiles += [self._made(model) for model in models[len(tiles) :]]
        self._tiles, self._spare = tiles[: len(models)], tiles[len(models) :]
        self._arrange()
        # In its place already: else Qt asks each for the size it would like, which lays its words.
        for tile in self._tiles:
            tile.show()
        self.updateGeometry()

    def _made(self, model: TileModel) -> Tile:
        tile = Tile(model, self)
        tile.setCheckable(self._several)
        tile.clicked.connect(self._on_clicked)
        return tile

    def tell(self, tile_id: str, note: str) -> None:
        """Puts words under a tile and marks it, where what was chosen has an answer at once."""
        for tile in self._tiles:
            if tile.model.id == tile_id:
                tile.model = replace(tile.model, note=note)
                tile.setAccessibleDescription(note)
                tile.setChecked(True)
        self._arrange()
        self.updateGeometry()

    def checked(self) -> tuple[str, ...]:
        return tuple(tile.model.id for tile in self._tiles if tile.isChecked())

    def restyle(self) -> None:
        self._arrange()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def sizeHint(self) -> QSize:
        width = 3 * current().px(_MIN_WIDTH_PX) + 2 * _GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(_MIN_HEIGHT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Down: self._columns(self.width()),
            Qt.Key.Key_Up: -self._columns(self.width()),
        }.get(Qt.Key(event.key()))
        here = next((i for i, tile in enumerate(self._tiles) if tile.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        if 0 <= here + step < len(self._tiles):
            self._tiles[here + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _columns(self, width: int) -> int:
        fitting = (width + _GAP) // (current().px(_MIN_WIDTH_PX) + _GAP)
        return min(max(1, fitting), _MOST_COLUMNS)

    def _places(self, width: int) -> list[QRect]:
        """Kept for as long as nothing changes: layouts ask again and again for the same
        two widths, in turn."""
        words = tuple((tile.text(), tile.reason, tile.key, tile.model.note) for tile in self._tiles)
        if self._kept_for != (current(), words):
            self._kept_for, self._kept = (current(), words), {}
        if width not in self._kept:
            self._kept[width] = self._placed(width)
        return self._kept[width]

    def _placed(self, width: int) -> list[QRect]:
        columns = self._columns(width)
        wide = (width - _GAP * (columns - 1)) // columns
        places: list[QRect] = []
        y = 0
        for start in range(0, len(self._tiles), columns):
            row = self._tiles[start : start + columns]
            high = max(tile.heightForWidth(wide) for tile in row)
            places += [QRect(i * (wide + _GAP), y, wide, high) for i in range(len(row))]
            y += high + _GAP
        return places

    def _arrange(self) -> None:
        for tile, place in zip(self._tiles, self._places(self.width()), strict=True):
            tile.setGeometry(place)

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.chosen.emit(tile.model.id)
