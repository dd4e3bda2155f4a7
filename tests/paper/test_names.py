"""Every name prints, in every form: its own shape, or a marked one; never a box, never a loss."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from dtcoach.adapters.paper.chain import FontChain, chain_for
from dtcoach.adapters.paper.fitting import LEADING, LEAST_PT, fit, width_of
from dtcoach.adapters.paper.form import BoxKind, Form
from dtcoach.adapters.paper.form_page import DOUBTFUL_NOTE
from dtcoach.adapters.paper.ink import PT
from dtcoach.adapters.paper.pictures import pictures, text_of
from dtcoach.app.paper import Imprint, Order, Paper, Picture
from dtcoach.domain.clusters import clusters_of
from dtcoach.domain.form_values import Value
from tests.paper.test_golden import press

IMPRINT = Imprint("abcdef12", "未承認", "")
DPI = 50


@cache
def jis_x_0213() -> tuple[str, ...]:
    """All characters of JIS X 0213:2004, of both planes, some of them two code points long."""
    rows = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
    cells = (*range(0x40, 0x7F), *range(0x80, 0xFD))
    found = []
    for row, cell in itertools.product(rows, cells):
        try:
            found.append(bytes([row, cell]).decode("shift_jis_2004"))
        except UnicodeDecodeError:
            continue
    return tuple(found)


@cache
def kanji() -> tuple[str, ...]:
    return tuple(
        char
        for char in jis_x_0213()
        if len(char) == 1 and (0x3400 <= ord(char) <= 0x9FFF or 0xF900 <= ord(char) <= 0xFAFF
                               or ord(char) > 0x1FFFF)
    )  # fmt: skip


@pytest.fixture(scope="module")
def chain() -> FontChain:
    return chain_for(bundled_only=True)


def test_the_whole_of_jis_x_0213_is_thrown() -> None:
    assert len(jis_x_0213()) == len(set(jis_x_0213())) == 11_233
    assert len(kanji()) == 10_050 + len("仝")  # which stands among the signs


def test_every_kanji_of_jis_x_0213_has_its_own_shape(chain: FontChain) -> None:
    assert [char for char in kanji() if chain.glyph(char).doubtful] == []


def test_every_other_character_has_a_shape_or_is_marked(chain: FontChain) -> None:
    for char in jis_x_0213():
        for cluster in clusters_of(char):
            glyph = chain.glyph(cluster)
            assert glyph.face is not None, cluster
            assert glyph.name != ".notdef", cluster
            assert glyph.doubtful == (glyph.face.glyph(cluster) is None), cluster


def test_an_accent_is_composed_and_never_turns_its_character_into_a_twin() -> None:
    assert clusters_of("e\u0301") == ("é",)
    assert clusters_of("\ufa19\u3099") == ("\ufa19\u3099",)


def test_names_as_they_come(chain: FontChain) -> None:
    for name in (
        "髙橋",
        "山﨑",
        "𠮷野家",
        "辻\U000e0100",
        "辻\U000e0101",
        "葛\U000e0100飾",
        "渡邉",
    ):
        assert chain.has(name), name


names = st.lists(
    st.one_of(
        st.sampled_from(jis_x_0213()),
        st.sampled_from(kanji()),
        st.builds(
            lambda base, selector: base + chr(0xE0100 + selector),
            st.sampled_from("辻葛祇樋飴鰯邉邊齊齋"),
            st.integers(0, 30),
        ),
        st.sampled_from(["Đặng", "Müller", "Nguyễn", "か゚", "・", " ", "ー", "O'Neil"]),
        st.characters(exclude_categories=("Cs", "Cn", "Co")),
    ),
    min_size=1,
    max_size=80,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(names, st.floats(12, 200), st.floats(8, 60), st.sampled_from([7, 9, 12, 20]))
def test_a_name_stays_inside_its_box(name: str, width: float, height: float, size: float) -> None:
    chain = chain_for(bundled_only=True)
    fitted = fit(name, chain, width, height, size)
    assert LEAST_PT <= fitted.size <= size
    for line in fitted.lines:
        assert len(line) == 1 or width_of(line, fitted.size) * fitted.narrow <= width + 0.1
    last = fitted.size * LEADING * (len(fitted.lines) - 1) + fitted.size
    assert len(fitted.lines) == 1 or last <= height + 0.1
    printed = [glyph.cluster for line in fitted.lines for glyph in line]
    whole = [cluster for cluster in clusters_of(name) if not cluster.isspace()]
    if not fitted.cut:
        assert [cluster for cluster in printed if not cluster.isspace()] == whole
    else:
        assert printed[-1] == "…"


# --- every form -----------------------------------------------------------------------------------

FORMS = tuple(form for form, heading in press().headings().items() if not heading.is_wards_own)

Slot = tuple[str, str]
"""A field, or a table and a column of it."""


def slots(form: Form) -> dict[Slot, tuple[float, float, float]]:
    """Everything of a form that takes words, with width and height in points and type size."""
    found = {}
    for box in form.boxes:
        if box.kind is BoxKind.FIELD and box.field:
            pad = 1.6 if box.frame else 0.0
            high = box.height - (4.8 if box.frame else 0)
            place = ((box.width - 2 * pad) * PT, high * PT, box.size)
            key = (box.field, "") if form.labels is None else (form.labels.table, box.field)
            found[key] = place
        if box.kind is BoxKind.TABLE:
            high = (box.height - 6) / box.rows
            for column in box.columns:
                if column.field:
                    place = ((column.width - 1.6) * PT, high * PT, box.size)
                    found[box.field, column.field] = place
    return found


def order_of(form: Form, words: Mapping[Slot, str]) -> Order:
    values: dict[str, Value] = {name: text for (name, column), text in words.items() if not column}
    for table in {name for name, column in words if column}:
        values[table] = ({c: text for (name, c), text in words.items() if name == table},)
    return Order(form.id, values, IMPRINT)


def as_much(chars: Sequence[str], place: tuple[float, float, float]) -> int:
    """How many of the characters to come stand in a place uncut."""
    chain = chain_for(bundled_only=True)
    count = min(len(chars), 128)
    while count and fit("".join(chars[:count]), chain, *place).cut:
        count = count * 7 // 8
    return count


@pytest.mark.timeout(600)  # the outlines of 11,233 characters are converted once
@pytest.mark.parametrize("form_id", FORMS)
def test_the_whole_of_jis_x_0213_in_every_form(form_id: str) -> None:
    """All 11,233 characters, a piece in each place that takes words, page after page."""
    form = press().form(form_id)
    room_for, left = slots(form), jis_x_0213()
    while left and room_for:
        words = {}
        for slot, place in room_for.items():
            count = as_much(left, place)
            words[slot], left = "".join(left[:count]), left[count:]
        assert any(words.values())
        assert_all_is_there(order_of(form, words), words.values())


def assert_all_is_there(order: Order, words: Iterable[str]) -> None:
    """Nothing cut, nothing lost; what has no shape of its own is marked, and nothing else."""
    paper, chain = press().draw(order), chain_for(bundled_only=True)
    assert paper.cut == ()
    page = bare(text_of(paper.pdf)[0])
    thrown = [cluster for text in words for cluster in clusters_of(text) if not cluster.isspace()]
    for text in words:
        assert bare("".join(clusters_of(text))) in page
    marked = {cluster for cluster in thrown if chain.glyph(cluster).doubtful}
    assert set(paper.doubtful) == marked
    if marked and not order.form.startswith("labels"):
        assert bare(DOUBTFUL_NOTE[-10:]) in page


LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""The reader of PDFs tells these as their letters, however they are drawn."""


