"""Approvals on this terminal: one file each, with the content it stands for."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dtcoach.adapters.content.files import digest_of
from dtcoach.adapters.durable import write_durably
from dtcoach.app.approval import Approval
from dtcoach.app.errors import FolderNotWritable

_UNREADABLE = (
    OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error,
)  # fmt: skip


class ApprovalFolder:
    """Implements `ApprovalBook`: `<data>/approvals/<digest>.json`.

    A file that cannot be read, that names nobody or no time, or whose content does not have the
    digest it is filed under, is passed over: it then approves nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, digest: str) -> Approval | None:
        kept = self._read(self._folder / f"{digest}.json")
        return None if kept is None else _approval(kept)

    def last(self) -> Approval | None:
        return max(self._all(), key=lambda approval: approval.at, default=None)

    def of_forms(self, digest: str) -> Approval | None:
        return next((approval for approval in self._all() if approval.forms == digest), None)

    def files(self, digest: str) -> Mapping[str, bytes] | None:
        kept = self._read(self._folder / f"{digest}.json")
        return None if kept is None else _files(kept)

    def add(self, approval: Approval, files: Mapping[str, bytes]) -> None:
        texts = {name: data.decode("utf-8") for name, data in files.items()}
        packed = zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 9)
        kept = {
            "digest": approval.digest,
            "approver": approval.approver,
            "at": approval.at.isoformat(),
            "forms": approval.forms,
            "files": base64.b64encode(packed).decode(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            data = json.dumps(kept, ensure_ascii=False, indent=1).encode()
            write_durably(self._folder / f"{approval.digest}.json", data)
        except OSError as error:
            raise FolderNotWritable(f"承認を書き込めませんでした（{error.strerror}）。") from error

    def _all(self) -> Iterator[Approval]:
        if self._folder.is_dir():
            for file in sorted(self._folder.glob("*.json")):
                kept = self._read(file)
                if kept is not None:
                    yield _approval(kept)

    def _read(self, file: Path) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = json.loads(file.read_bytes())
            approval, digest = _approval(kept), digest_of(_files(kept))
        except _UNREADABLE:
            return None
        is_whole = digest == approval.digest == file.stem
        # A time without a zone could not be held against the others.
        is_signed = approval.approver.strip() and approval.at.tzinfo
        return kept if is_whole and is_signed else None


def _approval(kept: Mapping[str, Any]) -> Approval:
    return Approval(
        str(kept["digest"]),
        str(kept["approver"]),
        datetime.fromisoformat(kept["at"]),
        str(kept.get("forms", "")),
    )


def _files(kept: Mapping[str, Any]) -> Mapping[str, bytes]:
    texts = json.loads(zlib.decompress(base64.b64decode(kept["files"])))
    return {str(name): str(text).encode() for name, text in texts.items()}
