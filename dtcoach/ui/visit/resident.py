"""The sheet for the resident's details and the note: nothing required, everything kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.postal import PostalArea
from dtcoach.domain.resident_details import Resident, detail_of, note_of
from dtcoach.domain.typed_dates import doubt_about, read_day, show_day
from dtcoach.domain.words import ResidentField
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.kit.typing import Typing

PAUSE_MS = 800
"""Typing has paused: the note is kept."""

_WIDTH_EM = 60
_COLUMN_PX = 380
_TOWNS_SHOWN = 6
_F = ResidentField
_LABELS: Mapping[ResidentField, str] = {
    _F.NAME: "お名前",
    _F.KANA: "フリガナ",
    _F.PHONE: "電話番号",
    _F.CONTACT: "連絡してよい時間・留守番電話",
    _F.POSTCODE: "郵便番号",
    _F.ADDRESS: "住所",
    _F.BIRTH_DATE: "生年月日",
}
_EXAMPLES: Mapping[ResidentField, str] = {
    _F.KANA: "ひらがなでも入れられます",
    _F.PHONE: "例 03-1234-5678",
    _F.CONTACT: "例 18時以降、伝言してよい",
    _F.POSTCODE: "例 140-0002",
    _F.ADDRESS: "郵便番号から出ます",
}
_WIDTHS: Mapping[ResidentField, int] = {_F.PHONE: 14, _F.POSTCODE: 8}
_TYPING: Mapping[ResidentField, Typing] = {
    _F.KANA: Typing.KANA,
    _F.PHONE: Typing.PHONE,
    _F.POSTCODE: Typing.DIGITS,
}


class ResidentSheet(Sheet):
    """Signals: `noted(details, note)` for what is to be kept, `note` None where it is the same;
    `postcode_given(code)`. Then `say_kept` or `say_not_kept` is due."""

    noted = Signal(object, object)
    postcode_given = Signal(str)

    def __init__(self, number: str, known: Resident, today: Callable[[], date]) -> None:
        super().__init__(f"受付 {number}　お名前・メモ", width_em=_WIDTH_EM)
        self._known = known
        self._today = today
        self._filled = ""
        self._warned = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep_note)
        self.fields: dict[ResidentField, LineField | DateField] = {}
        grid = QWidget()
        columns = Columns(grid, least_px=_COLUMN_PX, most=2, gap=2 * SPACE)
        for name in ResidentField:
            columns.addWidget(self._add(name))
        self.note = NoteField("メモ", support="暗証番号と個人番号は書きません。", lines=3)
        self.note.set_text(known.note)
        self.note.changed.connect(self._on_note_changed)
        self._said = Text("", TypeStyle.LABEL_PLAIN, "text", wrap=False)
        for part in (grid, self.note):
            self.body.addWidget(part)
        self._say("書いたものは、そのつど保存します。")
        close = Button("閉じる", ButtonKind.SOLID, icon="check", key="F6")
        close.clicked.connect(self.leave)
        self.set_buttons([self._said], [close])

    # --- kept or not --------------------------------------------------------------------------

    @property
    def said(self) -> str:
        """Whether it is kept, in words."""
        return self._said.text()

    def say_kept(self, clock: str) -> None:
        """It is on the disk."""
        self._say(f"保存しました {clock}")

    def say_not_kept(self) -> None:
        """It is not, and is not lost either: it is tried again."""
        self._say("まだ保存できていません（書いた内容は残っています）")

    def leave(self) -> None:
        """Keeps everything and closes; what cannot be kept is pointed at once, then given up."""
        bad = self._keep_all()
        if bad is not None and not self._warned:
            self._warned = True
            bad.setFocus()
            return
        self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever takes the sheet away: what was typed is kept."""
        self._keep_all()
        super().hideEvent(event)

    # --- the address of a postcode --------------------------------------------------------------

    def show_area(self, code: str, area: PostalArea | None) -> None:
        """What the postcode says; an address that was typed is never replaced."""
        postcode, address = self.fields[_F.POSTCODE], self.fields[_F.ADDRESS]
        if postcode.text() != code:
            return
        if area is None:
            postcode.set_error(
                "この番号の住所は見つかりません。番号を確かめてください（番号は保存しました）。"
            )
            return
        typed = address.text().strip()
        if area.address and typed in ("", self._filled):
            self._filled = area.address
            address.set_text(area.address)
            self._keep(_F.ADDRESS)
            address.set_support(_towns(area))
        elif not typed.startswith(area.address) or not area.address:
            address.set_support(_towns(area) or f"〒{code} は {area.address} です。")
        else:
            address.set_support("")

    def say_no_area(self, sentence: str) -> None:
        """The table of postcodes cannot be read."""
        self.fields[_F.ADDRESS].set_support(sentence)

    # --- inside ---------------------------------------------------------------------------------

    def _add(self, name: ResidentField) -> LineField | DateField:
        made = self._date() if name is _F.BIRTH_DATE else LineField(
            _LABELS[name],
            placeholder=_EXAMPLES.get(name, ""),
            typing=_TYPING.get(name, Typing.JAPANESE),
            width_em=_WIDTHS.get(name, 0),
        )  # fmt: skip
        self.fields[name] = made
        value = self._known.of(name)
        made.set_text(_shown(value) if name is _F.BIRTH_DATE else value)
        made.editor.home(False)  # type: ignore[attr-defined]
        # Keys belong to the field's own row: Enter goes on to the next one.
        made.left.connect(lambda: self._keep(name))
        made.submitted.connect(self._on_submitted)
        made.editor.textEdited.connect(self._on_edited)  # type: ignore[attr-defined]
        return made

    def _date(self) -> DateField:
        return DateField(
            _LABELS[_F.BIRTH_DATE],
            lambda text: read_day(text, self._today(), birth=True),
            show_day,
            placeholder="例 S60.1.6",
            doubt=lambda text: doubt_about(text, self._today(), birth=True),
        )

    def _on_submitted(self, _what: object) -> None:
        self.focusNextPrevChild(True)

    def _on_edited(self, _text: str) -> None:
        self._warned = False

    def _on_note_changed(self, _text: str) -> None:
        self._warned = False
        self.note.set_error("")
        self._pause.start()

    def _keep(self, name: ResidentField) -> bool:
        """Keep one field; False where it says why it cannot be kept."""
        field = self.fields[name]
        try:
            value = detail_of(name, self._typed(name))
        except ValueError as error:
            field.set_error(getattr(field, "doubt", "") or str(error))
            return False
        if name is not _F.BIRTH_DATE and field.text() != value:
            field.set_text(value)
        if value != self._known.of(name):
            field.set_error("")
            self._known = self._known.having(name, value)
            self.noted.emit({name: value}, None)
            if name is _F.POSTCODE and value:
                self.postcode_given.emit(value)
        return True

    def _typed(self, name: ResidentField) -> str:
        field = self.fields[name]
        day = field.date() if isinstance(field, DateField) else None
        return field.text() if day is None else day.isoformat()

    def _keep_note(self) -> bool:
        self._pause.stop()
        try:
            note = note_of(self.note.text())
        except ValueError as error:
            self.note.set_error(str(error))
            return False
        if note != self._known.note:
            self._known = self._known.having_note(note)
            self.noted.emit({}, note)
        return True

    def _keep_all(self) -> QWidget | None:
        """Keep everything; the first field that cannot be."""
        bad: list[QWidget] = [
            self.fields[name].editor for name in self.fields if not self._keep(name)
        ]
        if not self._keep_note():
            bad.append(self.note.editor)
        return bad[0] if bad else None

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.updateGeometry()


def _shown(birth_date: str) -> str:
    """As it can be typed, and read again."""
    return long_date(date.fromisoformat(birth_date)).split("（")[0] if birth_date else ""


def _towns(area: PostalArea) -> str:
    """The towns to choose from, where the code does not tell which."""
    if len(area.towns) < 2:
        return ""
    shown = "、".join(area.towns[:_TOWNS_SHOWN])
    more = len(area.towns) - _TOWNS_SHOWN
    return f"この番号の町名: {shown}" + (f" ほか{more}" if more > 0 else "")
