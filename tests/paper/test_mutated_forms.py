"""Form files cut, doubled and sprinkled: the paper or a sentence, never a crash or a lost visit."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from random import Random

import pytest

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.checking import form_problems
from dtcoach.adapters.paper.press import INDEX, PHRASES, FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.errors import ProblemFound
from dtcoach.app.paper import Imprint, Order
from dtcoach.compose import House
from dtcoach.domain.form_values import FIELDS, blank_values
from tests.content.test_mutations import MUTATORS
from tests.shipped import CONTENT

MUTATIONS = int(os.environ.get("DTCOACH_FORM_MUTATIONS", "120"))
BATCHES = 4
LIMIT_S = 3.0
FORMS = read_folder(content_root() / "forms")
NAMES = sorted(FORMS)
PROBLEM = re.compile(r"(forms/)?[^:\n]+\.yaml:[1-9]\d*: .+", re.DOTALL)
VALUES = {**blank_values(CONTENT), **{name: field.longest for name, field in FIELDS.items()}}


def mutated(number: int) -> tuple[str, dict[str, bytes]]:
    random = Random(number)
    name = NAMES[number % len(NAMES)]
    text = FORMS[name].decode()
    for _ in range(random.choice([1, 1, 3])):
        text = random.choice(MUTATORS)(text or "x", random)
    return name, {**FORMS, name: text.encode(errors="replace")}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_form_is_drawn_or_told(batch: int):
    drawn = 0
    for number in range(batch, MUTATIONS, BATCHES):
        name, files = mutated(number)
        press = FormPress(files, lambda: CONTENT, shipped=FORMS, bundled_only=True)
        begun = time.process_time()
        form = "reception-slip" if name in (INDEX, PHRASES) else name.removesuffix(".yaml")
        try:
            assert press.headings()
            with contextlib.suppress(ProblemFound):  # the clerk is told, and writes by hand
                press.languages(form)
                order = Order(form, VALUES, Imprint("0", "未承認", "今日"))
                assert press.draw(order).pdf.startswith(b"%PDF")
                drawn += 1
            few = {file: files[file] for file in {INDEX, PHRASES, name}}
            assert all(PROBLEM.match(str(one)) for one in form_problems(few, CONTENT))
        except Exception as error:
            raise AssertionError(f"mutation {number} of {name}: {error!r}") from error
        took = time.process_time() - begun
        assert took < LIMIT_S, f"mutation {number} of {name} took {took:.1f} s"
    assert drawn


@pytest.mark.parametrize("name", [INDEX, PHRASES])
def test_a_broken_index_or_words_of_the_ward_leave_the_shipped_ones(tmp_path: Path, name: str):
    """Every print step asks for the names of papers: a visit must not stop at it."""
    folder = tmp_path / "content" / "forms"
    folder.mkdir(parents=True)
    (folder / name).write_text("reception-slip: [\n", encoding="utf-8")
    house = House(tmp_path)
    assert house.press.headings()["reception-slip"].title.startswith("受付票")
    assert house.press.languages("reception-slip")[:1] == ("ja",)
    assert any(problem.startswith(f"forms/{name}") for problem in house.form_problems())
