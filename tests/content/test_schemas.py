"""The schemas that editors read: made from the code, and true of every shipped file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.content.edits import read, replaced
from tests.content.wards import confirmed
from tests.shipped import CONTENT, HOUSE
from tests.shipped import FILES as CONTENT_FILES
from tools import content_schema
from tools.content_schema import written

DOCS = Path(__file__).parent.parent.parent / "docs" / "schema"
SCHEMAS = {name: json.loads(text) for name, text in written(CONTENT).items()}
FILES = {
    **CONTENT_FILES,
    **{f"drills/{name}": data for name, data in HOUSE.drill_files.items()},
}
SCHEMA_OF = {
    **{
        name: "drill-items.json" if name == "drills/items.yaml" else "drill.json"
        for name in FILES
        if name.startswith("drills/")
    },
    **{name: "procedure.json" for name in FILES if name.startswith("procedures/")},
    **{name: "outage.json" for name in FILES if name.startswith("outages/")},
    "facts.yaml": "facts.json",
    "phrases.yaml": "phrases.json",
    "triage.yaml": "triage.json",
    "questions.yaml": "questions.json",
    "resident.yaml": "resident.json",
    "pages.yaml": "pages.json",
    "profile.yaml": "profile.json",
    "sources.yaml": "sources.json",
}
MOVE_IN = "procedures/move-in.yaml"


class EditorsYaml(yaml.SafeLoader):
    """Reads as the language servers of editors do, by YAML 1.2: `yes` is a word, 14 a number."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


EditorsYaml.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789")
)
EditorsYaml.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$", re.IGNORECASE), list("tfTF")
)
EditorsYaml.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""]
)

EditorsYaml.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789")
)

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
}
KEYWORDS = {
    "$schema", "$defs", "$ref", "title", "description", "type", "enum", "anyOf", "properties",
    "required", "additionalProperties", "minProperties", "items", "minItems", "maxItems",
    "minLength", "pattern",
}  # fmt: skip
"""What `faults` knows of JSON Schema; a schema that says more needs more here."""


