"""Whatever happened, in whatever order it is told: what is read back is the fold of the log."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from dtcoach.adapters.store import SqlCipherLog
from dtcoach.app.export import inert
from dtcoach.app.export_wish import ExportWish, Format
from dtcoach.app.words_out import procedure_title, promise_title, route_title
from dtcoach.domain.events import RecallEntered
from dtcoach.domain.figures.counts import count_visits
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import VisitState, fold_visit
from tests.exports.making import csv_in, export, sheets_in
from tests.shipped import CONTENT
from tests.store.conftest import blank, empty_folder
from tests.store.stories import Teller, Turn, turns

__all__ = ["blank", "empty_folder"]

Blank = Callable[[], contextlib.AbstractContextManager[SqlCipherLog]]
few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def folded(teller: Teller) -> list[VisitState]:
    """In the order of the ledger."""
    states = [fold_visit(teller.log.of_visit(visit)) for visit in teller.visits]
    there = [state for state in states if state is not None]
    return sorted(there, key=lambda state: (state.opened_at, state.id))


def tokyo(at: datetime | None) -> datetime | None:
    """As a sheet shows it, to the second."""
    return None if at is None else at.astimezone(TOKYO).replace(tzinfo=None, microsecond=0)


def or_none(text: str) -> str | None:
    """What an empty cell is."""
    return text or None


@few
@given(turns)
def test_csv(blank: Blank, tmp_path: Path, story: list[Turn]):
    with blank() as log:
        teller = Teller(log)
        teller.tell(story)
        assume(log.incidents())  # not taken back itself
        path = tmp_path / "x.csv"
        exported = export(log, path, ExportWish(Format.CSV, personal=True))
        states = folded(teller)
    rows = csv_in(path)
    wanted: list[dict[str, Any]] = []
    for state in states:
        for one in state.requests:
            wanted.append(
                {
                    "受付番号": state.number,
                    "受付日時": state.opened_at.isoformat(),
                    "手続": one.procedure,
                    "対応": one.outcome or "",
                    "終了日時": one.outcome_at.isoformat() if one.outcome_at else "",
                    "約束": inert(" ".join(promise.kind for promise in one.promises)),
                    "約束の期日": " ".join(p.due or "未定" for p in one.promises),
                    "受付の紙の数": str(sum(r.papers for r in state.requests)),
                    "受付の再確認の数": str(sum(r.recalls for r in state.requests)),
                    "お名前": inert(state.resident.name),
                    "フリガナ": inert(state.resident.kana),
                    "メモ": inert(state.resident.note),
                }
            )
    assert [{key: row[key] for key in wanted[0]} for row in rows] == wanted if wanted else not rows
    assert exported.requests == len(wanted)
    assert exported.cases == sum(bool(state.requests) for state in states)


@few
@given(turns)
def test_xlsx(blank: Blank, tmp_path: Path, story: list[Turn]):
    with blank() as log:
        teller = Teller(log)
        teller.tell(story)
        assume(log.incidents())  # not taken back itself
        path = tmp_path / "x.xlsx"
        exported = export(log, path, ExportWish(Format.XLSX))
        states = folded(teller)
        counts = count_visits(log.visits(teller.incident))
    sheets = sheets_in(path)
    assert list(sheets) == ["受付", "手続", "約束", "回収", "時系列", "集計"]
    assert [(row["受付番号"], row["受付日時"], row["手続の数"]) for row in sheets["受付"]] == [
        (state.number, tokyo(state.opened_at), len(state.requests)) for state in states
    ]
    asked = [(state, one) for state in states for one in state.requests]
    assert [(row["受付番号"], row["手続"], row["対応"]) for row in sheets["手続"]] == [
        (
            state.number,
            procedure_title(CONTENT, one.procedure),
            route_title(CONTENT, one.outcome) if one.outcome else None,
        )
        for state, one in asked
    ]
    assert Counter((row["受付番号"], row["約束"]) for row in sheets["約束"]) == Counter(
        (state.number, promise_title(made.kind)) for state, one in asked for made in one.promises
    )
    assert len(sheets["回収"]) == sum(one.recalls for _, one in asked)
    documents = Counter(
        event.body.document
        for state in states
        for event in state.history
        if isinstance(event.body, RecallEntered)
        and any(one.request == event.body.request for one in state.requests)
        and "\r" not in event.body.document
    )
    written = Counter(row["書類"] or "" for row in sheets["回収"])
    assert all(written[text] >= number for text, number in documents.items() if text.isprintable())
    assert (exported.cases, exported.requests) == (counts.people, counts.requests)
    _counted_alike(sheets["集計"], counts.people, counts.requests, dict(counts.procedures()))


def _counted_alike(
    rows: list[dict[str, Any]], people: int, requests: int, procedures: dict[str, int]
) -> None:
    """The sheet of counts says what the figures of the incident say."""
    of = {(row["項目"], row["内訳"]): row["件数"] for row in rows}
    assert (of["受付", "来庁した方"], of["受付", "手続"]) == (people, requests)
    found = {what: number for (item, what), number in of.items() if item == "手続"}
    assert found == {procedure_title(CONTENT, one): n for one, n in procedures.items()}
    hours = [row["件数"] for row in rows if row["項目"] == "受付の時刻"]
    assert sum(hours) == people
