"""What the page shows beyond the visit itself: the layout, the language, what is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dtcoach.domain.content import Content
from dtcoach.domain.situation import Moment
from dtcoach.domain.visit import Place, PlaceKind, VisitState
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import Route
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.lines_model import StepLine
from dtcoach.ui.visit.looking import Looking
from dtcoach.ui.visit.offer_model import OfferDetail, best_route, offer_detail
from dtcoach.ui.visit.walk_model import DeadlineModel, VisitModel, deadline_if, visit_model


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the page. `key` names the place in the walk: while it stays, typing stays."""

    key: tuple[object, ...]
    place: Place
    model: VisitModel
    looking: Looking
    detail: OfferDetail | None
    lines: tuple[StepLine, ...]
    moment: Moment

    @property
    def walk(self) -> Walk | None:
        return self.place.walk

    @property
    def asks_for_a_day(self) -> bool:
        return self.model.question is not None and self.model.question.is_date

    @property
    def looked_at(self) -> Route | None:
        """The way that Enter takes."""
        return None if self.detail is None else self.detail.row.route

    def promises_the_same(self, shown: Scene) -> bool:
        """Whether a key pressed on `shown` still means what stood there: the words of the page,
        and what the way looked at asks of the clerk (a caution is read before, design §6)."""
        weighed = self.model.kind is PlaceKind.OFFERS
        return (
            self.key == shown.key
            and self.place.page == shown.place.page
            and (not weighed or self._weighed == shown._weighed)
        )

    @property
    def _weighed(self) -> tuple[object, ...]:
        way = self.detail
        return () if way is None else (way.row.route, way.row.standing, way.cautions, way.people)

    def deadline_if(self, fact: str, day: object) -> DeadlineModel | None:
        """What the day being typed would mean."""
        if self.walk is None or not isinstance(day, date):
            return None
        return deadline_if(self.walk, self.moment, fact, day)


def scene_of(
    visit: VisitState,
    place: Place,
    content: Content,
    moment: Moment,
    form_titles: Mapping[str, str],
    looking: Looking,
) -> Scene:
    """Everything to draw, from the visit and how it is looked at."""
    again = looking.again
    model = visit_model(
        visit,
        place,
        content,
        moment,
        form_titles,
        again=again,
        choosing=looking.choosing,
        language=looking.language,
    )
    if model.step is not None and model.step.cautions:
        model = replace(model, step=model.step.without(looking.read))
    detail = _detail(place, content, moment, form_titles, looking, model)
    request = None if place.request is None else place.request.request
    at = again or place.fact or (place.step.id if place.step is not None else None)
    return Scene(
        key=(visit.id, request, model.kind, at if model.kind is not PlaceKind.OFFERS else None),
        place=place,
        model=model,
        looking=looking,
        detail=detail,
        lines=model.lines if not model.offers_first or detail is None else detail.lines,
        moment=moment,
    )


def _detail(
    place: Place,
    content: Content,
    moment: Moment,
    form_titles: Mapping[str, str],
    looking: Looking,
    model: VisitModel,
) -> OfferDetail | None:
    """The way looked at: the one picked, the one already taken, or the best."""
    if place.walk is None or model.kind not in (PlaceKind.OFFERS, PlaceKind.QUESTION):
        return None
    taken = place.request.route if place.request is not None else None
    ways = {row.route: row for row in model.offers if row.standing != "refused"}
    for route in (looking.route, taken, best_route(model.offers)):
        if route in ways:
            return offer_detail(content, place.walk, moment, ways[route], form_titles)
    return None
