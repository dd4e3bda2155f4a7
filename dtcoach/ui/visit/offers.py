"""The ways for a request: the cards at the right, and what the one looked at would mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.chip import Tone, Verdict
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.offer import OfferList, OfferModel
from dtcoach.ui.kit.paint import begin
from dtcoach.ui.kit.panel import Line
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle, current, headline
from dtcoach.ui.visit.languages import LanguageSwitch
from dtcoach.ui.visit.offer_model import OfferDetail, OfferRow
from dtcoach.ui.visit.words import itemized

_MARK = 20
_ROOMY_PX = 700
_VERDICTS = {
    "best": Verdict.RECOMMENDED,
    "possible": Verdict.POSSIBLE,
    "open": Verdict.NEEDS_CHECK,
    "refused": Verdict.REFUSED,
}


def card_models(rows: Sequence[OfferRow], *, brief: bool) -> list[OfferModel]:
    """As the kit draws them; `brief` leaves the reasons to the way that is looked at."""
    return [
        OfferModel(
            row.route.value,
            row.title,
            _VERDICTS[row.standing],
            row.reason if row.language != "ja" or not brief else "",
            row.key,
            row.language,
        )
        for row in rows
    ]


class Cautions(QWidget):
    """What to read first, in one strip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] | None = None
        self._strip = Strip(Tone.WARNING, "注意")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._strip)

    def set_cautions(self, cautions: Sequence[str]) -> None:
        if tuple(cautions) == self._shown:
            return
        self._shown = tuple(cautions)
        self._strip.set_spans([(itemized(cautions), False)])
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

    def set_lines(self, lines: Sequence[str]) -> None:
        self._lines.setText("\n".join(lines))
        self.setVisible(bool(lines))


