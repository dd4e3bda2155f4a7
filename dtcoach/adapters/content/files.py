"""The files of a content version, and its name; nothing of them is read here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """The YAML files of a content folder by their path inside it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*.yaml"))
        if file.is_file()
    }


def digest_of(files: Mapping[str, bytes]) -> str:
    """The name of a content version: SHA-256 over its paths and bytes, in order."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    return whole.hexdigest()
