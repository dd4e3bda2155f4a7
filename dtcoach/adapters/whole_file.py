"""A file for people, written whole or not at all: until then the old one stays."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dtcoach.adapters.durable import sync_folder
from dtcoach.app.errors import (
    DiskFull,
    FileInUse,
    FolderGone,
    FolderNotWritable,
    NotSurelyKept,
    StorageTrouble,
)

_ALMOST_NOTHING = 256 * 1024
"""Bytes free. Below this a failed write is told as a full disk: that is what staff can mend."""


@contextlib.contextmanager
def whole_file(path: Path, encoding: str) -> Iterator[IO[str]]:
    """A text file to write; it takes its name when the block ends without an error.

    Raises StorageTrouble, and then nothing of it is left behind. Line ends are written as they
    are given.
    """
    with whole_path(path) as temp, temp.open("w", encoding=encoding, newline="") as file:
        yield file


@contextlib.contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """A file of another name in the same folder, to fill and to read back; it takes the name
    `path` when the block ends without an error, and is on the disk then.

    Raises StorageTrouble, and then nothing of it is left behind.
    """
    temp = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    with told_to_people(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        temp.open("xb").close()
        try:
            yield temp
            # Opened for writing: Windows syncs no other.
            with temp.open("rb+") as file:
                os.fsync(file.fileno())
            temp.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink()
            raise
        try:
            sync_folder(path.absolute().parent)
        except OSError as error:
            raise NotSurelyKept(
                f"「{path.name}」を書きましたが、ディスクに残ったことを確かめられませんでした。"
                "もう一度書き出してください。"
            ) from error


def write_whole(path: Path, data: bytes) -> None:
    """A small file at once, for nobody but its owner where the system knows owners: a paper holds
    names. Raises StorageTrouble, as above."""
    with whole_path(path) as temp:
        temp.chmod(0o600)
        temp.write_bytes(data)


@contextlib.contextmanager
def told_to_people(path: Path) -> Iterator[None]:
    """What the system says of the file leaves as a sentence for whoever chose its place."""
    try:
        yield
    except OSError as error:
        raise _trouble(error, path) from error


def digest_of_file(path: Path) -> str:
    """sha256 of its bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _trouble(error: OSError, path: Path) -> StorageTrouble:
    name, folder = path.name, path.absolute().parent
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or _is_almost_full(folder):
        return DiskFull(
            f"保存先（{folder}）の空きが足りないため、ファイルを作れませんでした。"
            "空きを作るか、ほかの場所を選んでください。"
        )
    if path.is_dir():
        return FolderNotWritable(
            f"「{name}」という名前のフォルダーがあります。別の名前にしてください。"
        )
    if not folder.is_dir():
        return FolderGone(
            f"保存先のフォルダーが見つかりません（{folder}）。"
            "USB メモリーなどは、つながっているか確かめてください。"
        )
    # Windows: Excel holds the file that is to be replaced.
    if isinstance(error, PermissionError) and path.exists():
        return FileInUse(
            f"「{name}」は、Excel などで開いているため、置き換えられませんでした。"
            "閉じてからもう一度書き出すか、別の名前にしてください。"
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FolderNotWritable(
            f"保存先に書き込めません（{folder}）。ほかの場所を選んでください。"
        )
    return StorageTrouble(
        f"{path} に書けませんでした（{error.strerror or '原因は分かりません'}）。"
        "ほかの場所を選んでください。"
    )


def _is_almost_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < _ALMOST_NOTHING
    except OSError:
        return False
