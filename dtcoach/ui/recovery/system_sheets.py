"""The sheets of a comeback: the official word, the test that makes it believed, the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dtcoach.domain.content import SystemDefinition
from dtcoach.domain.words import WorldKey
from dtcoach.domain.written import MY_NUMBER_REFUSED, holds_my_number
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import CheckRow, RadioField
from dtcoach.ui.kit.field import Field, LineField
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.recovery.when import WhenField

USED, NOT_USED = "used", "not-used"


def needs_words(field: LineField, sentence: str, refused: str = MY_NUMBER_REFUSED) -> bool:
    """False, with the sentence under the field and the keys in it, where nothing was typed;
    `refused` where twelve digits were, which are never kept (rule 9)."""
    words = field.text().strip()
    if words and not holds_my_number(words):
        field.set_error("")
        return True
    field.set_error(refused if words else sentence)
    field.setFocus()
    return False


class AnnounceSheet(Sheet):
    """The official word, by system. Signals: `announced(keys, said_by, section, by, at)`."""

    announced = Signal(object, str, str, str, object)

    def __init__(
        self, systems: Sequence[SystemDefinition], by: str, now: Callable[[], datetime]
    ) -> None:
        super().__init__("「使える」という公式の連絡")
        self._systems = [(system.key, CheckRow(system.title)) for system in systems]
        self.body.addWidget(Text("連絡だけでは、まだ使いません。このあと、照会だけで確かめます。"))
        asked = QWidget()
        head = FlowLayout(asked)
        head.addWidget(Text("どのシステムの連絡ですか", TypeStyle.LABEL, "text_strong", wrap=False))
        head.addWidget(Text("※必須", TypeStyle.NOTE_BOLD, "danger", wrap=False))
        self.body.addWidget(asked)
        side_by_side = QWidget()
        flow = FlowLayout(side_by_side, gap=4)
        for _, row in self._systems:
            row.setChecked(len(self._systems) == 1)
            flow.addWidget(row)
        policy = side_by_side.sizePolicy()
        policy.setHeightForWidth(True)
        side_by_side.setSizePolicy(policy)
        self.body.addWidget(side_by_side)
        self._none = Text("", TypeStyle.BODY, "danger")
        self._none.hide()
        self.body.addWidget(self._none)
        self._said_by = LineField("「使える」と言った人の氏名", required=True, width_em=16)
        self._section = LineField(
            "その人の所属", placeholder="例 デジタル推進課、ベンダーの名前", width_em=20
        )
        self._by = LineField("連絡を受けた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        self._when = WhenField("連絡を受けた時刻", now)
        for field in (self._said_by, self._section, self._by, self._when):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("連絡を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        chosen: tuple[WorldKey, ...] = tuple(key for key, row in self._systems if row.isChecked())
        self._none.setText("" if chosen else "どのシステムの連絡かを選んでください。")
        self._none.setVisible(not chosen)
        if not chosen:
            self._systems[0][1].setFocus()
            return
        if (
            needs_words(self._said_by, "だれが言ったかを、氏名で残します。")
            and needs_words(self._by, "氏名を入れてください。")
            and self._when.is_sound()
        ):
            self.close_sheet()
            self.announced.emit(
                chosen, self._said_by.text(), self._section.text(), self._by.text(),
                self._when.at(),
            )  # fmt: skip


class LookUpSheet(Sheet):
    """Trying a system without changing anything. Signals: `tested(key, passed, seen, by)`."""

    tested = Signal(object, bool, str, str)

    def __init__(
        self, systems: Sequence[SystemDefinition], by: str, chosen: WorldKey | None = None
    ) -> None:
        """`systems`: those of which the word came; `chosen`: which of them is asked for first."""
        super().__init__("照会だけで確かめます")
        self._keys = {system.key.value: system for system in systems}
        self._which = RadioField(
            "どのシステムを確かめましたか", [(s.key.value, s.title) for s in systems], in_a_row=True
        )
        self._which.chosen.connect(self._on_which)
        first = chosen or systems[0].key
        self._which.choose(first.value)
        if len(systems) == 1:
            self._which.hide()  # shown, it would be a window of its own until it is in the sheet
        self._how = Text("", TypeStyle.BODY)
        self._seen = LineField(
            "画面に見えたもの",
            required=True,
            support="氏名や住所は書きません。件数や更新の日時など、見えたままを書きます。",
            placeholder="例 検索結果 1件、更新 1/6 11:05",
        )
        self._passed = RadioField(
            "使えましたか",
            [(USED, "使えた"), (NOT_USED, "使えなかった")],
            required=True,
            in_a_row=True,
        )
        self._by = LineField("確かめた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        parts: tuple[Field | Text, ...] = (
            self._which, self._how, self._seen, self._passed, self._by
        )  # fmt: skip
        self.body.addWidget(
            Text("何も変えず、見るだけにします。一度戻って、また止まることがあります。")
        )
        for part in parts:
            self.body.addWidget(part)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("結果を記録する", ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])
        self._on_which(first.value)

    def _on_which(self, value: str) -> None:
        system = self._keys[value]
        self.set_title(f"{system.title}を、照会だけで確かめます")
        self._how.setText(f"確かめ方　{system.how_to_check}" if system.how_to_check else "")
        self._how.setVisible(bool(system.how_to_check))

    def _on_keep(self) -> None:
        if not needs_words(self._seen, "見えたものを入れてください。印だけでは残しません。"):
            return
        passed = self._passed.value()
        if passed is None:
            self._passed.set_error("使えたかどうかを選んでください。")
            self._passed.setFocus()
            return
        which = self._which.value()
        if needs_words(self._by, "氏名を入れてください。") and which is not None:
            self.close_sheet()
            self.tested.emit(
                self._keys[which].key, passed == USED, self._seen.text(), self._by.text()
            )


class ServerSheet(Sheet):
    """The downtime server is frozen, or taken up again. Signals: `decided(by)`."""

    decided = Signal(str)

    def __init__(self, by: str, *, frozen: bool, snapshot: str) -> None:
        super().__init__("ダウン対策サーバーを、また使いますか" if frozen else
                         "ダウン対策サーバーの使用を止めます")  # fmt: skip
        if frozen:
            words = (
                "また使えるように戻します。新しいテスト印刷をして、状況の画面で「稼働」にするまで、"
                "証明書は出ません。"
            )
        else:
            words = (
                "このあと、このサーバーのデータから新しい証明書は出ません。データの日時は、"
                "交付した証明書を照らし合わせるために残します。"
            )
        self.body.addWidget(Text(words))
        if snapshot:
            self.body.addWidget(Text(f"データの日時　{snapshot}", TypeStyle.BODY_BOLD))
        self._by = LineField("決めた人の氏名", required=True, width_em=16)
        self._by.set_text(by)
        self.body.addWidget(self._by)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        label = "また使えるようにする" if frozen else "使用を止める"
        keep = Button(label, ButtonKind.SOLID, icon="check", key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        if needs_words(self._by, "氏名を入れてください。"):
            self.close_sheet()
            self.decided.emit(self._by.text())
