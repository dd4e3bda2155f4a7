"""The place 対応 in the Shinagawa outage of 2025-01-06, state by state, to be looked at."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dtcoach.adapters.store import open_log
from dtcoach.app.counter import Counter
from dtcoach.app.desk import Clerk
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.words import IncidentKind, Route, Status, WorldKey
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.banner import BannerKind, BannerModel
from dtcoach.ui.kit.focus import install
from dtcoach.ui.kit.nav import ParkedModel, PlaceModel
from dtcoach.ui.shell import OperatorModel, Shell
from dtcoach.ui.visit.page import VisitPage

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
FACTS: Mapping[str, str] = {
    "support_measures": "no",
    "stop_list_hit": "no",
    "contact_safe": "yes",
    "requester": "self",
    "in_person": "yes",
    "registered_here": "yes",
    "has_card": "no",
    "changed_since_snapshot": "no",
    "event_date": "2024-12-23",
    "can_return": "yes",
}
ENTRIES = {
    "text": "運転免許証、期限 2028-05",
    "number": "101-017",
    "staff": "佐藤",
    "datetime": "2025-01-05T23:00",
    "date": "2025-01-06",
    "none": "",
}


Stop = Callable[[PlaceKind, str], bool]
Scene = Callable[[Counter, VisitPage], None]


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


def walk_until(
    counter: Counter,
    visit: str,
    stop: Stop,
    facts: Mapping[str, str] = FACTS,
    choose: Mapping[str, Route] | None = None,
) -> None:
    """Answers, takes and does until `stop(kind, fact or step id)` holds."""
    desk, clerk = counter.desk, counter.clerk
    while True:
        state = desk.visit(visit)
        place = desk.place(state)
        ats = [place.fact] if place.fact else [step.id for step in place.page] or [""]
        if any(stop(place.kind, at) for at in ats) or place.kind is PlaceKind.FINISHED:
            return
        if place.kind is PlaceKind.QUESTION:
            assert place.fact is not None
            desk.answer(state, clerk, place.fact, facts.get(place.fact, "yes"))
        elif place.kind is PlaceKind.OFFERS:
            assert place.walk is not None
            assert place.request is not None
            wanted = (choose or {}).get(place.request.procedure)
            desk.choose(state, clerk, wanted or place.walk.decision.offers[0].route)
        else:
            assert place.step is not None
            desk.done(state, clerk, ENTRIES[place.step.input.value])


def picker(counter: Counter, page: VisitPage) -> None:
    one = counter.desk.open_visit(counter.clerk, ["move-in"])
    walk_until(counter, one.id, lambda kind, at: at == "move-out-paper")
    counter.desk.park(counter.desk.visit(one.id), counter.clerk, "転出証明書を取りに戻っている")
    counter.desk.open_visit(counter.clerk, ["residence-certificate", "seal-certificate"])
    page.start_new()


def at_place(procedures: list[str], stop: Stop) -> Scene:
    """A builder of the page at that place."""

    def build(counter: Counter, page: VisitPage) -> None:
        visit = counter.desk.open_visit(counter.clerk, procedures)
        walk_until(counter, visit.id, stop)
        page.show_visit(visit.id)

    return build


def date_typed(counter: Counter, page: VisitPage) -> None:
    at_place(["move-in", "residence-certificate"], lambda kind, at: at == "event_date")(
        counter, page
    )
    editor = page._stage.question.target
    QTest.keyClicks(editor, "R6.12.23")


def return_visit_looked_at(counter: Counter, page: VisitPage) -> None:
    at_place(["move-in"], lambda kind, at: kind is PlaceKind.OFFERS)(counter, page)
    cards = page._stage.ways.list.cards
    next(card for card in cards if card.model.route == "return-visit").click()


def far_deadline(counter: Counter, page: VisitPage) -> None:
    """Two requests, and a day that is still far."""
    visit = counter.desk.open_visit(counter.clerk, ["move-in", "residence-certificate"])
    facts = {**FACTS, "event_date": "2025-01-05"}
    walk_until(counter, visit.id, lambda kind, at: at == "outcome", facts)
    page.show_visit(visit.id)


def chosen(counter: Counter, page: VisitPage) -> None:
    """The first page of a way, once its cautions were read with it."""
    at_place(["residence-certificate"], lambda kind, at: kind is PlaceKind.OFFERS)(counter, page)
    page._stage._bar.next.click()
    assert page.visit_id is not None
    walk_until(counter, page.visit_id, lambda kind, at: at == "identity")
    page.refresh()


def withdrawn(counter: Counter, page: VisitPage) -> None:
    """What is left to do when the resident takes the request back."""
    at_place(["move-in"], lambda kind, at: at == "requester")(counter, page)
    page._stage._bar._withdraw.click()


def error_shown(counter: Counter, page: VisitPage) -> None:
    at_place(["residence-certificate"], lambda kind, at: at == "identity")(counter, page)
    page._stage._bar.next.click()


def world_changed(counter: Counter, page: VisitPage) -> None:
    at_place(["residence-certificate"], lambda kind, at: at == "match-record")(counter, page)
    counter.operations.check("係長", WorldKey.DOWNTIME_SERVER, Status.DOWN, "印刷できない")
    page.refresh()


def overview(stop: Stop) -> Scene:
    def build(counter: Counter, page: VisitPage) -> None:
        at_place(["residence-certificate"], stop)(counter, page)
        page._stage._bar._layout.click()

    return build


def park(counter: Counter, page: VisitPage) -> None:
    at_place(["residence-certificate"], lambda kind, at: at == "match-record")(counter, page)
    page._stage._bar._park.click()


def in_language(turns: int, scene: Scene) -> Scene:
    """F4 so many times."""

    def build(counter: Counter, page: VisitPage) -> None:
        scene(counter, page)
        for _ in range(turns):
            page._stage._on_language()

    return build


def correction(counter: Counter, page: VisitPage) -> None:
    at_place(["residence-certificate"], lambda kind, at: at == "match-record")(counter, page)
    page._stage._on_again("changed_since_snapshot")
    page._on_answered("yes")


def in_chinese(counter: Counter, page: VisitPage) -> None:
    at_place(["move-in"], lambda kind, at: at == "filing-received")(counter, page)
    for _ in range(3):
        page._stage._on_language()


SCENES: dict[str, Scene] = {
    "picker": picker,
    "silent": at_place(["residence-certificate"], lambda kind, at: True),
    "question": at_place(
        ["residence-certificate", "seal-certificate"],
        lambda kind, at: at == "changed_since_snapshot",
    ),
    "requester": at_place(["residence-certificate"], lambda kind, at: at == "requester"),
    "date": date_typed,
    "offers": at_place(["residence-certificate"], lambda kind, at: kind is PlaceKind.OFFERS),
    "offers-due": at_place(["move-in"], lambda kind, at: kind is PlaceKind.OFFERS),
    "offers-late-looked-at": return_visit_looked_at,
    "say": at_place(["residence-certificate"], lambda kind, at: at == "apology"),
    "say-zh": in_chinese,
    "never": at_place(["residence-certificate"], lambda kind, at: at == "never-changed"),
    "check": at_place(["residence-certificate"], lambda kind, at: at == "identity"),
    "snapshot": at_place(["residence-certificate"], lambda kind, at: at == "snapshot-at"),
    "do": at_place(["residence-certificate"], lambda kind, at: at == "match-record"),
    "approve": at_place(["residence-certificate"], lambda kind, at: at == "second-person"),
    "error": error_shown,
    "chosen": chosen,
    "withdrawn": withdrawn,
    "far-deadline": far_deadline,
    "outcome": at_place(
        ["move-in", "residence-certificate"],
        lambda kind, at: at == "outcome",
    ),
    "finished": at_place(["residence-certificate", "move-in"], lambda kind, at: False),
    "changed": world_changed,
    "question-easy": in_language(
        1, at_place(["residence-certificate"], lambda kind, at: at == "changed_since_snapshot")
    ),
    "offers-zh": in_language(
        3, at_place(["residence-certificate"], lambda kind, at: kind is PlaceKind.OFFERS)
    ),
    "overview-offers-ko": in_language(4, overview(lambda kind, at: kind is PlaceKind.OFFERS)),
    "overview-question-en": in_language(2, overview(lambda kind, at: at == "has_card")),
    "overview-question": overview(lambda kind, at: at == "has_card"),
    "overview-offers": overview(lambda kind, at: kind is PlaceKind.OFFERS),
    "overview-step": overview(lambda kind, at: at == "second-person"),
    "overview-say": overview(lambda kind, at: at == "as-of"),
    "park": park,
    "correction": correction,
}


def main(folder: Path, names: list[str]) -> None:
    """Every scene in both window sizes, both themes, at both ends of the text scale, as PNG."""
    app = theme.make_application()
    install(app)
    folder.mkdir(parents=True, exist_ok=True)
    looks = [
        (theme.ThemeChoice.LIGHT, 1.0, 1366, 768),
        (theme.ThemeChoice.LIGHT, 1.0, 1920, 1080),
        (theme.ThemeChoice.LIGHT, 2.0, 1366, 768),
        (theme.ThemeChoice.LIGHT, 2.0, 1920, 1080),
        (theme.ThemeChoice.HIGH_CONTRAST, 1.0, 1366, 768),
        (theme.ThemeChoice.HIGH_CONTRAST, 2.0, 1920, 1080),
    ]
    for choice, scale, width, height in looks:
        theme.apply(app, choice, scale)
        for name in names or SCENES:
            draw(app, name, width, height, folder / f"{name}-{choice.value}-{scale:g}x-{width}.png")


def draw(app: QApplication, name: str, width: int, height: int, file: Path) -> None:
    """One picture."""
    with tempfile.TemporaryDirectory() as data, outage(Path(data)) as counter:
        shell, page = window_of(counter)
        shell.resize(width, height)
        shell.show()
        shell.activateWindow()
        QTest.qWaitForWindowActive(shell)
        SCENES[name](counter, page)
        QTest.qWait(60)
        shell.grab().save(str(file))
        shell.close()
        shell.deleteLater()
        QTest.qWait(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
