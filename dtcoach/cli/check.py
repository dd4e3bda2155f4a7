"""`dtcoach check`: is the content sound, and does it keep the rules of design §6?"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtcoach.app.errors import WrongUsage
from dtcoach.cli.output import OK, PROBLEM, print_json, print_lines
from dtcoach.domain.content import Content
from dtcoach.domain.proof.prove import Broken, prove

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 when a file is unsound or a rule is broken."""
    folders = [Path(path) for path in given.paths]
    for folder in folders:
        if not folder.exists():
            raise WrongUsage(f"{folder} がありません。")
    problems, states, broken, seconds = [], 0, [], 0.0
    for loaded in [house.loaded] if not folders else [house.load_folder(path) for path in folders]:
        problems += [str(problem) for problem in loaded.problems]
        if loaded.content is None:
            continue
        begun = time.perf_counter()
        proof = prove(loaded.content, house.clock.now(), house.days.is_closed)
        seconds += time.perf_counter() - begun
        states += proof.states
        broken += [(loaded.content, fault) for fault in proof.broken]
    if given.json:
        print_json(
            {
                "problems": problems,
                "states": states,
                "seconds": round(seconds, 3),
                "broken": [_plain(fault) for _, fault in broken],
            }
        )
    else:
        print_lines(problems)
        for content, fault in broken:
            print_lines(_readable(content, fault))
        found = len(problems) + len(broken)
        verdict = "規則を破るものはありません" if not found else f"{found} 件の誤りがあります"
        print(f"{states:,} 通りの状況を {seconds:.1f} 秒で調べました。{verdict}。")
    return PROBLEM if problems or broken else OK


def _plain(fault: Broken) -> dict[str, Any]:
    return {
        "rule": fault.rule,
        "procedure": fault.procedure,
        "route": fault.route and fault.route.value,
        "message": fault.sentence,
        "case": dict(fault.leaf),
    }


def _readable(content: Content, fault: Broken) -> Iterator[str]:
    """The counter-example as a visit one can picture."""
    name = f"規則{fault.rule}" if fault.rule else "使われない内容"
    where = content.procedures[fault.procedure].title
    yield f"{fault.procedure}: {name}: {where}・{fault.route or '手続全体'}: {fault.sentence}"
    for variable, value in fault.leaf.items():
        if variable in content.facts:
            fact = content.facts[variable]
            labels = {choice.value: choice.label for choice in fact.choices}
            shown = labels.get(value or "", value or "（まだ聞いていない）")
            yield f"    {fact.question} → {shown}"
        else:
            yield f"    {variable} = {value or '要確認'}"
