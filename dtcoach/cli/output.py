"""Sentences for people, JSON for programs, and exit codes for both."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

OK, PROBLEM, USAGE, NEEDS = 0, 1, 2, 3


def print_json(value: Any) -> None:
    """One JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    """Lines for people."""
    for line in lines:
        print(line)


def complain(sentence: str) -> None:
    """A trouble, as one sentence and one line on standard error, whatever words it repeats."""
    print(f"dtcoach: {' '.join(sentence.splitlines())}", file=sys.stderr)


def speak_utf8() -> None:
    """Japanese on any console; what it cannot show is replaced, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
