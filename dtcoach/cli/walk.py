"""`dtcoach walk`: the engine without a window, for one case or for many."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dtcoach.app.errors import KnownError, ProblemFound, WrongUsage
from dtcoach.app.guidance import Guided, answer_of, guide, query_in
from dtcoach.cli.output import NEEDS, OK, PROBLEM, complain, print_json, print_lines
from dtcoach.cli.words import pairs
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import long_date

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 with an answer, 1 when the wish was refused, 3 while a fact is needed."""
    if given.batch is not None:
        return _batch(house, given)
    if given.procedure is None or given.scenario is None:
        raise WrongUsage("手続（PROCEDURE）と --scenario を書いてください。")
    query = {
        "procedure": given.procedure,
        "scenario": given.scenario,
        "world": pairs(given.world, "--world"),
        "facts": pairs(given.fact, "--fact"),
        "choose": given.choose,
        "at": given.at,
        "snapshot_at": given.snapshot_at,
    }
    guided = _guide(house, query)
    if given.json:
        print_json(answer_of(house.content, guided))
    else:
        print_lines(_for_people(house.content, guided))
    if guided.walk.refused is not None:
        complain(guided.walk.refused)
        return PROBLEM
    return NEEDS if guided.walk.needs is not None else OK


def _guide(house: House, query: object) -> Guided:
    content = house.content
    return guide(content, query_in(content, query), house.clock.now(), house.days)


def _batch(house: House, given: argparse.Namespace) -> int:
    elsewhere = (given.procedure, given.scenario, given.choose, given.at, given.snapshot_at)
    if given.world or given.fact or any(word is not None for word in elsewhere):
        raise WrongUsage("--batch のときは、ほかの指定をファイルの各行に書いてください。")
    failed = False
    with _lines_of(given.batch) as lines:
        for line in lines:
            if not line.strip():
                continue
            answer = _one(house, line)
            failed = failed or "error" in answer
            print(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    return PROBLEM if failed else OK


@contextmanager
def _lines_of(name: str) -> Iterator[Iterable[str]]:
    if name == "-":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        yield sys.stdin
        return
    with _open(Path(name)) as file:
        yield file


def _open(path: Path) -> IO[str]:
    try:
        return path.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise ProblemFound(f"{path} を開けませんでした（{error.strerror}）。") from None


def _one(house: House, line: str) -> dict[str, Any]:
    try:
        query = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "JSON として読めません。"}
    try:
        guided = _guide(house, query)
    except KnownError as error:
        return {"error": error.sentence}
    if guided.walk.refused is not None:
        return {"error": guided.walk.refused, **answer_of(house.content, guided)}
    return answer_of(house.content, guided)


def _for_people(content: Content, guided: Guided) -> Iterator[str]:
    found = guided.walk
    yield f"{found.procedure.title}（{guided.query.scenario.title}）"
    if found.deadline is not None:
        yield f"期限: {long_date(found.deadline.due)}　{found.deadline.basis}"
    if found.needs is not None:
        fact = found.procedure.asks(content.facts[found.needs])
        quiet = "（声に出さず、記録で確かめる）" if fact.silent else ""
        yield f"次に確かめること: {fact.question}{quiet}"
        choices = " / ".join(f"{choice.value}={choice.label}" for choice in fact.choices)
        yield f"  --fact {fact.name}=…　{choices or '日付（例: 2025-01-06）'} / unknown=わからない"
    for warning in found.warnings:
        yield f"注意: {warning}"
    for offer in found.decision.offers:
        mark = "◎" if offer.route is found.route else "○"
        yield f"{mark} {_title(content, guided, offer.route)}　{offer.reason}"
    for route in found.decision.open:
        labels = dict.fromkeys(content.facts[name].label for name in route.needs)
        yield f"？ {_title(content, guided, route.route)}　確かめること: {'・'.join(labels)}"
    for refusal in found.decision.refusals:
        yield f"× {_title(content, guided, refusal.route)}　{refusal.reason}"
    for number, step in enumerate(found.steps, start=1):
        yield f"{number:>3}. [{_KINDS[step.kind]}] {step.text}"


def _title(content: Content, guided: Guided, route: Any) -> str:
    rule = guided.query.procedure.route(route)
    return content.withdrawal.title if rule is None else rule.title


_KINDS = {
    "say": "言う",
    "do": "する",
    "check": "確認",
    "ask": "聞く",
    "record": "記録",
    "print": "用紙",
    "approve": "承認",
    "never": "禁止",
    "outcome": "終了",
}
