"""Details and notes of the resident at the desk: kept apart from the walk, and never lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.app.errors import DiskFull, ProblemFound
from dtcoach.domain.events import NoteWritten, Personal, ResidentNoted
from dtcoach.domain.resident_details import NOBODY, Resident
from dtcoach.domain.visit import VisitStatus, fold_visit
from dtcoach.domain.words import ResidentField, Route
from tests.app.windows import CLERK, Window

F = ResidentField
TYPED_STEP = "identity"
TAKAHASHI = {F.NAME: "髙橋 𠮷郎", F.KANA: "たかはし よしろう", F.PHONE: "０３－５７４２－６６６０"}


@pytest.fixture
def window() -> Window:
    return Window()


def test_who_it_is_survives_a_power_cut(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    window.desk.note_down(visit, CLERK, TAKAHASHI, "車いすの方")
    window.restart()
    assert window.desk.visit(visit.id).resident == Resident(
        name="髙橋 𠮷郎", kana="タカハシ　ヨシロウ", phone="03-5742-6660", note="車いすの方"
    )


def test_only_what_changed_is_written(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    visit = window.desk.note_down(visit, CLERK, TAKAHASHI, "メモ")
    before = len(window.memory.events)
    same = window.desk.note_down(visit, CLERK, TAKAHASHI, "メモ ")
    assert len(window.memory.events) == before
    assert same.resident == visit.resident
    window.desk.note_down(visit, CLERK, {F.NAME: "髙橋 吉郎", F.PHONE: ""})
    written = [event.body for event in window.memory.events[before:]]
    assert written == [
        ResidentNoted(F.NAME, Personal("髙橋 吉郎")),
        ResidentNoted(F.PHONE, Personal("")),
    ]


def test_undo_takes_back_the_walk_and_leaves_what_was_noted(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    visit = window.desk.answer(visit, CLERK, "has_card", "no")
    visit = window.desk.note_down(visit, CLERK, TAKAHASHI, "メモ")
    visit = window.desk.undo(visit, CLERK)
    assert "has_card" not in visit.facts
    assert (visit.resident.name, visit.resident.note) == ("髙橋 𠮷郎", "メモ")


def test_noting_changes_nothing_of_where_the_clerk_stands(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    before = window.place(visit)
    after = window.place(window.desk.note_down(visit, CLERK, TAKAHASHI))
    assert (after.kind, after.fact) == (before.kind, before.fact)


def test_a_closed_visit_still_takes_a_mended_number(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    visit = window.walk_to_step(visit, {}, Route.WITHDRAWN, "outcome")
    closed = window.desk.close(window.desk.done(visit, CLERK), CLERK)
    mended = window.desk.note_down(closed, CLERK, {F.PHONE: "03-5742-6661"})
    assert mended.status is VisitStatus.CLOSED
    assert mended.resident.phone == "03-5742-6661"


def test_a_full_disk_leaves_everything_as_it_was(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    window.memory.full = True
    with pytest.raises(DiskFull):
        window.desk.note_down(visit, CLERK, TAKAHASHI, "メモ")
    assert window.desk.visit(visit.id).resident == NOBODY


def test_my_number_reaches_the_log_by_no_way(window: Window):
    visit = window.desk.open_visit(CLERK, ["move-in"])
    number = "1234-5678-9018"
    with pytest.raises(ProblemFound, match="個人番号"):
        window.desk.note_down(visit, CLERK, {F.CONTACT: number, F.NAME: "髙橋"})
    with pytest.raises(ProblemFound, match="個人番号"):
        window.desk.note_down(visit, CLERK, None, f"番号 {number}")
    with pytest.raises(ProblemFound, match="個人番号"):
        window.desk.park(visit, CLERK, f"番号 {number}")
    known = {
        "support_measures": "no", "contact_safe": "yes", "requester": "self", "in_person": "yes",
        "event_date": "2025-01-02", "moving_abroad": "no", "has_card": "no",
    }  # fmt: skip
    visit = window.walk_to_step(visit, known, Route.ACCEPT_AND_HOLD, TYPED_STEP)
    with pytest.raises(ProblemFound, match="個人番号"):
        window.desk.done(visit, CLERK, number)
    assert number not in repr(window.memory.events)
    assert window.desk.visit(visit.id).resident == NOBODY


noted = st.one_of(
    st.builds(
        ResidentNoted,
        st.sampled_from(ResidentField),
        st.builds(Personal, st.none() | st.text(max_size=9)),
    ),
    st.builds(NoteWritten, st.builds(Personal, st.none() | st.text(max_size=9))),
)


@settings(deadline=None, max_examples=50)
@given(bodies=st.lists(noted, max_size=12))
def test_any_prefix_folds_and_the_last_word_on_each_field_stands(
    bodies: list[ResidentNoted | NoteWritten],
):
    window = Window()
    visit = window.desk.open_visit(CLERK, ["move-in"])
    window.desk._write(visit.id, CLERK, bodies, None)
    events = window.memory.of_visit(visit.id)
    for end in range(1, len(events) + 1):
        assert fold_visit(events[:end]) is not None
    state = fold_visit(events)
    assert state is not None
    assert state == window.desk.visit(visit.id)
    for field in ResidentField:
        said = [
            body.value.value or ""
            for body in bodies
            if isinstance(body, ResidentNoted) and body.field is field
        ]
        assert state.resident.of(field) == (said[-1] if said else "")
