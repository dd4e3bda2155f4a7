"""What the resident came for: the requests to pick from, and the visits that are not finished."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dtcoach.app.ports import VisitRow
from dtcoach.domain.content import Content, Heading
from dtcoach.domain.words import PROCEDURES, VisitStatus
from dtcoach.frozen import dataclass
from dtcoach.ui.visit.words import procedure_title, short_title

_ICONS: Mapping[str, str] = {
    "move-in": "luggage",
    "move-in-special": "credit_card",
    "move-out": "flight_takeoff",
    "move-out-card": "flight_takeoff",
    "move-within": "swap_horiz",
    "household-change": "group",
    "seal-registration": "approval",
    "seal-stop": "block",
    "seal-certificate": "verified",
    "residence-certificate": "description",
    "residence-certificate-wide": "move_up",
    "family-register-certificate": "menu_book",
    "family-register-certificate-wide": "menu_book",
    "family-register-filing": "signature",
    "death-notification": "history_edu",
    "card-pickup": "badge",
    "card-update": "badge",
    "card-certificate-renewal": "key",
    "card-loss": "lock",
    "health-insurance": "health_and_safety",
    "national-pension": "savings",
    "tax-certificate": "receipt_long",
    "child-allowance": "child_care",
    "residence-card-address": "home",
    "family-register-attachment": "menu_book",
    "record-matters": "description",
    "medical-certificates": "favorite",
    "support-measures-request": "shield",
    "non-acceptance-request": "pan_tool",
}
_KATAKANA = range(0x30A1, 0x30F7)
_TO_HIRAGANA = {code: code - 0x60 for code in _KATAKANA}


@dataclass(frozen=True, slots=True)
class RequestChoice:
    """One request one can pick; `words` is what typing is looked for in."""

    id: str
    title: str
    note: str
    section: str
    icon: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingModel:
    """A visit of this incident that is not finished."""

    id: str
    number: str
    requests: str
    parked: bool
    cue: str
    minutes: int
    counter: str


def choices(content: Content) -> tuple[RequestChoice, ...]:
    """The covered requests in the order of design §3; what is new comes last."""
    known = {name: place for place, name in enumerate(PROCEDURES)}
    covered = sorted(content.headings.values(), key=lambda found: known.get(found.id, len(known)))
    return tuple(_choice(heading) for heading in covered)


def _choice(heading: Heading) -> RequestChoice:
    title = short_title(heading.title)
    note = heading.title[len(title) :].strip("（）")
    return RequestChoice(
        id=heading.id,
        title=title,
        note=note or heading.section,
        section=heading.section,
        icon=_ICONS.get(heading.id, "description"),
        words=tuple(folded(word) for word in (heading.title, *heading.keywords)),
    )


def folded(text: str) -> str:
    """Typing made comparable: width, case and the two kana do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain.translate(_TO_HIRAGANA).replace(" ", "")


def matching(all_choices: Sequence[RequestChoice], typed: str) -> tuple[RequestChoice, ...]:
    """Those in which what was typed occurs, those that begin with it first."""
    wanted = folded(typed)
    if not wanted:
        return tuple(all_choices)
    found = [choice for choice in all_choices if any(wanted in word for word in choice.words)]
    return tuple(
        sorted(found, key=lambda choice: not any(w.startswith(wanted) for w in choice.words))
    )


def waiting_models(
    rows: Iterable[VisitRow], cues: Mapping[str, str], content: Content, now: datetime
) -> tuple[WaitingModel, ...]:
    """The unfinished visits, those that wait first; `cues` by visit."""
    models = [
        WaitingModel(
            id=row.id,
            number=row.number,
            requests="・".join(
                short_title(procedure_title(content, request.procedure)) for request in row.requests
            ),
            parked=row.state == VisitStatus.PARKED.value,
            cue=cues.get(row.id, ""),
            minutes=max(int((now - row.opened_at).total_seconds() // 60), 0),
            counter=row.counter,
        )
        for row in rows
    ]
    return tuple(sorted(models, key=lambda model: not model.parked))
