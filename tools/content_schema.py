"""JSON Schemas of the content files, for editors; made from the words the loader itself uses.

`python -m tools.content_schema` writes docs/schema/*.json; a test holds them against the code.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dtcoach.adapters.content.forms_index import form_titles
from dtcoach.adapters.content.grammar import OPENINGS, SERVICES, UNCONFIRMED, WAYS
from dtcoach.adapters.content.hours import CLOCK, DAYS_OF_WEEK, ONCE, SPAN, YEARLY
from dtcoach.adapters.content.profile import (
    HELD,
    ISSUED,
    PERIODS,
    SECTIONS,
    SERVICE_HOURS,
)
from dtcoach.adapters.content.triage_file import MOST_ANSWERS
from dtcoach.adapters.places import content_root
from dtcoach.compose import House
from dtcoach.domain.content import LANGUAGES, Content, DueRule, StepInput
from dtcoach.domain.deadline import DayClock
from dtcoach.domain.resident import LABELS, TOLD_PROMISES
from dtcoach.domain.walk import PLACEHOLDERS
from dtcoach.domain.words import (
    PROCEDURES,
    UNKNOWN,
    PromiseKind,
    Route,
    Status,
    StepKind,
    WorldKey,
)

Schema = dict[str, Any]
FOLDER = Path("docs/schema")
TEXT: Schema = {"type": "string", "minLength": 1}
YES_NO: Schema = {"enum": ["yes", "no"]}


def schemas(content: Content, forms: list[str]) -> dict[str, Schema]:
    """Schema by file name."""
    from tools.drill_schema import drill_schema, items_schema

    return {
        "drill.json": drill_schema(content),
        "drill-items.json": items_schema(),
        "procedure.json": _procedure(content, forms),
        "outage.json": _outage(),
        "facts.json": _facts(content),
        "phrases.json": _phrases(content),
        "questions.json": titled(
            "問いと答えの訳（scenarios/questions.yaml）", {"type": "array", "items": _five()}
        ),
        "resident.json": _resident(forms),
        "pages.json": _pages(),
        "triage.json": _triage(content),
        "profile.json": _profile(),
        "sources.json": _sources(),
    }


def object_of(required: list[str], **entries: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": entries,
    }


def matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def words(*known: str) -> Schema:
    return {"enum": list(known)}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def _condition(content: Content) -> Schema:
    here: Schema = {"$ref": "#/$defs/condition"}
    span: Schema = {"type": "string", "pattern": r"^(-?\d{1,4})?\.\.(-?\d{1,4})?$"}
    entries: dict[str, Schema] = {
        key.value: _one_or_more(words("works", *Status)) for key in WorldKey
    }
    for fact in content.facts.values():
        if not fact.is_date:
            values = [choice.value for choice in fact.choices]
            entries[fact.name] = _one_or_more(words(*values, UNKNOWN))
    dates = {fact.name: span for fact in content.facts.values() if fact.is_date}
    entries["days-since"] = object_of([], **dates)
    entries["days-left"] = entries["opening-days-left"] = span
    entries["snapshot"] = words("known", "missing")
    entries["setting"] = object_of([], **dict.fromkeys(content.profile.labels, TEXT))
    entries["time-of-day"] = matching(rf"({CLOCK}\.\.({CLOCK})?|\.\.{CLOCK})")
    entries["open-now"] = object_of([], **dict.fromkeys(SERVICES, _one_or_more(words(*OPENINGS))))
    decided = _one_or_more(words("yes", "no", UNCONFIRMED))
    entries["ward-offers"] = object_of([], **dict.fromkeys(WAYS, decided))
    entries["all"] = entries["any"] = {"type": "array", "items": here, "minItems": 1}
    entries["not"] = here
    entries["always"] = words("yes")
    return {**object_of([], **entries), "minProperties": 1}


def _procedure(content: Content, forms: list[str]) -> Schema:
    when: Schema = {"$ref": "#/$defs/condition"}
    fact = words(*content.facts)
    date = words(*(fact.name for fact in content.facts.values() if fact.is_date))
    worded = {
        **TEXT,
        "description": "使える波かっこ: " + " ".join(f"{{{p}}}" for p in PLACEHOLDERS),
    }
    gate = object_of(
        [],
        require=when,
        forbid=when,
        know={"type": "array", "items": fact, "minItems": 1},
        never=worded,
        use=TEXT,
        reason=worded,
        sources=_named_sources(content),
    )
    step = object_of(
        [],
        **{kind.value: worded for kind in StepKind},
        use=TEXT,
        id=TEXT,
        when=when,
        enter=words(*StepInput),
        label=TEXT,
        text=worded,
        show=words(*content.phrases),
        why=TEXT,
        sources=_named_sources(content),
    )
    step["properties"]["say"] = words(*content.phrases)
    step["properties"]["ask"] = fact
    step["properties"]["print"] = words(*forms)
    promise = object_of(
        ["kind", "due", "keeper"],
        kind=words(*PromiseKind),
        due=words(*DueRule),
        keeper=TEXT,
        when=when,
    )
    route = object_of(
        ["route"],
        route=words(*Route),
        title=TEXT,
        reason=worded,
        systems={"type": "array", "items": words(*WorldKey)},
        gates={"type": "array", "items": gate},
        leads=when,
        cautions={"type": "array", "items": object_of([], when=when, text=worded, use=TEXT)},
        steps={"type": "array", "items": step},
        forms={"type": "array", "items": words(*forms)},
        promises={"type": "array", "items": promise},
        recall=TEXT,
    )
    limit = object_of(
        ["clock", "from", "basis"],
        clock=words(*DayClock),
        days={"type": "integer"},
        basis=TEXT,
        only=when,
        **{"from": {"type": "array", "items": date, "minItems": 1}},
    )
    deadline = object_of(
        [],
        none=TEXT,
        limits={"type": "array", "items": limit, "minItems": 1},
        note=TEXT,
        **{"rolls-over": YES_NO},
    )
    whole = object_of(
        ["procedure", "title", "section", "sources", "deadline", "routes"],
        procedure=words(*PROCEDURES),
        title=TEXT,
        section=TEXT,
        keywords={"type": "array", "items": TEXT},
        sources=_named_sources(content),
        questions=object_of(
            [],
            **dict.fromkeys(
                content.facts,
                object_of(["question"], label=TEXT, question=TEXT, hint=TEXT, aloud=YES_NO),
            ),
        ),
        deadline=deadline,
        routes={"type": "array", "items": route, "minItems": 1},
    )
    return titled("手続（scenarios/procedures/*.yaml）", whole, condition=_condition(content))


def _outage() -> Schema:
    line: Schema = {"anyOf": [TEXT, object_of(["use"], use=TEXT)]}
    texts: Schema = {"type": "array", "items": line}
    failures = words(*(status for status in Status if status is not Status.UP))
    whole = object_of(
        ["scenario", "title", "summary", "about"],
        scenario=TEXT,
        title=TEXT,
        summary=TEXT,
        about=object_of([], **{key.value: failures for key in WorldKey}),
        recognise=texts,
        hourly=texts,
        handover=texts,
        recovery=texts,
        **{"first-minutes": texts},
    )
    return titled("想定（scenarios/outages/*.yaml）", whole)


def _facts(content: Content) -> Schema:
    fact = object_of(
        ["label", "question", "why"],
        label=TEXT,
        question=TEXT,
        hint=TEXT,
        why=TEXT,
        sources=_named_sources(content),
        silent=YES_NO,
        aloud=YES_NO,
        date=YES_NO,
        choices={"type": "object", "additionalProperties": TEXT, "minProperties": 1},
    )
    return titled("事実（scenarios/facts.yaml）", {"type": "object", "additionalProperties": fact})


def _sources() -> Schema:
    source = object_of(["title", "says"], title=TEXT, says=TEXT, unchecked=TEXT, address=TEXT)
    whole: Schema = {"type": "object", "additionalProperties": source}
    return titled("出典（scenarios/sources.yaml）", whole)


def _named_sources(content: Content) -> Schema:
    return {"type": "array", "items": words(*content.sources), "minItems": 1}


def _phrases(content: Content) -> Schema:
    phrase = object_of(
        ["ja"],
        **dict.fromkeys(LANGUAGES, TEXT),
        unchecked={"type": "array", "items": words(*LANGUAGES)},
        page=words(*content.pages),
    )
    return titled(
        "住民に言う言葉（scenarios/phrases.yaml）",
        {"type": "object", "additionalProperties": phrase},
    )


def _triage(content: Content) -> Schema:
    seen = words(*(status for status in Status if status is not Status.UNKNOWN))
    systems: Schema = {"type": "array", "items": words(*WorldKey)}
    target = {"scenario": words(*content.scenarios), "because": TEXT, "next": TEXT}
    when = object_of([], **{key.value: _one_or_more(words("works", *Status)) for key in WorldKey})
    lead = object_of([], when={**when, "minProperties": 1}, **target)
    leads: Schema = {"type": "array", "items": lead, "minItems": 1}
    answer = object_of(
        ["answer"],
        answer=TEXT,
        finds=object_of([], **{key.value: seen for key in WorldKey}),
        how=TEXT,
        leads=leads,
        **target,
    )
    question = object_of(
        ["ask", "check", "systems", "answers", "unknown"],
        ask=TEXT,
        check=TEXT,
        systems={**systems, "minItems": 1},
        shows=systems,
        answers={"type": "array", "items": answer, "minItems": 2, "maxItems": MOST_ANSWERS},
        unknown=object_of([], answer=TEXT, leads=leads, **target),
    )
    whole = object_of(
        ["first", "questions"],
        first=TEXT,
        questions={"type": "object", "additionalProperties": question, "minProperties": 1},
    )
    return titled("見分け（scenarios/triage.yaml）", whole)


def _five() -> Schema:
    """A sentence in every language."""
    return object_of(
        list(LANGUAGES),
        **dict.fromkeys(LANGUAGES, TEXT),
        unchecked={"type": "array", "items": words(*LANGUAGES)},
    )


def _resident(forms: list[str]) -> Schema:
    def named(names: Iterable[str], *, whole: bool = True) -> Schema:
        listed = list(names)
        return object_of(listed if whole else [], **dict.fromkeys(listed, _five()))

    promises = (f"{kind}{ending}" for kind in TOLD_PROMISES for ending in ("", "-by"))
    whole = object_of(
        ["labels", "ways", "routes", "promises", "papers"],
        labels=named(LABELS),
        ways=named(Route),
        routes=named(Route),
        promises=named(promises),
        papers=named(forms, whole=False),
    )
    return titled("住民の画面の言葉（scenarios/resident.yaml）", whole)


def _pages() -> Schema:
    page = object_of(
        ["url", "title", "source"],
        url={"type": "string", "pattern": "^https://"},
        title=_five(),
        source=TEXT,
    )
    return titled(
        "公式のページ（scenarios/pages.yaml）", {"type": "object", "additionalProperties": page}
    )


def _profile() -> Schema:
    span = matching(SPAN)
    spans = _one_or_more(span)
    week: Schema = {
        "anyOf": [
            *spans["anyOf"],
            {**object_of([], **dict.fromkeys(DAYS_OF_WEEK, spans)), "minProperties": 1},
        ]
    }
    certificates: Schema = {"type": "array", "items": words(*ISSUED)}
    yes_no = YES_NO
    number: Schema = {"type": "integer"}
    fees = object_of([], **dict.fromkeys(ISSUED, number))
    closed: Schema = {"type": "array", "items": matching(f"({YEARLY}|{ONCE})")}
    once: Schema = {"type": "array", "items": matching(ONCE)}
    forms: dict[str, dict[str, Schema]] = {
        "konbini": {
            "menu": certificates,
            "hours": week,
            "closed": closed,
            "maintenance": once,
            "fee": fees,
            "depends-on-own-system": yes_no,
        },
        "downtime-server": {
            "certificates": certificates,
            "snapshot": matching(CLOCK),
            "flags-shown": yes_no,
            "wording": TEXT,
        },
        "post": {"decided-by": TEXT, "kind": TEXT},
        "retention": {"years": number},
        "sla": {
            "percent": {"type": "number"},
            "hours": words(*SERVICE_HOURS),
            "period": words(*PERIODS),
        },
    }
    sections: dict[str, Schema] = {}
    for name, labels in SECTIONS.items():
        items = {
            key: {**_or_unconfirmed(forms[name][key]), "description": label}
            for key, label in labels.items()
        }
        sections[name] = object_of([], **items, source=TEXT)
    own = object_of([], **dict.fromkeys(ISSUED, _or_unconfirmed(week)))
    sections["konbini"]["properties"]["hours-of"] = own
    office = object_of(["name"], name=TEXT, hours=_or_unconfirmed(week))
    setting = object_of(["label", "value"], label=TEXT, value=TEXT, source=TEXT)
    whole = object_of(
        ["ward", "offices", "settings"],
        ward=TEXT,
        sections={"type": "array", "items": TEXT},
        offices={"type": "array", "items": {"anyOf": [TEXT, office]}},
        **{
            "closing-days": _or_unconfirmed(closed),
            **sections,
            "accept-and-hold": object_of([], **dict.fromkeys(HELD, _or_unconfirmed(yes_no))),
        },
        settings={"type": "object", "additionalProperties": setting},
    )
    return titled("区の設定（scenarios/profile.yaml）", whole)


def _or_unconfirmed(form: Schema) -> Schema:
    return {"anyOf": [words(UNCONFIRMED), *form.get("anyOf", [form])]}


def titled(title: str, schema: Schema, **definitions: Schema) -> Schema:
    head: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return {**head, **schema, **({"$defs": definitions} if definitions else {})}


def written(content: Content) -> dict[str, str]:
    """The text of each schema file."""
    forms = list(form_titles(content_root() / "forms"))
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas(content, forms).items()
    }


def main() -> int:
    """Write them all."""
    # What is shipped, not what is in force: that would be kept beside a log.
    content = House(Path("unused")).shipped.content
    if content is None:
        print("scenarios/ cannot be read: dtcoach check", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in written(content).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
