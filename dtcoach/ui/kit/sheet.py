"""A panel over the window for what must be settled first, instead of a second window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from dtcoach.ui.kit.flow import ActionBar
from dtcoach.ui.kit.paint import begin, box, fill
from dtcoach.ui.kit.panel import ScrollPane
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import RADIUS_PANEL, SPACE, TypeStyle, current

if TYPE_CHECKING:
    from dtcoach.ui.kit.banner import BannerKind, KindPlate

_WIDTH_EM = 40
_SCRIM_OPACITY = 0.6
_CORNER_PX = 124


class _Card(QWidget):
    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge: RoleName | None = "border_input" if current().high_contrast else None
        box(begin(self), QRectF(self.rect()), "ground_raised", edge, 2, RADIUS_PANEL)


class Sheet(QWidget):
    """Title, body, buttons over a dimmed window, which takes neither keys nor mouse meanwhile.

    Signals: `dismissed()` on Esc or `close_sheet()`. Add content to `body`.
    """

    dismissed = Signal()

    def __init__(self, title: str, *, can_escape: bool = True, width_em: int = _WIDTH_EM) -> None:
        """`width_em`: as wide as so many characters of text, where the window has the room."""
        super().__init__()
        self._can_escape = can_escape
        self._width_em = width_em
        self._inert: QWidget | None = None
        self._before: QWidget | None = None
        self._next: QWidget | None = None
        self.buttons: tuple[QWidget, ...] = ()
        self._begins_with: QWidget | None = None
        self._is_read_first = False
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        outer.addStretch(1)
        self._card = _Card()
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(2 * SPACE, 3 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        self._title = Text(title, TypeStyle.HEADING_24, "text_strong")
        self._title.setContentsMargins(SPACE, 0, SPACE, 0)
        self._kind: BannerKind | None = None
        self._plate: KindPlate | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(0)
        self._head.addWidget(self._title, 1)
        column.addLayout(self._head)
        content = QWidget()
        self.body = QVBoxLayout(content)
        # Room inside the scrolled area for the focus ring.
        self.body.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.body.setSpacing(2 * SPACE)
        self._pane = ScrollPane(title, content)
        column.addWidget(self._pane, 1)
        self._bar = ActionBar()
        self._bar.row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.addWidget(self._bar)
        self._content = content
        content.installEventFilter(self)
        self.restyle()

    def set_buttons(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        self._bar.set_buttons(left, right)
        self._next = right[-1] if right else None
        self.buttons = (*left, *right)

    def begin_with(self, first: QWidget) -> None:
        """What takes the keys when it opens. Where the window starts with this sheet it is told,
        not looked for: the first look at a part that Qt made has PySide6 make every class it has
        for parts, which takes longer than the sheet."""
        self._begins_with = first

    def begin_with_reading(self) -> None:
        """Where its words do not fit, it opens at their beginning, with the keys that scroll them;
        what is to be typed comes after."""
        self._is_read_first = True

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def stand_for(self, kind: BannerKind) -> None:
        """Of what kind the incident under it is: said where the sheet hides the banner's word."""
        self._kind = kind

    def reveal(self, widget: QWidget | None) -> None:
        """Scrolls the body to `widget`, or to its beginning."""
        if widget is None:
            self._pane.verticalScrollBar().setValue(0)
        else:
            settle()  # what was shown just now has no place before
            self._pane.reveal(widget)

    def open_over(self, window: QWidget, inert: QWidget) -> None:
        """Covers `window`; `inert` (its content) is off until the sheet closes."""
        self._inert = inert
        self._before = QApplication.focusWidget()
        self.setParent(window)
        inert.setEnabled(False)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._card.setFixedWidth(self._card_px())  # shown at another width, it is laid out twice
        self.show()
        self.raise_()
        self._fit()
        settle()
        if self._is_read_first and self._pane.verticalScrollBar().maximum() > 0:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._focus_first()
        self._pane.reveal_focus()

    def _focus_first(self) -> None:
        """The first field; where there is none, the button that comes next."""
        if self._begins_with is not None:
            self._begins_with.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.focusNextPrevChild(True)
        now = QApplication.focusWidget()
        if now is self._pane:
            # What scrolls takes the keys as well, but nobody wants to begin there.
            self.focusNextPrevChild(True)
            now = QApplication.focusWidget()
        group = now.group() if isinstance(now, QAbstractButton) else None
        given = None if group is None or not group.exclusive() else group.checkedButton()
        if given is not None:
            # Of several answers the given one, where arrows begin.
            given.setFocus(Qt.FocusReason.TabFocusReason)
        if self._next is not None and (now is None or not self._content.isAncestorOf(now)):
            self._next.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Gives the window back, with the keys where they were."""
        if self._inert is None:
            return
        self.hide()
        self.window().removeEventFilter(self)
        if isValid(self._inert):
            self._inert.setEnabled(True)
        self._inert = None
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.dismissed.emit()

    def restyle(self) -> None:
        self.update()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            assert isinstance(watched, QWidget)
            self.setGeometry(watched.rect())
            self._fit()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            # An error under a field, or larger text: as high as the content is now.
            self._fit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the sheet."""
        now = QApplication.focusWidget()
        here: QWidget = now if now is not None and self._is_stop(now) else self
        step: QWidget | None = here
        while step is not None:
            step = step.nextInFocusChain() if forward else step.previousInFocusChain()
            if step is not None and self._is_stop(step):
                reason = Qt.FocusReason.TabFocusReason
                step.setFocus(reason if forward else Qt.FocusReason.BacktabFocusReason)
                return True
            if step is here:
                break
        return False

    def _is_stop(self, widget: QWidget) -> bool:
        return (
            bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and widget.isVisible()
            and widget.isEnabled()
            and self.isAncestorOf(widget)
            and widget.focusProxy() is None
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._can_escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.setOpacity(_SCRIM_OPACITY)
        fill(painter, 0, 0, self.width(), self.height(), "scrim")

    def _fit(self) -> None:
        """As wide as reads well, as high as its content, never larger than the window."""
        self._measure()
        told = self._plate_px()
        self._say_kind()
        if self._plate_px() != told:
            # Beside the plate the title may need a second line.
            self._measure()
        # Also after a field came or went above or below it.
        self._pane.reveal_focus()

    def _measure(self) -> None:
        self._card.setFixedWidth(self._card_px())
        inside = self._card.width() - 4 * SPACE
        body = self._content.layout()
        need = body.heightForWidth(inside) if body and body.hasHeightForWidth() else 0
        if body and not need:
            need = body.sizeHint().height()
        self._pane.setFixedHeight(max(min(need, self._room_for_body(inside)), 40))
        # By itself it would be asked for its height at the width of the window, where a row of
        # buttons that is broken into two looks like one.
        card = self._card.layout()
        if card is not None:
            self._card.setFixedHeight(card.totalHeightForWidth(self._card.width()))
        around = self.layout()
        if around is not None:
            around.activate()  # in its place with its height, never below the edge for a moment

    def _card_px(self) -> int:
        return max(min(current().px(self._width_em * 16), self.width() - 6 * SPACE), 200)

    def _plate_px(self) -> int:
        """What the plate takes of the width of the title."""
        if self._plate is None or self._plate.isHidden():
            return 0
        return self._plate.sizeHint().width() + SPACE

    def _say_kind(self) -> None:
        """In its head, where the card covers the corner in which the banner says it."""
        left = (self.width() - self._card.width()) // 2
        top = 3 * SPACE + (self.height() - 6 * SPACE - self._card.height()) // 3
        corner = current().px(_CORNER_PX)
        hides = self._kind is not None and left < corner and top < corner // 2
        if hides and self._plate is None:
            from dtcoach.ui.kit.banner import KindPlate

            self._plate = KindPlate()
            self._plate.set_kind(self._kind)
            self._head.addWidget(self._plate, 0, Qt.AlignmentFlag.AlignVCenter)
            self._head.addSpacing(SPACE)
        if self._plate is not None:
            self._plate.setVisible(hides)

    def _room_for_body(self, inside: int) -> int:
        below = self._bar.row.heightForWidth(inside)
        above = self._title.heightForWidth(inside - self._plate_px())
        return self.height() - 6 * SPACE - above - below - 7 * SPACE
