"""A file for people, written whole or not at all: until then the old one stays."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dtcoach.adapters.durable import sync_folder


@contextlib.contextmanager
def whole_file(path: Path, encoding: str) -> Iterator[IO[str]]:
    """A text file to write; it takes its name when the block ends without an error.

    Raises OSError, and then nothing of it is left behind. Line ends are written as they are given.
    """
    temp = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temp.open("x", encoding=encoding, newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temp.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise
    sync_folder(path.absolute().parent)
