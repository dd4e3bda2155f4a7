"""The overview: the same walk in fixed labelled zones, for people who sample."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from dtcoach.ui.kit import icon as icons
from dtcoach.ui.kit.lines import Lines, lay_out
from dtcoach.ui.kit.paint import begin, box
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import RADIUS_CONTROL, SPACE, TypeStyle, current
from dtcoach.ui.visit.languages import LanguageSwitch
from dtcoach.ui.visit.lines_model import Standing, StepLine, Zone, in_zone
from dtcoach.ui.visit.words import itemized

_CIRCLE = 28
_PAD = 8
_CLEAR = 4
_LEAST_PX = 900
_LOOK = {
    Zone.SAY: (PanelKind.SAY, "record_voice_over-fill", 0, 0, 2),
    Zone.NEVER: (PanelKind.NEVER, "block", 0, 2, 1),
    Zone.CHECK: (PanelKind.DO, "visibility", 1, 0, 1),
    Zone.DO: (PanelKind.DO, "touch_app", 1, 1, 1),
    Zone.PAPERS: (PanelKind.DO, "print", 1, 2, 1),
}


class ZoneList(QWidget):
    """Numbered steps with what was entered; the present one on a tint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[StepLine, ...] = ()
        self._language = "ja"
        self._style = TypeStyle.BODY
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_lines(
        self, name: str, lines: Sequence[StepLine], language: str, style: TypeStyle
    ) -> None:
        self._lines, self._language = tuple(lines), "ja" if language == "easy" else language
        self._style = style
        words = {Standing.DONE: "済み", Standing.NOW: "いま", Standing.NEXT: "これから"}
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            "、".join(
                f"{line.number} {line.text} {line.value} {words[line.standing]}" for line in lines
            )
        )
        self.setVisible(bool(lines))
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(line, width) for line in self._lines)

    def sizeHint(self) -> QSize:
        width = current().px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(140), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        y = 0.0
        for line in self._lines:
            high = self._height(line, self.width())
            self._paint_line(painter, QRectF(0, y, self.width(), high), line)
            y += high

    def _paint_line(self, painter: QPainter, rect: QRectF, line: StepLine) -> None:
        theme = current()
        now, done = line.standing is Standing.NOW, line.standing is Standing.DONE
        if now:
            # Two in a row stand apart by a line of the ground.
            ground = rect.adjusted(0, 1, 0, -1)
            box(painter, ground, "action_tint_hover", "action", 2, RADIUS_CONTROL)
        side = theme.px(_CIRCLE)
        text, value = self._words(line, self.width())
        # Large, the circle is higher than its line: it stays off the border, and words go with it.
        over = (side - theme.line_px(self._style)) / 2
        top = rect.y() + max(_PAD, over + _CLEAR)
        circle = QRectF(_PAD, top - over, side, side)
        painter.setPen(QPen(theme.color("action" if now or done else "border_input"), 2))
        painter.setBrush(theme.color("action" if now else "ground_raised"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if done:
            inset = side * 0.2
            icons.paint(painter, circle.adjusted(inset, inset, -inset, -inset), "check", "action")
        else:
            painter.setFont(theme.font(TypeStyle.NOTE_BOLD))
            painter.setPen(theme.color("on_action" if now else "text"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(line.number))
        ink: RoleName = "text_strong" if now else "text_secondary" if done else "text"
        text.draw(painter, self._left(), top, theme.color(ink))
        if value is not None:
            value.draw(painter, self._left(), top + text.height, theme.color("text_strong"))

    def _height(self, line: StepLine, width: int) -> int:
        text, value = self._words(line, width)
        words = text.height + (value.height if value else 0)
        return max(words, current().px(_CIRCLE)) + 2 * _PAD - 2

    def _words(self, line: StepLine, width: int) -> tuple[Lines, Lines | None]:
        room = width - self._left() - _PAD
        bold = TypeStyle.BODY_BOLD if self._style is TypeStyle.BODY else TypeStyle.LABEL
        style = bold if line.standing is Standing.NOW else self._style
        text = lay_out(line.text, style, room, language=self._language)
        value = lay_out(line.value, TypeStyle.LABEL, room) if line.value else None
        return text, value

    def _left(self) -> int:
        return _PAD + current().px(_CIRCLE) + 10


class _Zone:
    """One panel: the steps up to the present one, what is worked on, the steps after it."""

    def __init__(self, zone: Zone) -> None:
        kind, icon, *_ = _LOOK[zone]
        self.panel = Panel(zone.value, kind, icon=icon, edge="top")
        self.before, self.after = ZoneList(), ZoneList()
        self.slot = QVBoxLayout()
        self.note = Text("", TypeStyle.LABEL_PLAIN, "text_secondary")
        self.panel.body.addWidget(self.before)
        self.panel.body.addLayout(self.slot)
        self.panel.body.addWidget(self.after)
        self.panel.body.addWidget(self.note)
        self.panel.body.addStretch(1)

    def set_lines(
        self, name: str, lines: Sequence[StepLine], note: str, language: str, style: TypeStyle
    ) -> None:
        # What is worked on belongs to the last step of the page.
        cut = max(
            (i for i, line in enumerate(lines, 1) if line.standing is Standing.NOW), default=0
        )
        self.before.set_lines(name, lines[:cut], language, style)
        self.after.set_lines(name, lines[cut:], language, style)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class Overview(QWidget):
    """Five zones. Signals: `language_requested()`."""

    language_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE, 0, SPACE, SPACE)
        self._grid.setSpacing(12)
        self._zones = {zone: _Zone(zone) for zone in _LOOK}
        self._narrow: bool | None = None
        self._first: Zone | None = None
        self._now: list[Zone] = []
        self._switch = LanguageSwitch(self)
        self._switch.requested.connect(self.language_requested)
        for widget in self._switch.widgets:
            self._zones[Zone.SAY].panel.add_action(widget)
        self._place()

    def set_lines(
        self,
        lines: Sequence[StepLine],
        language: str,
        papers: Sequence[str],
        waiting: str,
        *,
        unchecked: bool = False,
    ) -> None:
        """`papers`: paper and promise lines; `waiting` stands in a zone that has nothing yet;
        `unchecked`: something else that is shown translated was confirmed by no speaker."""
        self._first, self._now = None, []
        for zone, shown in self._zones.items():
            says = zone is Zone.SAY
            own = in_zone(lines, zone, language)
            if any(line.standing is Standing.NOW for line in own):
                self._first = self._first or zone
                self._now.append(zone)
            note = itemized(papers) if zone is Zone.PAPERS else ""
            if not own and not note:
                note = "なし" if lines else waiting
            style = TypeStyle.BODY if says else TypeStyle.LABEL_PLAIN
            shown.set_lines(zone.value, own, note, language if says else "ja", style)
        said = any(line.phrase is not None and language in line.phrase.unchecked for line in lines)
        self._switch.set_language(language, unchecked=said or unchecked)

    def set_note(self, zone: Zone, note: str, language: str = "ja") -> None:
        self._zones[zone].note.set_language("ja" if language == "easy" else language)
        self._zones[zone].note.setText(note)

    def host(self, zone: Zone, widget: QWidget) -> None:
        """Puts what is worked on into its zone; the zone's own note makes room."""
        if self._zones[zone].slot.indexOf(widget) < 0:
            self._zones[zone].slot.addWidget(widget)
        self._zones[zone].note.hide()
        widget.show()

    def host_alone(self, zone: Zone, widget: QWidget) -> None:
        """As `host`, and the steps that may come there wait until there is a way."""
        self.host(zone, widget)
        self._first = self._first or zone
        self._zones[zone].before.hide()
        self._zones[zone].after.hide()

    @property
    def begins_with(self) -> QWidget | None:
        """With large text, the first zone that is worked on: the view begins there."""
        return self._zones[self._first].panel if self._narrow and self._first else None

    @property
    def acts_on(self) -> list[QWidget]:
        """What ends with a step of the moment, in the order of the zones."""
        return [self._zones[zone].before for zone in self._now]

    def restyle(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        narrow = self.width() < current().px(_LEAST_PX)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for i, (zone, (_, _, row, column, span)) in enumerate(_LOOK.items()):
            panel = self._zones[zone].panel
            self._grid.removeWidget(panel)
            if narrow:
                self._grid.addWidget(panel, i, 0)
            else:
                self._grid.addWidget(panel, row, column, 1, span)
        for column in range(3):
            self._grid.setColumnStretch(column, 0 if narrow and column else 1)
        self._grid.setRowStretch(1, 0 if narrow else 1)
