"""The bar on top of every window that says in word, colour, pattern and icon what is going on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import begin, box, dots, stripes, ticks
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_BAND_PX = 8
_PAD = 2 * SPACE
_GAP = 3 * SPACE
_ROW_PX = 48


class BannerKind(Enum):
    """Word, icon; the roles carry the same names."""

    REAL = ("本番", "warning-fill", "real", "real_mark", "on_real")
    DRILL = ("訓練", "exercise", "drill", "drill_mark", "on_drill")
    REPLAY = ("再現", "replay", "replay", "replay_mark", "on_replay")
    PRACTICE = ("自習", "school-fill", "practice", "practice_mark", "on_practice")

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def icon(self) -> str:
        return self.value[1]

    @property
    def ground(self) -> RoleName:
        return self.value[2]

    @property
    def mark(self) -> RoleName:
        return self.value[3]

    @property
    def ink(self) -> RoleName:
        return self.value[4]


@dataclass(frozen=True, slots=True)
class BannerModel:
    """All texts ready to show; `…_late` draws that as overdue."""

    kind: BannerKind
    title: str
    started_text: str = ""
    elapsed_text: str = ""
    next_check_text: str = ""
    next_check_late: bool = False
    notice_text: str = ""
    notice_late: bool = False


class IncidentBanner(QWidget):
    """One row where there is room; at large text the times go to a second row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: BannerModel | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def model(self) -> BannerModel | None:
        return self._model

    def set_model(self, model: BannerModel | None) -> None:
        """None hides the bar: no outage, drill or replay is open."""
        if model == self._model:
            return
        self._model = model
        self.setVisible(model is not None)
        if model is not None:
            parts = (model.kind.word, model.title, model.started_text)
            self.setAccessibleName(" ".join(p for p in parts if p))
            late = "遅れ " if model.next_check_late else ""
            self.setAccessibleDescription(
                f"経過 {model.elapsed_text} 次の状況確認 {late}{model.next_check_text}"
                + (f" 次のお知らせ {model.notice_text}" if model.notice_text else "")
            )
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._model is None:
            return 0
        _, height, second = self._arrange(width)
        below = current().line_px(TypeStyle.HEADING_20) if second else 0
        return 2 * _BAND_PX + height + below

    def sizeHint(self) -> QSize:
        return QSize(640, self.heightForWidth(max(self.width(), 640)))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 2 * _BAND_PX + self._row_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self._model
        if model is None:
            return
        painter = begin(self)
        kind = model.kind
        theme = current()
        rect = QRectF(self.rect())
        box(painter, rect, kind.ground)
        self._paint_bands(painter, rect, kind)
        title, height, second = self._arrange(self.width())
        middle = _BAND_PX + height / 2
        left = self._paint_word(painter, kind, _PAD, middle)
        title.draw(painter, left, middle - title.height / 2, theme.color(kind.ink))
        facts = self._facts()
        right = rect.right() - _PAD
        y = middle
        if second:
            y = _BAND_PX + height + theme.line_px(TypeStyle.HEADING_20) / 2 - 4
            right = left + self._facts_width()
        for label, value, late in reversed(facts):
            right = self._paint_fact(painter, label, value, late, right, y) - _GAP

    def _paint_bands(self, painter: QPainter, rect: QRectF, kind: BannerKind) -> None:
        theme = current()
        mark = theme.color(kind.mark)
        for top in (rect.top(), rect.bottom() - _BAND_PX):
            band = QRectF(rect.left(), top, rect.width(), _BAND_PX)
            if kind is BannerKind.REAL:
                box(painter, band, kind.mark)
            elif kind is BannerKind.DRILL:
                stripes(painter, band, mark, 24)
            elif kind is BannerKind.REPLAY:
                dots(painter, band, mark, 16, 5)
            else:
                ticks(painter, band, mark, 8)

    def _paint_word(self, painter: QPainter, kind: BannerKind, x: float, middle: float) -> float:
        """The icon and the word on a plate; returns where the title starts."""
        theme = current()
        word = lay_out(kind.word, TypeStyle.HEADING_24)
        side = theme.px(28)
        width = word.width + side + SPACE + 2 * 12
        plate = QRectF(x, middle - word.height / 2 - 2, width, word.height + 4)
        box(painter, plate, kind.ink, radius=6)
        ground = kind.ground
        icons.paint(painter, QRectF(x + 12, middle - side / 2, side, side), kind.icon, ground)
        word.draw(painter, x + 12 + side + SPACE, middle - word.height / 2, theme.color(ground))
        return plate.right() + 2 * SPACE

    def _paint_fact(
        self, painter: QPainter, label: str, value: str, late: bool, right: float, y: float
    ) -> float:
        theme = current()
        kind = self._model.kind if self._model else BannerKind.REAL
        bold = lay_out(value, TypeStyle.HEADING_20)
        small = lay_out(label, TypeStyle.BODY)
        ink = theme.color(kind.ink)
        x = right - bold.width
        if late:
            plate = QRectF(x - 2 * SPACE, y - bold.height / 2, bold.width + 2 * SPACE, bold.height)
            box(painter, plate, kind.ink, radius=6)
            ink = theme.color(kind.ground)
            x -= SPACE
        bold.draw(painter, x, y - bold.height / 2, ink)
        x -= SPACE + small.width + (SPACE if late else 0)
        small.draw(painter, x, y - small.height / 2, theme.color(kind.ink))
        return x

    def _arrange(self, width: int) -> tuple[Lines, int, bool]:
        """The title's lines, the height of the first row and whether times go below it."""
        model = self._model
        if model is None:
            return lay_out("", TypeStyle.HEADING_20), 0, False
        text = model.title
        if model.started_text:
            text += f"\u3000{model.started_text}"
        strong = ((0, len(model.title)),)
        start = self._word_width()
        facts = self._facts_width()
        whole = lay_out(text, TypeStyle.SAY, strong=strong)
        beside = width - start - 2 * _PAD - facts - _GAP
        second = facts > 0 and whole.width > beside
        room = width - start - 2 * _PAD if second else beside
        title = lay_out(text, TypeStyle.SAY, room, strong=strong)
        return title, max(self._row_px(), title.height + 12), second

    def _word_width(self) -> int:
        kind = self._model.kind if self._model else BannerKind.REAL
        word = lay_out(kind.word, TypeStyle.HEADING_24).width
        return word + current().px(28) + SPACE + 24 + 2 * SPACE

    def _facts(self) -> list[tuple[str, str, bool]]:
        model = self._model
        if model is None:
            return []
        facts = [
            ("経過", model.elapsed_text, False),
            ("次の状況確認", model.next_check_text, model.next_check_late),
            ("次のお知らせ", model.notice_text, model.notice_late),
        ]
        return [fact for fact in facts if fact[1]]

    def _facts_width(self) -> int:
        facts = self._facts()
        wide = sum(
            lay_out(label, TypeStyle.BODY).width
            + SPACE
            + lay_out(value, TypeStyle.HEADING_20).width
            + (2 * SPACE if late else 0)
            for label, value, late in facts
        )
        return wide + _GAP * max(len(facts) - 1, 0)

    def _row_px(self) -> int:
        return max(_ROW_PX, current().line_px(TypeStyle.HEADING_24) + SPACE)
