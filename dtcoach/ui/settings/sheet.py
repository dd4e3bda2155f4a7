"""The settings: what is chosen is seen at once behind the sheet and is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from dtcoach.app.preferences import TEXT_PERCENTS, Contrast, Operator
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.choice import ComboField, RadioField
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.settings.looks import Looks

_CONTRASTS = (
    (Contrast.SYSTEM.value, "システムに合わせる"),
    (Contrast.LIGHT.value, "標準"),
    (Contrast.HIGH_CONTRAST.value, "ハイコントラスト"),
)
_GUIDED, _OVERVIEW = "guided", "overview"
_LAYOUTS = ((_GUIDED, "手順で見る（一つずつ）"), (_OVERVIEW, "一覧で見る（まとめて）"))
_KEPT = "選ぶとすぐに変わり、この端末で次からも同じになります。"
_NOT_KEPT = "この端末に書き込めないため、閉じるまでの間だけ変わります。"
_NO_SCREEN = "-"


class SettingsSheet(Sheet):
    """Signals: `who_requested()`, after which this sheet makes room."""

    who_requested = Signal()

    def __init__(self, looks: Looks, operator: Operator, screens: Sequence[str]) -> None:
        """`screens`: the names of the screens of this terminal."""
        super().__init__("設定")
        self._looks = looks
        self._said = Text(_KEPT, TypeStyle.BODY, "text_secondary")
        self.text_size = RadioField(
            "文字の大きさ",
            [(str(percent), f"{percent}%") for percent in TEXT_PERCENTS],
            support="どの画面でも、Ctrl と ＋ で大きく、Ctrl と － で小さくできます",
            in_a_row=True,
        )
        self.contrast = RadioField("画面の色", _CONTRASTS, in_a_row=True)
        self.layout_first = RadioField(
            "「対応」の見かた",
            _LAYOUTS,
            support="受付の途中でも F3 で切り替えられます",
            in_a_row=True,
        )
        self._resident = self._resident_field(screens)
        self.text_size.chosen.connect(self._on_text_size)
        self.contrast.chosen.connect(self._on_contrast)
        self.layout_first.chosen.connect(self._on_layout)
        for widget in (self._said, self.text_size, self.contrast, self.layout_first):
            self.body.addWidget(widget)
        if self._resident is not None:
            self.body.addWidget(self._resident)
        self.body.addWidget(self._operator_row(operator))
        close = Button("閉じる", ButtonKind.SOLID, key="Enter")
        close.clicked.connect(self.close_sheet)
        self.set_buttons([], [close])
        looks.changed.connect(self._on_changed)
        self._show()

    def _operator_row(self, operator: Operator) -> QWidget:
        words = " ".join(part for part in (operator.counter, operator.name) if part)
        who = Text("", TypeStyle.BODY)
        who.set_spans([("担当者　", True), (words or "まだ入っていません", False)])
        change = Button("担当者を変える", ButtonKind.TEXT, key="F2", size=ButtonSize.SMALL)
        change.clicked.connect(self.who_requested)
        return PageHead(who, [change])

    def _resident_field(self, screens: Sequence[str]) -> ComboField | None:
        """Only where there is a second screen that could be turned."""
        if len(screens) < 2:
            return None
        names = [(name, f"画面 {number}（{name}）") for number, name in enumerate(screens, 1)]
        field = ComboField(
            "住民に向ける画面",
            [(_NO_SCREEN, "決めない（二つ目があれば、そこに出す）"), *names],
            support="二つ目の画面を住民の方に向けているときに選びます",
        )
        chosen = self._looks.display.resident_screen
        field.choose(chosen if chosen in screens else _NO_SCREEN)
        field.chosen.connect(self._on_resident_screen)
        return field

    def _show(self) -> None:
        display = self._looks.display
        self.text_size.choose(str(display.text_percent))
        self.contrast.choose(display.contrast.value)
        self.layout_first.choose(_OVERVIEW if display.overview_first else _GUIDED)
        kept = self._looks.is_kept
        self._said.setText(_KEPT if kept else _NOT_KEPT)
        self._said.set_role("text_secondary" if kept else "danger")

    def _on_changed(self, _display: object) -> None:
        self._show()
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.reveal(now)

    def _on_text_size(self, value: str) -> None:
        self._looks.choose(replace(self._looks.display, text_percent=int(value)))

    def _on_contrast(self, value: str) -> None:
        self._looks.choose(replace(self._looks.display, contrast=Contrast(value)))

    def _on_layout(self, value: str) -> None:
        overview = value == _OVERVIEW
        self._looks.choose(replace(self._looks.display, overview_first=overview))

    def _on_resident_screen(self, value: str) -> None:
        screen = "" if value == _NO_SCREEN else value
        self._looks.choose(replace(self._looks.display, resident_screen=screen))
