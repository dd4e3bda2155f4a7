"""Rule 12 in the engine: proved over what came back, and found where the engine lets go of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dtcoach.domain import decision
from dtcoach.domain.decision import Offer, Refusal, decide
from dtcoach.domain.first_entries import FROM_THE_RECORD, records_of
from dtcoach.domain.proof.prove import prove
from dtcoach.domain.situation import Moment
from dtcoach.domain.words import CERTIFICATES, RECORDS, Route, Status, WorldKey
from tests.shipped import CONTENT, DAYS, MONDAY

UP = dict.fromkeys(WorldKey, Status.UP)
ALONE = ("residence-certificate", "seal-certificate")


def test_an_engine_that_forgets_it_is_found(monkeypatch: pytest.MonkeyPatch):
    content = replace(CONTENT, procedures={name: CONTENT.procedures[name] for name in ALONE})
    assert not [one for one in prove(content, MONDAY, DAYS.is_closed).broken if one.rule == 12]
    monkeypatch.setattr(decision, "is_withheld", lambda *_: False)
    broken = [one for one in prove(content, MONDAY, DAYS.is_closed).broken if one.rule == 12]
    assert {(one.procedure, one.route) for one in broken} == {
        (name, route) for name in ALONE for route in FROM_THE_RECORD
    }


@pytest.mark.parametrize("name", sorted(CERTIFICATES))
def test_every_certificate_comes_from_a_record(name: str):
    assert records_of(CONTENT.procedures[name])


@pytest.mark.parametrize("name", sorted(CONTENT.procedures))
def test_nothing_to_enter_changes_nothing(name: str):
    procedure = CONTENT.procedures[name]
    settings, closed = CONTENT.profile.settings, DAYS.is_closed
    plain = Moment(MONDAY, UP, {}, MONDAY, settings, closed, CONTENT.profile.services)
    lacking = replace(plain, unentered=frozenset(RECORDS))
    was, becomes = (decide(CONTENT, procedure, one) for one in (plain, lacking))
    if name not in CERTIFICATES:
        assert was == becomes
        return
    for route in FROM_THE_RECORD:
        verdict = becomes.of(route)
        assert verdict is None or isinstance(verdict, Refusal)
    assert isinstance(becomes.of(Route.ESCALATE), Offer)
