"""Address labels for a batch of letters, on sheets that may have been begun before."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from dtcoach.app.errors import ProblemFound
from dtcoach.app.paper import Imprint, Order, Press
from dtcoach.domain.written import narrow
from dtcoach.frozen import dataclass

SHEETS = ("labels-12", "labels-24")
"""The forms of label sheets; the ward may lay its own over them."""


@dataclass(frozen=True, slots=True)
class AddressLabel:
    """One letter: the address on record, and nothing that tells why or what is in it."""

    postcode: str
    address: str
    name: str
    number: str = ""
    """受付番号, so that letter and slip are matched; may be empty."""


def label_order(
    labels: Sequence[AddressLabel],
    press: Press,
    imprint: Imprint,
    *,
    marks: tuple[str, ...] = (),
    sheet: str = SHEETS[0],
    start: int = 1,
    sender: str = "",
) -> Order:
    """The order for `press.draw`: one label each, in their order, the first on place `start` of the
    first sheet (1 is its upper left corner, counted row by row).

    `sender` stands small below each. `imprint` and `marks` as for any paper (`imprint_of`,
    `paper_marks`); `PaperDesk.labels` has them for an incident. Raises ProblemFound where there is
    no such sheet or place, or nothing to print.
    """
    most = press.labels_on(sheet)
    if not most:
        raise ProblemFound(f"「{sheet}」というラベルの用紙はありません。")
    if not 1 <= start <= most:
        raise ProblemFound(f"始めの位置は 1 から {most} までです。")
    if not labels:
        raise ProblemFound("宛名がありません。")
    rows = [dict[str, str]() for _ in range(start - 1)]
    rows += [_row(label, sender) for label in labels]
    return Order(sheet, {"labels": tuple(rows)}, imprint, marks)


COLUMNS = ("郵便番号", "住所", "氏名", "受付番号")
"""The head line of a file of addresses; the last may be missing."""


def read_addresses(lines: Iterable[str]) -> tuple[AddressLabel, ...]:
    """The labels of a CSV file with those columns. Raises ProblemFound with the line."""
    rows = csv.DictReader(lines)
    missing = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
    if missing:
        raise ProblemFound(f"一行目に「{'」「'.join(missing)}」の列がありません。")
    found = []
    for row in rows:
        postcode, address, name, number = ((row.get(key) or "").strip() for key in COLUMNS)
        if not address or not name:
            raise ProblemFound(f"{rows.line_num} 行目に、住所か氏名がありません。")
        found.append(AddressLabel(postcode, address, name, number))
    return tuple(found)


def _row(label: AddressLabel, sender: str) -> dict[str, str]:
    digits = "".join(filter(str.isdigit, narrow(label.postcode)))
    postcode = f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else label.postcode.strip()
    return {
        "postcode": f"〒{postcode.lstrip('〒')}" if postcode else "",
        "address": label.address.strip(),
        "name": f"{label.name.strip()}　様",
        "number": label.number,
        "sender": f"差出人　{sender}" if sender else "",
    }
