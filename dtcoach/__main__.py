"""`python -m dtcoach`, the console script and the frozen program all start here."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none. Returns the exit code."""
    from dtcoach.cli.main import main as command_line

    return command_line(argv)


if __name__ == "__main__":
    sys.exit(main())