def in_editor(text: str) -> Any:
    return yaml.load(text, EditorsYaml)


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Everything in which a value is not what its schema says."""
    assert schema.keys() <= KEYWORDS, schema.keys() - KEYWORDS
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from faults(value, root["$defs"][name], root, at)
    each = [list(faults(value, one, root, at)) for one in schema.get("anyOf", ())]
    if each and all(each):
        yield f"{at}: none of the kinds"
        yield from (fault for found in each for fault in found)
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value} is not known"
    kind = schema.get("type")
    if kind is not None and (not isinstance(value, KINDS[kind]) or isinstance(value, bool)):
        yield f"{at}: not {kind}"
    elif isinstance(value, dict):
        yield from object_faults(value, schema, root, at)
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield f"{at}: too few"
        if len(value) > schema.get("maxItems", len(value)):
            yield f"{at}: too many"
        for index, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root, f"{at}/{index}")
    elif isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield f"{at}: empty"
        if not re.search(schema.get("pattern", ""), value):
            yield f"{at}: {value} has another form"


def object_faults(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    if len(value) < schema.get("minProperties", 0):
        yield f"{at}: too few entries"
    yield from (f"{at}/{key}: missing" for key in schema.get("required", ()) if key not in value)
    others = schema.get("additionalProperties", {})
    for key, entry in value.items():
        known = schema.get("properties", {}).get(key, others)
        if known is False:
            yield f"{at}/{key}: no such key"
        else:
            yield from faults(entry, known, root, f"{at}/{key}")


def of_file(name: str, text: str) -> list[str]:
    schema = SCHEMAS[SCHEMA_OF[name]]
    return list(faults(in_editor(text), schema, schema))


def test_the_schemas_in_docs_are_those_of_the_code():
    """`python -m tools.content_schema` writes them anew."""
    assert {file.name: file.read_text(encoding="utf-8") for file in DOCS.iterdir()} == written(
        CONTENT
    )


def test_writing_them_leaves_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert content_schema.main() == 0
    left = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")}
    assert left == {f"docs/schema/{name}" for name in SCHEMAS}
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_every_kind_of_file_with_a_schema_is_tried():
    assert set(SCHEMA_OF.values()) == set(SCHEMAS)
    assert set(SCHEMA_OF) <= set(FILES)


@pytest.mark.parametrize("name", SCHEMA_OF)
def test_a_shipped_file_is_valid(name: str):
    assert of_file(name, FILES[name].decode()) == []


KEY = re.compile(r"(?<![\w-])[a-z][a-z0-9_-]*(?=:(?: |$))", re.MULTILINE)


@pytest.mark.parametrize("name", [MOVE_IN, "outages/full-outage.yaml", "drills/counter-15.yaml"])
def test_no_misspelt_key_is_valid(name: str):
    """Every key of the file, each by itself."""
    text = FILES[name].decode()
    lines = "\n".join("" if line.lstrip().startswith("#") else line for line in text.split("\n"))
    for key in KEY.finditer(lines):
        misspelt = f"{lines[: key.start()]}{key[0]}q{lines[key.end() :]}"
        found = of_file(name, misspelt)
        assert any(f"{key[0]}q: no such key" in fault for fault in found), (key[0], found)


def test_no_misspelt_key_of_a_confirmed_profile_is_valid():
    """Down to `settings`, whose keys are the ward's own."""
    text = confirmed().decode()
    assert of_file("profile.yaml", text) == []
    for key in KEY.finditer(text, 0, text.index("\nsettings:")):
        found = of_file("profile.yaml", f"{text[: key.start()]}{key[0]}q{text[key.end() :]}")
        assert any(f"{key[0]}q: no such key" in fault for fault in found), (key[0], found)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MOVE_IN, "section:", "sectoin:"),
        (MOVE_IN, "route: counter", "route: countr"),
        (MOVE_IN, "days: 14", "days: 十四"),
        (MOVE_IN, "know: [event_date]", "know: [event_day]"),
        (MOVE_IN, "{days-left: ..-1}", "{days-left: -1}"),
        (MOVE_IN, "resident-record: works", "resident-record: broken"),
        (MOVE_IN, "kind: back-entry", "kind: recall"),
        ("outages/full-outage.yaml", "juki-net: down", "juki-net: up"),
        ("facts.yaml", "  silent: yes", "  silent: maybe"),
        ("facts.yaml", "question:", "qestion:"),
        (MOVE_IN, "sources: [juki-22,", "sources: [juki-2,"),
        ("sources.yaml", "  says:", "  say:"),
        ("phrases.yaml", "  easy:", "  easy2:"),
        ("triage.yaml", "scenario: no-power", "scenario: no-pwer"),
        ("triage.yaml", "{network: up}", "{network: unknown}"),
        ("triage.yaml", "systems: [power]", "systems: []"),
        ("phrases.yaml", "unchecked: [easy", "unchecked: [fr"),
        ("phrases.yaml", "page: jpki", "page: jpkl"),
        ("questions.yaml", "  ko: 예\n", ""),
        ("resident.yaml", "  welcome:", "  welcom:"),
        ("resident.yaml", "  reception-slip:", "  reception-slap:"),
        ("pages.yaml", "url: https", "url: http"),
        ("pages.yaml", "  source: domain.md S56\n", ""),
        (
            "procedures/tax-certificate.yaml",
            "systems: [konbini]\n",
            "systems: [konbini]\n    leads: {open-now: {konbini: shut}}\n",
        ),
        (
            "procedures/tax-certificate.yaml",
            "systems: [konbini]\n",
            "systems: [konbini]\n    leads: {open-now: {post: open}}\n",
        ),
        (
            "procedures/tax-certificate.yaml",
            "systems: [konbini]\n",
            "systems: [konbini]\n    leads: {ward-offers: {konbini: maybe}}\n",
        ),
        (
            "procedures/tax-certificate.yaml",
            "systems: [konbini]\n",
            "systems: [konbini]\n    leads: {time-of-day: noon}\n",
        ),
        ("profile.yaml", "konbini:\n", "conbini:\n"),
        ("profile.yaml", "menu: 要確認", "menu: [residence-card]"),
        ("profile.yaml", "hours: 要確認  ", "hours: 6時から  "),
        (
            "profile.yaml",
            "{name: 税務課, hours: 要確認}",
            "{name: 税務課, hours: {月..祝: 09:00..17:00}}",
        ),
        ("profile.yaml", "{name: 税務課, hours: 要確認}", "{name: 税務課, hour: 要確認}"),
        ("profile.yaml", "[12-29..01-03]", "[年末年始]"),
        ("profile.yaml", "maintenance: 要確認", "maintenance: [02-11]"),
        ("profile.yaml", "fee: 要確認", "fee: 200"),
        ("profile.yaml", "flags-shown: 要確認", "flags-shown: はい"),
        ("profile.yaml", "  move-in: 要確認", "  move-inn: 要確認"),
        ("profile.yaml", "  move-in: 要確認", "  death-notification: yes"),
        ("profile.yaml", "percent: 97.5", "percent: 高い"),
        ("profile.yaml", "period: 要確認", "period: week"),
    ],
)
def test_what_the_schema_refuses_the_loader_refuses_too(name: str, old: str, new: str):
    text = FILES[name].decode()
    assert old in text
    wrong = text.replace(old, new, 1)
    assert of_file(name, wrong)
    assert read(replaced(name, wrong)).problems
