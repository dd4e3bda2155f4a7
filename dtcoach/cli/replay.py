"""`dtcoach replay`: a recorded outage into the log, as an incident of its own."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.replay import Replay
from dtcoach.app.replay_file import recorded_in
from dtcoach.cli.output import OK, complain, print_json, print_lines

if TYPE_CHECKING:
    from dtcoach.compose import House

MAX_BYTES = 64 * 1024 * 1024


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the whole recording was played and is on disk."""
    recorded = recorded_in(house.content, _read(Path(given.file)))
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    try:
        player = Replay(opened.log, house.shelf(opened.log), house.clock, house.days, house.new_id)
        summary = player.run(recorded)
    finally:
        opened.log.close()
    if given.json:
        print_json(summary)
    else:
        print_lines(_for_people(recorded.title, summary))
    return OK


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # some files never end, and their size is 0
        if len(data) > MAX_BYTES:
            raise WrongUsage(f"{path} は大きすぎます（上限 {MAX_BYTES // 1024**2} MiB）。")
        return json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise ProblemFound(f"{path} を開けませんでした（{error.strerror}）。") from None
    except (ValueError, RecursionError):
        raise WrongUsage(f"{path} は JSON として読めません。") from None


def _for_people(title: str, summary: dict[str, Any]) -> Iterator[str]:
    yield f"再現: {title}"
    yield f"記録の番号: {summary['incident']}"
    yield f"人数: {summary['people']}"
    for key, label in (("requests", "手続"), ("routes", "対応"), ("promises", "約束")):
        counts = "、".join(f"{name} {count}" for name, count in summary[key].items())
        yield f"{label}: {counts or 'なし'}"
    yield f"渡した紙: {summary['papers']}　再確認するもの: {summary['recalls']}"
    yield f"期限を過ぎたもの: {summary['past_deadline']}"
    for name, count in summary["not_covered"].items():
        yield f"まだ手順がない手続: {name} {count} 件（受付は記録し、結果は空のまま）"
    for name, count in summary["unanswered"].items():
        yield f"ファイルに答えがなく「わからない」としたもの: {name} {count} 件"
    for row in summary["divergences"]:
        yield (
            f"相違: {row['visit']} {row['request']} 希望 {row['wanted']} → {row['given']}"
            f"（{row['reason']}）"
        )
