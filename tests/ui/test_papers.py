"""Papers in the visit, by keys, on a real log: seen, printed, queued, printed again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.counter import Counter
from dtcoach.app.errors import DiskFull
from dtcoach.app.paper import Picture
from dtcoach.domain.events import EventBody, FormPrinted, FormQueued
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import PaperWay
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.focus import FocusTracker
from dtcoach.ui.kit.panel import Panel
from dtcoach.ui.paper.printing import PrinterTrouble
from dtcoach.ui.paper.sheet import PaperSheet
from dtcoach.ui.visit.page import VisitPage
from tests.ui.accessible import assert_accessible
from tests.ui.gallery_visit import outage, walk_until, window_of

Key = Qt.Key
Show = Callable[[QWidget], QWidget]


class FakePrinter:
    """Implements `Printers`; keeps what it was sent, and fails or stays silent when told to."""

    def __init__(self) -> None:
        self.known: str | None = "カウンター1"
        self.sent: list[tuple[str, tuple[Picture, ...]]] = []
        self.trouble: Exception | None = None
        self.goes_on = threading.Event()
        self.goes_on.set()

    def name(self) -> str | None:
        return self.known

    def send(self, name: str, title: str, pages: Iterable[Picture], dpi: int) -> None:
        assert threading.get_ident() != threading.main_thread().ident
        self.goes_on.wait(10)
        if self.trouble is not None:
            raise self.trouble
        self.sent.append((title, tuple(pages)))


class Clerk:
    """Somebody at the print step of a 転入 that is received and held."""

    def __init__(self, counter: Counter, page: VisitPage, qtbot: QtBot) -> None:
        self.counter, self.page, self.qtbot = counter, page, qtbot
        self.printer = FakePrinter()
        page.papers.work.printers = self.printer
        visit = counter.desk.open_visit(counter.clerk, ["move-in"])
        walk_until(counter, visit.id, at_print_step)
        page.show_visit(visit.id)
        self.visit = visit.id

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)

    def open(self) -> PaperSheet:
        """F5, until the page is drawn."""
        self.press(Key.Key_F5)
        sheet = self.page.papers.work.sheet
        assert sheet is not None
        self.qtbot.waitUntil(lambda: self.page.papers.work._drawn is not None, timeout=20_000)
        return sheet

    def written(self) -> list[EventBody]:
        bodies = [event.body for event in self.counter.log.of_visit(self.visit)]
        return [body for body in bodies if isinstance(body, FormPrinted | FormQueued)]

    def until(self, count: int) -> list[EventBody]:
        self.qtbot.waitUntil(lambda: len(self.written()) >= count, timeout=20_000)
        return self.written()

    @property
    def said(self) -> str:
        return self.page._stage._bar._said.text()


def at_print_step(kind: PlaceKind, at: str) -> bool:
    return kind is PlaceKind.STEP and at.startswith("print-reception-slip")


@pytest.fixture
def clerk(tmp_path: Path, show: Show, tracker: FocusTracker, qtbot: QtBot) -> Iterator[Clerk]:
    with outage(tmp_path, "full-outage") as counter:
        window, page = window_of(counter)
        show(window)
        yield Clerk(counter, page, qtbot)


def test_two_keys_print_the_paper_of_the_step_and_the_log_says_so_first(clerk: Clerk) -> None:
    sheet = clerk.open()
    assert_accessible(sheet)
    said: list[int] = []
    clerk.page.papers.work.said.connect(lambda visit, sentence: said.append(len(clerk.written())))
    clerk.press(Key.Key_Return)
    (body,) = clerk.until(1)
    assert body == FormPrinted(
        1, "reception-slip", clerk.counter.desk.visit(clerk.visit).number, False, PaperWay.PRINTER
    )
    assert said[-1] == 1
    assert "印刷しました" in clerk.said
    ((title, pages),) = clerk.printer.sent
    assert title.startswith("受付票")
    assert len(pages) == 2, "控え and お渡し"
    assert abs(pages[0].width - 210 / 25.4 * 300) < 2
    place = clerk.counter.desk.place(clerk.counter.desk.visit(clerk.visit))
    assert place.kind is PlaceKind.STEP
    clerk.press(Key.Key_Return)
    assert clerk.counter.desk.visit(clerk.visit).request(1).papers == 1, (
        "渡しました is one more key"
    )


def test_a_key_pressed_before_the_page_is_there_is_not_lost(clerk: Clerk) -> None:
    clerk.press(Key.Key_F5)
    assert clerk.page.papers.work._drawn is None
    clerk.press(Key.Key_Return)
    assert isinstance(clerk.until(1)[0], FormPrinted)
    assert len(clerk.printer.sent) == 1


def test_a_second_one_is_marked_as_a_reprint(clerk: Clerk) -> None:
    clerk.open()
    clerk.press(Key.Key_F9)
    (first,) = clerk.until(1)
    assert isinstance(first, FormPrinted)
    assert (first.how, first.reprint) == (PaperWay.HAND, False)
    sheet = clerk.open()
    assert sheet._print.label == "再発行する"
    drawn = clerk.page.papers.work._drawn
    assert drawn is not None
    assert "再発行" in text_of(drawn.paper.pdf)[0]
    clerk.press(Key.Key_Return)
    second = clerk.until(2)[-1]
    assert isinstance(second, FormPrinted)
    assert second.reprint


@pytest.mark.parametrize("trouble", [PrinterTrouble("紙がありません。"), OSError("spooler")])
def test_a_printer_that_fails_leaves_the_paper_in_the_queue(
    clerk: Clerk, trouble: Exception, qtbot: QtBot
) -> None:
    clerk.printer.trouble = trouble
    clerk.open()
    with qtbot.captureExceptions() as raised:
        clerk.press(Key.Key_Return)
        (body,) = clerk.until(1)
        qtbot.waitUntil(lambda: "印刷待ち" in clerk.said)
    assert clerk.page._stage._bar._sign.isVisible(), "a trouble is no quiet word"
    assert isinstance(body, FormQueued)
    assert len(raised) == isinstance(trouble, OSError), "an error of ours reaches the crash hook"
    assert clerk.page._stage._print.label == "印刷（待ち 1）"
    panels = [panel for panel in clerk.page.findChildren(Panel) if panel.title.isVisible()]
    assert panels
    assert all(panel.title.geometry().bottom() < panel.body.geometry().top() for panel in panels)
    clerk.press(Key.Key_Return)
    assert clerk.counter.desk.visit(clerk.visit).request(1).papers == 1, "the visit goes on"
    clerk.printer.trouble = None
    clerk.open()
    clerk.press(Key.Key_Return)
    assert isinstance(clerk.until(2)[-1], FormPrinted)
    qtbot.waitUntil(lambda: clerk.page._stage._print.label == "印刷")


def test_without_a_printer_it_waits_and_nothing_stops(clerk: Clerk) -> None:
    clerk.printer.known = None
    sheet = clerk.open()
    assert sheet._print.label == "印刷待ちに入れる"
    clerk.press(Key.Key_Return)
    (body,) = clerk.until(1)
    assert isinstance(body, FormQueued)
    assert not clerk.printer.sent


@pytest.mark.parametrize(("scale", "first"), [(1.0, False), (2.0, True)])
def test_what_is_said_of_a_paper_stands_beside_it_or_before_it(
    clerk: Clerk, qapp: QApplication, scale: float, first: bool
) -> None:
    clerk.printer.known = None
    theme.apply(qapp, theme.ThemeChoice.LIGHT, scale)
    clerk.page.window().resize(1366, 768)
    sheet = clerk.open()
    seen = sheet._pane.viewport()
    trouble = QRect(sheet._notice.mapTo(seen, QPoint()), sheet._notice.size())
    page = QRect(sheet._pages[0].mapTo(seen, QPoint()), sheet._pages[0].size())
    assert seen.rect().contains(trouble), "why nothing is printed is in sight"
    assert (page.top() > trouble.bottom()) is first
    assert (page.right() < trouble.left()) is not first
    theme.apply(qapp, theme.ThemeChoice.LIGHT)


def test_a_silent_printer_is_not_waited_for(clerk: Clerk) -> None:
    clerk.page.papers.work.sending.patience_ms = 50
    clerk.printer.goes_on.clear()
    clerk.open()
    clerk.press(Key.Key_Return)
    (body,) = clerk.until(1)
    assert isinstance(body, FormQueued)
    clerk.printer.goes_on.set()
    late = clerk.until(2)[-1]
    assert isinstance(late, FormPrinted), "it answered after all"


def test_undo_passes_by_what_is_on_paper(clerk: Clerk) -> None:
    before = clerk.counter.desk.visit(clerk.visit).request(1).done
    clerk.open()
    clerk.press(Key.Key_F9)
    clerk.until(1)
    clerk.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(clerk.written()) == 1
    assert len(clerk.counter.desk.visit(clerk.visit).request(1).done) < len(before)
    state = clerk.counter.papers.slip(
        clerk.counter.desk.visit(clerk.visit), 1, "reception-slip"
    ).state
    assert state.times == 1


def test_a_file_and_the_viewer_get_the_very_bytes_of_the_preview(
    clerk: Clerk, tmp_path: Path
) -> None:
    path = tmp_path / "slip.pdf"
    clerk.page.papers.work.ways.ask_file = lambda name: str(path)
    clerk.open()
    drawn = clerk.page.papers.work._drawn
    assert drawn is not None
    clerk.press(Key.Key_F7)
    (body,) = clerk.until(1)
    assert isinstance(body, FormPrinted)
    assert body.how is PaperWay.FILE
    assert path.read_bytes() == drawn.paper.pdf
    opened: list[bytes] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).read_bytes())
        return True

    clerk.page.papers.work.ways.open_url = open_url
    clerk.open()
    again = clerk.page.papers.work._drawn
    assert again is not None
    clerk.press(Key.Key_F8)
    assert clerk.until(2)[-1].how is PaperWay.VIEWER  # type: ignore[attr-defined]
    assert opened == [again.paper.pdf]


def test_a_file_that_cannot_be_written_is_told_and_not_logged(clerk: Clerk, tmp_path: Path) -> None:
    clerk.page.papers.work.ways.ask_file = lambda name: str(tmp_path / "no" / "folder" / "x.pdf")
    sheet = clerk.open()
    clerk.press(Key.Key_F7)
    assert "保存できません" in sheet._notice.accessibleName()
    assert clerk.written() == []


def test_what_the_log_does_not_take_is_not_said(clerk: Clerk, monkeypatch) -> None:
    troubles: list[object] = []
    clerk.page.troubled.connect(troubles.append)
    clerk.open()

    def full(*_: object) -> None:
        raise DiskFull("空きがありません。")

    with monkeypatch.context() as patch:
        patch.setattr(clerk.counter.desk._log, "append", full)
        clerk.press(Key.Key_F9)
    assert [type(trouble) for trouble in troubles] == [DiskFull]
    assert clerk.said == ""
    assert clerk.written() == []
    clerk.page.retry()
    assert len(clerk.written()) == 1


def test_the_language_goes_round_and_the_page_with_it(clerk: Clerk, qtbot: QtBot) -> None:
    sheet = clerk.open()
    first = clerk.page.papers.work._drawn
    clerk.press(Key.Key_F4)
    clerk.press(Key.Key_F4)
    qtbot.waitUntil(lambda: clerk.page.papers.work._drawn is not None, timeout=20_000)
    assert sheet._language.label == "言葉: English"
    drawn = clerk.page.papers.work._drawn
    assert drawn is not None
    assert drawn != first
    assert "Reception slip" in text_of(drawn.paper.pdf)[0]


def test_the_paper_of_the_step_is_seen_at_once_with_what_became_of_it(
    clerk: Clerk, qtbot: QtBot
) -> None:
    glance = clerk.page.papers._glance
    qtbot.waitUntil(lambda: glance._image is not None, timeout=20_000)
    assert glance.isVisible()
    assert glance._standing.text() == "まだ印刷していません"
    clerk.open()
    clerk.press(Key.Key_F9)
    clerk.until(1)
    assert "手で書きました" in glance._standing.text()
    clerk.press(Key.Key_Return)
    assert not glance.isVisible()


def test_any_paper_of_the_visit_can_be_chosen_and_the_wards_own_is_left_to_the_ward(
    clerk: Clerk, qtbot: QtBot
) -> None:
    sheet = clerk.open()
    forms = [slip.heading.id for slip in sheet._slips]
    assert forms[:2] == ["resident-notice", "reception-slip"]
    assert "custody-slip" in forms
    sheet._on_picked("0")
    assert "区の用紙" in sheet._notice.accessibleName()
    assert sheet._print.is_off
    sheet._on_picked(str(forms.index("custody-slip")))
    qtbot.waitUntil(lambda: clerk.page.papers.work._drawn is not None, timeout=20_000)
    clerk.press(Key.Key_Return)
    (body,) = clerk.until(1)
    assert isinstance(body, FormPrinted)
    assert body.form == "custody-slip"


def test_what_a_printer_did_meanwhile_leaves_the_open_sheet_alone(
    clerk: Clerk, qtbot: QtBot
) -> None:
    """An Enter on its way to the sheet must not finish the step behind it."""
    clerk.printer.goes_on.clear()
    clerk.open()
    clerk.press(Key.Key_Return)
    sheet = clerk.open()
    assert sheet._print.label == "印刷する"
    clerk.printer.goes_on.set()
    clerk.until(1)
    qtbot.waitUntil(lambda: sheet._print.label == "再発行する", timeout=20_000)
    assert clerk.page.papers.work.sheet is sheet
    clerk.press(Key.Key_Return)
    second = clerk.until(2)[-1]
    assert isinstance(second, FormPrinted)
    assert second.reprint
    assert clerk.counter.desk.visit(clerk.visit).request(1).papers == 0


def test_papers_in_the_viewer_name_people_and_are_swept_up(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dtcoach.ui.paper.viewed._temporary", lambda: tmp_path)
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    clerk.page.papers.work.ways.open_url = open_url
    for _ in range(2):
        clerk.open()
        clerk.press(Key.Key_F8)
    assert len(set(opened)) == 2, "a viewer that holds the first is no trouble"
    killed = tmp_path / "dtcoach-viewed-killed"
    killed.mkdir()
    (killed / "101-001-reception-slip.pdf").write_bytes(b"%PDF")
    clerk.page.warm_up()
    assert not killed.exists()
    assert all(path.exists() for path in opened), "this window's own are in use"
