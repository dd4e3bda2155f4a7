"""What is asked before something is done to a drill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal

from dtcoach.app.drill_plan_words import RATINGS
from dtcoach.app.drill_words import elapsed
from dtcoach.domain.drill.clock import SPEEDS
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.japanese_dates import clock_time
from dtcoach.domain.typed_dates import read_day
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import ComboField, RadioField
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.kit.typing import Typing
from dtcoach.ui.times import typed_moment


class AskingSheet(Sheet):
    """A title, a body, 戻る and one thing to do. A subclass fills `body`, then calls `ask`, so that
    the keys begin in the first field."""

    def ask(self, action: str, key: str = "Enter") -> None:
        back = Button("戻る", key="Esc")
        back.clicked.connect(self.close_sheet)
        go = Button(action, ButtonKind.SOLID, key=key)
        go.clicked.connect(self._on_go)
        self.set_buttons([back], [go])

    def _on_go(self) -> None:
        raise NotImplementedError


class StartSheet(AskingSheet):
    """Signals: `started(datetime | None)`: at that time of the wall clock, or now."""

    started = Signal(object)

    def __init__(self, now: datetime, begins: datetime) -> None:
        super().__init__("訓練を開始します")
        self._now = now
        first = clock_time(begins)
        told = f"時計は、訓練の中の {first} から動きます。すべてに「訓練」の印が付きます。"
        self.body.addWidget(Text(told))
        self._at = LineField(
            "決めた開始時刻（ほかの端末と合わせるとき）",
            support="例 9:00　空のままなら、いま始めます。おくれて始めても、時計は合います",
            width_em=10,
            typing=Typing.DIGITS,
        )
        self.body.addWidget(self._at)
        self.ask("開始")

    def _on_go(self) -> None:
        typed = self._at.text().strip()
        at = typed_moment(typed, self._now + timedelta(minutes=30)) if typed else None
        if typed and at is None:
            self._at.set_error("9:00 のように入れてください。30分より先の時刻は入りません。")
            self._at.editor.setFocus()
            return
        self.close_sheet()
        self.started.emit(at)


class JumpSheet(AskingSheet):
    """Signals: `jumped(timedelta)`: to that time from the beginning."""

    jumped = Signal(object)

    def __init__(self, title: str, action: str, begins: datetime, now: timedelta) -> None:
        super().__init__(title)
        self._begins = begins
        self._at = LineField(
            "訓練の中の時刻",
            support=f"いまは {clock_time(begins + now)}（始まりから {elapsed(now)}）",
            width_em=10,
            typing=Typing.DIGITS,
        )
        self._at.set_text(clock_time(begins + now))
        self._at.select_all()
        self.body.addWidget(self._at)
        self.ask(action)

    def _on_go(self) -> None:
        end = self._begins + timedelta(hours=12)
        at = typed_moment(self._at.text(), end)
        if at is None or at < self._begins:
            first = clock_time(self._begins)
            self._at.set_error(f"{first} から後の時刻を、{first} のように入れてください。")
            self._at.editor.setFocus()
            return
        self.close_sheet()
        self.jumped.emit(at - self._begins)


class SpeedSheet(Sheet):
    """Signals: `chosen(int)`: percent."""

    chosen = Signal(int)

    def __init__(self, now: int) -> None:
        super().__init__("時計の速さ")
        answers = [
            AnswerModel(str(one), f"{one // 100}倍" if one > 100 else "ふつう") for one in SPEEDS
        ]
        self._answers = AnswerGroup("時計の速さ", answers)
        self._answers.choose(str(now))
        self._answers.answered.connect(self._on_answered)
        self.body.addWidget(self._answers)
        back = Button("戻る", key="Esc")
        back.clicked.connect(self.close_sheet)
        self.set_buttons([back], [])

    def _on_answered(self, value: str) -> None:
        self.close_sheet()
        self.chosen.emit(int(value))


class EndSheet(AskingSheet):
    """Signals: `ended()`."""

    ended = Signal()

    def __init__(self, open_visits: int, waiting: int) -> None:
        super().__init__("訓練を終了します")
        if open_visits:
            self.body.addWidget(
                Text(f"終わっていない受付が {open_visits}件あります。報告に載ります。")
            )
        if waiting:
            self.body.addWidget(Text(f"まだ出していない出来事が {waiting}件あります。"))
        self.body.addWidget(Text("時計は止まります。観察と評価は、あとからも書けます。"))
        self.ask("終了する")

    def _on_go(self) -> None:
        self.close_sheet()
        self.ended.emit()


class SkipSheet(AskingSheet):
    """Signals: `skipped(reason)`."""

    skipped = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__("この出来事をとばします")
        self.body.addWidget(Text(title))
        self._reason = LineField("理由（報告に載ります。空でもかまいません）")
        self.body.addWidget(self._reason)
        self.ask("とばす")

    def _on_go(self) -> None:
        self.close_sheet()
        self.skipped.emit(self._reason.text())


class NoteSheet(AskingSheet):
    """Signals: `noted(text)`."""

    noted = Signal(str)

    def __init__(self, at: str, about: str) -> None:
        super().__init__("観察メモ")
        self.body.addWidget(Text(f"{at}　{about}" if about else at))
        self._note = NoteField("見たこと", lines=4)
        self.body.addWidget(self._note)
        self.ask("書きとめる", "Ctrl+Enter")

    def _on_go(self) -> None:
        if not self._note.text().strip():
            self._note.set_error("見たことを書いてください。")
            self._note.editor.setFocus()
            return
        self.close_sheet()
        self.noted.emit(self._note.text())


class RateSheet(AskingSheet):
    """Signals: `rated(item, Rating, note)`."""

    rated = Signal(str, object, str)

    def __init__(self, items: Sequence[tuple[str, str, str]]) -> None:
        """`items`: (id, what to look for, when it is well done)."""
        super().__init__("観察の評価")
        self._standards: Mapping[str, str] = {item: standard for item, _, standard in items}
        self._item = ComboField("見たこと", [(item, text) for item, text, _ in items])
        self._item.choose(items[0][0])
        self._item.chosen.connect(self._on_item)
        self._standard = Text("", TypeStyle.BODY, "text_secondary")
        self._rating = RadioField(
            "評価", [(one.value, RATINGS[one]) for one in Rating], required=True
        )
        self._note = LineField("何を見たか", support="M と U には要ります")
        for part in (self._item, self._standard, self._rating, self._note):
            self.body.addWidget(part)
        self._on_item(items[0][0])
        self.ask("記録する")

    def _on_item(self, item: str) -> None:
        self._standard.setText(f"できたと言えるのは：{self._standards[item]}")

    def _on_go(self) -> None:
        item, rating = self._item.value(), self._rating.value()
        if item is None or rating is None:
            self._rating.set_error("評価を選んでください。")
            return
        if rating in (Rating.M.value, Rating.U.value) and not self._note.text().strip():
            self._note.set_error("何を見たかを、一言書いてください。")
            self._note.editor.setFocus()
            return
        self.close_sheet()
        self.rated.emit(item, Rating(rating), self._note.text())


class FindingSheet(AskingSheet):
    """Signals: `found(text, action, owner, due)`; without an action nobody mends it yet."""

    found = Signal(str, str, str, object)

    def __init__(self, sections: Sequence[str], today: date) -> None:
        super().__init__("直すことを書きます")
        self._today = today
        self._text = NoteField("直すこと", support="人の名前は書きません。報告に載ります", lines=2)
        self._action = LineField("どう直すか")
        self._owner = ComboField("担当", [(section, section) for section in sections])
        self._due = LineField(
            "いつまで", placeholder="例 2026-10-31", width_em=10, typing=Typing.DATE
        )
        for part in (self._text, self._action, self._owner, self._due):
            self.body.addWidget(part)
        self.ask("書きとめる", "Ctrl+Enter")

    def _on_go(self) -> None:
        text, action = self._text.text().strip(), self._action.text().strip()
        self._text.set_error("" if text else "直すことを書いてください。")
        owner: str = self._owner.value() or ""
        due: date | None = None
        if action:
            due = read_day(self._due.text(), self._today)
            due = due if due is not None and due > self._today else None
            self._owner.set_error("" if owner else "担当を選んでください。")
            self._due.set_error(
                "" if due else "2026-10-31 のように、これからの日を入れてください。"
            )
        if text and (not action or (owner and due)):
            self.close_sheet()
            self.found.emit(text, action, owner, due)


class SettleSheet(AskingSheet):
    """Signals: `settled(finding, how)`: something that an earlier drill left open."""

    settled = Signal(str, str)

    def __init__(self, left_open: Sequence[tuple[str, str]]) -> None:
        """`left_open`: (id, what it is)."""
        super().__init__("前の訓練から残っている課題")
        self._finding = ComboField("直ったもの", left_open)
        self._finding.choose(left_open[0][0])
        self._how = LineField("何で確かめたか", required=True)
        self.body.addWidget(self._finding)
        self.body.addWidget(self._how)
        self.ask("直ったと記録する")

    def _on_go(self) -> None:
        how, finding = self._how.text().strip(), self._finding.value()
        if not how or finding is None:
            self._how.set_error("何で確かめたかを書いてください。")
            self._how.editor.setFocus()
            return
        self.close_sheet()
        self.settled.emit(finding, how)
