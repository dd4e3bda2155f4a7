"""A report as a document: what stands in it is decided here, how it is drawn is the press's."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dtcoach.app.charts import BarChart, ColumnChart, Timeline
from dtcoach.app.figure_words import Known
from dtcoach.app.paper import Imprint
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


class ReportKind(StrEnum):
    """The reports there are (design §4)."""

    OUTAGE = "outage"
    FOLLOWUPS = "followups"
    RECALL = "recall"
    DRILL = "drill"


REPORT_TITLES: Mapping[ReportKind, str] = {
    ReportKind.OUTAGE: "障害発生報告",
    ReportKind.FOLLOWUPS: "約束と後処理の一覧",
    ReportKind.RECALL: "回収の一覧（照らし合わせ）",
    ReportKind.DRILL: "訓練の報告",
}


@dataclass(frozen=True, slots=True)
class Hero:
    """One figure, large. `value` None is 把握していない."""

    label: str
    value: str | None
    unit: str = ""
    note: str = ""
    known: Known = Known.COUNTED


@dataclass(frozen=True, slots=True)
class Heroes:
    """Figures beside each other."""

    heroes: tuple[Hero, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the program's own: what a chart says, how something was counted."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of a person, and who left them so; nobody's where `by` is empty."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is what, a line each: label, value, and a word on it."""

    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table; `share` of the width. `is_number` ones stand to the right."""

    title: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that may go over several pages; its head stands on each. `last_is_total`: the last
    row adds up the others."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    last_is_total: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes for seals and names of those who answer for it."""

    titles: tuple[str, ...]


Section = (
    Heroes
    | Heading
    | Sentence
    | Prose
    | Facts
    | Grid
    | BarChart
    | ColumnChart
    | Timeline
    | PageBreak
    | Signatures
)


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report. `marks` stand on every page (再現, 訓練, 下書き, 手順 未承認), `watermark`
    under every page; `version` tells which version and who answers for it."""

    title: str
    subtitle: str
    ward: str
    version: str
    sections: tuple[Section, ...]
    imprint: Imprint
    marks: tuple[str, ...] = ()
    watermark: str = ""


DRAFT = "下書き"


def watermark_of(kind: IncidentKind) -> str:
    """What lies under the words of every page of what never happened so."""
    return {IncidentKind.DRILL: "訓練", IncidentKind.REPLAY: "再現"}.get(kind, "")
