"""Procedures of a sound version, each read when it is first asked for, so that a start is quick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from dtcoach.adapters.content.nodes import Entries, Node, read_yaml
from dtcoach.adapters.content.procedures import read_procedure
from dtcoach.adapters.content.reading import Problems, text_in, texts_in
from dtcoach.adapters.content.routes import Shared
from dtcoach.domain.content import Heading, Procedure

_BODY = b"\nroutes:"
"""Where the head of a procedure file ends; the rest is most of it."""


class LazyProcedures(Mapping[str, Procedure]):
    """Files are named after their procedure (procedures.py holds them to it)."""

    def __init__(self, files: Mapping[str, bytes], shared: Shared) -> None:
        self._files = {
            PurePosixPath(name).stem: (PurePosixPath(name), data)
            for name, data in files.items()
            if name.startswith("procedures/")
        }
        self._shared = shared
        self._read: dict[str, Procedure] = {}
        self.headings: Mapping[str, Heading] = {
            name: _heading(file, data) for name, (file, data) in self._files.items()
        }

    def __getitem__(self, name: str) -> Procedure:
        if name not in self._read:
            file, data = self._files[name]
            problems = Problems()
            found = read_procedure(read_yaml(file, data), self._shared, problems)
            if problems.found:
                raise KeyError(name)
            self._read[name] = found
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _heading(file: PurePosixPath, data: bytes) -> Heading:
    head: Node = read_yaml(file, data.partition(_BODY)[0])
    assert isinstance(head, Entries)
    return Heading(
        id=text_in(head, "procedure"),
        title=text_in(head, "title"),
        section=text_in(head, "section"),
        keywords=texts_in(head, "keywords"),
    )
