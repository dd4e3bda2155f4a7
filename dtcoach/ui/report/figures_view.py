"""The figures to look at: large numbers, the day as bars, what each number rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.app.charts import by_office, by_procedure, by_route, people_by_hour, timeline
from dtcoach.app.figure_words import NOT_KNOWN, Known, base_in_words, lost_in_words, percent
from dtcoach.app.report import Hero, ReportKind
from dtcoach.app.report_facts import (
    after_facts,
    heroes,
    outage_facts,
    post_facts,
    service_words,
    summary,
)
from dtcoach.app.report_tables import source_rows
from dtcoach.domain.content import Content
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.ui.kit.button import Button, ButtonSize
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.panel import Panel
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.report.bars import BarChartView
from dtcoach.ui.report.chart import says
from dtcoach.ui.report.columns import ColumnChartView
from dtcoach.ui.report.facts import Fact, FactGrid
from dtcoach.ui.report.timeline import TimelineView

_HERO_PX, _CHART_PX = 220, 340
_LISTS = (
    (ReportKind.FOLLOWUPS, "約束の一覧（PDF）"),
    (ReportKind.RECALL, "回収の一覧（PDF）"),
)
_TONES = {
    Known.COUNTED: Tone.SUCCESS,
    Known.COMPUTED: Tone.SUCCESS,
    Known.ESTIMATED: Tone.ACTION,
    Known.SUPPOSED: Tone.WARNING,
    Known.UNKNOWN: Tone.NEUTRAL,
    Known.UNCONFIRMED: Tone.WARNING,
}


def figures_view(
    figures: IncidentFigures, content: Content, save_list: Callable[[ReportKind], None]
) -> QWidget:
    """Everything on one long page; `save_list` makes a list to work from."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE, SPACE, SPACE, 2 * SPACE)
    column.setSpacing(2 * SPACE)
    column.addWidget(Text(summary(figures, content), TypeStyle.READ, "text_strong"))
    column.addWidget(_grid((_hero(one) for one in heroes(figures)), _HERO_PX, 3))
    column.addWidget(_course(figures, content))
    if figures.counts.people:
        column.addWidget(_hours(figures))
        column.addWidget(_charts(figures, content))
    column.addWidget(_after(figures, save_list))
    column.addWidget(_service(figures))
    column.addWidget(_sources(figures))
    column.addStretch(1)
    return page


def _grid(widgets: Iterable[QWidget], least_px: int, most: int) -> QWidget:
    held = QWidget()
    columns = Columns(held, least_px=least_px, most=most, even=True)
    for widget in widgets:
        columns.addWidget(widget)
    return held


def _hero(hero: Hero) -> QWidget:
    panel = Panel()
    column = panel.body
    column.setSpacing(0)
    column.addWidget(Text(hero.label, TypeStyle.LABEL_PLAIN, "text_secondary"))
    row = QHBoxLayout()
    row.setSpacing(6)
    if hero.value is None:
        row.addWidget(Text(NOT_KNOWN, TypeStyle.HEADING_28, "text_strong"), 1)
    else:
        value = Text(hero.value, TypeStyle.FIGURE, "text_strong", wrap=False)
        row.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
        unit = Text(hero.unit, TypeStyle.HEADING_20, "text", wrap=False)
        row.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    told = hero.note if hero.value is None else f"{hero.known.value}　{hero.note}"
    column.addWidget(Text(told, TypeStyle.NOTE, "text_secondary"))
    panel.setAccessibleName(f"{hero.label} {hero.value or NOT_KNOWN}{hero.unit} {told}")
    return panel


def _course(figures: IncidentFigures, content: Content) -> QWidget:
    panel = Panel("発生と復旧")
    panel.body.addWidget(FactGrid(Fact(*one) for one in outage_facts(figures)))
    line = timeline(figures, content)
    if line.lanes:
        panel.body.addSpacing(SPACE)
        panel.body.addWidget(says(line.says))
        panel.body.addWidget(TimelineView(line))
    for note in line.notes:
        panel.body.addWidget(Text(note, TypeStyle.NOTE, "text_secondary"))
    return panel


def _hours(figures: IncidentFigures) -> QWidget:
    chart = people_by_hour(figures.counts.hours)
    panel = Panel(chart.title)
    panel.body.addWidget(says(chart.says))
    panel.body.addWidget(ColumnChartView(chart))
    return panel


def _charts(figures: IncidentFigures, content: Content) -> QWidget:
    held = QWidget()
    columns = Columns(held, least_px=_CHART_PX, most=3, even=True)
    charts = (by_procedure(figures, content), by_route(figures, content), by_office(figures))
    for chart in charts:
        panel = Panel(chart.title)
        panel.body.addWidget(says(chart.says))
        panel.body.addWidget(BarChartView(chart))
        panel.body.addStretch(1)
        columns.addWidget(panel)
    return held


def _after(figures: IncidentFigures, save_list: Callable[[ReportKind], None]) -> QWidget:
    panel = Panel("郵送と、復旧後の処理")
    rows = (*post_facts(figures), *after_facts(figures))
    panel.body.addWidget(FactGrid(Fact(*row) for row in rows))
    if figures.followed is None:
        panel.body.addWidget(Text("約束と照らし合わせを読んでいます…", TypeStyle.NOTE))
        return panel
    row = QWidget()
    flow = FlowLayout(row)
    for kind, label in _LISTS:
        button = Button(label, icon="description", size=ButtonSize.SMALL)
        button.clicked.connect(partial(save_list, kind))
        flow.addWidget(button)
    panel.body.addWidget(row)
    return panel


def _service(figures: IncidentFigures) -> QWidget:
    panel = Panel("稼働率")
    first, note = service_words(figures)
    panel.body.addWidget(Text(first, TypeStyle.BODY))
    agreed = figures.agreed_percent
    ways = []
    for one in figures.availability:
        chip = None
        if agreed is not None:
            below = one.is_below(agreed)
            word = f"{agreed:g}％を下回る" if below else f"{agreed:g}％を下回らない"
            chip = (word, Tone.DANGER if below else Tone.SUCCESS)
        ways.append(Fact("・".join(base_in_words(one)), percent(one), lost_in_words(one), chip))
    panel.body.addWidget(FactGrid(ways))
    panel.body.addWidget(Text(note, TypeStyle.NOTE, "text_secondary"))
    return panel


def _sources(figures: IncidentFigures) -> QWidget:
    panel = Panel("数の出どころ")
    panel.body.addWidget(
        Text("数えたもの、推計したもの、把握していないものを分けています。", TypeStyle.BODY)
    )
    panel.body.addWidget(FactGrid(_source(*row) for row in source_rows(figures)))
    return panel


def _source(label: str, value: str, known: str, told: str) -> Fact:
    tone = _TONES[Known(known)] if known in set(Known) else Tone.NEUTRAL
    return Fact(label, value, told, None if value == known else (known, tone))
