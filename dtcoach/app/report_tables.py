"""The tables of reports: where each figure comes from, procedures by routes, comparison."""

from __future__ import annotations

from collections.abc import Iterator

from dtcoach.app.charts import SHORT_ROUTES, procedure_titles, route_title
from dtcoach.app.figure_words import (
    CHANGE_WORDS,
    MEASURE_TITLES,
    NOT_KNOWN,
    PART_TITLES,
    Known,
    duration,
    measured,
    number,
    people,
    seconds_in_words,
)
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.report import Grid, GridColumn
from dtcoach.domain.content import Content
from dtcoach.domain.figures.comparison import Comparison
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.japanese_dates import TOKYO, long_date
from dtcoach.domain.words import Route

SOURCE_COLUMNS = (
    GridColumn("数", 0.26),
    GridColumn("値", 0.2),
    GridColumn("区分", 0.15),
    GridColumn("何から", 0.39),
)


def sources_grid(figures: IncidentFigures) -> Grid:
    """Each figure with how it is known."""
    return Grid(SOURCE_COLUMNS, tuple(source_rows(figures)))


def source_rows(figures: IncidentFigures) -> Iterator[tuple[str, str, str, str]]:
    """Figure, value, how it is known, from what."""
    counts, written = figures.counts, figures.written
    log = "dtcoach の受付の記録"
    yield "受け付けた方", people(counts.people), Known.COUNTED, f"{log}（受付一件を一人とした）"
    yield "手続", f"{number(counts.requests)}件", Known.COUNTED, log
    if counts.typed_in:
        told = "障害のあとに紙の受付票から入力"
        yield "うち紙で受け付けた方", people(counts.typed_in), Known.COUNTED, told
    guess = written.estimate
    if guess is None:
        yield "影響を受けた方", NOT_KNOWN, Known.UNKNOWN, "推計が入れられていない"
    else:
        told = f"{guess.by}の推計。{guess.ground}"
        yield "影響を受けた方", f"約{people(guess.people)}", Known.ESTIMATED, told
    yield "受け付ける前に帰られた方", NOT_KNOWN, Known.UNKNOWN, "数えるしくみがない"
    yield "電話のお問い合わせ", NOT_KNOWN, Known.UNKNOWN, "数えるしくみがない"
    word = "発生の記録と「使えます」の連絡"
    if figures.recovered_at is None:
        word = f"発生の記録から、{'対応を終えた' if figures.is_over else '作成の'}時まで"
    yield "止まった時間", duration(figures.clock_minutes), Known.COMPUTED, word
    lost = duration(figures.opening.minutes)
    if figures.opening.is_supposed:
        told = "区の設定の開庁時間が要確認。平日 8:30〜17:00 とした"
        yield "開庁時間のうち", lost, Known.SUPPOSED, told
    else:
        yield "開庁時間のうち", lost, Known.COMPUTED, "区の設定の開庁時間"
    posts = f"{number(counts.of_route(Route.POST))}件"
    yield "郵送にしたもの", posts, Known.COUNTED, f"{log}（対応が郵送のもの）"
    postage = None if figures.followed is None else figures.followed.postage
    if postage is None or not postage.letters:
        yield "郵送の費用", NOT_KNOWN, Known.UNKNOWN, "発送の記録がない"
    else:
        told = f"発送の記録（{number(postage.letters)}通）"
        yield "郵送の費用", f"{number(postage.yen)}円", Known.COUNTED, told
    yield from _times(figures)
    missing = "、".join(PART_TITLES[part] for part in written.missing)
    told = f"まだ書かれていない: {missing}" if missing else "すべて書かれている"
    yield "本文の五つの欄", f"{5 - len(written.missing)}欄を記入", "担当者の記入", told


def _times(figures: IncidentFigures) -> Iterator[tuple[str, str, str, str]]:
    for label, minutes, told in (
        ("最初のお知らせまで", figures.first_notice_minutes, "お知らせを出した記録"),
        ("ダウン対策サーバーの最初の一通まで", figures.first_certificate_minutes, "交付の記録"),
    ):
        if minutes is None:
            yield label, NOT_KNOWN, Known.UNKNOWN, f"{told}がない"
        else:
            yield label, duration(minutes), Known.COMPUTED, told
    seconds, measured_visits = figures.counts.median_seconds, figures.counts.measured
    if seconds is None:
        yield "お一人にかかった時間", NOT_KNOWN, Known.UNKNOWN, "画面で測れた受付がない"
    else:
        told = f"画面で終わった {number(measured_visits)}人の中央値"
        yield "お一人にかかった時間", seconds_in_words(seconds), Known.COMPUTED, told


_FEW = 5
"""As many ways are told by their whole names."""


def pairs_grid(figures: IncidentFigures, content: Content) -> Grid:
    """Procedures down, ways across, with sums both ways. More ways than fit go together."""
    routes = [route for route, _ in figures.counts.routes()]
    procedures = [name for name, _ in figures.counts.procedures()]
    titles = procedure_titles(content, procedures)
    of = {(one.procedure, one.route): one.requests for one in figures.counts.pairs}
    first, wide = 0.26, 0.08
    is_wide = len(routes) > _FEW
    share = (1 - first - wide) / max(len(routes), 1)
    columns = (
        GridColumn("手続", first),
        *(
            GridColumn(SHORT_ROUTES[route] if is_wide else route_title(content, route), share, True)
            for route in routes
        ),
        GridColumn("計", wide, is_number=True),
    )
    rows = []
    for name in procedures:
        own = [of.get((name, route), 0) for route in routes]
        cells = [number(one) if one else "－" for one in own]
        rows.append((titles[name], *cells, number(sum(own))))
    sums = [sum(of.get((name, route), 0) for name in procedures) for route in routes]
    rows.append(("計", *map(number, sums), number(sum(sums))))
    return Grid(columns, tuple(rows), last_is_total=True)


def compared_grid(comparison: Comparison, shown: IncidentFigures) -> Grid:
    """Measures down, incidents across; what got better is a word beside the value."""
    incidents = comparison.incidents
    share = 0.68 / max(len(incidents), 1)
    columns = (
        GridColumn("", 0.32),
        *(GridColumn(incident_head(one, shown), share) for one in incidents),
    )
    rows = []
    for row in comparison.rows:
        cells = []
        for value, change in zip(row.values, row.changes, strict=True):
            word = CHANGE_WORDS[change]
            told = measured(row.measure.unit, value)
            cells.append(f"{told}（{word}）" if word else told)
        rows.append((MEASURE_TITLES[row.measure.id], *cells))
    return Grid(columns, tuple(rows))


def incident_head(one: IncidentFigures, shown: IncidentFigures | None = None) -> str:
    """本番 令和7年1月6日（月）; 今回 for the one the report is about."""
    local = one.began.astimezone(TOKYO)
    own = "今回　" if shown is not None and one.incident == shown.incident else ""
    return f"{own}{KIND_MARKS[one.kind]}　{long_date(local.date())}"
