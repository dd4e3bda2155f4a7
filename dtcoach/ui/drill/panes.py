"""Beside the list: the chosen inject, who is where, what is really true, what people saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.drill_plan_words import RATINGS, took_or_not
from dtcoach.app.drill_scoring import OpenFinding
from dtcoach.app.drill_words import AREA_TITLES
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.running import Finding, Note
from dtcoach.domain.drill.scores import Area, DrillScores
from dtcoach.domain.japanese_dates import clock_time, long_date
from dtcoach.domain.practice.role_card import Line, RoleCard
from dtcoach.ui.drill.rows import CounterLine, InjectDetail, TruthLine
from dtcoach.ui.kit.chip import Chip, Tone
from dtcoach.ui.kit.flow import PageHead
from dtcoach.ui.kit.panel import Panel, PanelKind, ScrollPane
from dtcoach.ui.kit.settling import settle
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle


class Pane(ScrollPane):
    """A column that is made anew only when what it shows has changed."""

    def __init__(self, name: str) -> None:
        super().__init__(name, QWidget())
        self._shown: object = None

    def _anew(self, shown: object) -> QVBoxLayout | None:
        """An empty column; None where the same is shown already."""
        if shown == self._shown:
            return None
        self._shown = shown
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(12)
        return column

    def _put(self, column: QVBoxLayout) -> None:
        """Shows the filled column, where the old one was scrolled to."""
        column.addStretch(1)
        place = self.verticalScrollBar().value()
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        settle()
        self.verticalScrollBar().setValue(place)


def _pairs(panel: Panel, pairs: Sequence[tuple[str, str]]) -> None:
    for label, words in pairs:
        text = Text("", TypeStyle.BODY)
        text.set_spans([(f"{label}　", True), (words, False)])
        panel.body.addWidget(text)


def _said(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.label, line.answer) for line in lines]


class InjectPane(Pane):
    """What happens, the role card, and what should follow."""

    def __init__(self) -> None:
        super().__init__("選んだ出来事")

    def show_detail(self, detail: InjectDetail) -> None:
        column = self._anew(detail)
        if column is None:
            return
        column.addWidget(heading(detail.title, TypeStyle.HEADING_20))
        column.addWidget(Text(detail.when, TypeStyle.BODY, "text_secondary"))
        if detail.condition:
            column.addWidget(Text(detail.condition, TypeStyle.NOTE, "text_secondary"))
        if detail.call is not None:
            panel = Panel(detail.call[0], PanelKind.SAY, icon="call")
            panel.body.addWidget(Text(detail.call[1], TypeStyle.READ))
            column.addWidget(panel)
        if detail.changes:
            panel = Panel("状況", PanelKind.DO, icon="dashboard")
            _pairs(panel, detail.changes)
            column.addWidget(panel)
        if detail.card is not None:
            _card(column, detail.card)
        if detail.expected:
            panel = Panel("期待する行動", PanelKind.PLAIN, icon="checklist")
            for line in detail.expected:
                said = [Chip(line.said, line.tone, icon=line.icon)] if line.said else []
                panel.body.addWidget(PageHead(Text(line.words, TypeStyle.BODY), said))
            column.addWidget(panel)
        if detail.look_for:
            panel = Panel("観察すること", PanelKind.PLAIN, icon="visibility")
            _pairs(panel, [(text, f"→ {standard}") for _, text, standard in detail.look_for])
            column.addWidget(panel)
        if detail.note:
            panel = Panel("統制役への注意", PanelKind.CARE, icon="info-fill")
            panel.body.addWidget(Text(detail.note, TypeStyle.BODY))
            column.addWidget(panel)
        self._put(column)


def _card(column: QVBoxLayout, card: RoleCard) -> None:
    panel = Panel(f"役割カード　{card.name}", PanelKind.SAY, icon="person")
    panel.body.addWidget(Text(card.person, TypeStyle.BODY, "text_secondary"))
    panel.body.addWidget(Text(f"「{card.says}」", TypeStyle.READ, "text_strong"))
    if card.says_easy:
        panel.body.addWidget(Text(f"「{card.says_easy}」", TypeStyle.BODY))
    _pairs(panel, [("望むこと", card.wants), ("ふるまい", card.behaves)])
    column.addWidget(panel)
    if card.hides:
        panel = Panel("聞かれるまで言わない", PanelKind.CARE, icon="lock")
        _pairs(panel, _said(card.hides))
        column.addWidget(panel)
    panel = Panel("聞かれたら答える", PanelKind.PLAIN, icon="forum")
    _pairs(panel, _said(card.knows))
    column.addWidget(panel)
    if card.looked_up:
        panel = Panel("職員が調べると見えるもの", PanelKind.PLAIN, icon="search")
        _pairs(panel, _said(card.looked_up))
        column.addWidget(panel)
    panel = Panel("正しい対応（統制役だけ）", PanelKind.DONE, icon="verified")
    panel.body.addWidget(Text(card.outcome, TypeStyle.BODY_BOLD, "text_strong"))
    panel.body.addWidget(Text(f"{card.trap}　{card.lesson}", TypeStyle.BODY))
    column.addWidget(panel)


class PlacesPane(Pane):
    """Who is where, and what they would find if they looked."""

    def __init__(self) -> None:
        super().__init__("だれがどこに・本当の状態")

    def show_places(
        self, counters: Sequence[CounterLine], truth: Sequence[TruthLine], snapshot: str
    ) -> None:
        column = self._anew((tuple(counters), tuple(truth), snapshot))
        if column is None:
            return
        panel = Panel("だれがどこに", PanelKind.PLAIN, icon="group")
        for line in counters:
            title = Text("", TypeStyle.BODY)
            title.set_spans([(line.title, True), (f"　{line.does}　{line.counter}", False)])
            panel.body.addWidget(title)
            if line.now:
                panel.body.addWidget(Text(line.now, TypeStyle.BODY, "text_secondary"))
        column.addWidget(panel)
        panel = Panel("調べると、こうなっている", PanelKind.PLAIN, icon="fact_check")
        if snapshot:
            _pairs(panel, [("データの日時", snapshot)])
        for one in truth:
            words = Text("", TypeStyle.BODY)
            words.set_spans([(f"{one.title}　", False), (one.really, True)])
            other = [] if one.is_same else [
                Chip(f"状況は{one.board}", Tone.WARNING, icon="warning-fill")
            ]  # fmt: skip
            panel.body.addWidget(PageHead(words, other))
        column.addWidget(panel)
        self._put(column)


class SeenPane(Pane):
    """Notes and ratings of the observers; the scores of the log beside them, never added up."""

    def __init__(self) -> None:
        super().__init__("観察と評価")

    def show_seen(self, scores: DrillScores, left_open: Sequence[OpenFinding]) -> None:
        column = self._anew((scores, tuple(left_open)))
        if column is None:
            return
        _scores(column, scores)
        _findings(column, scores.findings, left_open)
        panel = Panel("観察の項目", PanelKind.PLAIN, icon="visibility")
        for item in scores.ratings:
            given = [_rated(rating, item.count(rating)) for rating in Rating if item.count(rating)]
            words = scores.drill.items[item.item].text
            panel.body.addWidget(PageHead(Text(words, TypeStyle.BODY), given))
        column.addWidget(panel)
        _notes(column, scores.notes)
        self._put(column)


def _rated(rating: Rating, times: int) -> Chip:
    tones = {Rating.P: Tone.SUCCESS, Rating.S: Tone.ACTION, Rating.M: Tone.WARNING}
    words = RATINGS[rating].partition("　")[0]
    tone = tones.get(rating, Tone.DANGER if rating is Rating.U else Tone.NEUTRAL)
    return Chip(words if times == 1 else f"{words} ×{times}", tone)


def _scores(column: QVBoxLayout, scores: DrillScores) -> None:
    panel = Panel("記録からの評価", PanelKind.PLAIN, icon="fact_check")
    for area in Area:
        tally = scores.tally(area)
        if tally.judged:
            all_right = tally.right == tally.judged
            chip = Chip(
                f"{tally.right} / {tally.judged}", Tone.SUCCESS if all_right else Tone.WARNING
            )
            panel.body.addWidget(PageHead(Text(AREA_TITLES[area], TypeStyle.BODY), [chip]))
    times = scores.times
    _pairs(
        panel,
        [
            ("最初の確認まで", took_or_not(times.seconds_to(times.first_look))),
            ("お知らせまで", took_or_not(times.seconds_to(times.notice))),
            ("最初の証明書まで", took_or_not(times.seconds_to(times.certificate))),
        ],
    )
    column.addWidget(panel)
    for case in scores.cases:
        why = [*case.route.why, *case.prohibitions.why, *case.deadline.why, *case.account.why]
        if case.visit is None or why:
            panel = Panel(f"{case.name}さん　{case.procedure}", PanelKind.CARE, icon="warning-fill")
            for sentence in dict.fromkeys(why):
                panel.body.addWidget(Text(sentence, TypeStyle.BODY))
            column.addWidget(panel)


def _findings(
    column: QVBoxLayout, findings: Sequence[Finding], left_open: Sequence[OpenFinding]
) -> None:
    if left_open:
        panel = Panel("前の訓練から残っている課題", PanelKind.CARE, icon="history")
        for one in left_open:
            _planned(panel, one.finding, f"{_plan(one.finding)}　（{one.drill}）")
        column.addWidget(panel)
    if findings:
        panel = Panel("直すこと", PanelKind.PLAIN, icon="flag")
        for finding in findings:
            _planned(panel, finding, _plan(finding))
        column.addWidget(panel)


def _planned(panel: Panel, finding: Finding, plan: str) -> None:
    """What went wrong, and below it what is done about it."""
    text = Text("", TypeStyle.BODY)
    text.set_spans([(finding.text, True), (f"\n{plan}", False)])
    panel.body.addWidget(text)


def _plan(finding: Finding) -> str:
    if finding.settled:
        return f"直った：{finding.settled}"
    if not finding.action:
        return "担当と期限は、まだ決まっていません"
    return f"{finding.action}\n{finding.owner}　{long_date(date.fromisoformat(finding.due))}まで"


def _notes(column: QVBoxLayout, notes: Sequence[Note]) -> None:
    if notes:
        panel = Panel("観察メモ", PanelKind.PLAIN, icon="edit")
        for note in reversed(notes):
            words = note.text if note.text is not None else "（消去しました）"
            _pairs(panel, [(f"{clock_time(note.at)} {note.by}", words)])
        column.addWidget(panel)
