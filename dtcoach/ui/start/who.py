"""Who am I: asked once, remembered, changed at the foot of the side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dtcoach.app.preferences import Operator
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import ComboField
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text


class WhoSheet(Sheet):
    """Signals: `told(Operator)`."""

    told = Signal(object)

    def __init__(self, offices: Sequence[str], known: Operator) -> None:
        super().__init__("担当者と窓口")
        self._name = LineField(
            "氏名", support="この端末で行うことは、この名前で記録します", required=True, width_em=16
        )
        self._office = ComboField("所属", [(office, office) for office in offices], required=True)
        self._place = LineField(
            "窓口", support="番号だけでもかまいません", placeholder="例 3番窓口", width_em=12
        )
        self._name.set_text(known.name)
        self._place.set_text(known.place)
        if known.office in offices:
            self._office.choose(known.office)
        elif len(offices) == 1:
            self._office.choose(offices[0])
        if not known.is_known:
            self.body.addWidget(Text("最初に一度だけ入れてください。次からは覚えています。"))
        for field in (self._name, self._office, self._place):
            self.body.addWidget(field)
        self.begin_with(self._name.editor)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("この内容で使う", ButtonKind.SOLID, key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        name, office = self._name.text().strip(), self._office.value()
        self._name.set_error("" if name else "氏名を入れてください。")
        self._office.set_error("" if office else "所属を選んでください。")
        if not name:
            self._name.editor.setFocus()
            return
        if not office:
            self._office.editor.setFocus()
            return
        from dtcoach.ui.start.view import place_words

        operator = Operator(name, office, place_words(self._place.text()))
        self.close_sheet()
        self.told.emit(operator)
