"""住民の画面: opens on F10, follows the visit, and never outlives the page it belongs to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from dtcoach.app.counter import Counter
from dtcoach.domain.content import Content
from dtcoach.domain.resident import ResidentPage, resident_page
from dtcoach.domain.visit import Place, VisitState
from dtcoach.domain.words import PlaceKind
from dtcoach.ui.resident.window import ResidentWindow, other_screen
from dtcoach.ui.visit.state import Scene


def place_shown(scene: Scene) -> Place:
    """The place as the clerk looks at it: a fact asked once more, or the ways weighed again."""
    again = scene.looking.again
    if again is not None and scene.model.kind is PlaceKind.QUESTION:
        return replace(scene.place, kind=PlaceKind.QUESTION, fact=again)
    return replace(scene.place, kind=scene.model.kind)


class ResidentScreen(QObject):
    """Signals: `language_chosen(language)` by the resident; `shown_changed(bool)` for a screen
    beside the work, which stays until F10 is pressed again."""

    language_chosen = Signal(str)
    shown_changed = Signal(bool)

    def __init__(self, counter: Counter, page: QWidget) -> None:
        super().__init__(page)
        self._counter = counter
        self._owner = page
        self.chosen = ""
        """The name of the screen that 設定 turns to the resident, if any."""
        self._window: ResidentWindow | None = None
        self._page: ResidentPage | None = None
        self._of: QWidget | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._on_screen_removed)

    @property
    def window(self) -> ResidentWindow | None:
        """What is open now."""
        return self._window

    @property
    def is_beside(self) -> bool:
        """Whether one stands open on a screen of the residents' own."""
        return self._window is not None and not self._window.turned

    def open_again(self) -> None:
        """As it stood when the window was closed, where there still is a second screen."""
        if self._window is None and other_screen(self._owner.window().screen(), self.chosen):
            self.toggle()

    def toggle(self) -> None:
        """F10: open, or close what is open."""
        if self._window is not None:
            self._window.close()
            return
        here = self._owner.window().screen()
        other = other_screen(here, self.chosen)
        window = self._window = ResidentWindow(self._counter.qr, turned=other is None)
        window.language_chosen.connect(self.language_chosen)
        window.left.connect(self._on_left)
        # A window has no parent here, and must go with the page all the same.
        self.destroyed.connect(window.deleteLater)
        self._watch(self._owner.window())
        if self._page is not None:
            window.view.set_page(self._page)
        window.show_on(other or here)
        if not window.turned:
            self._owner.window().activateWindow()
        self.shown_changed.emit(not window.turned)

    def follow(self, visit: VisitState | None, scene: Scene | None, language: str) -> None:
        """The clerk's page changed; None and None: it is nobody's turn."""
        counter = self._counter
        if not counter.is_entered:
            return
        content = counter.content if visit is None else counter.desk.content_of(visit)
        place = None if scene is None else place_shown(scene)
        kind = counter.operations.state.kind
        worded = _worded(content, counter.content)
        self._page = resident_page(worded, language, kind, visit, place)
        if self._window is not None:
            self._window.view.set_page(self._page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The work is over, or the incident left: nobody is served here any more."""
        if event.type() == QEvent.Type.Hide and watched is self._of and not event.spontaneous():
            self.close()
        return False

    def close(self) -> None:
        if self._window is not None:
            self._window.close()

    def _watch(self, window: QWidget) -> None:
        if self._of is not window:
            self._of = window
            window.installEventFilter(self)

    def _on_left(self) -> None:
        window, self._window = self._window, None
        if window is None:
            return
        window.deleteLater()
        self.shown_changed.emit(False)
        if window.turned and self._owner.isVisible():
            self._owner.window().activateWindow()

    def _on_screen_removed(self, screen: QScreen) -> None:
        """Qt would move the window over the clerk's work."""
        if self._window is not None and not self._window.turned:
            self._window.close()


def _worded(content: Content, newer: Content) -> Content:
    """A version of before this screen has no words for it; those of today say the same to all."""
    if content.resident.labels:
        return content
    return replace(content, resident=newer.resident, questions=newer.questions, pages=newer.pages)