class OfferWork(QWidget):
    """What a way means: its reason, cautions, what is still asked, people, papers, promises."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self._shown: tuple[OfferDetail, bool] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._title = Text("", headline(TypeStyle.HEADING_28), "text_strong")
        self._reason = Text("", TypeStyle.READ, "text")
        self._cautions = Cautions()
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._reason)
        column.addLayout(head)
        column.addWidget(self._cautions)
        self._facets = QWidget()
        columns = Columns(self._facets, least_px=208, most=3, gap=2 * SPACE)
        self._needs = _Facet("先に確かめること")
        self._people = _Facet("ほかの人の確認")
        self._papers = _Facet("用紙")
        self._promises = _Facet("約束すること")
        for facet in (self._needs, self._promises, self._papers, self._people):
            columns.addWidget(facet)
        policy = self._facets.sizePolicy()
        policy.setHeightForWidth(True)
        self._facets.setSizePolicy(policy)
        column.addWidget(self._facets)

    def set_compact(self, compact: bool) -> None:
        """Smaller for a zone of the overview."""
        if compact != self._compact:
            self._compact = compact
            self.restyle()

    def restyle(self) -> None:
        usual = headline(TypeStyle.HEADING_28)
        self._title.set_style(TypeStyle.HEADING_20 if self._compact else usual)

    def set_detail(self, detail: OfferDetail) -> None:
        if (detail, self._compact) == self._shown:
            return
        self._shown = (detail, self._compact)
        self._title.setText(detail.row.title)
        asks = detail.needs and detail.row.language == "ja"
        reason = "確かめてから決まります。" if asks else detail.row.reason
        self._reason.set_language(_drawn(detail.row.language))
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._cautions.set_cautions(detail.cautions)
        self._needs.set_lines(detail.needs)
        self._people.set_lines(detail.people)
        # The overview has a zone of its own for these.
        self._papers.set_lines(() if self._compact else detail.papers)
        self._promises.set_lines(() if self._compact else detail.promises)
        shown = detail.needs or detail.people
        if not self._compact:
            shown = shown or detail.papers or detail.promises
        self._facets.setVisible(bool(shown))


class WayList(Measured, QWidget):
    """Ways in brief. The wrong ones struck out, each with its reason: here a clerk learns."""

    _MARKS = {  # noqa: RUF012
        "best": ("star-fill", "action"),
        "possible": ("check_circle", "success"),
        "open": ("help", "warning"),
        "refused": ("block", "danger"),
    }

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OfferRow, ...] = ()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_rows(self, rows: Sequence[OfferRow]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self.setAccessibleDescription(
            "、".join(f"{_VERDICTS[row.standing].word} {row.title} {row.reason}" for row in rows)
        )
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _height_at(self, width: int) -> int:
        heights = [_height(title, why) for title, why in self._words(width)]
        return sum(heights) + SPACE * max(len(heights) - 1, 0)

    def _wanted(self) -> QSize:
        width = current().px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = current()
        side = theme.px(_MARK)
        y = 0.0
        for row, (title, why) in zip(self._rows, self._words(self.width()), strict=True):
            name, role = self._MARKS[row.standing]
            first = theme.line_px(TypeStyle.LABEL)
            place = QRectF(SPACE / 2, y + (first - side) / 2, side, side)
            icons.paint(painter, place, name, role)  # type: ignore[arg-type]
            refused = row.standing == "refused"
            ink = theme.color("text_secondary" if refused else "text_strong")
            title.draw(painter, self._left(), y, ink)
            if why is not None:
                below = y + title.height
                why.draw(painter, self._left(), below, theme.color("text_secondary"))
            y += _height(title, why) + SPACE

    def _words(self, width: int) -> list[tuple[Lines, Lines | None]]:
        room = width - self._left()
        words: list[tuple[Lines, Lines | None]] = []
        for row in self._rows:
            refused = row.standing == "refused"
            style = TypeStyle.LABEL_PLAIN if refused else TypeStyle.LABEL
            text = row.title if refused else f"{row.title}\u3000{_VERDICTS[row.standing].word}"
            title = lay_out(text, style, room, struck=refused)
            told = row.reason if refused or row.language != "ja" else ""
            spoken = _drawn(row.language)
            why = lay_out(told, TypeStyle.NOTE, room, language=spoken) if told else None
            words.append((title, why))
        return words

    def _left(self) -> int:
        return current().px(_MARK) + SPACE + SPACE // 2


def _drawn(language: str) -> str:
    """The language whose letters it is."""
    return "ja" if language == "easy" else language


def _height(title: Lines, why: Lines | None) -> int:
    return title.height + (why.height if why is not None else 0)


class OffersColumn(QWidget):
    """Cards while a way is being chosen, else all in brief.

    Signals: `looked_at(route)` when a way is picked by number or mouse; `language_requested()`.
    """

    looked_at = Signal(str)
    language_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[OfferRow, ...] = ()
        self._looked_at: str | None = None
        self._is_brief = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._switch = LanguageSwitch(self)
        self._switch.requested.connect(self.language_requested)
        title = Text("できること", TypeStyle.LABEL, "text_secondary")
        self.head = PageHead(title, self._switch.widgets)
        column.addWidget(self.head)
        self.list = OfferList("この手続でできること")
        self.list.offer_chosen.connect(self.looked_at)
        self._line = Line()
        self._brief = WayList("できない方法")
        column.addWidget(self.list)
        column.addWidget(self._line)
        column.addWidget(self._brief)
        column.addStretch(1)

    def set_offers(self, rows: Sequence[OfferRow], looked_at: str | None) -> None:
        """`looked_at` is None while nothing can be picked."""
        shown = (tuple(rows), looked_at)
        if shown != (self._rows, self._looked_at):
            self._rows, self._looked_at = shown
            self._show()

    @property
    def are_several(self) -> bool:
        """Whether there is a choice at all."""
        return sum(row.standing != "refused" for row in self._rows) > 1

    def set_language(self, language: str, *, unchecked: bool, shown: bool) -> None:
        """`unchecked`: what stands beside; `shown`: unless another switch is on the screen."""
        unsure = unchecked or any(row.unchecked for row in self._rows)
        self._switch.set_language(language, unchecked=unsure, shown=shown)

    def fit(self, height: int) -> None:
        """Leaves the reasons of what can be picked out of the cards where there is little height:
        they stand with the way looked at. The reasons of the wrong ways always stay."""
        brief = height < current().px(_ROOMY_PX)
        if brief != self._is_brief:
            self._is_brief = brief
            self._show()

    def _show(self) -> None:
        looked_at = self._looked_at
        cards = [] if looked_at is None else [r for r in self._rows if r.standing != "refused"]
        self.list.setVisible(bool(cards))
        if cards:
            # Those of a hidden list are kept for the next request; their keys rest meanwhile.
            self.list.set_offers(card_models(cards, brief=self._is_brief), looked_at)
        rest = [row for row in self._rows if row not in cards]
        self._brief.set_rows(rest)
        self._brief.setVisible(bool(rest))
        self._line.setVisible(bool(cards) and bool(rest))
