"""The JSON Schemas of drill files; `tools.content_schema` writes them with the others."""

from __future__ import annotations

from typing import Any

from dtcoach.adapters.content.drill_words import AROUND, MOMENT, SPAN
from dtcoach.domain.content import Content
from dtcoach.domain.drill.plan import ActKind, Does
from dtcoach.domain.practice.traps import TRAPS
from dtcoach.domain.words import UNKNOWN, LeadList, Route, Status, WorldKey
from tools.content_schema import TEXT, Schema, matching, object_of, titled, words

_NUMBER: Schema = {"type": "integer"}
_NAMES: Schema = {"type": "array", "items": TEXT}
_DAY = matching(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{AROUND})")


def drill_schema(content: Content) -> Schema:
    """`scenarios/drills/*.yaml`."""
    act: dict[str, Any] = {kind.value: words("yes") for kind in ActKind}
    act["check"] = words(*WorldKey)
    act["is"] = words(*Status)
    act["turn"] = words(*content.scenarios)
    act["tick"] = words(*LeadList)
    act["line"] = act["served"] = TEXT
    done = object_of([], **act)
    part = object_of(
        ["part", "title", "does"], part=TEXT, title=TEXT, does=words(*Does), counter=TEXT
    )
    whole = object_of(
        ["drill", "title", "summary", "scenario", "begins", "minutes", "sections", "parts",
         "injects"],
        drill=TEXT,
        title=TEXT,
        summary=TEXT,
        scenario=words(*content.scenarios),
        begins=matching(MOMENT),
        minutes=_NUMBER,
        sections={"type": "array", "items": words(*content.profile.sections), "minItems": 1},
        aims=_NAMES,
        parts={"type": "array", "items": part, "minItems": 1},
        found=_statuses(),
        injects={"type": "array", "items": _inject(content, act, done), "minItems": 1},
        cards={"type": "array", "items": _card(content)},
        observe=_NAMES,
        **{"snapshot-at": matching(MOMENT)},
    )  # fmt: skip
    return titled("訓練（scenarios/drills/*.yaml）", whole)


def items_schema() -> Schema:
    """`scenarios/drills/items.yaml`."""
    item = object_of(["look-for", "standard"], standard=TEXT, **{"look-for": TEXT})
    return titled(
        "観察の項目（scenarios/drills/items.yaml）",
        {"type": "object", "additionalProperties": item},
    )


def _statuses() -> Schema:
    return object_of([], **{key.value: words(*Status) for key in WorldKey})


def _inject(content: Content, act: dict[str, Any], done: Schema) -> Schema:
    return object_of(
        ["id", "title", "at"],
        id=TEXT,
        title=TEXT,
        at=matching(SPAN),
        after=TEXT,
        to=_NAMES,
        card=TEXT,
        call=object_of(["from", "words"], words=TEXT, **{"from": TEXT}),
        found=_statuses(),
        board=_statuses(),
        expects={"type": "array", "items": object_of(["within"], within=_NUMBER, **act)},
        observe=_NAMES,
        note=TEXT,
        **{
            "only-if": object_of([], **{"done": done, "not-done": done}),
            "turns-into": words(*content.scenarios),
        },
    )


def _card(content: Content) -> Schema:
    facts: dict[str, Schema] = {
        fact.name: {"anyOf": [_DAY, words(UNKNOWN)]}
        if fact.is_date
        else words(*(choice.value for choice in fact.choices), UNKNOWN)
        for fact in content.facts.values()
    }
    return object_of(
        ["card", "procedure", "outcome"],
        card=TEXT,
        procedure=words(*content.procedures),
        trap=words(*TRAPS),
        person=object_of(
            ["name", "kana", "age"], name=TEXT, kana=TEXT, age=_NUMBER, household=TEXT
        ),
        says=TEXT,
        behaves=TEXT,
        facts=object_of([], **facts),
        reveals=object_of([], **dict.fromkeys(content.facts, TEXT)),
        lesson=TEXT,
        outcome=object_of(["route"], route=words(*Route), due=_DAY),
        observe=_NAMES,
        **{"played-by": TEXT, "says-easy": TEXT},
    )
