"""How a sheet looks and prints: its heading, its filters, A4 landscape, black and one grey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dtcoach.adapters.workbook.cells import text_of
from dtcoach.app.workbook import Book, CellKind, Table
from dtcoach.domain.japanese_dates import TOKYO, long_date

_A4 = 9
_GREY = "#E6E6E6"
_LINE = "#767676"
_MARGIN_IN = 0.4
_FORMATS: dict[CellKind, str] = {
    CellKind.TEXT: "@",
    CellKind.LONG: "@",
    CellKind.COUNT: "#,##0",
    CellKind.NUMBER: "#,##0.0",
    CellKind.PERCENT: "0.0%",
    CellKind.DATE: "[$-411]ge.m.d(aaa)",
    CellKind.MOMENT: "[$-411]ge.m.d(aaa) h:mm",
}
"""Dates are real dates, shown in 和暦 with the weekday."""


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        edge = {"border": 1, "border_color": _LINE, "valign": "top"}
        self._plain: dict[CellKind, Any] = {}
        self._inert: dict[CellKind, Any] = {}
        for kind, number in _FORMATS.items():
            own = {**edge, "num_format": number, "text_wrap": kind is CellKind.LONG}
            self._plain[kind] = workbook.add_format(own)
            self._inert[kind] = workbook.add_format({**own, "quote_prefix": True})
        self.heading = workbook.add_format({"bold": True, "font_size": 14})
        self.mark = workbook.add_format({"bold": True, "font_size": 14, "border": 2})
        self.note = workbook.add_format({"font_size": 10})
        self.header = workbook.add_format(
            {**edge, "bold": True, "bg_color": _GREY, "text_wrap": True, "valign": "vcenter"}
        )

    def of(self, kind: CellKind) -> Any:
        """The format of a column of that kind."""
        return self._plain[kind]

    def inert(self, kind: CellKind) -> Any:
        """The same for a text that must stay one when somebody edits it."""
        return self._inert[kind]


def below_heading(book: Book) -> int:
    """The first row of data, counted from 0: heading, notes and the header stand above."""
    return 2 + len(book.notes)


def begin_sheet(sheet: Any, looks: Looks, book: Book, table: Table, title: str) -> Iterator[str]:
    """Everything above the data, and how the sheet prints; yields the cells of each row as
    `Tally.add` takes them."""
    from xlsxwriter.utility import xl_col_to_name

    head = text_of(f"{book.heading}　{title}")
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    lines = [(head, looks.heading), *((text_of(note), looks.note) for note in book.notes)]
    if book.mark:
        lines[0] = (f"【{book.mark}】{head}", looks.mark)
        sheet.set_tab_color("#000000")
    for at, (text, look) in enumerate(lines):
        sheet.write_string(at, 0, text, look)
        yield f"A{at + 1}\x1e{text}\x1f"
    header = len(lines)
    cells = []
    for index, column in enumerate(table.columns):
        text = text_of(column.title)
        sheet.write_string(header, index, text, looks.header)
        cells.append(f"{xl_col_to_name(index)}{header + 1}\x1e{text}\x1f")
    yield "".join(cells)
    sheet.freeze_panes(header + 1, 1)
    _set_up_page(sheet, book, title, header)


def end_sheet(sheet: Any, table: Table, first: int, end: int) -> None:
    """Filters over the header and all rows, once their number is known."""
    last = max(first, end - 1)
    sheet.autofilter(first - 1, 0, last, len(table.columns) - 1)


def _set_up_page(sheet: Any, book: Book, title: str, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN_IN, right=_MARGIN_IN, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    made = book.made_at.astimezone(TOKYO)
    mark = f"【{book.mark}】" if book.mark else ""
    day = f"{long_date(made.date())}{made.hour}:{made.minute:02d}"
    sheet.set_header(f"&L&12&B{mark}{_plain(book.heading, 80)}&R{_plain(title, 40)}")
    sheet.set_footer(f"&L{mark}dtcoach　{day} 作成&C&P / &N ページ")


def _plain(text: str, most: int) -> str:
    """In the header of a page & begins a code, and all of it has room for 255 letters."""
    return text.replace("\n", " ")[:most].replace("&", "&&")
