"""Keys of the logs: in the OS key store where there is one, else in a file; and on paper.

A key is 32 random bytes, used as they are. `name` is that of the log it belongs to.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import re
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from dtcoach.adapters.durable import write_durably
from dtcoach.app.errors import KeyLost, ProblemFound

KEY_BYTES = 32
_SERVICE = "dtcoach"
_MARK = "dtcoach-key-1"
_GROUP, _GROUPS_PER_LINE = 4, 4
_LINE = re.compile(r"([1-4])[:.)]((?: *[0-9a-f]{4}){4}) *\[([0-9a-f]{4})\]")


class KeyPlace(StrEnum):
    """Where a key lives; `doctor` reports it."""

    FILE = "file"
    OS_KEY_STORE = "os-key-store"


class Kept(NamedTuple):
    """Where a key was put. `backend` names the OS key store's class, so that it is found again
    without a search for every installed one."""

    place: KeyPlace
    backend: str | None = None


class OsKeys(Protocol):
    """The OS key store. None and False where there is none, or where it refuses."""

    def backend(self) -> str | None: ...

    def put(self, backend: str, name: str, key: bytes) -> bool: ...

    def get(self, backend: str, name: str) -> bytes | None: ...


class KeyringKeys:
    """The OS key store through `keyring`, which is imported only when it is asked.

    Locked, not running, refused by policy: every backend fails with errors of its own, and the
    file is there for all of them.
    """

    def backend(self) -> str | None:
        with contextlib.suppress(Exception):
            import keyring

            first = keyring.get_keyring()
            # Where several stores are there, keyring answers with a chain of them.
            for ring in getattr(first, "backends", [first]):
                name = f"{type(ring).__module__}:{type(ring).__qualname__}"
                if _is_real(name):
                    return name
        return None

    def put(self, backend: str, name: str, key: bytes) -> bool:
        with contextlib.suppress(Exception):
            ring = _ring(backend)
            ring.set_password(_SERVICE, name, key.hex())
            return bool(ring.get_password(_SERVICE, name) == key.hex())
        return False

    def get(self, backend: str, name: str) -> bytes | None:
        with contextlib.suppress(Exception):
            return _key_from_hex(_ring(backend).get_password(_SERVICE, name) or "")
        return None


def _ring(backend: str) -> Any:
    """By its name: searching for every installed backend takes longer than opening the log."""
    module, _, kind = backend.partition(":")
    return getattr(importlib.import_module(module), kind)()


def _is_real(backend: str) -> bool:
    """Not the ones that keep nothing, and not those of other packages that keep plain files."""
    return backend.startswith("keyring.backends.") and not backend.startswith(
        ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer")
    )


# --- finding and making ---------------------------------------------------------------------------


def key_path(log: Path) -> Path:
    return log.with_suffix(".key")


def find_key(log: Path, kept: Kept | None, os_keys: OsKeys) -> tuple[bytes, Kept]:
    """The file first: reading it costs nothing. `kept` is None where that was lost, too.

    Raises KeyLost.
    """
    try:
        return _key_from_file(key_path(log).read_text("ascii")), Kept(KeyPlace.FILE)
    except FileNotFoundError:
        pass
    except (OSError, ValueError):
        raise key_lost("鍵のファイルを読めません") from None
    backend = os_keys.backend() if kept is None else kept.backend
    key = None if backend is None else os_keys.get(backend, log.stem)
    if key is None:
        raise key_lost("鍵が見つかりません")
    return key, Kept(KeyPlace.OS_KEY_STORE, backend)


def make_key(log: Path, os_keys: OsKeys) -> tuple[bytes, Kept]:
    """A new key, durably kept before anything is written with it. Raises OSError."""
    key = os.urandom(KEY_BYTES)
    return key, keep_key(log, key, os_keys)


def keep_key(log: Path, key: bytes, os_keys: OsKeys) -> Kept:
    """Raises OSError where neither place takes it."""
    backend = os_keys.backend()
    if backend is not None and os_keys.put(backend, log.stem, key):
        return Kept(KeyPlace.OS_KEY_STORE, backend)
    write_durably(key_path(log), f"{_MARK} {key.hex()} {key_check(key)}\n".encode(), mode=0o600)
    return Kept(KeyPlace.FILE)


def key_check(key: bytes) -> str:
    """Tells one key from another without saying anything about either."""
    return hashlib.sha256(b"dtcoach key check" + key).hexdigest()[:16]


def key_lost(why: str) -> KeyLost:
    return KeyLost(f"記録の{why}。")


def _key_from_file(text: str) -> bytes:
    mark, _, rest = text.partition(" ")
    digits, _, check = rest.strip().partition(" ")
    key = _key_from_hex(digits)
    if mark != _MARK or key is None or check != key_check(key):
        raise key_lost("鍵のファイルが壊れています")
    return key


def _key_from_hex(digits: str) -> bytes | None:
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


# --- on paper -------------------------------------------------------------------------------


def recovery_sheet(name: str, key: bytes) -> str:
    """The text to print and lock away: four lines of sixteen digits, each with its own check."""
    digits = key.hex()
    groups = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    lines = [groups[at : at + _GROUPS_PER_LINE] for at in range(0, len(groups), _GROUPS_PER_LINE)]
    body = "\n".join(
        f"  {number}: {' '.join(line)} [{_line_check(number, ''.join(line))}]"
        for number, line in enumerate(lines, start=1)
    )
    return (
        "ダウン対策コーチ　記録の復旧用紙\n"
        f"記録の名前: {name}\n\n"
        f"{body}\n\n"
        "端末が鍵をなくしたとき、この４行を入力すると記録を開けます。\n"
        "この紙があれば誰でも記録を読めます。封をして金庫に入れてください。\n"
    )


def key_from_sheet(text: str) -> bytes:
    """Read a typed or scanned sheet. Raises ProblemFound naming the line that is off."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found = dict[int, str]()
    for number, digits, check in _LINE.findall(plain):
        joined = digits.replace(" ", "")
        if check != _line_check(int(number), joined):
            raise ProblemFound(f"復旧用紙の {number} 行目が合いません。もう一度入力してください。")
        found[int(number)] = joined
    for number in range(1, 5):
        if number not in found:
            raise ProblemFound(f"復旧用紙の {number} 行目を読めません。もう一度入力してください。")
    return bytes.fromhex("".join(found[number] for number in range(1, 5)))


def _line_check(number: int, digits: str) -> str:
    return hashlib.sha256(f"{number}:{digits}".encode()).hexdigest()[:4]
