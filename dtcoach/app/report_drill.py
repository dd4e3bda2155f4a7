"""訓練の報告: the after-action report. Scores from the log, what people saw apart, what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from dtcoach.app.approval import Approval
from dtcoach.app.drill_scoring import OpenFinding
from dtcoach.app.drill_words import (
    AREA_TITLES,
    GRADE_WORDS,
    elapsed,
    took,
)
from dtcoach.app.figure_words import Known, full_moment, number
from dtcoach.app.marks import paper_marks
from dtcoach.app.paper import imprint_of
from dtcoach.app.report import (
    REPORT_TITLES,
    Facts,
    Grid,
    GridColumn,
    Heading,
    Hero,
    Heroes,
    ReportDocument,
    ReportKind,
    Section,
    Sentence,
    watermark_of,
)
from dtcoach.app.report_drill_parts import by_counter, cases, course, seen
from dtcoach.app.report_tables import compared_grid
from dtcoach.domain.content import Content
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.grades import Grade
from dtcoach.domain.drill.running import Finding
from dtcoach.domain.drill.scores import Area, DrillScores
from dtcoach.domain.figures.comparison import compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """What a drill is set beside: earlier drills by their scores, incidents by their figures, and
    what earlier drills left open."""

    earlier: tuple[DrillScores, ...] = ()
    figures: IncidentFigures | None = None
    others: tuple[IncidentFigures, ...] = ()
    left_open: tuple[OpenFinding, ...] = ()


def drill_report(
    scores: DrillScores,
    content: Content,
    approval: Approval | None,
    now: datetime,
    beside: Beside,
) -> ReportDocument:
    """The document of a drill at that moment."""
    drill = scores.drill
    return ReportDocument(
        title=REPORT_TITLES[ReportKind.DRILL],
        subtitle=drill.title,
        ward=f"{content.profile.ward}　{'・'.join(drill.sections)}",
        version="記録から数えたもの" if scores.ended else "訓練の途中（まだ終わっていない）",
        sections=tuple(_sections(scores, content, beside)),
        imprint=imprint_of(content.digest, approval, now),
        marks=paper_marks(IncidentKind.DRILL, approval),
        watermark=watermark_of(IncidentKind.DRILL),
    )


def _sections(scores: DrillScores, content: Content, beside: Beside) -> Iterator[Section]:
    yield Sentence(_in_one_sentence(scores))
    yield Heroes(heroes(scores))
    yield Heading("1　どんな訓練だったか")
    yield from _what(scores)
    yield Heading("2　よくできたこと")
    yield from _strengths(scores)
    yield Heading("3　直すこと")
    yield from _findings(scores, beside.left_open)
    yield Heading("4　窓口ごと")
    yield by_counter(scores)
    yield Heading("5　来た方ごと")
    yield from cases(scores)
    yield Heading("6　起きたことと、求めた行動")
    yield from course(scores, content)
    yield Heading("7　人が見たこと")
    yield from seen(scores)
    yield Heading("8　これまでとの比べ")
    yield from _compared(scores, beside)
    yield Heading("9　この報告の数の出どころ")
    yield from _sources(scores)


def _in_one_sentence(scores: DrillScores) -> str:
    came, served = len(scores.cases), sum(case.visit is not None for case in scores.cases)
    route = scores.tally(Area.ROUTE)
    return (
        f"{came}人が来て、{served}人の受付が記録にある。"
        f"方法が正しかったのは {route.judged}件のうち {route.right}件。"
        "人の動きや言葉は、観察者の見たこととして分けて書く。"
    )


def heroes(scores: DrillScores) -> tuple[Hero, ...]:
    """What is asked for first: one figure an area, never added up, and the times."""
    found = []
    for area in Area:
        tally = scores.tally(area)
        value = f"{tally.right}／{tally.judged}" if tally.judged else None
        note = f"ほかに、おしい {tally.nearly}" if tally.nearly else ""
        known = Known.COUNTED if tally.judged else Known.UNKNOWN
        found.append(Hero(AREA_TITLES[area], value, "", note, known))
    for label, done in (
        ("最初のお知らせまで", scores.times.notice),
        ("最初の証明書まで", scores.times.certificate),
        ("最初の確認まで", scores.times.first_look),
    ):
        seconds = scores.times.seconds_to(done)
        known = Known.UNKNOWN if seconds is None else Known.COMPUTED
        note = "記録がない" if seconds is None else "始まりから"
        found.append(Hero(label, None if seconds is None else took(seconds), "", note, known))
    return tuple(found)


def _what(scores: DrillScores) -> Iterator[Section]:
    drill = scores.drill
    rows = [
        (
            "想定の日時",
            full_moment(drill.begins),
            f"進行表「{drill.id}」、{_minutes(drill.length)}",
        ),
    ]
    if scores.began_wall is not None:
        until = "" if scores.ended_wall is None else f"、終わり {full_moment(scores.ended_wall)}"
        rows.append(("行った日時", full_moment(scores.began_wall), f"端末の時計による{until}"))
    if scores.ended is not None:
        rows.append(("訓練の時間", elapsed(scores.ended - drill.begins), "止めた時間を除く"))
    halts = [halt.wall for halt in scores.halts if halt.wall is not None]
    if scores.halts:
        whole = took(int(sum(halts, timedelta()).total_seconds()))
        rows.append(("止めた回数", f"{len(scores.halts)}回", f"合わせて {whole}"))
    rows.append(("端末", f"{len(scores.terminals)}台", "記録を合わせたもの"))
    rows.append(("受付", f"{scores.visits}件", _others(scores)))
    yield Facts(tuple(rows))
    for aim in drill.aims:
        yield Sentence(f"・{aim}")


def _others(scores: DrillScores) -> str:
    if not scores.others:
        return "どれも、役割カードの方の受付"
    return f"うち、どの役割カードにも合わない受付: {'、'.join(scores.others)}"


def _minutes(length: timedelta) -> str:
    return f"{length // timedelta(minutes=1)}分"


# --- what went well, what to mend -----------------------------------------------------------------


def _strengths(scores: DrillScores) -> Iterator[Section]:
    """Only what is shown: areas without a fault, and items all who saw them rated P."""
    told = [
        f"{AREA_TITLES[area]}: {tally.judged}件のすべてでできた。"
        for area in Area
        if (tally := scores.tally(area)).judged and tally.right == tally.judged
    ]
    for item in scores.ratings:
        if item.seen and item.count(Rating.P) == item.seen:
            text = scores.drill.items[item.item].text
            told.append(f"{text}: 見た {item.seen}人が P。")
    for line in told:
        yield Sentence(f"・{line}")
    if not told:
        yield Sentence("すべてでできた項目は、記録と観察の中にない。", is_quiet=True)


def _findings(scores: DrillScores, left_open: Sequence[OpenFinding]) -> Iterator[Section]:
    columns = (
        GridColumn("課題", 0.34),
        GridColumn("直し方", 0.28),
        GridColumn("担当", 0.14),
        GridColumn("いつまで", 0.13),
        GridColumn("いま", 0.11),
    )
    rows = [finding_row(finding) for finding in scores.findings]
    yield Grid(columns, tuple(rows), empty="振り返りで決めた課題は、まだ入っていない。")
    if left_open:
        yield Sentence("前の訓練から残っていること")
        yield Grid(
            columns,
            tuple(
                (f"{text}（{one.drill}）", *rest)
                for one in left_open
                for text, *rest in [finding_row(one.finding)]
            ),
        )
    shown = list(shortfalls(scores))
    if shown:
        yield Sentence("記録が示すこと（多い順ではなく、起きた順）")
        for line in shown:
            yield Sentence(f"・{line}")


def finding_row(finding: Finding) -> tuple[str, str, str, str, str]:
    """What, how, who, by when, and where it stands."""
    due = long_date(date.fromisoformat(finding.due)) if finding.due else "未定"
    stands = "済み" if finding.settled else ("計画あり" if finding.action else "未定")
    return (finding.text, finding.action or "未定", finding.owner or "未定", due, stands)


def shortfalls(scores: DrillScores) -> Iterator[str]:
    """Each score that is not right, in words, with what it is about."""
    for case in scores.cases:
        whose = f"{case.name}（{case.procedure}）"
        for area, score in (
            (AREA_TITLES[Area.ROUTE], case.route),
            *((check.about, check) for check in case.checks),
            (AREA_TITLES[Area.PROHIBITIONS], case.prohibitions),
            (AREA_TITLES[Area.DEADLINE], case.deadline),
            (AREA_TITLES[Area.ACCOUNT], case.account),
        ):
            if score.grade in (Grade.NEARLY, Grade.WRONG):
                yield f"{whose}　{area}: {GRADE_WORDS[score.grade]}。{''.join(score.why)}"


# --- beside others --------------------------------------------------------------------------------


def _compared(scores: DrillScores, beside: Beside) -> Iterator[Section]:
    if beside.earlier:
        drills = (*beside.earlier, scores)
        wide = 0.7 / len(drills)
        columns = (
            GridColumn("", 0.3),
            *(GridColumn(_head(one, scores), wide, is_number=True) for one in drills),
        )
        rows = [
            (
                AREA_TITLES[area],
                *(f"{t.right}／{t.judged}" for t in (one.tally(area) for one in drills)),
            )
            for area in Area
        ]
        yield Grid(columns, tuple(rows))
    else:
        yield Sentence("点数を比べられる前の訓練は、この記録にない。", is_quiet=True)
    if beside.figures is not None and beside.others:
        yield compared_grid(compare((*beside.others, beside.figures)), beside.figures)
        yield Sentence("訓練と本番は並べて見るだけで、合わせた数は出さない。", is_quiet=True)


def _head(one: DrillScores, now: DrillScores) -> str:
    when = "" if one.began_wall is None else long_date(one.began_wall.date())
    return f"{'今回　' if one.incident == now.incident else ''}{one.drill.title}　{when}"


def _sources(scores: DrillScores) -> Iterator[Section]:
    yield Sentence(
        f"点数はすべて、この訓練の記録 {number(len(scores.events))}件の上に立つ。どの点がどの記録に"
        "立つかは、表（XLSX）の「点数と記録」にある。正しい方法は、その時に本当だったことを手順に"
        "当てはめた答えで、人が決めたものではない。"
    )
    yield Sentence("評価できなかったもの（－）は、分母に入れない。人を比べるためには使わない。")
