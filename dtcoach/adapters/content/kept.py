"""Sound content as it was read, kept beside the log, so that no start reads it again.

Kept as a pickle that may name nothing but the frozen facts of the domain, behind a checksum: what
does not fit is passed over and the files are read as ever.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dtcoach import __version__
from dtcoach.adapters.durable import write_durably
from dtcoach.domain.content import Content, Procedure

_MOST_KEPT = 4
_CHECKSUM_BYTES = 32
_DOMAIN = "dtcoach.domain."
_BROKEN = (
    pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, KeyError, TypeError,
    ValueError,
)  # fmt: skip


class KeptContent:
    """Files `<folder>/<digest>-<dtcoach version>-<shape>`; another grammar reads otherwise.

    It only saves time: without one, or where none can be written, the version is read whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str) -> Content | None:
        """The sound content of that digest, each procedure taken up when it is asked for."""
        try:
            data = self._file(digest).read_bytes()
        except OSError:
            return None
        checksum, body = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
        if hashlib.sha256(body).digest() != checksum:
            return None
        try:
            content, procedures = _load(body)
            assert isinstance(content, Content)
            return replace(content, procedures=KeptProcedures(procedures))
        except (*_BROKEN, AssertionError):
            return None

    def add(self, content: Content) -> None:
        """Keep sound content; the oldest makes room."""
        procedures = {name: pickle.dumps(p, 5) for name, p in content.procedures.items()}
        body = pickle.dumps((replace(content, procedures={}), procedures), 5)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            known = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
            for file in known[: max(len(known) - _MOST_KEPT + 1, 0)]:
                file.unlink()
            write_durably(self._file(content.digest), hashlib.sha256(body).digest() + body)

    def _file(self, digest: str) -> Path:
        return self._folder / f"{digest}-{__version__}-{_shape()}"


class KeptProcedures(Mapping[str, Procedure]):
    """Each is taken up when it is first asked for."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept
        self._read: dict[str, Procedure] = {}

    def __getitem__(self, name: str) -> Procedure:
        if name not in self._read:
            found = _load(self._kept[name])
            if not isinstance(found, Procedure):
                raise KeyError(name)
            self._read[name] = found
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _shape() -> str:
    """Changes with the code that reads content, as a checkout does within one version."""
    here = Path(__file__).parent
    files = (*here.glob("*.py"), *(here.parents[1] / "domain").glob("*.py"))
    times = sorted((file.name, file.stat().st_mtime_ns) for file in files)
    return hashlib.sha256(repr(times).encode()).hexdigest()[:8]


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what content is made of."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_DOMAIN):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _load(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()
