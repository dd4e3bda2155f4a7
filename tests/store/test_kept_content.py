"""Content kept from one start to the next: the same, or passed over."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from dtcoach.adapters.content.kept import KeptContent
from dtcoach.domain.content import Content
from tests.shipped import CONTENT


@pytest.fixture
def content() -> Content:
    return CONTENT


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_kept_comes_back_whole(tmp_path: Path, content: Content):
    kept = KeptContent(tmp_path)
    assert kept.get(content.digest) is None
    kept.add(content)
    again = kept.get(content.digest)
    assert again is not None
    assert dict(again.procedures) == dict(content.procedures)
    for name in ("headings", "scenarios", "systems", "facts", "phrases", "profile", "texts"):
        assert getattr(again, name) == getattr(content, name)
    assert kept.get("another") is None


@pytest.mark.parametrize("at", [0, 40, 5000, -1])
def test_a_damaged_file_is_passed_over(tmp_path: Path, content: Content, at: int):
    kept = KeptContent(tmp_path)
    kept.add(content)
    file = only_file(tmp_path)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert kept.get(content.digest) is None
    file.write_bytes(data[:100])
    assert kept.get(content.digest) is None


class Hostile:
    def __reduce__(self):
        return print, ("this must never run",)


def test_a_file_that_names_anything_else_is_passed_over(
    tmp_path: Path, content: Content, capsys: pytest.CaptureFixture[str]
):
    kept = KeptContent(tmp_path)
    kept.add(content)
    body = pickle.dumps((content, {"move-in": pickle.dumps(Hostile())}))
    hostile = pickle.dumps(Hostile())
    for bad in (hostile, pickle.dumps(1), pickle.dumps((1, 2))):
        only_file(tmp_path).write_bytes(hashlib.sha256(bad).digest() + bad)
        assert kept.get(content.digest) is None
    only_file(tmp_path).write_bytes(hashlib.sha256(body).digest() + body)
    found = kept.get(content.digest)
    assert found is not None
    with pytest.raises(pickle.UnpicklingError):
        found.procedures["move-in"]
    assert "this must never run" not in capsys.readouterr().out


def test_old_versions_make_room_and_a_full_folder_is_no_trouble(tmp_path: Path, content: Content):
    kept = KeptContent(tmp_path / "sound")
    for n in range(8):
        kept.add(replace(content, digest=f"{n}"))
    assert len(list((tmp_path / "sound").iterdir())) == 4
    assert kept.get("7") is not None
    (tmp_path / "file").write_text("")
    KeptContent(tmp_path / "file" / "below").add(content)
