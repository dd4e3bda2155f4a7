"""`dtcoach check`: is the content sound, and does it keep the rules of design §6?"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtcoach.app.approval import Version
from dtcoach.app.errors import WrongUsage
from dtcoach.app.forms_folder import DRILLS, FORMS
from dtcoach.cli.output import OK, PROBLEM, print_json, print_lines
from dtcoach.domain.content import Content
from dtcoach.domain.proof.names import RULE_NAMES
from dtcoach.domain.proof.prove import TRIAGE, Broken, Proof, prove
from dtcoach.frozen import dataclass

if TYPE_CHECKING:
    from dtcoach.compose import House


@dataclass(frozen=True, slots=True)
class Checked:
    """A version with the proof of what could be read of it, and how long that took."""

    version: Version
    proof: Proof
    seconds: float

    @property
    def faults(self) -> int:
        """Everything that is wrong."""
        return len(self.version.problems) + len(self.proof.broken)


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 when a file is unsound or a rule is broken."""
    for path in given.paths:
        if not Path(path).exists():
            raise WrongUsage(f"{path} がありません。")
    if given.watch:
        return _watch(house, given)
    found = _checked(house, given.paths)
    if given.json:
        print_json(_plain(house, given, found))
    else:
        print_lines(_for_people(house, given, found))
    return PROBLEM if any(checked.faults for checked in found) else OK


def check(house: House, version: Version) -> Checked:
    """Prove a version."""
    begun = time.perf_counter()
    proof = Proof(0, ())
    if version.content is not None:
        days = house.days_of(version.content)
        proof = prove(version.content, house.clock.now(), days.is_closed)
    return Checked(version, proof, time.perf_counter() - begun)


def _checked(house: House, paths: list[str]) -> list[Checked]:
    """What is asked for: content, forms, or both; without paths everything on disk."""
    given = [Path(path) for path in paths]
    forms = [path for path in given if _is_form(path)]
    drills = [path for path in given if _is_drill(path)]
    found = [check(house, version) for version in _versions(house, given)]
    if forms or not given:
        found.append(_of_files(lambda: house.form_problems(forms)))
    if drills or not given:
        found.append(_of_files(lambda: house.drill_problems(drills)))
    return found


def _of_files(problems: Callable[[], tuple[str, ...]]) -> Checked:
    """What stands beside the content: nothing to prove, but a file can be wrong."""
    begun = time.perf_counter()
    version = Version(None, {}, problems())
    return Checked(version, Proof(0, ()), time.perf_counter() - begun)


def _is_drill(path: Path) -> bool:
    """A drill by itself, or the folder of all of them."""
    return DRILLS in (f"{path.name}/", f"{path.absolute().parent.name}/")


def _is_form(path: Path) -> bool:
    """A form by itself, or the folder of all of them."""
    return FORMS in (f"{path.name}/", f"{path.absolute().parent.name}/")


def _versions(house: House, paths: list[Path]) -> list[Version]:
    if not paths:
        return [house.offered]
    return [house.load_folder(path) for path in paths if not (_is_form(path) or _is_drill(path))]


def _watch(house: House, given: argparse.Namespace) -> int:
    """Check again whenever a file changes, until Ctrl+C."""
    seen: Mapping[Path, int] | None = None
    while True:
        # The ward's folder may come to be, or go, while we watch.
        folders = [Path(path) for path in given.paths] or house.content_folders()
        now = dict(_times(folders))
        if now != seen:
            seen = now
            try:
                fresh = house.at(house.data)
                found = _checked(fresh, given.paths)
                print_lines(_for_people(fresh, given, found))
            except FileNotFoundError:
                continue  # an editor put another file in its place; look again
            print("ファイルが変わると、もう一度調べます（Ctrl+C で終わり）。", flush=True)
        time.sleep(0.5)


def _times(folders: list[Path]) -> Iterator[tuple[Path, int]]:
    """When each file was last written; what goes away meanwhile is passed over."""
    for folder in folders:
        for file in [folder] if folder.is_file() else folder.rglob("*.yaml"):
            with contextlib.suppress(FileNotFoundError):
                yield file, file.stat().st_mtime_ns


def _plain(house: House, given: argparse.Namespace, found: list[Checked]) -> dict[str, Any]:
    return {
        "problems": [problem for checked in found for problem in checked.version.problems],
        "states": sum(checked.proof.states for checked in found),
        "seconds": round(sum(checked.seconds for checked in found), 3),
        "overrides": [] if given.paths else sorted(house.overrides),
        "broken": [
            {
                "rule": fault.rule,
                "name": RULE_NAMES[fault.rule],
                "procedure": fault.procedure,
                "route": fault.route and fault.route.value,
                "message": fault.sentence,
                "case": dict(fault.leaf),
            }
            for checked in found
            for fault in checked.proof.broken
        ],
    }


def _for_people(house: House, given: argparse.Namespace, found: list[Checked]) -> Iterator[str]:
    if not given.paths:
        for name in sorted(house.overrides):
            kind = "置きかえています" if name in house.shipped_files else "加えています"
            yield f"区のファイルが {name} を{kind}。"
    for checked in found:
        yield from checked.version.problems
        for fault in checked.proof.broken:
            assert checked.version.content is not None
            yield from _readable(checked.version.content, fault)
    faults = sum(checked.faults for checked in found)
    states = sum(checked.proof.states for checked in found)
    seconds = sum(checked.seconds for checked in found)
    verdict = "規則を破るものはありません" if not faults else f"{faults} 件の誤りがあります"
    yield f"{states:,} 通りの状況を {seconds:.1f} 秒で調べました。{verdict}。"


def _readable(content: Content, fault: Broken) -> Iterator[str]:
    """The counter-example as a visit one can picture."""
    number = f"規則{fault.rule} " if fault.rule else ""
    name = f"{number}{RULE_NAMES[fault.rule]}"
    if fault.procedure == TRIAGE:
        yield f"{TRIAGE}: {name}: 見分け: {fault.sentence}"
        yield from (f"    {question} → {answer}" for question, answer in fault.leaf.items())
        return
    where = content.procedures[fault.procedure].title
    yield f"{fault.procedure}: {name}: {where}・{fault.route or '手続全体'}: {fault.sentence}"
    for variable, value in fault.leaf.items():
        fact = content.facts.get(variable)
        if fact is None:
            yield f"    {variable} = {value or '要確認'}"
        else:
            labels = {choice.value: choice.label for choice in fact.choices}
            shown = labels.get(value or "", value or "（まだ聞いていない）")
            yield f"    {fact.question} → {'わからない' if shown == 'unknown' else shown}"
