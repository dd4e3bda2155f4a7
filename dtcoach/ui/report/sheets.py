"""The estimate with its ground, who answers for a version, and how the texts read before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dtcoach.app.figure_words import PART_TITLES, short_moment
from dtcoach.app.report_writing import NO_GROUND, NO_PEOPLE
from dtcoach.domain.figures.written import Estimate, WrittenReport, kept_versions
from dtcoach.domain.words import ReportPart
from dtcoach.domain.written import narrow
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.field import LineField
from dtcoach.ui.kit.notice import Strip
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.typing import Typing


class EstimateSheet(Sheet):
    """Signals: `estimated(people, ground)`; `taken_back()`."""

    estimated = Signal(int, str)
    taken_back = Signal()

    def __init__(self, counted: int | None, last: Estimate | None) -> None:
        super().__init__("影響を受けた方の推計")
        told = "" if counted is None else f"数えた人数は {counted:,}人です。"
        self.body.addWidget(
            Text(
                f"{told}推計は数えた人数と分けて、あなたの名前・日時・根拠と一緒に報告に載ります。"
            )
        )
        self.people = LineField(
            "推計した人数（人）", required=True, typing=Typing.DIGITS, width_em=8
        )
        self.ground = LineField(
            "何から推計したか", required=True, placeholder="例 番号札の枚数と、帰られた方の数から"
        )
        if last is not None:
            self.people.set_text(str(last.people))
            self.ground.set_text(last.ground)
        for field in (self.people, self.ground):
            self.body.addWidget(field)
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("推計を記録する", ButtonKind.SOLID, key="Enter")
        keep.clicked.connect(self._on_keep)
        left = [back]
        if last is not None:
            gone = Button("推計を取り消す", icon="close")
            gone.clicked.connect(self._on_gone)
            left.append(gone)
        self.set_buttons(left, [keep])

    def _on_keep(self) -> None:
        digits = narrow(self.people.text()).replace(",", "").removesuffix("人")
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
        ground = self.ground.text().strip()
        self.people.set_error("" if number else NO_PEOPLE)
        self.ground.set_error("" if ground else NO_GROUND)
        if not number or not ground:
            (self.ground if number else self.people).setFocus()
            return
        self.close_sheet()
        self.estimated.emit(number, ground)

    def _on_gone(self) -> None:
        self.close_sheet()
        self.taken_back.emit()


class SettleSheet(Sheet):
    """Signals: `settled()`: who works here answers for the report as it is written."""

    settled = Signal()

    def __init__(
        self, name: str, version: int, missing: Sequence[ReportPart], counted: int
    ) -> None:
        super().__init__(f"第{version}版として確定しますか")
        self.body.addWidget(
            Text(
                f"確定した人として「{name}」が、すべてのページに載ります。"
                "あとから書き直すと、また下書きになり、確定し直せば次の版になります。"
            )
        )
        if missing:
            strip = Strip(Tone.WARNING, "空欄")
            words = "、".join(PART_TITLES[part] for part in missing)
            strip.set_spans([(words, True), (" は、「まだ書かれていません」と載ります。", False)])
            self.body.addWidget(strip)
        if counted:
            self.body.addWidget(Text(f"いま数えた人数は {counted:,}人です。", TypeStyle.BODY))
        back = Button("やめる", key="Esc")
        back.clicked.connect(self.close_sheet)
        keep = Button("確定する", ButtonKind.SOLID, key="Enter")
        keep.clicked.connect(self._on_keep)
        self.set_buttons([back], [keep])

    def _on_keep(self) -> None:
        self.close_sheet()
        self.settled.emit()


class VersionsSheet(Sheet):
    """How each part read before, the newest first."""

    def __init__(self, report: WrittenReport) -> None:
        super().__init__("前の版", width_em=52)
        shown = False
        for part in ReportPart:
            kept = kept_versions(report.versions.get(part, ()))
            if not kept:
                continue
            shown = True
            self.body.addWidget(Text(PART_TITLES[part], TypeStyle.HEADING_20, "text_strong"))
            for one in reversed(kept):
                told = f"{short_moment(one.at)}　{one.by}"
                self.body.addWidget(Text(told, TypeStyle.NOTE_BOLD, "text_secondary"))
                self.body.addWidget(Text(one.text or "（空にした）"))
        for guess in reversed(report.estimates):
            told = f"推計 約{guess.people:,}人　{short_moment(guess.at)} {guess.by}　{guess.ground}"
            self.body.addWidget(Text(told))
            shown = True
        if not shown:
            self.body.addWidget(Text("まだ何も書かれていません。"))
        close = Button("閉じる", ButtonKind.SOLID, key="Enter")
        close.clicked.connect(self.close_sheet)
        self.set_buttons([], [close])
