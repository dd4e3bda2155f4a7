"""A form on paper: the same order gives the same bytes, and its text is the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.chain import chain_for
from dtcoach.adapters.paper.fitting import fit
from dtcoach.adapters.paper.pictures import pictures, text_of
from dtcoach.adapters.paper.press import FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.errors import ProblemFound
from dtcoach.app.paper import Imprint, Order
from dtcoach.compose import House
from dtcoach.domain.clusters import clusters_of

IMPRINT = Imprint("abcdef12", "未承認", "令和7年1月6日（月）9:05")
VALUES = {"number": "101-017", "procedures": "転入", "name": "髙橋 﨑𠮷 辻\U000e0100"}


@pytest.fixture(scope="module")
def press() -> FormPress:
    return FormPress(read_folder(content_root() / "forms"), bundled_only=True)


def order(**changes: object) -> Order:
    whole = {"form": "reception-slip", "values": VALUES, "imprint": IMPRINT, **changes}
    return Order(**whole)  # type: ignore[arg-type]


def test_the_same_order_gives_the_same_bytes(press: FormPress) -> None:
    fresh = FormPress(read_folder(content_root() / "forms"), bundled_only=True)
    assert press.draw(order()).pdf == fresh.draw(order()).pdf


def test_two_copies_each_say_which_they_are(press: FormPress) -> None:
    paper = press.draw(order())
    first, second = text_of(paper.pdf)
    assert paper.pages == 2
    assert "控え（区で保管）" in first
    assert "お渡し" in second
    for page in (first, second):
        assert "101-017" in page
        assert "reception-slip" in page
        assert "未承認" in page


def test_a_name_is_copied_as_it_is_with_its_variation_selector(press: FormPress) -> None:
    paper = press.draw(order())
    assert paper.doubtful == ()
    assert VALUES["name"] in text_of(paper.pdf)[0]


def test_a_shape_that_no_font_has_prints_its_base_with_a_mark(press: FormPress) -> None:
    name = "山\U000e01aa田 Szabó Ödön ő \U0003ffff"
    paper = press.draw(order(values={"name": name}))
    assert paper.doubtful == ("山\U000e01aa", "ő", "\U0003ffff")
    page = text_of(paper.pdf)[0]
    assert "字形を確認" in page
    assert "山\U000e01aa田" in page


def test_nothing_is_normalised_that_has_a_shape_of_its_own() -> None:
    assert clusters_of("神\ufa19") == ("神", "\ufa19")
    assert clusters_of("e\u0301") == ("é",)
    assert clusters_of("辻\U000e0101さん") == ("辻\U000e0101", "さ", "ん")


@pytest.mark.parametrize("mark", ["訓練", "再現", "手順 未承認", "再発行"])
def test_marks_stand_on_every_page_and_can_be_seen(press: FormPress, mark: str) -> None:
    marked = press.draw(order(marks=(mark,)))
    plain = press.draw(order())
    for text in text_of(marked.pdf):
        assert mark in text
    dark = [
        sum(1 for b in pictures(paper.pdf, 36)[0].pixels[::4] if b < 235)
        for paper in (marked, plain)
    ]
    assert dark[0] > dark[1] * 1.04


def test_words_never_run_over_their_box(press: FormPress) -> None:
    long = "受け付けた書類の名前がとても長い" * 20
    paper = press.draw(order(values={"number": "101-017", "procedures": long}))
    assert paper.cut == ("手続",)
    assert "…" in text_of(paper.pdf)[0]


def test_a_ward_puts_its_own_form_over_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "forms"
    folder.mkdir(parents=True)
    shipped = (content_root() / "forms/reception-slip.yaml").read_text(encoding="utf-8")
    (folder / "reception-slip.yaml").write_text(shipped.replace("label: 人数", "label: 何人"))
    house = House(tmp_path)
    assert "何人" in text_of(house.press.draw(order()).pdf)[0]
    assert house.offered.problems == (), "a form is no content file of its own"


def test_a_form_that_the_ward_prints_itself_is_refused_by_name(press: FormPress) -> None:
    assert press.headings()["resident-notice"].is_wards_own
    with pytest.raises(ProblemFound, match="区の用紙"):
        press.draw(order(form="resident-notice"))


def test_a_page_pasted_into_a_box_is_cut_at_once():
    chain = chain_for(bundled_only=True)
    begun = time.process_time()
    fitted = fit("寿限無" * 20_000, chain, 170, 30, 11)
    assert time.process_time() - begun < 0.5
    assert fitted.cut
    assert fitted.lines[-1][-1].cluster == "…"
    assert not fit("e" + "\u0301" * 60, chain, 170, 30, 11).cut
