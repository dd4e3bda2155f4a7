"""When the disk does not take an act: what the clerk decides, and what stays visible after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dtcoach.app.errors import StorageTrouble
from dtcoach.ui.bar import EDGE_PX, Bar
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle


class TroubleSheet(Sheet):
    """Signals: `again()`, `goes_on()`: with paper, what is not saved is kept in memory."""

    again = Signal()
    goes_on = Signal()

    def __init__(self, trouble: StorageTrouble) -> None:
        super().__init__("記録できませんでした")
        self.body.addWidget(Text(trouble.sentence))
        self.body.addWidget(
            Text(
                "お待たせできないときは、受付票に書いて続けられます。書けるようになったら、"
                "それまでの分をまとめて記録します。"
            )
        )
        give_up = Button("やめる", key="Esc")
        give_up.clicked.connect(self.close_sheet)
        paper = Button("紙に書いて、続ける", icon="edit", key="F9")
        paper.clicked.connect(self._on_paper)
        again = Button("もう一度", ButtonKind.SOLID, icon="sync", key="Enter")
        again.clicked.connect(self._on_again)
        self.set_buttons([give_up], [paper, again])

    def _on_paper(self) -> None:
        self.close_sheet()
        self.goes_on.emit()

    def _on_again(self) -> None:
        self.close_sheet()
        self.again.emit()


class UnsavedStrip(Bar):
    """Always visible while events are in memory alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.DANGER, parent)
        self._text = Text("", TypeStyle.BODY, "text_strong", align=Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE_PX + 2 * SPACE, SPACE, 2 * SPACE, SPACE + 2)
        row.setSpacing(12)
        chip = Chip("未保存", Tone.DANGER, icon="error-fill", full=True)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)
        self.hide()

    def set_count(self, unsaved: int) -> None:
        self.setVisible(unsaved > 0)
        self._text.set_spans(
            [
                (f"{unsaved}件を記録できていません。", False),
                ("受付票に書いてください。", True),
            ]
        )
        self.setAccessibleName(f"未保存 {unsaved}件。受付票に書いてください。")


class StayOpenSheet(Sheet):
    """Closing would lose what is in memory alone. Signals: `leaves()`."""

    leaves = Signal()

    def __init__(self, unsaved: int) -> None:
        super().__init__(f"まだ保存できていない記録が {unsaved}件あります")
        self.body.addWidget(
            Text("閉じると、この分は失われます。すべて受付票に書いてあるときだけ、閉じてください。")
        )
        leave = Button("受付票に書いたので閉じる")
        leave.clicked.connect(self._on_leave)
        stay = Button("戻る", ButtonKind.SOLID, key="Enter")
        stay.clicked.connect(self.close_sheet)
        self.set_buttons([leave], [stay])

    def _on_leave(self) -> None:
        self.close_sheet()
        self.leaves.emit()
