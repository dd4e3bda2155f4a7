"""One page of a form: its boxes with what is in them, its marks, its imprint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtcoach.adapters.paper.fitting import fit
from dtcoach.adapters.paper.form import FOOT_MM, HEAD_MM, MARGIN_MM, Box, BoxKind, Form
from dtcoach.adapters.paper.ink import GREY, PALE, PT, Ink
from dtcoach.app.paper import Order
from dtcoach.domain.form_values import FIELDS, NUMERIC, TABLES, Value
from dtcoach.domain.walk import fill
from dtcoach.domain.words import SCAN_MARK

_LABEL_PT = 7
_LABEL_MM = 4.0
_PAD_MM = 1.6
_SHORT_CHOICE, _CHOICE_MM, _LONG_CHOICE_MM = 8, 30, 58
"""From so many characters on, a choice takes the wider of two widths."""

UNCHECKED_NOTE = "訳は、その言語の話者がまだ確かめていません（要確認）"
DOUBTFUL_NOTE = "点線を引いた文字は、この端末に字形がありません。字形を確認してください"


class FormPage:
    """Draws a form, whole or box by box. `where` names the page in what is told of cut words."""

    def __init__(
        self, form: Form, order: Order, ink: Ink, values: Mapping[str, Value], where: str = ""
    ) -> None:
        self._form = form
        self._order = order
        self._ink = ink
        self._values = values
        self._where = where
        self._words = {name: value for name, value in values.items() if isinstance(value, str)}

    def draw(self, copy: str, number: int, total: int, *, boxes: bool = True) -> None:
        """All of it, or with `boxes` False only what stands around them."""
        self._watermark()
        if boxes:
            self.boxes()
        self._head(copy)
        self._foot(number, total)

    def boxes(self) -> None:
        """What the form's own file says, and nothing around it."""
        for box in self._form.boxes:
            self.box(box)

    def box(self, box: Box) -> None:
        """One of its boxes."""
        _DRAW[box.kind](self, box)

    # --- around the form ------------------------------------------------------------------------

    def _watermark(self) -> None:
        """What this paper is not, across the page: nobody takes it for a real one."""
        marks = [mark for mark in self._order.marks if mark in ("訓練", "再現")]
        if not marks:
            return
        canvas = self._ink.canvas
        canvas.saveState()
        size = min(self._form.width, self._form.height) * 0.38
        canvas.translate(self._form.width / 2 * PT, self._form.height / 2 * PT)
        canvas.rotate(30)
        upright = self._ink.at_origin()
        upright.text(
            marks[0],
            (-size * 1.4, -size / 2, size * 2.8, size),
            size * PT * 0.85,
            ink=PALE,
            centre=True,
        )
        canvas.restoreState()

    def _head(self, copy: str) -> None:
        ink, form = self._ink, self._form
        right = self._marks()
        if copy:
            wide = min(8 + 4.2 * len(copy), 52)
            x = form.width - MARGIN_MM - wide
            ink.box(x, MARGIN_MM + 7.5, wide, 6.5, 0.35)
            ink.text(copy, (x + 1, MARGIN_MM + 7.5, wide - 2, 6.5), 10, centre=True, one_line=True)
        room = form.width - 2 * MARGIN_MM - max(right, 54 if copy else 0) - 4
        title = self._said(form.title, form.title_phrase, between="\n")
        # Two languages take two lines, and neither may stand on the rule below.
        ink.text(title, (MARGIN_MM, MARGIN_MM - 3, room, HEAD_MM - 1.5), 17, what="表題")
        ink.line(
            MARGIN_MM, MARGIN_MM + HEAD_MM - 3, form.width - MARGIN_MM, MARGIN_MM + HEAD_MM - 3
        )

    def _marks(self) -> float:
        """White on black, at the upper right; how much of the width they take."""
        ink, x = self._ink, self._form.width - MARGIN_MM
        for mark in reversed(self._order.marks):
            wide = 5.2 * len(mark) + 4
            x -= wide
            ink.fill(x, MARGIN_MM - 3, wide, 8.5)
            ink.text(mark, (x, MARGIN_MM - 3, wide, 8.5), 14, ink=1, centre=True, one_line=True)
            x -= 1.5
        return self._form.width - MARGIN_MM - x

    def _foot(self, number: int, total: int) -> None:
        ink, form, imprint = self._ink, self._form, self._order.imprint
        y = form.height - MARGIN_MM
        notes = [DOUBTFUL_NOTE] if ink.doubtful else []
        if self._order.language != "ja" and self._translated():
            notes.append(UNCHECKED_NOTE)
        if notes:
            ink.text(
                "。".join(notes),
                (MARGIN_MM, y - 4, form.width - 2 * MARGIN_MM, 3.6),
                7,
                one_line=True,
            )
        words = "　".join(
            part
            for part in (
                form.id,
                f"版 {imprint.content}" if imprint.content else "",
                imprint.approved,
                imprint.at,
                f"{number}/{total}",
            )
            if part
        )
        wide = form.width - 2 * MARGIN_MM
        whole = not fit(words, ink.chain, wide * PT, FOOT_MM * PT, 7, one_line=True).cut
        ink.text(words, (MARGIN_MM, y, wide, FOOT_MM), 7, ink=GREY, top=True, one_line=whole)

    # --- boxes ----------------------------------------------------------------------------------

    def _field(self, box: Box) -> None:
        ink, pad = self._ink, _PAD_MM if box.frame else 0.0
        if box.frame:
            ink.box(box.x, box.y, box.width, box.height)
        top = self._label(box) if box.frame else 0.0
        value = self._values.get(box.field) or box.text
        if isinstance(value, str) and value:
            below = 0.8 if box.frame else 0.0
            ink.text(
                value,
                (box.x + pad, box.y + top, box.width - 2 * pad, box.height - top - below),
                box.size,
                what=self._name_of(box),
            )

    def _name_of(self, box: Box) -> str:
        """What a clerk calls the box, and which of several it is."""
        labels = self._form.labels
        columns = FIELDS if labels is None else TABLES[labels.table]
        field = columns.get(box.field)
        name = box.label or (box.field if field is None else field.label)
        return f"{self._where} {name}" if self._where else name

    def _label(self, box: Box) -> float:
        """The label along the upper edge; the height it takes."""
        words = self._said(box.label, box.phrase, between=" / ")
        if not words:
            return 0.8
        fitted = self._ink.text(
            words, (box.x + _PAD_MM, box.y + 0.6, box.width - 2 * _PAD_MM, _LABEL_MM - 0.6),
            _LABEL_PT, what=box.label, ink=GREY, one_line=True,
        )  # fmt: skip
        return _LABEL_MM if fitted.lines else 0.8

    def _text(self, box: Box) -> None:
        words = self._said(box.text, box.phrase)
        place = (box.x, box.y, box.width - 1, box.height)
        self._ink.text(words, place, box.size, what=words[:12], top=True)

    def _heading(self, box: Box) -> None:
        self._ink.fill(box.x, box.y, box.width, box.height, 0.9)
        self._ink.text(
            self._said(box.text, box.phrase), (box.x + _PAD_MM, box.y, box.width - 2 * _PAD_MM,
            box.height), box.size, what=box.text, one_line=True,
        )  # fmt: skip

    def _checks(self, box: Box) -> None:
        ink = self._ink
        ink.box(box.x, box.y, box.width, box.height)
        top = self._label(box)
        given = self._values.get(box.field, "")
        room, each = box.height - top, len(box.choices)
        said = [self._said(choice, choice) for choice in box.choices]
        least = _LONG_CHOICE_MM if max(map(len, said)) > _SHORT_CHOICE else _CHOICE_MM
        across = max(1, min(each, int((box.width - 2) // least)))
        rows = -(-each // across)
        wide, high = (box.width - 2 * _PAD_MM) / across, (room - 0.8) / rows
        for index, (choice, words) in enumerate(zip(box.choices, said, strict=True)):
            x = box.x + _PAD_MM + wide * (index % across)
            y = box.y + top + high * (index // across)
            side = min(3.4, high - 0.8)
            middle = y + (high - side) / 2
            ink.box(x, middle, side, side, 0.3)
            if given in (choice, words):
                ink.line(x + 0.6, middle + side * 0.5, x + side * 0.42, middle + side - 0.6, 0.5)
                ink.line(x + side * 0.42, middle + side - 0.6, x + side - 0.4, middle + 0.5, 0.5)
            ink.text(words, (x + side + 1.2, y, wide - side - 2, high), box.size, what=words)

    def _barcode(self, box: Box) -> None:
        from dtcoach.adapters.paper.codes import barcode

        value = self._words.get(box.field, "")
        if box.frame:
            self._ink.box(box.x, box.y, box.width, box.height)
        if value and value.isascii():
            barcode(self._ink, SCAN_MARK + value, box.x, box.y + 1, box.width, box.height - 2)

    def _qr(self, box: Box) -> None:
        from dtcoach.adapters.paper.codes import qr

        value = self._words.get(box.field, "")
        if value:
            qr(self._ink, value, box.x, box.y, min(box.width, box.height))

    def _table(self, box: Box) -> None:
        ink = self._ink
        rows = self._values.get(box.field, ())
        given = rows if isinstance(rows, tuple) else ()
        head = 6.0
        high = (box.height - head) / box.rows
        wide = sum(column.width for column in box.columns)
        ink.fill(box.x, box.y, wide, head, 0.9)
        x = box.x
        for column in box.columns:
            ink.text(column.label, (x + 0.8, box.y, column.width - 1.6, head), 8, what=column.label)
            for index in range(box.rows):
                y = box.y + head + high * index
                ink.box(x, y, column.width, high)
                words = given[index].get(column.field, "") if index < len(given) else ""
                if words:
                    ink.text(
                        words, (x + 0.8, y, column.width - 1.6, high), box.size, what=column.label
                    )
            x += column.width
        ink.box(box.x, box.y, wide, box.height, 0.4)

    def _said(self, text: str, phrase_id: str, between: str = "") -> str:
        """The words, and under them those of the resident's language: the ward must read it too."""
        phrase = self._form.phrases.get(phrase_id)
        if phrase is None:
            return text
        ja = fill(phrase.in_language("ja"), self._blanks(numeric=False))
        language = self._order.language
        if language == "ja" or language not in phrase.words:
            return ja
        own = fill(phrase.in_language(language), self._blanks(numeric=language in NUMERIC))
        between = between or (" / " if len(ja) <= 12 else "\n")
        return f"{own}{between}{ja}"

    def _blanks(self, *, numeric: bool) -> Mapping[str, str]:
        """What phrases name in braces; a line for the pen where it is not known."""
        words = self._words
        return {
            "snapshot_at": words.get("snapshot_at_numeric" if numeric else "snapshot_at")
            or ("____-__-__ __:__" if numeric else "　　月　　日　　時"),
            "due": words.get("deadline_numeric" if numeric else "deadline")
            or ("____-__-__" if numeric else "　　月　　日"),
            "today": words.get("received_date_numeric" if numeric else "received_date")
            or ("____-__-__" if numeric else "　　月　　日"),
        }

    def _translated(self) -> bool:
        """Whether words stand here that no speaker of the language has read yet."""
        language = self._order.language
        return any(language in phrase.unchecked for phrase in self._form.said())


_DRAW: dict[BoxKind, Any] = {
    BoxKind.FIELD: FormPage._field,
    BoxKind.TEXT: FormPage._text,
    BoxKind.HEADING: FormPage._heading,
    BoxKind.CHECKS: FormPage._checks,
    BoxKind.BARCODE: FormPage._barcode,
    BoxKind.QR: FormPage._qr,
    BoxKind.TABLE: FormPage._table,
}
