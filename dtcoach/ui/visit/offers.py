"""The ways for a request: the cards at the right, and what the one looked at would mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.chip import Tone, Verdict
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.offer import OfferList, OfferModel
from dtcoach.ui.kit.paint import begin
from dtcoach.ui.kit.panel import Panel
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current
from dtcoach.ui.visit.offer_model import OfferDetail, OfferRow

_MARK = 20
_VERDICTS = {
    "best": Verdict.RECOMMENDED,
    "possible": Verdict.POSSIBLE,
    "open": Verdict.NEEDS_CHECK,
    "refused": Verdict.REFUSED,
}


def card_models(rows: Sequence[OfferRow]) -> list[OfferModel]:
    """As the kit draws them."""
    return [
        OfferModel(row.route.value, row.title, _VERDICTS[row.standing], row.reason, row.key)
        for row in rows
    ]


class CautionList(QWidget):
    """What to read first, one strip each; the strips are kept and reused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: list[Strip] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)

    def set_cautions(self, cautions: Sequence[str]) -> None:
        while len(self._strips) < len(cautions):
            strip = Strip(Tone.WARNING, "注意")
            self._strips.append(strip)
            self._column.addWidget(strip)
        for strip, text in zip(self._strips, cautions, strict=False):
            strip.set_spans([(text, False)])
        for i, strip in enumerate(self._strips):
            strip.setVisible(i < len(cautions))
        self.setVisible(bool(cautions))


class _Facet(QWidget):
    """A small heading over a few lines."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(title, TypeStyle.NOTE_BOLD, "text_secondary"))
        self._lines = Text("", TypeStyle.BODY)
        column.addWidget(self._lines)
        column.addStretch(1)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_lines(self, lines: Sequence[str], numbered: bool = False) -> None:
        shown = [f"{i}. {line}" for i, line in enumerate(lines, 1)] if numbered else lines
        self._lines.setText("\n".join(shown))
        self.setVisible(bool(lines))


class OfferWork(QWidget):
    """What a way means: its reason, cautions, what is still asked, the work, papers, promises."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._lead = Text("", TypeStyle.LABEL, "text_secondary")
        self._title = Text("", TypeStyle.HEADING_28, "text_strong")
        self._reason = Text("", TypeStyle.READ, "text")
        self._cautions = CautionList()
        head = QVBoxLayout()
        head.setSpacing(4)
        for part in (self._lead, self._title, self._reason):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self._cautions)
        self._panel = Panel()
        facets = Columns(least_px=280, most=2, gap=3 * SPACE)
        self._needs = _Facet("先に確かめること")
        self._steps = _Facet("すること")
        self._promises = _Facet("約束すること")
        self._papers = _Facet("用紙")
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        for facet in (self._needs, self._papers, self._promises):
            below.addWidget(facet)
        below.addStretch(1)
        policy = side.sizePolicy()
        policy.setHeightForWidth(True)
        side.setSizePolicy(policy)
        facets.addWidget(self._steps)
        facets.addWidget(side)
        self._side = side
        self._panel.body.addLayout(facets)
        column.addWidget(self._panel)

    def set_detail(self, detail: OfferDetail, *, leading: bool) -> None:
        """`leading`: it is the one that Enter takes without any choice."""
        lead = "いまの状況で、いちばんよい方法です" if leading else "選んでいる方法"
        if detail.needs:
            lead = "確かめてから決まる方法"
        self._lead.setText(lead)
        self._title.setText(detail.row.title)
        reason = detail.row.reason if not detail.needs else ""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._cautions.set_cautions(detail.cautions)
        self._needs.set_lines(detail.needs)
        self._steps.set_lines(detail.steps, numbered=True)
        self._papers.set_lines(detail.papers)
        self._promises.set_lines(detail.promises)
        beside = bool(detail.needs or detail.papers or detail.promises)
        self._side.setVisible(beside)
        self._panel.setVisible(beside or bool(detail.steps))


class RefusedList(QWidget):
    """The wrong ways stay in sight, struck out, each with its reason: here a clerk learns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OfferRow, ...] = ()
        self.setAccessibleName("できない方法")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_rows(self, rows: Sequence[OfferRow]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        said = "、".join(f"できません {row.title} {row.reason}" for row in rows)
        self.setAccessibleDescription(said)
        self.setVisible(bool(rows))
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(title.height + why.height + SPACE for title, why in self._words(width))

    def sizeHint(self) -> QSize:
        width = current().px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        side = theme.px(_MARK)
        y = 0.0
        for title, why in self._words(self.width()):
            first = theme.line_px(TypeStyle.LABEL_PLAIN)
            place = QRectF(SPACE / 2, y + (first - side) / 2, side, side)
            icons.paint(painter, place, "block", "danger")
            title.draw(painter, self._left(), y, theme.color("text_secondary"))
            why.draw(painter, self._left(), y + title.height, theme.color("text_secondary"))
            y += title.height + why.height + SPACE

    def _words(self, width: int) -> list[tuple[Lines, Lines]]:
        room = width - self._left()
        return [
            (
                lay_out(row.title, TypeStyle.LABEL_PLAIN, room, struck=True),
                lay_out(row.reason, TypeStyle.NOTE, room),
            )
            for row in self._rows
        ]

    def _left(self) -> int:
        return current().px(_MARK) + SPACE + SPACE // 2


class OffersColumn(QWidget):
    """Signals: `looked_at(route)` when a way is picked by number or mouse."""

    looked_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 0, SPACE, SPACE)
        column.setSpacing(12)
        column.addWidget(heading("この手続でできること"))
        self.list = OfferList("この手続でできること")
        self.list.offer_chosen.connect(self.looked_at)
        self._off = Text("できない方法", TypeStyle.LABEL, "text_secondary")
        self._refused = RefusedList()
        column.addWidget(self.list)
        column.addWidget(self._off)
        column.addWidget(self._refused)
        column.addStretch(1)

    def set_offers(self, rows: Sequence[OfferRow], looked_at: str | None) -> None:
        open_ways = [row for row in rows if row.standing != "refused"]
        refused = [row for row in rows if row.standing == "refused"]
        self.list.set_offers(card_models(open_ways), looked_at)
        self._refused.set_rows(refused)
        self._off.setVisible(bool(refused))
        self._refused.setVisible(bool(refused))

    def release_keys(self) -> None:
        """Frees the number keys for the answers."""
        for card in self.list.cards:
            card.set_key("")
