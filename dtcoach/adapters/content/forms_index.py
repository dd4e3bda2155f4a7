"""The names of all forms, from `forms/index.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from dtcoach.adapters.content.nodes import read_yaml
from dtcoach.adapters.content.reading import entries_of, text_of
from dtcoach.app.paper import FormHeading


def form_titles(folder: Path) -> Mapping[str, str]:
    """Title by form id. Raises UnsoundContent."""
    return {h.id: h.title for h in form_headings((folder / "index.yaml").read_bytes())}


def form_headings(data: bytes) -> Iterator[FormHeading]:
    """Every form that content may name. Raises UnsoundContent."""
    root = read_yaml(PurePosixPath("forms/index.yaml"), data)
    for name, title in entries_of(root).entries.items():
        yield FormHeading(name, text_of(title), is_wards_own=False)
