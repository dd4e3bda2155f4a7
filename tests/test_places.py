"""The content is found in a checkout, in an installed package and in the frozen folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtcoach.adapters.places import FOLDERS, ContentMissing, content_root


def make_folders(root: Path) -> None:
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)


def test_beside_the_package_in_a_checkout(tmp_path: Path) -> None:
    make_folders(tmp_path)
    assert content_root(tmp_path / "dtcoach") == tmp_path


def test_inside_the_package_when_installed_or_frozen(tmp_path: Path) -> None:
    make_folders(tmp_path / "dtcoach")
    make_folders(tmp_path)
    assert content_root(tmp_path / "dtcoach") == tmp_path / "dtcoach"


def test_half_a_copy_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "dtcoach" / "scenarios").mkdir(parents=True)
    with pytest.raises(ContentMissing, match="コピーしてください"):
        content_root(tmp_path / "dtcoach")
