"""Whatever is typed or pasted into a free field: kept or refused in words, found, printed."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.errors import KnownError, ProblemFound
from dtcoach.app.export_wish import ExportWish, Format
from dtcoach.app.handover import handover_now
from dtcoach.app.notice import NoticeDraft, compose, posted
from dtcoach.app.slips import slip_in
from dtcoach.app.workbook import nobody_waits
from dtcoach.compose import House
from dtcoach.domain.resident_details import MOST_LETTERS, MOST_OF_NOTE
from dtcoach.domain.visit import fold_visit
from dtcoach.domain.words import IncidentKind, ResidentField, Status, WorldKey
from dtcoach.ui.board.handover_view import sheet_sections
from dtcoach.ui.board.rows import journal_lines
from tests.shipped import MONDAY

HOSTILE = {
    "nothing": "",
    "spaces": " \u3000\t ",
    "long": "寿限無" * 20_000,
    "nul": "甲\x00乙",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u2029",
    "right to left": "\u202e花子\u2066\u200f太郎",
    "half a pair": "\ud83d山\udc00",
    "a formula": '=cmd|" /C calc"!A0',
    "at": "@SUM(1+1)*cmd",
    "markup": "<b>花</b><img src=x onerror=alert(1)>&amp;",
    "braces": "{due}{today}{0}%s%(x)s",
    "a quote": "'; DROP TABLE visits; --",
    "wild": "%_\\*?[",
    "variation": "辻\U000e0100󠄁葛\U000e0101",
    "joined": "👩\u200d👩\u200d👧\u200d👦e\u0301\u0323",
    "stacked": "a" + "\u0300" * 500,
}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter, _ = House(tmp_path).counter()
    counter.clerk = Clerk("係員", "1番")
    counter.declare(IncidentKind.REAL, "full-outage", "戸籍住民課", MONDAY)
    yield counter
    counter.log.close()


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_kept_found_printed_and_exported_or_refused_in_words(
    counter: Counter, tmp_path: Path, words: str
):
    desk, clerk, log = counter.desk, counter.clerk, counter.log
    visit = desk.open_visit(clerk, ["move-in"])
    for field in ResidentField:
        if field is not ResidentField.BIRTH_DATE and len(words) <= MOST_LETTERS:
            visit = desk.note_down(visit, clerk, {field: words})
    if len(words) > MOST_OF_NOTE:
        with pytest.raises(ProblemFound, match="長すぎます"):
            desk.note_down(visit, clerk, note=words)
        with pytest.raises(ProblemFound, match="長すぎます"):
            desk.note_down(visit, clerk, {ResidentField.NAME: words})
    else:
        visit = desk.note_down(visit, clerk, note=words)
    visit = desk.park(visit, clerk, words)
    kept = fold_visit(log.of_visit(visit.id))
    assert kept is not None
    assert (kept.resident, kept.cue) == (visit.resident, visit.cue), "shown as it is on the disk"
    incident = counter.operations.state.id
    for text in (words, words[:3], words[:300]):
        list(log.visits(incident, text=text))
    if words == HOSTILE["a quote"]:
        assert [row.id for row in log.visits(incident, text=words)] == [visit.id]
    _printed(counter, visit.id)
    _told(counter, words)
    with contextlib.suppress(KnownError):
        slip_in(log, incident, words, MONDAY, words)
    _exported(counter, tmp_path)


def _printed(counter: Counter, visit_id: str) -> None:
    papers = counter.papers
    visit = counter.desk.visit(visit_id)
    slip = papers.slip(visit, 1, "reception-slip")
    drawn = papers.press.draw(papers.order(visit, slip))
    assert drawn.pdf.startswith(b"%PDF")
    assert drawn.pages == 2


def _told(counter: Counter, words: str) -> None:
    """On the board, in a notice, at a hand-over."""
    operations, now = counter.operations, counter.clock.now()
    operations.check("係長", WorldKey.TAX, Status.DOWN, words)
    draft = NoticeDraft(MONDAY, None, words, words)
    notice = compose(counter.content, operations.state, draft, now, counter.days)
    operations.post_notice("係長", posted(notice, draft, words, (words,)))
    if words.strip():
        operations.hand_over("係長", words)
    assert sheet_sections(handover_now(counter), counter.content)
    assert list(journal_lines(operations.state, counter.content, now))


def _exported(counter: Counter, folder: Path) -> None:
    for kind in Format:
        path = folder / f"x.{kind}"
        wish = ExportWish(kind, personal=True)
        made = counter.exports.prepared(path, wish, nobody_waits)()
        assert (made.cases, made.requests) == (1, 1)
        if kind is Format.CSV:
            text = path.read_text(encoding="utf-8-sig")
            cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
            assert not any(cell[:1] in "=+-@" and cell for cell in cells)
