"""Call sheets and labels: what the log says now, and nobody who is not known to be safe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.app.errors import ProblemFound
from dtcoach.app.followup_papers import CALL_SHEET, FollowUpPapers, call_batch, label_batch
from dtcoach.app.paper import Order
from dtcoach.domain.events import Draft, Event, FactLearned, FormPrinted, Personal
from dtcoach.domain.promises.promise import promises_in, visits_in
from dtcoach.domain.proof.wording import REVEALING
from dtcoach.domain.words import PaperWay, PromiseKind
from tests.app.owed import SAFE, Owed, counter_in
from tests.domain.followups import days

UNSAFE = SAFE | {"contact_safe": "unknown"}
POST_SAFE = {"support_measures": "no"}


@pytest.fixture
def owed(tmp_path: Path) -> Iterator[Owed]:
    counter = counter_in(tmp_path / "data")
    yield Owed(counter)
    counter.log.close()


def papers(owed: Owed) -> FollowUpPapers:
    return FollowUpPapers(owed.counter)


def words_on(owed: Owed, order: Order) -> str:
    return "".join("\n".join(text_of(owed.counter.papers.press.draw(order).pdf)).split())


def test_a_call_sheet_has_whom_to_call_and_what_to_say_and_no_reason(owed: Owed):
    call, quiet = owed.promise(PromiseKind.PHONE), owed.promise(PromiseKind.PHONE, UNSAFE)
    order, batch = papers(owed).call_sheet([call, quiet])
    assert ([one.id for one in batch.lines], batch.with_lead) == ([call.id], 1)
    words = words_on(owed, order)
    assert call.number in words
    assert "03-5742-0001" in words
    assert quiet.number not in words
    assert "03-5742-0002" not in words
    assert "手続の名前も、課の名前も言いません" in words
    assert REVEALING.search(words) is None


def test_labels_are_for_addresses_that_two_people_read(owed: Owed):
    post, unread = (owed.promise(PromiseKind.POST, POST_SAFE) for _ in range(2))
    quiet = owed.promise(PromiseKind.POST, UNSAFE)
    with pytest.raises(ProblemFound, match="宛先を記録で"):
        papers(owed).labels([post, unread, quiet])
    owed.promising.address_checked(post, "1400005", "品川区広町2-1-36", "大崎 次郎")
    order, batch = papers(owed).labels([post, unread, quiet], start=3)
    assert (len(batch.lines), batch.with_lead, batch.incomplete) == (1, 1, 1)
    words = words_on(owed, order)
    assert "〒140-0005" in words
    assert post.number in words
    for other in (unread, quiet):
        assert other.number not in words


def test_an_answer_that_came_in_meanwhile_takes_the_line_away(owed: Owed):
    call, other = owed.promise(PromiseKind.PHONE), owed.promise(PromiseKind.PHONE)
    now, incident = owed.counter.clock.now(), owed.counter.operations.state.id
    learned = FactLearned("support_measures", Personal("yes"))
    owed.counter.log.append([Draft(incident, call.visit, now, "田中", learned)])
    _, batch = papers(owed).call_sheet([call, other])
    assert [one.id for one in batch.lines] == [other.id]


def test_what_went_out_is_in_the_history_of_each_visit_and_no_paper_of_its_own(owed: Owed):
    calls = [owed.promise(PromiseKind.PHONE) for _ in range(2)]
    _, batch = papers(owed).call_sheet(calls)
    papers(owed).went_out(CALL_SHEET, batch, PaperWay.FILE)
    for call in calls:
        printed = [
            event.body
            for event in owed.counter.log.of_visit(call.visit)
            if isinstance(event.body, FormPrinted)
        ]
        assert [(one.form, one.how) for one in printed] == [(CALL_SHEET, PaperWay.FILE)]
        slips = owed.counter.papers.slips(owed.counter.desk.visit(call.visit))
        assert CALL_SHEET not in [slip.heading.id for slip in slips]


@settings(deadline=None, max_examples=100)
@given(days())
def test_no_batch_ever_has_a_line_that_is_not_known_to_be_safe(events: list[Event]):
    facts = {visit.id: visit.facts for visit in visits_in(events)}
    promises = tuple(promises_in(events))
    for one in call_batch(promises).lines:
        assert facts[one.visit]["contact_safe"] == "yes"
        assert facts[one.visit]["support_measures"] == "no"
    for one in label_batch(promises).lines:
        assert facts[one.visit]["support_measures"] == "no"
        assert facts[one.visit].get("contact_safe", "yes") == "yes"
        assert one.address is not None
    for batch, kind in (
        (call_batch(promises), PromiseKind.PHONE),
        (label_batch(promises), PromiseKind.POST),
    ):
        still_open = sum(one.is_open and one.kind is kind for one in promises)
        assert len(batch.lines) + batch.with_lead + batch.incomplete == still_open
