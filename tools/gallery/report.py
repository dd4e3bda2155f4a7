"""報告: the figures from top to bottom, the texts, the sheets, and incidents beside each other."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from dtcoach.adapters.identity import new_id
from dtcoach.app.operations import Declaration, declare
from dtcoach.domain.events import NoticePosted
from dtcoach.domain.words import IncidentKind, ReportPart
from dtcoach.ui.main_window import RECOVERY, MainWindow
from dtcoach.ui.recovery.registry import REPORT
from dtcoach.ui.report.page import COMPARE, FIGURES, TEXT, ReportPage
from dtcoach.ui.report.sheets import EstimateSheet
from tools.gallery.screen import Day, Prepare, Screen, press, settle

_WAIT_MS = 50
_MOST_WAITS = 400
_WRITTEN = {
    ReportPart.WHAT: "住民記録・国民年金のオンライン接続ができなくなり、転入・転出・印鑑登録などの"
    "処理ができなくなった。",
    ReportPart.CAUSE: "委託事業者によるサーバーの設定の誤り。",
}


def _page(window: MainWindow) -> ReportPage:
    """報告 with what a lead wrote, counted."""
    window.go(RECOVERY)
    window.recovery.go(REPORT)
    page = window.recovery.page
    assert isinstance(page, ReportPage)
    page.show_tab(TEXT)
    for part, text in _WRITTEN.items():
        page.text.fields[part].field.set_text(text)
    page.text.keep_all()
    page.text.estimate_requested.emit()
    sheet = window.sheet
    assert isinstance(sheet, EstimateSheet)
    sheet.close_sheet()
    sheet.estimated.emit(320, "いつもの同じ時間の来庁者数から")
    for _ in range(_MOST_WAITS):
        if page.figures is not None and not page.is_counting:
            break
        settle(_WAIT_MS)
    return page


def _figures(part: float) -> Prepare:
    def prepare(window: MainWindow) -> None:
        page = _page(window)
        page.show_tab(FIGURES)
        page.scroll_to(part)

    return prepare


def _tab(tab: str, *keys: Qt.Key) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _page(window).show_tab(tab)
        press(window, *keys)

    return prepare


def _compared(window: MainWindow) -> None:
    """Beside an outage and a drill of earlier years."""
    counter = window.counter
    for years, kind, minutes in ((2, IncidentKind.REAL, 41), (1, IncidentKind.DRILL, 12)):
        began = counter.clock.now() - timedelta(days=365 * years)
        scenario = counter.content.scenarios["full-outage"]
        said = Declaration(kind, scenario, "戸籍住民課", "係長")
        earlier = declare(counter.log, counter.clock, new_id, said, began)
        notice = NoticePosted("文", None, began, "戸籍住民課", "", False, ("窓口の掲示",))
        earlier.post_notice("係長", notice, began + timedelta(minutes=minutes))
        earlier.recovered("係長", "使えます", began + timedelta(hours=3))
        earlier.close("係長")
    _tab(COMPARE)(window)


SCREENS = (
    Screen("report", Day.REPLAY, _figures(0)),
    Screen("report-course", Day.REPLAY, _figures(0.3)),
    Screen("report-charts", Day.REPLAY, _figures(0.65)),
    Screen("report-sources", Day.REPLAY, _figures(1)),
    Screen("report-text", Day.REPLAY, _tab(TEXT)),
    Screen("report-estimate", Day.REPLAY, _tab(TEXT, Qt.Key.Key_F6)),
    Screen("report-settle", Day.REPLAY, _tab(TEXT, Qt.Key.Key_F7)),
    Screen("report-compare", Day.REAL, _compared),
)
