"""The key of a log: in the OS key store, in a file, on paper."""

from __future__ import annotations

import contextlib
import unicodedata
from pathlib import Path

import keyring
import keyring.backend
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtcoach.adapters import keys
from dtcoach.adapters.keys import KeyPlace, KeyringKeys, key_from_sheet, key_path, recovery_sheet
from dtcoach.adapters.store import open_log
from dtcoach.app.errors import KeyLost, ProblemFound
from tests.store.stories import declared


class Store:
    """An OS key store for tests: keeps what it is given, until told to refuse."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked = 0
        self.refuses = False

    def backend(self) -> str | None:
        self.asked += 1
        return "store"

    def put(self, backend: str, name: str, key: bytes) -> bool:
        assert backend == "store"
        if not self.refuses:
            self.kept[name] = key
        return not self.refuses

    def get(self, backend: str, name: str) -> bytes | None:
        assert backend == "store"
        return None if self.refuses else self.kept.get(name)


def test_the_key_lives_in_the_os_key_store_where_there_is_one(folder: Path):
    store = Store()
    opened = open_log(folder, os_keys=store)
    opened.log.append([declared("i")])
    opened.log.close()
    assert opened.key_place is KeyPlace.OS_KEY_STORE
    assert list(store.kept) == [opened.log.path.stem]
    assert not key_path(opened.log.path).exists()
    (key,) = store.kept.values()
    for file in folder.rglob("*"):
        assert not file.is_file() or key.hex().encode() not in file.read_bytes()

    store.asked = 0
    again = open_log(folder, os_keys=store)
    again.log.close()
    assert (again.notices, again.key_place, store.asked) == ((), KeyPlace.OS_KEY_STORE, 0)


def test_a_key_store_that_refuses_later_does_not_stop_the_counter(folder: Path):
    store = Store()
    open_log(folder, os_keys=store).log.close()
    store.refuses = True
    opened = open_log(folder, os_keys=store)
    assert [type(notice) for notice in opened.notices] == [KeyLost]
    assert opened.key_place is KeyPlace.FILE
    opened.log.append([declared("i")])
    opened.log.close()


def test_the_log_in_the_key_store_is_found_without_the_terminal_file(folder: Path):
    store = Store()
    with contextlib.closing(open_log(folder, os_keys=store).log) as log:
        log.append([declared("i")])
    (folder / "terminal.json").unlink()
    opened = open_log(folder, os_keys=store)
    assert opened.log.verify().events == 1
    assert opened.key_place is KeyPlace.OS_KEY_STORE
    opened.log.close()


class Vault(keyring.backend.KeyringBackend):
    """A keyring that keeps what it is given."""

    # Never chosen by itself.
    priority = -1
    values: dict[tuple[str, str], str] = {}  # noqa: RUF012 - one store for all instances

    def get_password(self, service: str, username: str) -> str | None:
        return self.values.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.values[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.values[service, username]


def test_a_real_keyring_is_used_and_found_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keyring, "get_keyring", Vault)
    monkeypatch.setattr(keys, "_is_real", lambda name: name.endswith(":Vault"))
    ring = KeyringKeys()
    backend = ring.backend()
    assert backend == f"{__name__}:Vault"
    key = bytes(range(32))
    assert ring.put(backend, "log1", key)
    assert ring.get(backend, "log1") == key
    assert ring.get(backend, "log2") is None
    Vault.values["dtcoach", "log1"] = "nonsense"
    assert ring.get(backend, "log1") is None


@pytest.mark.parametrize("name", ["fail", "null"])
def test_a_keyring_that_keeps_nothing_is_none(name: str, monkeypatch: pytest.MonkeyPatch):
    module = __import__(f"keyring.backends.{name}", fromlist=["Keyring"])
    monkeypatch.setattr(keyring, "get_keyring", module.Keyring)
    assert KeyringKeys().backend() is None


def test_a_keyring_that_breaks_is_none(monkeypatch: pytest.MonkeyPatch):
    def broken() -> None:
        raise RuntimeError("D-Bus is not there")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert KeyringKeys().backend() is None
    assert KeyringKeys().get("keyring.backends.nowhere:Keyring", "log1") is None
    assert not KeyringKeys().put("keyring.backends.nowhere:Keyring", "log1", b"")


# --- paper ---------------------------------------------------------------------------------------

some_key = st.binary(min_size=32, max_size=32)


@given(some_key, st.randoms(use_true_random=False))
def test_a_sheet_gives_the_key_back_however_it_was_typed(key: bytes, chance) -> None:
    sheet = recovery_sheet("abcd2345", key)
    assert key_from_sheet(sheet) == key
    lines = [line for line in sheet.splitlines() if line.strip()[:2] in ("1:", "2:", "3:", "4:")]
    assert len(lines) == 4
    chance.shuffle(lines)
    assert key_from_sheet("\n".join(lines).upper()) == key
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "　" for c in "\n".join(lines))
    assert unicodedata.normalize("NFKC", wide) != wide
    assert key_from_sheet(wide.replace("　1", "\n1")) == key


@given(some_key, st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_a_slip_in_a_sheet_is_named_by_its_line(key: bytes, at: int, digit: str) -> None:
    sheet = recovery_sheet("abcd2345", key)
    digits = key.hex()
    line = at // 16 + 1
    shown = " ".join(digits[(line - 1) * 16 :][n : n + 4] for n in range(0, 16, 4))
    where = sheet.index(f"{line}: {shown}") + 3 + at % 16 + at % 16 // 4
    typed = sheet[:where] + digit + sheet[where + 1 :]
    if digit == digits[at]:
        assert key_from_sheet(typed) == key
    else:
        with pytest.raises(ProblemFound, match=f"{line} 行目"):
            key_from_sheet(typed)


def test_a_missing_line_is_named():
    sheet = recovery_sheet("abcd2345", bytes(32))
    without = "\n".join(line for line in sheet.splitlines() if not line.strip().startswith("3:"))
    with pytest.raises(ProblemFound, match="3 行目"):
        key_from_sheet(without)
    with pytest.raises(ProblemFound, match="1 行目"):
        key_from_sheet("")
