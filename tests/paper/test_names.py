"""Every name prints, in every form: its own shape, or a marked one; never a box, never a loss."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtcoach.adapters.content.files import read_folder
from dtcoach.adapters.paper.chain import FontChain, chain_for
from dtcoach.adapters.paper.fitting import LEADING, LEAST_PT, fit, width_of
from dtcoach.adapters.paper.pictures import text_of
from dtcoach.adapters.paper.press import FormPress
from dtcoach.adapters.places import content_root
from dtcoach.app.paper import Imprint, Order
from dtcoach.domain.clusters import clusters_of

IMPRINT = Imprint("abcdef12", "未承認", "")


@cache
def jis_kanji() -> tuple[str, ...]:
    """The kanji of both planes of JIS X 0213."""
    found = []
    for plane, row, cell in itertools.product((b"", b"\x8f"), range(0xA1, 0xFF), range(0xA1, 0xFF)):
        try:
            char = (plane + bytes([row, cell])).decode("euc_jis_2004")
        except UnicodeDecodeError:
            continue
        if (
            len(char) == 1
            and (0x3400 <= ord(char) <= 0x9FFF or ord(char) >= 0xF900)
            and (not 0xFE00 <= ord(char) <= 0xFFFF)
        ):
            found.append(char)
    return tuple(found)


@pytest.fixture(scope="module")
def chain() -> FontChain:
    return chain_for(bundled_only=True)


def test_every_kanji_of_jis_x_0213_has_its_own_shape(chain: FontChain) -> None:
    kanji = jis_kanji()
    assert len(kanji) > 10_000
    assert [char for char in kanji if chain.glyph(char).doubtful] == []


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
        st.sampled_from(jis_kanji()),
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


@settings(max_examples=12, deadline=None)
@given(names, st.data())
def test_a_name_on_every_form_is_there_or_marked(name: str, data: st.DataObject) -> None:
    press = _press()
    form = data.draw(st.sampled_from(_forms()))
    paper = press.draw(Order(form, {"name": name, "number": "101-017"}, IMPRINT))
    pages = text_of(paper.pdf)
    if paper.doubtful and not paper.cut:
        assert all("字形を確認" in page for page in pages)
    assert all("101-017" in page for page in pages) or form in ("day-list", "status-sheet")


@cache
def _press() -> FormPress:
    from pathlib import Path

    from dtcoach.compose import House

    content = House(Path("none")).shipped.content
    assert content is not None
    return FormPress(read_folder(content_root() / "forms"), lambda: content, bundled_only=True)


@cache
def _forms() -> tuple[str, ...]:
    return tuple(
        form
        for form, heading in _press().headings().items()
        if not heading.is_wards_own
        and any(box.field == "name" for box in _press().form(form).boxes)
    )
