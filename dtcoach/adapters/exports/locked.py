"""One file in a ZIP that opens only with its password: AES-256, as 7-Zip and WinZip read it."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from dtcoach.app.workbook import Progress

_CHUNK = 1 << 18


def lock(inner: Path, name: str, locked: Path, password: str, progress: Progress) -> None:
    """`inner` into a ZIP under `name`. Raises OSError, and what `progress` raises."""
    is_large = inner.stat().st_size > 2**31
    archive = _archive(locked, "w", password)
    try:
        with inner.open("rb") as file, archive.open(name, "w", force_zip64=is_large) as entry:
            while chunk := file.read(_CHUNK):
                progress(0, 0)
                entry.write(chunk)
        archive.close()
    except BaseException:
        # After a failed write it can be closed no more; it would say so when it is thrown away.
        raw, archive.fp = archive.fp, None
        if raw is not None:
            with contextlib.suppress(OSError):
                raw.close()
        raise


def digest_inside(locked: Path, password: str) -> str:
    """sha256 of what is in it, read back with the password."""
    digest = hashlib.sha256()
    with _archive(locked, "r", password) as archive:
        (name,) = archive.namelist()
        with archive.open(name) as entry:
            while chunk := entry.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _archive(path: Path, mode: str, password: str) -> Any:
    import pyzipper

    archive = pyzipper.AESZipFile(
        path, mode, compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    )
    archive.setpassword(password.encode())
    return archive
