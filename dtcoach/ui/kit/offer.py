"""Ways to serve someone as cards; wrong ones stay visible, struck out, with the reason."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.chip import Verdict, chip_size, paint_chip
from dtcoach.ui.kit.lines import Lines, lay_out, text_width
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.paint import badge_width, box, key_badge
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.pressable import Pressable, grows_with_width
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

_PAD = 12
_GAP = SPACE
_LEAST_PX = 52


@dataclass(frozen=True, slots=True)
class OfferModel:
    """One route as the clerk sees it. `key` is printed and works, e.g. "Alt+1" or "1"."""

    route: str
    title: str
    verdict: Verdict
    reason: str = ""
    key: str = ""
    language: str = "ja"
    """That of the reason, for the shape of its letters."""


class _Places(NamedTuple):
    """Where each part of a card is drawn."""

    chip: QRectF
    title: Lines
    title_x: float
    title_y: float
    reason: Lines | None
    reason_y: float
    mark: QRectF
    cap: QRectF
    height: int


class OfferCard(Measured, Pictured, Pressable):
    """Title, verdict, reason, key. A refused card never checks. Signals: `clicked`."""

    radius = RADIUS_PANEL

    def __init__(self, model: OfferModel, parent: QWidget | None = None) -> None:
        self._model = model
        super().__init__(model.title, model.key, parent)
        self.setCheckable(model.verdict is not Verdict.REFUSED)
        grows_with_width(self)
        self._name()

    @property
    def model(self) -> OfferModel:
        return self._model

    def set_model(self, model: OfferModel) -> None:
        if model == self._model:
            return
        self._model = model
        self.setCheckable(model.verdict is not Verdict.REFUSED)
        self.set_label(model.title)
        self.set_key(model.key)
        self._name()
        self.restyle()

    def _height_at(self, width: int) -> int:
        # Without a reason there is nothing under the title to leave room for. Larger text fills it.
        least = 64 if self._model.reason else _LEAST_PX
        return max(self._arrange(width).height, least)

    def _wanted(self) -> QSize:
        width = current().px(328)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        chip = chip_size(self._model.verdict.word, self._model.verdict.icon).width()
        return QSize(max(chip, self._marks_width()) + 2 * _PAD, _LEAST_PX)

    def _face(self) -> tuple[Hashable, ...]:
        return (self._model, self.isChecked(), self.isDown(), self.underMouse())

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        theme = current()
        model = self._model
        refused = model.verdict is Verdict.REFUSED
        fill: RoleName = "ground_subtle" if refused else "ground_raised"
        border: RoleName = "border_subtle" if refused else "border"
        if self.isChecked():
            fill, border = "action_tint", "action"
        elif self.isDown():
            fill, border = "action_tint_hover", "action"
        elif self.underMouse() and not refused:
            fill, border = "action_tint", "action"
        box(painter, rect, fill, border, 3 if self.isChecked() else 1, self.radius)
        chip, title, title_x, title_y, reason, reason_y, mark, cap, _ = self._arrange(self.width())
        verdict = model.verdict
        paint_chip(painter, chip, verdict.word, verdict.tone, verdict.icon, verdict.full)
        ink: RoleName = "text_secondary" if refused else "text_strong"
        title.draw(painter, title_x, title_y, theme.color(ink))
        if reason is not None:
            role: RoleName = "text" if self.isChecked() else "text_secondary"
            reason.draw(painter, _PAD + 2, reason_y, theme.color(role))
        if self.isChecked():
            icons.paint(painter, mark, "check_circle-fill", "action")
        if model.key and not refused:
            ink = "action" if self.isChecked() else "text_secondary"
            key_badge(painter, cap, model.key, ink, "ground_raised")

    def _arrange(self, width: int) -> _Places:
        theme = current()
        model = self._model
        struck = model.verdict is Verdict.REFUSED
        size = chip_size(model.verdict.word, model.verdict.icon)
        chip = QRectF(_PAD, _PAD, size.width(), size.height())
        marks = self._marks_width()
        beside = width - chip.right() - _GAP - 2 * _PAD
        line = theme.line_px(TypeStyle.LABEL)
        title_x = chip.right() + _GAP
        if text_width(model.title, TypeStyle.LABEL) + marks <= beside:
            title = lay_out(model.title, TypeStyle.LABEL, struck=struck)
            title_y = chip.center().y() - line / 2
            bottom = max(chip.bottom(), title_y + line)
        else:
            title_x = _PAD + 2
            room = round(width - 2 * title_x)
            title = lay_out(model.title, TypeStyle.LABEL, room, struck=struck)
            title_y = chip.bottom() + 6
            bottom = title_y + title.height
        reason: Lines | None = None
        reason_y = bottom + 4
        if model.reason:
            spoken = "ja" if model.language == "easy" else model.language
            room = width - 2 * (_PAD + 2)
            reason = lay_out(model.reason, TypeStyle.NOTE, room, language=spoken)
            bottom = reason_y + reason.height
        middle = chip.center().y()
        high = theme.px(24)
        if marks > beside:
            # Large text: the key gets a row of its own.
            middle = bottom + _GAP + high / 2
            bottom = middle + high / 2 + 4
        wide = badge_width(model.key) if model.key else 0
        cap = QRectF(width - _PAD - wide, middle - high / 2, wide, high)
        mark = QRectF(cap.left() - (6 if wide else 0) - high, middle - high / 2, high, high)
        height = round(bottom + _PAD - 2)
        return _Places(chip, title, title_x, title_y, reason, reason_y, mark, cap, height)

    def _marks_width(self) -> int:
        if self._model.verdict is Verdict.REFUSED:
            return 0
        key = self._model.key
        return current().px(24) + (6 + badge_width(key) if key else 0)

    def _name(self) -> None:
        model = self._model
        self.setAccessibleName(f"{model.verdict.word}: {model.title}")
        self.setAccessibleDescription(model.reason)


class OfferList(QWidget):
    """The ways for one request, best first.

    Signals: `offer_chosen(route)`; `refused_pressed(route)` when a struck-out way is pressed.
    """

    offer_chosen = Signal(str)
    refused_pressed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cards: list[OfferCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)

    @property
    def cards(self) -> tuple[OfferCard, ...]:
        return tuple(self._cards)

    def set_offers(self, offers: Sequence[OfferModel], chosen: str | None = None) -> None:
        """Shows `offers`; cards are reused in place, so that the focus stays where it was."""
        while len(self._cards) > len(offers):
            card = self._cards.pop()
            card.set_key("")
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        for i, model in enumerate(offers):
            if i == len(self._cards):
                card = OfferCard(model, self)
                card.clicked.connect(self._on_clicked)
                self._cards.append(card)
                self._layout.addWidget(card)
                card.show()
            else:
                self._cards[i].set_model(model)
        self.choose(chosen)

    def choose(self, route: str | None) -> None:
        """Marks the chosen way, without a signal."""
        for card in self._cards:
            if card.isCheckable():
                card.setChecked(card.model.route == route)

    def _on_clicked(self) -> None:
        card = self.sender()
        if not isinstance(card, OfferCard):
            return
        if card.model.verdict is Verdict.REFUSED:
            self.refused_pressed.emit(card.model.route)
            return
        self.choose(card.model.route)
        self.offer_chosen.emit(card.model.route)
