"""The bar on top of every window that says in word, colour, pattern and icon what is going on."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dtcoach.frozen import dataclass
from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import begin, box, dots, stripes, ticks
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current

_BAND_PX = 8
_PAD = 2 * SPACE
_GAP = 3 * SPACE
_ROW_PX = 48
_ROW_GAP = 4
_LARGE = 1.5


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
    """All texts ready to show; `…_late` draws that as overdue. `started_short` is shown where
    `started_text` would take a row of its own."""

    kind: BannerKind
    title: str
    started_text: str = ""
    elapsed_text: str = ""
    next_check_text: str = ""
    next_check_late: bool = False
    notice_text: str = ""
    notice_late: bool = False
    started_short: str = ""


@dataclass(frozen=True, slots=True)
class _Type:
    """The sizes of one banner. Its letters are large already: at large text they grow less than
    the page, which needs the height more."""

    title: TypeStyle
    label: TypeStyle
    value: TypeStyle


_USUAL = _Type(TypeStyle.SAY, TypeStyle.BODY, TypeStyle.HEADING_20)
_COMPACT = _Type(TypeStyle.LABEL_PLAIN, TypeStyle.NOTE, TypeStyle.LABEL)


def _type() -> _Type:
    return _COMPACT if current().scale >= _LARGE else _USUAL


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
        title, second = self._arrange(width)
        return 2 * _BAND_PX + self._inner_px(title, second)

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
        title, second = self._arrange(self.width())
        inner = self._inner_px(title, second)
        left = self._paint_word(painter, kind, _PAD, _BAND_PX + inner / 2)
        facts = self._facts()
        below = current().line_px(_type().value) + _ROW_GAP if second else 0
        top = _BAND_PX + (inner - title.height - below) / 2
        title.draw(painter, left, top, theme.color(kind.ink))
        right = rect.right() - _PAD
        y = _BAND_PX + inner / 2
        if second:
            y = top + title.height + _ROW_GAP + current().line_px(_type().value) / 2
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
        bold = lay_out(value, _type().value)
        small = lay_out(label, _type().label)
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

    def _arrange(self, width: int) -> tuple[Lines, bool]:
        """The title's lines and whether the times go below it."""
        model = self._model
        if model is None:
            return lay_out("", _type().title), False
        strong = ((0, len(model.title)),)
        room = width - self._word_width() - 2 * _PAD
        facts = self._facts_width()
        beside = room - facts - _GAP if facts else room
        texts = [
            f"{model.title}\u3000{since}" if since else model.title
            for since in dict.fromkeys((model.started_text, model.started_short))
            if since or not model.started_text
        ]
        for second, wide in ((False, beside), (True, room)):
            for text in texts:
                whole = lay_out(text, _type().title, strong=strong)
                if whole.width <= wide:
                    return whole, second
        return lay_out(texts[-1], _type().title, room, strong=strong), facts > 0

    def _inner_px(self, title: Lines, second: bool) -> int:
        """Between the bands."""
        below = current().line_px(_type().value) + _ROW_GAP if second else 0
        return max(self._row_px(), title.height + below + 12)

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
            lay_out(label, _type().label).width
            + SPACE
            + lay_out(value, _type().value).width
            + (2 * SPACE if late else 0)
            for label, value, late in facts
        )
        return wide + _GAP * max(len(facts) - 1, 0)

    def _row_px(self) -> int:
        return max(_ROW_PX, current().line_px(TypeStyle.HEADING_24) + SPACE)


class KindPlate(QWidget):
    """本番, 訓練 … on a plate of its colours, for what hides the word of the banner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: BannerKind | None = None
        self.hide()

    def set_kind(self, kind: BannerKind | None) -> None:
        self._kind = kind
        self.setAccessibleName("" if kind is None else kind.word)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        word = "" if self._kind is None else self._kind.word
        words = lay_out(word, TypeStyle.LABEL)
        return QSize(words.width + theme.px(20) + 3 * SPACE + 4, words.height + SPACE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        kind = self._kind
        if kind is None:
            return
        painter, theme, rect = begin(self), current(), QRectF(self.rect())
        box(painter, rect, kind.ground, kind.mark, 1, 6)
        side = theme.px(20)
        middle = rect.center().y()
        icons.paint(painter, QRectF(10, middle - side / 2, side, side), kind.icon, kind.ink)
        word = lay_out(kind.word, TypeStyle.LABEL)
        word.draw(painter, 10 + side + SPACE, middle - word.height / 2, theme.color(kind.ink))
