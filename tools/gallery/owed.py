"""The day after: what the visits left behind, for the pictures of 復旧."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dtcoach.app.counter import Counter
from dtcoach.app.promising import Letter, Promising
from dtcoach.domain.events import (
    Draft,
    EventBody,
    FactLearned,
    OutcomeReached,
    Personal,
    PromiseMade,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    RouteChosen,
    StepDone,
    VisitClosed,
    VisitOpened,
)
from dtcoach.domain.promises.promise import PromiseState
from dtcoach.domain.recall.document import RecallState
from dtcoach.domain.words import PromiseKind, ResidentField, Route, TryResult
from tools.gallery.day import NOW, StandingClock

_SAFE = {"support_measures": "no", "contact_safe": "yes"}
_LEAD = {"support_measures": "no", "contact_safe": "unknown"}
_PEOPLE = (
    ("髙橋 さくら", "タカハシ　サクラ", "090-1234-5678"),
    ("佐藤 一郎", "サトウ　イチロウ", "03-5742-0001"),
    ("グエン・ヴァン・アン", "グエン　ヴァン　アン", "080-2222-3333"),
    ("鈴木 結衣", "スズキ　ユイ", "090-4444-5555"),
    ("渡邉 健", "ワタナベ　ケン", "03-5742-0002"),
    ("伊藤 葵", "イトウ　アオイ", "070-6666-7777"),
)
_OWED: Sequence[tuple[str, PromiseKind, str | None, str, dict[str, str]]] = (
    ("death-notification", PromiseKind.PHONE, "2025-01-07", "戸籍住民課", _SAFE),
    ("residence-certificate", PromiseKind.POST, None, "戸籍住民課", _SAFE),
    ("move-in", PromiseKind.BACK_ENTRY, None, "戸籍住民課", _SAFE),
    ("health-insurance", PromiseKind.PHONE, None, "国保医療年金課", _SAFE),
    ("move-in", PromiseKind.PHONE, "2025-01-08", "戸籍住民課", _LEAD),
    ("seal-registration", PromiseKind.RETURN_VISIT, "2025-01-08", "戸籍住民課", _SAFE),
    ("tax-certificate", PromiseKind.POST, "2025-01-07", "税務課", _SAFE),
    ("move-in-special", PromiseKind.RETURN_VISIT, "2025-01-16", "戸籍住民課", _SAFE),
    ("residence-certificate", PromiseKind.PHONE, None, "戸籍住民課", _SAFE),
    ("household-change", PromiseKind.PHONE, None, "戸籍住民課", _SAFE),
    ("child-allowance", PromiseKind.PHONE, "2025-01-09", "児童手当の担当課", _SAFE),
    ("move-within", PromiseKind.PHONE, None, "戸籍住民課", _LEAD),
)


def owe(counter: Counter) -> Promising:
    """Twelve promises and five documents, two days after; some were tried, one was kept."""
    incident, clock = counter.operations.state.id, counter.clock
    assert isinstance(clock, StandingClock)
    for number, (procedure, kind, due, keeper, facts) in enumerate(_OWED):
        route = Route.POST if kind is PromiseKind.POST else Route.ACCEPT_AND_HOLD
        made = PromiseMade(1, kind, due, keeper)
        _visit(counter, incident, number, procedure, route, facts, [made])
    for number in range(5):
        procedure = "seal-certificate" if number == 3 else "residence-certificate"
        title = "印鑑登録証明書" if number == 3 else "住民票の写し"
        route = Route.DOWNTIME_CERTIFICATE
        issued: list[EventBody] = [
            StepDone(1, route, "second-person", "大崎 次郎"),
            RecallEntered(1, title, NOW - timedelta(hours=14)),
            StepDone(1, route, "serial", f"A-{number + 1:04d}"),
            PromiseMade(1, PromiseKind.RECHECK, None, "戸籍住民課"),
        ]
        _visit(counter, incident, 20 + number, procedure, route, _SAFE, issued)
    counter.operations.recovered("係長 大崎", "全課で確認", NOW + timedelta(hours=20))
    clock.at = NOW + timedelta(days=2)
    counter.followups.refresh()
    promising = Promising(counter, counter.followups)
    _try(counter, promising)
    return promising


def promise_of(counter: Counter, kind: PromiseKind, procedure: str) -> PromiseState:
    """That one of them."""
    return next(
        one for one in counter.followups.promises if one.kind is kind and one.procedure == procedure
    )


def documents(counter: Counter) -> list[RecallState]:
    return sorted(counter.followups.recalls, key=lambda one: one.serial)


def _try(counter: Counter, promising: Promising) -> None:
    late = promise_of(counter, PromiseKind.PHONE, "death-notification")
    late = promising.tried(late, TryResult.ABSENT, next_at=counter.clock.now() + _HOUR)
    promising.tried(late, TryResult.BUSY, next_at=counter.clock.now() + _HOUR / 4)
    sent = promise_of(counter, PromiseKind.POST, "tax-certificate")
    sent = promising.address_checked(sent, "140-0005", "品川区広町二丁目1番36号", "大崎 次郎")
    promising.tried(sent, TryResult.SENT, letter=Letter("定形・簡易書留", 460))
    soon = promise_of(counter, PromiseKind.PHONE, "household-change")
    promising.tried(soon, TryResult.MESSAGE, next_at=counter.clock.now() + 3 * _HOUR)


_HOUR = timedelta(hours=1)


def _visit(
    counter: Counter,
    incident: str,
    number: int,
    procedure: str,
    route: Route,
    facts: dict[str, str],
    bodies: list[EventBody],
) -> None:
    name, kana, phone = _PEOPLE[number % len(_PEOPLE)]
    told: list[EventBody] = [
        VisitOpened(
            counter.log.next_visit_number(incident), counter.clerk.counter, counter.shelf.pin()
        ),
        RequestAdded(1, procedure),
        *(FactLearned(fact, Personal(value)) for fact, value in facts.items()),
        ResidentNoted(ResidentField.NAME, Personal(name)),
        ResidentNoted(ResidentField.KANA, Personal(kana)),
        ResidentNoted(ResidentField.PHONE, Personal(phone)),
        ResidentNoted(ResidentField.CONTACT, Personal("平日18時から20時。留守番電話は不可")),
        RouteChosen(1, route),
        *bodies,
        OutcomeReached(1, route),
        VisitClosed(),
    ]
    at = NOW - timedelta(minutes=95 - 4 * number)
    visit = f"owed-{number:03d}"
    counter.log.append([Draft(incident, visit, at, counter.clerk.name, body) for body in told])
