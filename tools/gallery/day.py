"""The day that a picture stands on: the outage at 13:02, our own counter in the middle of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.app.notice import PLACES, NoticeDraft, compose, posted
from dtcoach.app.preferences import Operator
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import Recorded, recorded_in
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import (
    IncidentKind,
    LeadList,
    ResidentField,
    Status,
    WorldKey,
)
from tools.gallery.practice import keep_practised
from tools.gallery.screen import Day
from tools.gallery.walking import walk_on

ROOT = Path(__file__).parent.parent.parent
RECORDING = ROOT / "tests/replay/shinagawa-2025-01-06.json"
NOW = datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO)
OPERATOR = Operator("品川 花子", "戸籍住民課", "3番窓口")
_BEGAN_MINUTES = 102
_KIND = {
    Day.REPLAY: IncidentKind.REPLAY,
    Day.REAL: IncidentKind.REAL,
    Day.DRILL: IncidentKind.DRILL,
    Day.SNAPSHOT: IncidentKind.REAL,
}


class StandingClock:
    """Implements `Clock`; goes on only when told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Gallery(House):
    """The shipped content over a folder of its own, under a clock that stands."""

    clock: StandingClock  # type: ignore[assignment]


def house_in(folder: Path, at: datetime = NOW) -> Gallery:
    house = Gallery(folder)
    house.clock = StandingClock(at)
    house.preferences.remember(OPERATOR)
    keep_practised(folder, at.date())
    return house


def house_of_day(folder: Path, day: Day) -> Gallery:
    """A house in which that day has come to 13:02; its log is closed again."""
    house = house_in(folder)
    counter, _ = house.counter()
    counter.clerk = Clerk(OPERATOR.name, OPERATOR.counter)
    try:
        if day is not Day.NOTHING:
            _come_to_now(house, counter, day)
    finally:
        counter.log.close()
    return house


def copy_of(house: Gallery, folder: Path) -> Gallery:
    """The same day for one picture alone; what is read from the content is shared."""
    shutil.copytree(house.data, folder, dirs_exist_ok=True)
    copy = Gallery(folder)
    copy.clock = StandingClock(NOW)
    copy.in_force, copy.days, copy.press = house.in_force, house.days, house.press
    return copy


def _come_to_now(house: Gallery, counter: Counter, day: Day) -> None:
    clock = house.clock
    if day is Day.REPLAY:
        player = Replay(counter.log, house.shelf(counter.log), clock, house.days, house.new_id)
        counter.resume(str(player.run(_recorded_until(house, NOW))["incident"]))
    else:
        clock.at = NOW - timedelta(minutes=_BEGAN_MINUTES)
        scenario = "downtime-server" if day is Day.SNAPSHOT else "full-outage"
        counter.declare(_KIND[day], scenario, OPERATOR.office)
    for minutes, by, key, status, how in _LOOKED + (_PRINTED if day is Day.SNAPSHOT else ()):
        clock.at = NOW - timedelta(minutes=minutes)
        counter.operations.check(by, key, status, how)
    _serve(counter, clock)
    _lead(counter, clock)
    if day is not Day.REPLAY:
        _name(counter)
    clock.at = NOW


def _lead(counter: Counter, clock: StandingClock) -> None:
    """The lead ticked a few lines, and one notice is up."""
    operations = counter.operations
    scenario = counter.content.scenarios[operations.state.scenario]
    for minutes, item in zip((98, 95, 90, 84), scenario.first_minutes, strict=False):
        operations.tick("係長", LeadList.FIRST, item, True, NOW - timedelta(minutes=minutes))
    clock.at = NOW - timedelta(minutes=62)
    draft = NoticeDraft(operations.state.started_at, NOW - timedelta(minutes=2), "戸籍住民課の窓口")
    notice = compose(counter.content, operations.state, draft, clock.at, counter.days)
    text = notice.texts["ja"].plain
    operations.post_notice("係長", posted(notice, draft, text, PLACES[:2]))


def _recorded_until(house: Gallery, until: datetime) -> Recorded:
    """The recording as far as `until`; of what it repeats, enough for a full page."""
    recorded = recorded_in(house.content, json.loads(RECORDING.read_text(encoding="utf-8")))
    return replace(
        recorded,
        timeline=tuple(entry for entry in recorded.timeline if entry.at <= until),
        visits=tuple(replace(v, times=min(v.times, 3)) for v in recorded.visits if v.at <= until),
    )


_LOOKED = (
    (72, "係員B", WorldKey.FAMILY_REGISTER, Status.UP, "証明書の画面を一件開いた"),
    (40, "係員A", WorldKey.TAX, Status.UP, "税務課へ電話"),
    (39, "係員A", WorldKey.INSURANCE_PENSION, Status.UP, "国保医療年金課へ電話"),
    (31, "係員A", WorldKey.NETWORK, Status.UP, "ほかの窓口の端末が見える"),
    (30, "係員A", WorldKey.POWER, Status.UP, "照明と端末の電源"),
    (12, "係長", WorldKey.JUKI_NET, Status.DOWN, "統合端末で照会できない"),
    (7, "係長", WorldKey.RESIDENT_RECORD, Status.DOWN, "二台の端末でログインできない"),
    (4, "係員A", WorldKey.PRINTER, Status.DEGRADED, "2番が紙詰まり、入れ直すと出る"),
)
_PRINTED = (
    (26, "係長", WorldKey.KONBINI, Status.UP, "J-LIS の案内を見た"),
    (25, "係長", WorldKey.MOVING_ONESTOP, Status.UP, "マイナポータルを開いた"),
    (24, "係長", WorldKey.POST, Status.UP, "集荷の時間を確かめた"),
    (23, "係長", WorldKey.PHONE, Status.UP, "外線で一件かけた"),
    (22, "係員A", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷"),
)
_VISITS: tuple[tuple[int, tuple[str, ...], int], ...] = (
    (21, ("seal-certificate",), 3),
    (9, ("move-in",), 4),
    (3, ("move-in", "residence-certificate"), 3),
)
_CUES = {21: "委任状を取りに戻った", 9: "係長の確認待ち"}


def _serve(counter: Counter, clock: StandingClock) -> None:
    clerk = counter.clerk
    for minutes, procedures, acts in _VISITS:
        clock.at = NOW - timedelta(minutes=minutes)
        visit = counter.desk.open_visit(clerk, procedures)
        visit = walk_on(counter, clerk, visit, acts)
        if minutes in _CUES:
            counter.desk.park(visit, clerk, _CUES[minutes])


def _name(counter: Counter) -> None:
    """Two of the three said who they are; invented people."""
    for row, (name, kana) in zip(counter.waiting(), _NAMES, strict=False):
        details = {ResidentField.NAME: name, ResidentField.KANA: kana}
        counter.desk.note_down(counter.desk.visit(row.id), counter.clerk, details)


_NAMES = (("髙橋 𠮷郎", "タカハシ　ヨシロウ"), ("山﨑 さくら", "ヤマサキ　サクラ"))
