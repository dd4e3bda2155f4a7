"""The place 対応 alone, in a frame of its own, on a counter in the middle of that outage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from dtcoach.adapters.store import open_log
from dtcoach.app.clerk import Clerk
from dtcoach.app.counter import Counter
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.words import IncidentKind, Status, WorldKey
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.kit.nav import ParkedModel, PlaceModel
from dtcoach.ui.shell import OperatorModel, Shell
from dtcoach.ui.visit.page import VisitPage
from tools.gallery.walking import FACTS, Stop, walk_until

__all__ = ["FACTS", "FixedClock", "Stop", "outage", "walk_until", "window_of"]

PLACES = (
    PlaceModel("visit", "対応", "record_voice_over"),
    PlaceModel("board", "状況", "dashboard"),
    PlaceModel("ledger", "台帳", "book_2"),
)
FORMS = {
    "reception-slip": "受付票（2枚複写・番号入り）",
    "as-of-slip": "「時点」の説明票",
    "application": "証明書の申請書（区の様式）",
    "resident-notice": "住民異動届（区の様式）",
    "address-label": "郵送宛名票",
    "konbini-slip": "コンビニ交付のご案内",
    "return-slip": "後日来庁のご案内",
}


@dataclass
class FixedClock:
    """The afternoon of the outage; stands still unless told otherwise."""

    at: datetime = field(default_factory=lambda: datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO))

    def now(self) -> datetime:
        return self.at

    def pass_(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@contextmanager
def outage(folder: Path, scenario: str = "downtime-server") -> Iterator[Counter]:
    """A counter on a real log in the middle of that outage; the lead has checked the rest."""
    house = House(folder)
    clock = FixedClock()
    opened = open_log(folder)
    counter = Counter(
        opened.log,
        house.shelf,
        clock,
        house.days,
        house.new_id,
        opened.notices,
        make_press=lambda: house.press,
    )
    counter.clerk = Clerk("係員 A", "戸籍住民課 3番窓口")
    counter.declare(
        IncidentKind.REAL,
        scenario,
        "戸籍住民課",
        datetime(2025, 1, 6, 11, 20, tzinfo=TOKYO),
    )
    for key in ("konbini", "moving-onestop", "post", "phone"):
        counter.operations.check("係長", WorldKey(key), Status.UP, "確かめた")
    if scenario == "downtime-server":
        counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.UP, "テスト印刷")
    try:
        yield counter
    finally:
        counter.log.close()


def window_of(counter: Counter) -> tuple[Shell, VisitPage]:
    """The page in the frame it is made for."""
    shell = Shell("dtcoach", PLACES)
    shell.set_banner(
        BannerModel(
            BannerKind.REAL,
            "住民記録停止・ダウン対策サーバー使用",
            "令和7年1月6日（月）11:20〜",
            "1時間42分",
            "8分後",
        )
    )
    shell.set_parked(
        [
            ParkedModel("a", "101-014", "書類待ち", 6),
            ParkedModel("b", "101-016", "係長の確認待ち", 2),
        ]
    )
    shell.set_operator(OperatorModel("戸籍住民課 3番窓口", "係員 A"))
    page = VisitPage(counter, form_titles=FORMS)
    shell.add_page("visit", page)
    shell.show_place("visit")
    return shell, page
