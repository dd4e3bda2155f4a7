"""`dtcoach self-test`: log, content, paper and window tried on this very machine and build."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from dtcoach.cli.output import OK, PROBLEM, print_json

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 at the first part that does not work; nothing is left in the data folder."""
    results = []
    for name, trial in house.trials():
        begun = time.perf_counter()
        trouble = _tried(trial)
        results.append((name, trouble, round((time.perf_counter() - begun) * 1000)))
    failed = any(trouble for _, trouble, _ in results)
    if given.json:
        print_json(
            {
                "ok": not failed,
                "parts": [
                    {"part": name, "trouble": trouble, "ms": ms} for name, trouble, ms in results
                ],
            }
        )
    else:
        for name, trouble, ms in results:
            print(f"{'×' if trouble else '○'} {name}（{ms} ms）{trouble}")
    return PROBLEM if failed else OK


def _tried(trial: object) -> str:
    """The trouble in words, or nothing. A build can be broken in any way, so all is caught."""
    assert callable(trial)
    try:
        trial()
    except Exception as error:  # the point of the trial is to say what does not work
        return f"{type(error).__name__}: {error}"
    return ""
