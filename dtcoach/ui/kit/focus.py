"""The ring around whatever takes the keys now, drawn outside its box so that it hides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.theme import current

# From the box outward: the yellow ring fills the gap that DADS leaves, then the black outline,
# then a thin halo that keeps black visible on a dark ground.
RING_PX = 2
OUTLINE_PX = 4
HALO_PX = 2
REACH_PX = RING_PX + OUTLINE_PX + HALO_PX
_BANDS: tuple[tuple[RoleName, int], ...] = (
    ("focus_ring", RING_PX),
    ("focus_outline", OUTLINE_PX),
    ("focus_halo", HALO_PX),
)

_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
    }
)


def surround(editor: QWidget, frame: QWidget, radius: int) -> None:
    """Says that while `editor` has the keys the ring goes around `frame`."""
    editor.setProperty("ring_target", frame)
    frame.setProperty("ring_radius", radius)


def install(app: QApplication) -> FocusTracker:
    """Shows the ring in every window of the application from now on."""
    return FocusTracker(app)


class FocusTracker(QObject):
    """Keeps one ring on the control that has the keys, wherever it moves."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._ring: FocusRing | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)
        self.follow(app.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """The control the ring is around, or None."""
        return self._target

    @property
    def ring(self) -> FocusRing | None:
        """The ring of the present window; it goes with the window."""
        return self._ring if self._ring is not None and isValid(self._ring) else None

    def follow(self, widget: QWidget | None) -> None:
        self._unwatch()
        popups = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
        if widget is None or widget.window().windowType() in popups:
            self._target = None
            self._place()
            return
        framed = widget.property("ring_target")
        self._target = framed if isinstance(framed, QWidget) and isValid(framed) else widget
        ancestor: QWidget | None = self._target
        while ancestor is not None:
            ancestor.installEventFilter(self)
            self._watched.append(ancestor)
            ancestor = None if ancestor.isWindow() else ancestor.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        self.follow(now)

    def _place(self) -> None:
        target, ring = self._target, self.ring
        if target is None or not isValid(target) or not target.isVisible():
            if ring is not None:
                ring.hide()
            return
        if ring is None or ring.window() is not target.window():
            if ring is not None:
                ring.deleteLater()
            ring = self._ring = FocusRing(target.window())
        ring.surround(target)

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()


class FocusRing(QWidget):
    """A frame over a control that neither takes the mouse nor covers its inside."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._box = QRect()
        self._radius = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def surround(self, target: QWidget) -> None:
        window = self.window()
        box = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        outer = box.adjusted(-REACH_PX, -REACH_PX, REACH_PX, REACH_PX)
        shown = outer & window.rect() & _visible_part(target, window)
        if shown.isEmpty():
            self.hide()
            return
        inner = box.translated(-shown.topLeft())
        radius = float(target.property("ring_radius") or 0)
        if (inner, radius, shown) != (self._box, self._radius, self.geometry()):
            self._box, self._radius = inner, radius
            self.setGeometry(shown)
            self.setMask(QRegion(self.rect()) - QRegion(inner.adjusted(4, 4, -4, -4)))
            self.update()
        self.raise_()
        self.show()

    def restyle(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(self._box)
        out = 0.0
        for role, width in _BANDS:
            middle = out + width / 2
            painter.setPen(QPen(theme.color(role), width))
            radius = self._radius + middle
            painter.drawRoundedRect(box.adjusted(-middle, -middle, middle, middle), radius, radius)
            out += width


def _visible_part(target: QWidget, window: QWidget) -> QRect:
    """What the scroll areas around `target` let through, in the window's coordinates."""
    part = window.rect()
    child, parent = target, target.parentWidget()
    while parent is not None and child is not window:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            part &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
        child, parent = parent, parent.parentWidget()
    return part
