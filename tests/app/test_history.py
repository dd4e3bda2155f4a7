"""Every event has words, what was taken back says so and why, and nothing silent is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.app.history import HIDDEN, Teller
from dtcoach.domain.events import (
    Corrected,
    Event,
    EventBody,
    FactLearned,
    Personal,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
)
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import PERSONAL_FACTS, ResidentField, Route
from tests.shipped import CONTENT, MONDAY, patient
from tests.store.stories import of_body

ALL = Teller(CONTENT, with_personal=True)
FOR_A_FILE = Teller(CONTENT, with_personal=False)


def event(body: EventBody, id: str = "e", minutes: int = 0) -> Event:
    at = MONDAY + timedelta(minutes=minutes)
    return Event(id, "t", 1, 1, "i", "v", at, at, "田中", body, "", "")


@pytest.mark.parametrize("kind", BODIES.values(), ids=BODIES.keys())
@patient
@given(st.data())
def test_every_event_has_words(kind: type[EventBody], data: st.DataObject):
    body = data.draw(of_body(kind))
    for teller in (ALL, FOR_A_FILE):
        (line,) = teller.lines([event(body)])
        assert line.text
        assert "この版に言葉のない" not in line.text
        assert line.actor == "田中"


@pytest.mark.parametrize("fact", sorted(PERSONAL_FACTS))
@pytest.mark.parametrize("teller", [ALL, FOR_A_FILE])
def test_the_silent_answers_are_looked_up_and_not_told(teller: Teller, fact: str):
    found = {
        teller.lines([event(FactLearned(fact, Personal(value)))])[0]
        for value in ("yes", "no", "unknown")
    }
    assert len(found) == 1
    (line,) = found
    assert line.detail == HIDDEN
    assert "支援" not in line.text


def test_what_was_taken_back_stays_with_who_and_why():
    wrong = event(RouteChosen(1, Route.POST), "wrong")
    back = replace(event(Corrected("wrong", "押し間違い"), "back", 3), actor="佐藤")
    first, second = ALL.lines([wrong, back])
    assert first.taken_back == "1月6日（月）11:23　佐藤　押し間違い"
    assert second.taken_back == ""
    assert second.text == f"取り消し：{first.text}"
    assert second.detail == "理由　押し間違い"


def test_what_was_entered_afterwards_says_when():
    late = replace(event(RequestAdded(1, "move-in")), entered_at=MONDAY + timedelta(hours=5))
    (line,) = ALL.lines([late])
    assert line.entered_at == MONDAY + timedelta(hours=5)
    assert ALL.lines([event(RequestAdded(1, "move-in"))])[0].entered_at is None


def test_with_several_requests_each_act_names_its_own():
    added = [event(RequestAdded(n, name)) for n, name in ((1, "move-in"), (2, "seal-stop"))]
    *_, line = ALL.lines([*added, event(RouteChosen(2, Route.ACCEPT_AND_HOLD))])
    assert line.text.startswith(CONTENT.headings["seal-stop"].title)


def test_what_is_personal_is_told_to_staff_alone():
    noted = event(ResidentNoted(ResidentField.NAME, Personal("髙子")))
    assert ALL.lines([noted])[0].detail == "髙子"
    assert FOR_A_FILE.lines([noted])[0].detail == ""
    gone = event(ResidentNoted(ResidentField.NAME, Personal(None)))
    assert "消去" in ALL.lines([gone])[0].detail
