"""The pictures of a visit as frozen models: offers, cautions, path, deadline, zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dtcoach.app.counter import Counter
from dtcoach.domain.visit import PlaceKind, VisitState
from dtcoach.domain.words import Route, Status, StepKind, WorldKey
from dtcoach.ui.visit.lines_model import Standing, Zone, in_zone
from dtcoach.ui.visit.looking import Looking
from dtcoach.ui.visit.state import Scene, scene_of
from tests.ui.gallery_visit import FORMS, outage, walk_until


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with outage(tmp_path) as made:
        yield made


def opened(counter: Counter, *procedures: str) -> VisitState:
    return counter.desk.open_visit(counter.clerk, procedures)


def scene(counter: Counter, visit: str, looking: Looking | None = None) -> Scene:
    desk = counter.desk
    state = desk.visit(visit)
    content, moment = desk.content_of(state), desk.moment(state)
    return scene_of(state, desk.place(state), content, moment, FORMS, looking or Looking())


def test_the_deadline_of_those_who_moved_on_december_23_is_today(counter: Counter) -> None:
    visit = opened(counter, "move-in").id
    walk_until(counter, visit, lambda kind, at: kind is PlaceKind.OFFERS)
    day = scene(counter, visit).model.deadline
    assert day is not None
    assert day.sentence == "届出期限 令和7年1月6日（月） 本日"
    assert day.urgent


def test_a_way_that_is_still_open_shows_its_cautions_before_it_is_taken(counter: Counter) -> None:
    visit = opened(counter, "move-in").id
    walk_until(counter, visit, lambda kind, at: kind is PlaceKind.OFFERS)
    detail = scene(counter, visit, Looking(route=Route.RETURN_VISIT)).detail
    assert detail is not None
    assert detail.row.standing == "open"
    assert any("期限" in caution and "過ぎます" in caution for caution in detail.cautions)
    assert detail.people == ("承認した係長の名前",)


def test_wrong_ways_come_last_without_a_key_and_with_their_reason(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate").id
    walk_until(counter, visit, lambda kind, at: kind is PlaceKind.OFFERS)
    rows = scene(counter, visit).model.offers
    refused = [row for row in rows if row.standing == "refused"]
    assert rows[-len(refused) :] == tuple(refused)
    assert refused
    assert all(row.reason and not row.key for row in refused)
    assert [row.key for row in rows if row.key] == ["1", "2", "3", "4", "5"]
    assert rows[0].standing == "best"


def test_a_silent_answer_is_never_shown_again(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate").id
    walk_until(counter, visit, lambda kind, at: at == "requester")
    silent = {"support_measures", "stop_list_hit"}
    shown = [entry for entry in scene(counter, visit).model.path if entry.fact in silent]
    assert shown
    assert {entry.value for entry in shown} == {"確認済み"}


def test_the_path_holds_what_was_answered_chosen_and_seen(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate").id
    walk_until(counter, visit, lambda kind, at: at == "match-record")
    path = {entry.label: entry.value for entry in scene(counter, visit).model.path}
    assert path["手続に来た人"] == "本人"
    assert path["方法"] == "ダウン対策サーバーで交付"
    assert path["データの日時"] == "1月5日（日）23:00"
    assert path["書類の種類と有効期限"] == "運転免許証、期限 2028-05"


def test_a_way_that_no_longer_holds_leaves_the_path_and_is_named(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate").id
    walk_until(counter, visit, lambda kind, at: at == "match-record")
    counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "印刷できない")
    model = scene(counter, visit).model
    assert model.refused_route == "ダウン対策サーバーで交付"
    assert model.refused is not None
    assert "停止" in model.refused
    assert "方法" not in {entry.label for entry in model.path}
    assert model.lines == ()


def test_every_step_has_a_zone_and_speaks_the_language(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate").id
    walk_until(counter, visit, lambda kind, at: at == "second-person")
    lines = scene(counter, visit).lines
    assert sum(len(in_zone(lines, zone, "ja")) for zone in Zone) == len(lines)
    now = [line.kind for line in lines if line.standing is Standing.NOW]
    assert now == [StepKind.DO, StepKind.APPROVE], "what is finished with one key"
    english = in_zone(lines, Zone.SAY, "en")
    assert english[0].text.startswith("We are sorry")


def test_stations_name_finished_present_and_later_requests(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate", "move-in", "seal-certificate").id
    walk_until(counter, visit, lambda kind, at: at == "event_date")
    stations = scene(counter, visit).model.stations
    assert [s.label for s in stations] == [
        "住民票の写し",
        "転入\n確かめる",
        "方法を選ぶ",
        "手順",
        "印鑑登録証明書",
        "完了",
    ]
    assert stations[0].standing is Standing.DONE
    assert stations[1].standing is Standing.NOW


def test_what_was_decided_tells_promises_and_papers(counter: Counter) -> None:
    visit = opened(counter, "residence-certificate", "move-in").id
    walk_until(counter, visit, lambda kind, at: False)
    one, two = scene(counter, visit).model.outcomes
    assert one.route == "ダウン対策サーバーで交付"
    assert one.promises == ("復旧のあとに、区で内容を照らし合わせる",)
    assert one.papers == ("「時点」の説明票",)
    assert two.papers == ("住民異動届（区の様式）", "受付票（2枚複写・番号入り）")
    assert "復旧のあとに、電話でお知らせする" in two.promises


def test_a_day_being_typed_tells_the_deadline_it_would_make(counter: Counter) -> None:
    visit = opened(counter, "move-in").id
    walk_until(counter, visit, lambda kind, at: at == "event_date")
    shown = scene(counter, visit)
    late = shown.deadline_if("event_date", date(2024, 12, 10))
    assert late is not None
    assert late.word == "13日過ぎています"
    assert shown.deadline_if("needed_by", date(2024, 12, 10)) is None
    assert shown.deadline_if("event_date", None) is None
