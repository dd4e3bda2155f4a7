"""What stands on a paper of a visit: each thing in its own box, and nothing that tells why."""

from __future__ import annotations

from dataclasses import replace

from dtcoach.domain.events import Personal, RequestAdded, ResidentNoted, VisitOpened
from dtcoach.domain.form_values import Asked, form_values
from dtcoach.domain.visit import fold_visit
from dtcoach.domain.words import ResidentField
from tests.domain.test_the_fold import placed
from tests.shipped import CONTENT, situation

_F = ResidentField
NOTED = {
    _F.NAME: "髙橋 花子",
    _F.KANA: "タカハシ　ハナコ",
    _F.PHONE: "03-5742-6660",
    _F.CONTACT: "18時以降、伝言は不可",
    _F.ADDRESS: "東京都品川区広町2-1-36",
}


def values(**noted: str) -> dict[str, str]:
    bodies = [ResidentNoted(field, Personal(value)) for field, value in NOTED.items()]
    visit = fold_visit(
        placed([VisitOpened("101-001", "1番", "d"), RequestAdded(1, "move-in"), *bodies], "v")
    )
    assert visit is not None
    visit = replace(visit, facts=noted)
    moment = situation(noted)
    return dict(form_values(Asked(visit, 1, CONTENT, moment, "戸籍住民課", "reception-slip")))


def test_the_telephone_and_the_hours_to_call_stand_in_their_own_boxes():
    found = values()
    assert found["contact"] == NOTED[_F.PHONE]
    assert found["contact_hours"] == NOTED[_F.CONTACT]
    assert found["name"] == NOTED[_F.NAME]


def test_what_was_looked_up_silently_changes_nothing_on_a_paper():
    everyday = values(support_measures="no", stop_list_hit="no", requester="self", in_person="yes")
    for flag in ("yes", "unknown"):
        assert everyday == values(
            support_measures=flag, stop_list_hit=flag, requester="self", in_person="yes"
        )
