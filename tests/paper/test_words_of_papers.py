"""What a clerk is told of a paper, in sentences."""

from __future__ import annotations

from dtcoach.app.paper import Paper
from dtcoach.ui.paper.words import shapes_missing, warnings


def test_a_pack_names_a_few_of_the_characters_without_a_shape_and_what_to_do() -> None:
    assert shapes_missing(Paper(b"", 100)) == ""
    told = shapes_missing(Paper(b"", 100, doubtful=tuple("统通请带来问办单号码")))
    assert "10 あり" in told
    assert "统通请带来问办单…" in told
    assert "作り直してください" in told


def test_one_paper_names_every_character() -> None:
    (said,) = warnings(Paper(b"", 1, doubtful=("ő", "龘")))
    assert "「ő」、「龘」" in said