def bare(text: str) -> str:
    return "".join(text.translate(LIGATURES).split())


def is_in(page: str, word: str) -> bool:
    """Whether the reader of PDFs found the word. A hyphen at the end of a line it tells as a sign.

    What is written from right to left it turns round and takes apart, so of such a word only its
    letters are counted. No name in the register is written so: those of foreign residents are in
    Latin letters, kanji or kana.
    """
    page = page.replace("\x02", "-")
    if not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in word):
        return word in page
    return not Counter(unicodedata.normalize("NFKD", word)) - Counter(
        unicodedata.normalize("NFKD", page)
    )


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_any_name_in_any_place_of_every_form(form_id: str, data: st.DataObject) -> None:
    """However long: it stands there whole, or its end is missing and the clerk is told where."""
    form = press().form(form_id)
    words = {slot: data.draw(names, label=str(slot)) for slot in slots(form)}
    paper = press().draw(order_of(form, words))
    page = bare(text_of(paper.pdf)[0])
    for text in words.values():
        assert is_in(page, bare("".join(clusters_of(text)))) or (paper.cut and "…" in page)
    if not any("\ufffd" in text for text in words.values()):
        assert "\ufffd" not in page
    assert_nothing_runs_over(form, paper)


def assert_nothing_runs_over(form: Form, paper: Paper) -> None:
    """Beside the blank form, ink was only added inside the boxes that were filled."""
    plain = pictures(press().draw(Order(form.id, {}, IMPRINT)).pdf, DPI)
    for before, after in zip(plain, pictures(paper.pdf, DPI), strict=True):
        changed = ImageChops.difference(_grey(before), _grey(after)).point(lambda v: v > 90 and 255)
        draw = ImageDraw.Draw(changed)
        for place in [*places(form), (0.0, form.height - 16, form.width, form.height)]:
            left, top, right, below = (round(side * DPI / 25.4) for side in place)
            draw.rectangle((left - 1, top - 1, right + 1, below + 1), fill=0)
        assert changed.getbbox() is None


def _grey(picture: Picture) -> Image.Image:
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels[::4])


def places(form: Form) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom in mm of all that an order fills."""
    x, y = (0.0, 0.0) if form.labels is None else form.labels.corner(0)
    for box in form.boxes:
        phrase = form.phrases.get(box.phrase)
        blanks = phrase is not None and "{" in phrase.in_language("ja")
        if box.field or blanks:
            yield x + box.x, y + box.y, x + box.x + box.width, y + box.y + box.height
