"""What every page has around it: the banner, who waits, what must be read, what is not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dtcoach.app.counter import Counter
from dtcoach.domain.words import IncidentKind
from dtcoach.ui.incident_view import BannerWords, banner_words
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.parked_view import ParkedVisits

if TYPE_CHECKING:
    from dtcoach.ui.kit.notice import NoticeKind
    from dtcoach.ui.shell import Shell
    from dtcoach.ui.told import ToldBar
    from dtcoach.ui.unsaved import UnsavedStrip

BANNER_KIND = {
    IncidentKind.REAL: BannerKind.REAL,
    IncidentKind.DRILL: BannerKind.DRILL,
    IncidentKind.REPLAY: BannerKind.REPLAY,
}


def banner_model(words: BannerWords) -> BannerModel:
    return BannerModel(
        BANNER_KIND[words.kind],
        words.title,
        words.started,
        words.elapsed,
        words.check.text,
        next_check_late=words.check.is_late,
        notice_text=words.notice.text,
        notice_late=words.notice.is_late,
        started_short=words.started_short,
    )


class Frame(QObject):
    """Keeps the frame of the shell true to the counter. Parts that are rarely seen are made when
    they are first needed."""

    def __init__(self, shell: Shell, counter: Counter) -> None:
        super().__init__(shell)
        self._shell = shell
        self._counter = counter
        self.told: ToldBar | None = None
        self.unsaved: UnsavedStrip | None = None
        self.parked = ParkedVisits(counter)

    def refresh(self, shown_visit: str | None) -> None:
        """After an act and once a minute."""
        if not self._counter.is_entered:
            return
        now = self._counter.clock.now()
        words = banner_words(self._counter.operations.state, self._counter.content, now)
        self._shell.set_banner(banner_model(words))
        self._shell.set_parked(self.parked.models(shown_visit, now))

    def tell(self, sentence: str, kind: NoticeKind | None = None) -> None:
        """Stays until somebody says that it was read; a warning unless said otherwise."""
        from dtcoach.ui.kit.notice import NoticeKind
        from dtcoach.ui.told import ToldBar

        if self.told is None:
            self.told = ToldBar()
            self.told.sheet_wanted.connect(self._shell.open_sheet)
            self._shell.notices.addWidget(self.told)
        self.told.tell(kind or NoticeKind.WARNING, sentence)

    def tell_done(self, sentence: str) -> None:
        from dtcoach.ui.kit.notice import NoticeKind

        self.tell(sentence, NoticeKind.SUCCESS)

    def tell_error(self, sentence: str) -> None:
        from dtcoach.ui.kit.notice import NoticeKind

        self.tell(sentence, NoticeKind.ERROR)

    def set_unsaved(self, unsaved: int) -> None:
        if self.unsaved is None:
            if not unsaved:
                return
            from dtcoach.ui.unsaved import UnsavedStrip

            self.unsaved = UnsavedStrip()
            self._shell.notices.insertWidget(0, self.unsaved)
        self.unsaved.set_count(unsaved)
