"""What was decided for a request: the way, the promises, the papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import clock_time
from dtcoach.domain.visit import RequestState
from dtcoach.domain.walk import route_rule
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.offer_model import paper_titles
from dtcoach.ui.visit.words import procedure_title, promise_text, route_title


@dataclass(frozen=True, slots=True)
class OutcomeModel:
    """What was decided for one request."""

    title: str
    route: str
    at: str
    promises: tuple[str, ...]
    papers: tuple[str, ...]


def outcome_model(
    request: RequestState, content: Content, form_titles: Mapping[str, str]
) -> OutcomeModel:
    procedure = content.procedures.get(request.procedure)
    route = request.outcome or Route.WITHDRAWN
    rule = None if procedure is None else route_rule(content, procedure, route)
    printed = (
        () if rule is None else tuple(s.form for s in rule.steps if s.form and s.id in request.done)
    )
    forms = () if rule is None else tuple(dict.fromkeys((*rule.forms, *printed)))
    papers = paper_titles(forms, form_titles) or (
        (f"{request.papers}枚",) if request.papers else ()
    )
    return OutcomeModel(
        title=procedure_title(content, request.procedure),
        route=route_title(content, procedure, route),
        at="" if request.outcome_at is None else clock_time(request.outcome_at),
        promises=tuple(
            promise_text(
                promise.kind, None if promise.due is None else date.fromisoformat(promise.due)
            )
            for promise in request.promises
        ),
        papers=papers,
    )
