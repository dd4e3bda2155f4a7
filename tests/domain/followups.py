"""Random days after an outage: events of a few visits on two terminals, in merged order."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from dtcoach.domain.events import (
    AddressChecked,
    Corrected,
    Event,
    EventBody,
    FactLearned,
    FeeNoted,
    Personal,
    Posted,
    PromiseDropped,
    PromiseKept,
    PromiseMade,
    PromisePlanned,
    RecallCompared,
    RecallEnded,
    RecallEntered,
    RequestAdded,
    ResidentNoted,
    Tried,
    VisitOpened,
)
from dtcoach.domain.words import (
    DropReason,
    FeeStanding,
    PromiseKind,
    RecallEnding,
    ResidentField,
    TryResult,
    WorldKey,
)
from tests.shipped import MONDAY

PHONE = "03-1111-2222"
VISITS = ("v1", "v2", "v3")
_requests = st.integers(1, 2)
_earlier = st.integers(1, 45).map(lambda place: f"e{place}")
_times = st.none() | st.integers(-3, 3).map(lambda days: MONDAY + timedelta(days=days))
_days = st.none() | st.integers(-3, 3).map(
    lambda days: (MONDAY + timedelta(days=days)).date().isoformat()
)
_answers = st.sampled_from(["yes", "no", "unknown", None])
_names = st.sampled_from(["", "係長 大崎"])
_procedures = st.sampled_from(["move-in", "residence-certificate", "support-measures-request"])
_offices = st.sampled_from(["戸籍住民課", "八潮地域センター"])

bodies: st.SearchStrategy[EventBody] = st.one_of(
    st.builds(PromiseMade, _requests, st.sampled_from(PromiseKind), _days, st.just("戸籍住民課")),
    st.builds(PromiseMade, _requests, st.just(PromiseKind.PHONE), _days, st.just("税務課")),
    st.builds(RecallEntered, _requests, st.just("住民票の写し"), st.just(MONDAY)),
    st.builds(
        FactLearned,
        st.sampled_from(["support_measures", "contact_safe"]),
        st.builds(Personal, _answers),
    ),
    st.builds(ResidentNoted, st.just(ResidentField.PHONE), st.just(Personal(PHONE))),
    st.builds(Tried, _earlier, st.sampled_from(TryResult), _times, _names),
    st.builds(PromiseKept, _earlier, _names),
    st.builds(PromisePlanned, _earlier, _days, st.just("国保医療年金課"), _times),
    st.builds(PromiseDropped, _earlier, st.sampled_from(DropReason), _names),
    st.builds(
        Posted, _earlier, st.sampled_from(["普通", "簡易書留"]), st.integers(0, 600), _offices
    ),
    st.builds(
        AddressChecked,
        _earlier,
        st.just(Personal("140-0002")),
        st.sampled_from([Personal("東品川一丁目"), Personal(None)]),
        st.just("鈴木"),
    ),
    st.builds(
        FeeNoted,
        _requests,
        st.sampled_from(["", "e3"]),
        st.sampled_from(FeeStanding),
        st.integers(0, 600),
        _offices,
    ),
    st.builds(
        RecallCompared,
        _earlier,
        st.booleans(),
        st.booleans(),
        st.builds(Personal, st.sampled_from(["氏", None])),
        _days,
        st.just(WorldKey.RESIDENT_RECORD),
        st.just("鈴木"),
    ),
    st.builds(RecallEnded, _earlier, st.sampled_from(RecallEnding), _names),
    st.builds(Corrected, _earlier, st.just("誤り")),
)


@st.composite
def days(draw: st.DrawFn) -> list[Event]:
    """Each visit is opened with two requests; the rest falls on any of them."""
    told: list[tuple[str, EventBody]] = []
    for number, visit in enumerate(VISITS, 1):
        told.append((visit, VisitOpened(f"101-{number:03d}", "1番", "digest")))
        told += [(visit, RequestAdded(request, draw(_procedures))) for request in (1, 2)]
    told += draw(st.lists(st.tuples(st.sampled_from(VISITS), bodies), max_size=35))
    return [
        Event(
            id=f"e{place}",
            terminal=draw(st.sampled_from(["t1", "t2"])),
            counter=place,
            lamport=place,
            incident="i",
            visit=visit,
            observed_at=MONDAY + timedelta(hours=place),
            entered_at=MONDAY + timedelta(hours=place),
            actor="田中",
            body=body,
            prev_hash="",
            hash="",
        )
        for place, (visit, body) in enumerate(told, 1)
    ]
