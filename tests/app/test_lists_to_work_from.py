"""約束 and 照らし合わせ as lists: what is late first, and nobody who may not be called can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.pictures import text_of
from dtcoach.adapters.paper.press import FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.document import no_progress
from dtcoach.app.report import ReportDocument
from dtcoach.app.report_book import outage_book
from dtcoach.app.report_followups import followups_book, followups_report
from dtcoach.app.report_outage import outage_report
from dtcoach.app.report_recall import recall_book, recall_report
from dtcoach.domain.figures.followed import followed
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.promises.contact import Contact
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import Posting, PromiseState, PromiseStatus
from dtcoach.domain.recall.document import Comparison, RecallState
from dtcoach.domain.words import PromiseKind, RecallEnding, WorldKey
from tests.app.test_the_outage_report import told
from tests.domain.figures.days import at
from tests.shipped import CONTENT

NAME, PHONE = "髙橋 𠮷郎", "03-1111-2222"


def promise(number: str, kind: PromiseKind, due: date | None, **more: Any) -> PromiseState:
    made = PromiseState(
        id=number,
        visit=f"v{number}",
        number=number,
        request=1,
        procedure="move-in",
        kind=kind,
        made_at=at("11:30"),
        made_by="係員",
        due=due,
        keeper="戸籍住民課",
        handling=Handling.LIST,
    )
    return replace(made, **more)


CALL = promise(
    "101-001", PromiseKind.PHONE, date(2025, 1, 9), contact=Contact(NAME, "タカハシ", PHONE, "夜")
)
LATE = promise("101-002", PromiseKind.PHONE, date(2025, 1, 7), handling=Handling.LEAD)
SENT = promise(
    "101-003",
    PromiseKind.POST,
    date(2025, 1, 7),
    status=PromiseStatus.KEPT,
    ended_at=at("9:00", 8),
    posted=(Posting(at("9:00", 8), "係員", "簡易書留", 460, "戸籍住民課"),),
)
PROMISES = (CALL, LATE, SENT)


def document(number: str, comparison: Comparison | None = None, **more: Any) -> RecallState:
    issued = RecallState(
        id=number,
        visit=f"v{number}",
        number=number,
        request=1,
        procedure="residence-certificate",
        document="住民票の写し",
        serial="0412",
        issued_at=at("12:10"),
        issued_by="係員",
        checked_by="大崎 次郎",
        snapshot_at=at("23:00", 5),
        handling=Handling.LIST,
        contact=Contact(NAME, "", PHONE, ""),
        comparison=comparison,
    )
    return replace(issued, **more)


def compared(*, changed: bool) -> Comparison:
    seen = at("10:00", 7)
    return Comparison(
        seen, "係員", "鈴木", changed, False, "氏が変わった", None, WorldKey.RESIDENT_RECORD
    )


SAME = document("101-010", compared(changed=False))
OPEN = document("101-011")
CHANGED = document("101-012", compared(changed=True))
DONE = document("101-013", compared(changed=True), ending=RecallEnding.TAKEN_BACK)
RECALLS = (SAME, OPEN, CHANGED, DONE)


def figures() -> IncidentFigures:
    base = told()
    return replace(base, followed=followed(PROMISES, RECALLS, (), (), base.at, base.recovered_at))


def text(document: ReportDocument) -> str:
    press = FormPress(read_folder(content_root() / "forms"))
    paper = press.report(document, no_progress)
    assert paper.cut == ()
    return "".join("".join(text_of(paper.pdf)).split())


def test_the_figures_of_what_was_left_to_do() -> None:
    counted = figures().followed
    assert counted is not None
    whole = counted.promises.whole
    assert (whole.made, whole.kept, whole.open, whole.overdue) == (3, 1, 2, 1)
    assert counted.promises.late == 1
    assert (counted.postage.letters, counted.postage.yen) == (1, 460)
    assert (counted.recalls.issued, counted.recalls.to_compare, counted.recalls.changed) == (
        4,
        1,
        2,
    )


def test_the_outage_report_tells_the_cost_once_a_letter_was_sent() -> None:
    whole = text(outage_report(figures(), CONTENT, None))
    assert "郵送の費用460円" in whole
    assert "お約束したもの3件守った1件、残り2件。期日を過ぎて残る1件、遅れて守った1件。" in whole
    assert "照らし合わせて同じ1件、違っていた2件、まだ1件。" in whole
    assert "完全復旧まだ" in whole


def test_what_is_late_comes_first_and_rare_names_are_printed() -> None:
    whole = text(followups_report(figures(), PROMISES, CONTENT, None))
    assert whole.index("101-002") < whole.index("101-001")
    assert "期日を過ぎた" in whole
    assert "".join(NAME.split()) in whole
    assert PHONE in whole
    assert "101-003" not in whole
    assert "取扱注意" in whole
    assert "訓練" in whole


def test_who_may_not_be_called_has_no_way_to_be_reached_on_the_list() -> None:
    whole = text(followups_report(figures(), (LATE,), CONTENT, None))
    assert "係長が対応" in whole
    assert PHONE not in whole


def test_each_document_with_what_was_found_and_never_what_changed() -> None:
    whole = text(recall_report(figures(), RECALLS, CONTENT, None))
    order = [whole.index(one.number) for one in (OPEN, CHANGED, SAME, DONE)]
    assert order == sorted(order)
    assert "返していただいた" in whole
    assert "氏が変わった" not in whole
    assert whole.count(PHONE) == 1  # only the one who is to be called


def test_nothing_personal_goes_into_the_tables() -> None:
    books = (
        followups_book(figures(), PROMISES, CONTENT),
        recall_book(figures(), RECALLS),
        outage_book(figures(), CONTENT),
    )
    for book in books:
        cells = [str(cell) for table in book.tables for row in table.rows for cell in row]
        assert cells
        assert not any(part in cell for cell in cells for part in ("𠮷", PHONE, "氏が"))
        assert book.mark == "訓練"
        assert book.made_at - at("10:00", 8) == timedelta()
