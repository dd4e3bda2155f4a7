"""Shipped files with one edit, and what the loader says of them."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.app.approval import Version
from dtcoach.compose import load_version
from tests.shipped import FILES

CARD = "procedures/residence-certificate.yaml"


def text_of(name: str) -> str:
    return FILES[name].decode()


def edited(name: str, old: str, new: str, times: int = 1) -> dict[str, bytes]:
    """The shipped files with `old` replaced in one of them; it must stand there."""
    text = text_of(name)
    assert old in text, f"{name} no longer says: {old}"
    return {**FILES, name: text.replace(old, new, times).encode()}


def replaced(name: str, data: bytes | str) -> dict[str, bytes]:
    return {**FILES, name: data.encode() if isinstance(data, str) else data}


def read(files: Mapping[str, bytes]) -> Version:
    return load_version(files)


def line_of(files: Mapping[str, bytes], name: str, words: str) -> int:
    """The line on which these words first stand."""
    before, found, _ = files[name].decode().partition(words)
    assert found, words
    return before.count("\n") + 1
