"""障害発生報告: the items a council asks for (domain.md E), counted and estimated apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtcoach.app.approval import Approval
from dtcoach.app.charts import by_office, by_procedure, by_route, people_by_hour, timeline
from dtcoach.app.figure_words import (
    NOT_KNOWN,
    NOT_WRITTEN,
    PART_TITLES,
    base_in_words,
    full_moment,
    lost_in_words,
    number,
    people,
    percent,
    short_moment,
)
from dtcoach.app.marks import paper_marks
from dtcoach.app.paper import imprint_of
from dtcoach.app.report import (
    DRAFT,
    REPORT_TITLES,
    Facts,
    Grid,
    GridColumn,
    Heading,
    Heroes,
    Prose,
    ReportDocument,
    ReportKind,
    Section,
    Sentence,
    Signatures,
    watermark_of,
)
from dtcoach.app.report_facts import (
    after_facts,
    heroes,
    outage_facts,
    post_facts,
    service_words,
    summary,
    version_words,
)
from dtcoach.app.report_tables import compared_grid, pairs_grid, sources_grid
from dtcoach.domain.content import Content
from dtcoach.domain.figures.comparison import compare
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.response import NoticeUp
from dtcoach.domain.words import ReportPart


def outage_report(
    figures: IncidentFigures,
    content: Content,
    approval: Approval | None,
    others: Sequence[IncidentFigures] = (),
) -> ReportDocument:
    """The document of an incident at the moment of its figures. `others` are set beside it."""
    marks = paper_marks(figures.kind, approval)
    settled, is_draft = figures.written.settled, figures.written.is_changed
    return ReportDocument(
        title=REPORT_TITLES[ReportKind.OUTAGE],
        subtitle=figures.title,
        ward=f"{content.profile.ward}　{figures.office}",
        version=version_words(figures),
        sections=tuple(_sections(figures, content, others)),
        imprint=imprint_of(content.digest, approval, figures.at),
        marks=(*marks, DRAFT) if is_draft or settled is None else marks,
        watermark=watermark_of(figures.kind),
    )


def _sections(
    figures: IncidentFigures, content: Content, others: Sequence[IncidentFigures]
) -> Iterator[Section]:
    yield Sentence(summary(figures, content))
    yield Heroes(heroes(figures))
    parts: list[tuple[str, Iterator[Section]]] = [
        ("発生と復旧", _when(figures, content)),
        ("発生した事象と原因", _what(figures)),
        ("区への影響", _impact(figures, content)),
        ("窓口・広報の対応", _response(figures)),
        ("復旧後の処理", iter((Facts(tuple(after_facts(figures))),))),
        ("再発防止", _written(figures, ReportPart.PREVENTION)),
        ("稼働率", _service(figures)),
    ]
    if others:
        parts.append(("これまでの障害との比較", _compared(figures, others)))
    parts += [
        ("手続と対応のしかた（件数）", iter((pairs_grid(figures, content),))),
        ("この報告の数の出どころ", _sources(figures)),
    ]
    for place, (title, sections) in enumerate(parts, 1):
        yield Heading(f"{place}　{title}")
        yield from sections
    yield Signatures(("作成", "係長", "課長", "部長"))


def _when(figures: IncidentFigures, content: Content) -> Iterator[Section]:
    yield Facts(tuple(outage_facts(figures)))
    line = timeline(figures, content)
    if line.lanes:
        yield line
    for note in line.notes:
        yield Sentence(note, is_quiet=True)


def _what(figures: IncidentFigures) -> Iterator[Section]:
    for part in (ReportPart.WHAT, ReportPart.CAUSE):
        yield Sentence(f"【{PART_TITLES[part]}】")
        yield from _written(figures, part)


def _compared(figures: IncidentFigures, others: Sequence[IncidentFigures]) -> Iterator[Section]:
    yield Sentence(
        "同じ数え方で並べた。よくなったか悪くなったかは、同じ区分の前の障害と比べて書く。"
    )
    yield compared_grid(compare((*others, figures)), figures)


def _sources(figures: IncidentFigures) -> Iterator[Section]:
    yield Sentence(
        "数えたもの、推計したもの、把握していないものを分けて書く。"
        "把握していないものを 0 とはしない。"
    )
    yield sources_grid(figures)


def _written(figures: IncidentFigures, part: ReportPart) -> Iterator[Section]:
    now = figures.written.part(part)
    if now is None:
        yield Prose(NOT_WRITTEN)
    else:
        yield Prose(now.text, f"{short_moment(now.at)} {now.by}")


def _impact(figures: IncidentFigures, content: Content) -> Iterator[Section]:
    counts, estimate = figures.counts, figures.written.estimate
    rows = [
        (
            "数えた人数",
            people(counts.people),
            f"受付一件を一人と数えた。手続は {number(counts.requests)}件。",
        )
    ]
    if estimate is None:
        rows.append(("推計した人数", NOT_KNOWN, "推計は、まだ入れられていない。"))
    else:
        by = f"{full_moment(estimate.at)}、{estimate.by}による。"
        rows.append(
            ("推計した人数", f"約{people(estimate.people)}", f"{by}根拠: {estimate.ground}")
        )
    rows.append(
        (
            "数えていない方",
            NOT_KNOWN,
            "受け付ける前に帰られた方、電話だけの方、付き添いの方は、数えた人数に入っていない。",
        )
    )
    if counts.after_recovery:
        told = "復旧の連絡のあとに受け付けた方。数えた人数に入っている。"
        rows.append(("うち復旧の後", people(counts.after_recovery), told))
    if counts.not_received:
        told = (
            "法律で期限のある届で、その日に受け取らなかったもの（後日来庁・ほかの窓口・取り下げ）。"
        )
        rows.append(("期限のある届", f"{number(counts.not_received)}件", told))
    yield Facts(tuple(rows))
    text = figures.written.part(ReportPart.IMPACT)
    if text is not None:
        yield Prose(text.text, f"{short_moment(text.at)} {text.by}")
    if counts.people:
        yield people_by_hour(counts.hours)
        yield by_procedure(figures, content)
        yield by_route(figures, content)
        yield by_office(figures)


def _response(figures: IncidentFigures) -> Iterator[Section]:
    yield from _written(figures, ReportPart.RESPONSE)
    yield Facts(tuple(post_facts(figures)))
    notices = figures.response.notices
    columns = (
        GridColumn("お知らせを出した日時", 0.3),
        GridColumn("出した所", 0.4),
        GridColumn("次のお知らせの予告", 0.3),
    )
    rows = tuple(
        (
            f"{short_moment(notice.at)}　{notice.by}",
            "・".join(notice.places) or "（記録なし）",
            _promised(notice),
        )
        for notice in notices
    )
    yield Grid(columns, rows, empty="お知らせを出した記録がない。")


def _promised(notice: NoticeUp) -> str:
    if notice.next_at is None:
        return "予告なし"
    at = short_moment(notice.next_at)
    return {True: f"{at}（遅れた）", False: f"{at}（守った）", None: at}[notice.is_late]


def _service(figures: IncidentFigures) -> Iterator[Section]:
    agreed, ways = figures.agreed_percent, figures.availability
    told, note = service_words(figures)
    yield Sentence(told)
    columns = (
        GridColumn("もとになる時間", 0.21),
        GridColumn("期間", 0.3),
        GridColumn("止まった時間", 0.2, is_number=True),
        GridColumn("稼働率", 0.13, is_number=True),
        GridColumn("契約に対して", 0.16),
    )
    rows = []
    for one in ways:
        against = "要確認"
        if agreed is not None:
            against = "下回る" if one.is_below(agreed) else "下回らない"
        rows.append((*base_in_words(one), lost_in_words(one), percent(one), against))
    yield Grid(columns, tuple(rows))
    yield Sentence(note, is_quiet=True)
