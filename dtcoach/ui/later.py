"""Names that are read when the first of them is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class LaterNames(Mapping[str, str]):
    """A mapping that `read` gives; nothing is read while nobody asks."""

    def __init__(self, read: Callable[[], Mapping[str, str]]) -> None:
        self._read = read
        self._known: Mapping[str, str] | None = None

    @property
    def _names(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def __getitem__(self, name: str) -> str:
        return self._names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __bool__(self) -> bool:
        return True
