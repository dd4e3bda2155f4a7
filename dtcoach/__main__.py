"""`python -m dtcoach`, the console script and the frozen program all start here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none. Returns the exit code."""
    # What a start imports stays to the end: nothing in it is garbage. Whoever runs long after it,
    # the window or a command, collects again.
    gc.disable()
    from dtcoach.cli.main import main as command_line

    code = command_line(argv)
    if argv is None and "PySide6.QtWidgets" in sys.modules:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End at once after a window: the log is closed, and taking down the rest of Qt and Python
    piece by piece only keeps the clerk, and the next start, waiting."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
