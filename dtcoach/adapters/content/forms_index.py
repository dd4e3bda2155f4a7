"""The names of all forms, from `forms/index.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from dtcoach.adapters.content.nodes import read_yaml
from dtcoach.adapters.content.reading import entries_of, text_of


def form_titles(folder: Path) -> Mapping[str, str]:
    """Title by form id. Raises UnsoundContent."""
    root = read_yaml(PurePosixPath("forms/index.yaml"), (folder / "index.yaml").read_bytes())
    return {name: text_of(title) for name, title in entries_of(root).entries.items()}
