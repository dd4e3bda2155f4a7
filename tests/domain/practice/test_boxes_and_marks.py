"""What went wrong comes again, and the feedback says why in the engine's own words."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.domain.practice.boxes import (
    LAST_BOX,
    Dealt,
    Grade,
    Progress,
    after,
    deal,
    due_lessons,
)
from dtcoach.domain.practice.case import Lesson, PracticeCase, Spec, make_case
from dtcoach.domain.practice.choices import DayChoice, Temptation, day_choices
from dtcoach.domain.practice.key import AnswerKey, key_of
from dtcoach.domain.practice.marking import (
    Asked,
    Mark,
    grade_of,
    mark_day,
    mark_nevers,
    mark_questions,
    mark_route,
)
from dtcoach.domain.words import Route
from tests.shipped import CONTENT, DAYS, patient

TODAY = date(2026, 11, 27)
SEAL = Spec(Lesson("seal-certificate", "stale-seal"), "full-outage")


def play(progress: Progress, grade: Grade, today: date = TODAY) -> tuple[Progress, Dealt]:
    dealt = deal(CONTENT, progress, today)
    return after(progress, dealt, grade, today), dealt


def test_a_mistake_comes_back_the_same_day_but_not_at_once() -> None:
    progress, first = play(Progress("s"), Grade.WRONG)
    met = []
    for _ in range(6):
        progress, dealt = play(progress, Grade.RIGHT)
        met.append(dealt)
    again = [dealt.spec.lesson for dealt in met]
    assert first.spec.lesson not in again[:3]
    assert first.spec.lesson in again
    back = met[again.index(first.spec.lesson)]
    assert back.again
    assert back.seed != first.seed, "another resident with the same trap"


def test_what_goes_right_rests_longer_each_time() -> None:
    dealt = Dealt(SEAL, "s", again=False)
    progress, today, rests = Progress("s"), TODAY, []
    for _ in range(5):
        progress = after(progress, dealt, Grade.RIGHT, today)
        standing = progress.standings[SEAL.lesson]
        rests.append((standing.due - today).days)
        today = standing.due
    assert rests == [3, 7, 21, 21, 21]
    assert progress.standings[SEAL.lesson].box == LAST_BOX
    assert due_lessons(progress, today + timedelta(days=400)) == ()


def test_a_repeat_at_most_every_second_time() -> None:
    progress = Progress("s")
    for _ in range(8):
        progress, _ = play(progress, Grade.WRONG)
    kinds = []
    for _ in range(10):
        progress, dealt = play(progress, Grade.WRONG)
        kinds.append(dealt.again)
    assert True in kinds
    assert not any(a and b for a, b in itertools.pairwise(kinds))


def test_the_deck_goes_on_where_it_stopped_and_begins_anew_at_its_end() -> None:
    progress = Progress("s")
    one = deal(CONTENT, progress, TODAY)
    assert one == deal(CONTENT, progress, TODAY)
    far = replace(progress, dealt=359 * 3 + 2)
    assert deal(CONTENT, far, TODAY).spec in {
        deal(CONTENT, replace(progress, dealt=i), TODAY).spec for i in range(359)
    }


@given(st.lists(st.sampled_from(list(Grade)), max_size=12))
@patient
def test_progress_counts_every_case(grades: list[Grade]) -> None:
    progress = Progress("s")
    for grade in grades:
        progress, _ = play(progress, grade)
    assert progress.seen == len(grades)
    assert sum(one.seen for one in progress.standings.values()) == len(grades)
    assert sum(one.right for one in progress.standings.values()) == grades.count(Grade.RIGHT)
    assert all(1 <= one.box <= LAST_BOX for one in progress.standings.values())


def test_a_lesson_of_another_version_is_passed_over() -> None:
    gone = Dealt(Spec(Lesson("seal-certificate", "no such trap"), "full-outage"), "s", again=False)
    progress = replace(after(Progress("s"), gone, Grade.WRONG, TODAY), recent=())
    assert deal(CONTENT, progress, TODAY).spec.lesson != gone.spec.lesson


# --- marks ---------------------------------------------------------------------------------


def the_seal_case() -> tuple[PracticeCase, AnswerKey]:
    case = make_case(CONTENT, SEAL, "1", TODAY, DAYS.is_closed)
    return case, key_of(CONTENT, case, DAYS.is_closed)


def test_a_refused_route_is_wrong_with_the_engines_sentence() -> None:
    _, key = the_seal_case()
    mark = mark_route(CONTENT, key, Route.DOWNTIME_CERTIFICATE)
    assert mark.grade is Grade.WRONG
    assert "前の印鑑の証明書になります。" in mark.title
    first = key.walk.decision.offers[0]
    assert first.reason in "".join(mark.why)


def test_the_first_offer_is_right_and_another_offer_is_nearly() -> None:
    _, key = the_seal_case()
    best = key.walk.decision.offers[0]
    assert mark_route(CONTENT, key, best.route).why[0] == best.reason
    for other in key.walk.decision.offers[1:]:
        mark = mark_route(CONTENT, key, other.route)
        assert mark.grade is Grade.NEARLY
        assert best.reason in "".join(mark.why)


def test_a_route_the_procedure_lacks_is_told_so() -> None:
    _, key = the_seal_case()
    assert mark_route(CONTENT, key, Route.HOTLINE).grade is Grade.WRONG


def test_the_first_day_counted_too_early_is_told() -> None:
    spec = Spec(Lesson("move-in", "last-day"), "full-outage")
    case = make_case(CONTENT, spec, "1", TODAY, DAYS.is_closed)
    key = key_of(CONTENT, case, DAYS.is_closed)
    choices = day_choices(case, key.walk, DAYS.is_closed)
    early = next(c for c in choices if "1日目に数えています" in c.mistake)
    assert early.day == case.at.date() - timedelta(days=1)
    mark = mark_day(key.walk, early)
    assert mark.grade is Grade.WRONG
    assert early.mistake in mark.why
    right = next(c for c in choices if not c.mistake)
    assert mark_day(key.walk, right).grade is Grade.RIGHT


def test_a_marriage_has_no_last_day() -> None:
    spec = Spec(Lesson("family-register-filing", "marriage-today"), "full-outage")
    case = make_case(CONTENT, spec, "1", TODAY, DAYS.is_closed)
    key = key_of(CONTENT, case, DAYS.is_closed)
    choices = day_choices(case, key.walk, DAYS.is_closed)
    assert choices[-1] == DayChoice(None, "")
    assert mark_day(key.walk, choices[-1]).grade is Grade.RIGHT
    assert all(mark_day(key.walk, choice).grade is Grade.WRONG for choice in choices[:-1])


def test_prohibitions_must_all_be_seen_and_nothing_else() -> None:
    items = (Temptation("a", "する", ""), Temptation("b", "言う", "言わない"))
    assert mark_nevers(items, frozenset({"b"})).grade is Grade.RIGHT
    missed = mark_nevers(items, frozenset())
    assert missed.grade is Grade.WRONG
    assert "言う" in missed.why[0]
    assert "する" in mark_nevers(items, frozenset({"a", "b"})).why[0]


def test_a_question_too_many_is_named_but_costs_nothing() -> None:
    case, key = the_seal_case()
    spare = next(f for f in case.facts if f not in key.questions and f != "in_person"
                 and not CONTENT.facts[f].silent)  # fmt: skip
    asked = mark_questions(CONTENT, case, key, (*key.questions, spare), DAYS.is_closed)
    assert asked.missing == ()
    assert len(asked.spare) == 1
    right = Mark(Grade.RIGHT, "", ())
    assert grade_of((right,), asked) is Grade.RIGHT


def test_looking_a_record_up_is_never_too_much() -> None:
    spec = Spec(Lesson("card-loss", "lost-card"), "full-outage")
    case = make_case(CONTENT, spec, "1", TODAY, DAYS.is_closed)
    key = key_of(CONTENT, case, DAYS.is_closed)
    asked = mark_questions(CONTENT, case, key, ("support_measures",), DAYS.is_closed)
    assert asked.spare == ()


@pytest.mark.parametrize(
    ("grades", "missing", "whole"),
    [
        ((Grade.RIGHT, Grade.RIGHT), (), Grade.RIGHT),
        ((Grade.RIGHT,), ("support_measures",), Grade.NEARLY),
        ((Grade.NEARLY, Grade.RIGHT), (), Grade.NEARLY),
        ((Grade.RIGHT, Grade.WRONG), (), Grade.WRONG),
    ],
)
def test_the_worst_part_counts(
    grades: tuple[Grade, ...], missing: tuple[str, ...], whole: Grade
) -> None:
    marks = tuple(Mark(grade, "", ()) for grade in grades)
    assert grade_of(marks, Asked(missing, ())) is whole
