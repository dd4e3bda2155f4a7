"""Whoever approves answers for the forms, too; what nobody answers for says so on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from dtcoach.adapters.paper.pictures import text_of
from dtcoach.adapters.places import content_root
from dtcoach.app.approval import Approval, FormsOnDisk, approve
from dtcoach.app.document import Document, Part, Words, no_progress
from dtcoach.app.errors import ProblemFound
from dtcoach.app.labels import AddressLabel, label_order
from dtcoach.app.paper import Imprint, Order
from dtcoach.compose import House
from dtcoach.domain.japanese_dates import TOKYO

AT = datetime(2025, 1, 6, 9, 0, tzinfo=TOKYO)
IMPRINT = Imprint("abcdef12", "承認 係長 令和7年1月6日（月）", "令和7年1月6日（月）13:02")
MARK = "用紙 未承認"


def put(data: Path, text: str, name: str = "contact-note.yaml") -> None:
    folder = data / "content" / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def shipped(name: str = "contact-note.yaml") -> str:
    return (content_root() / "forms" / name).read_text(encoding="utf-8")


def approved_by_the_lead(data: Path) -> None:
    """What `dtcoach approve` keeps, without the proof of all content."""
    house = House(data)
    approval = Approval(house.content.digest, "係長", AT, house.forms_digest)
    house.approvals.add(approval, house.files)


def page(data: Path, form: str = "contact-note", marks: tuple[str, ...] = ()) -> str:
    return text_of(House(data).press.draw(Order(form, {}, IMPRINT, marks)).pdf)[0]


def test_forms_are_approved_with_the_content_and_only_as_they_lay_there(tmp_path: Path) -> None:
    assert MARK in page(tmp_path)
    approved_by_the_lead(tmp_path)
    assert MARK not in page(tmp_path)
    put(tmp_path, shipped().replace("title: 連絡票", "title: 課の連絡票"))
    assert "課の連絡票" in page(tmp_path)
    assert MARK in page(tmp_path)
    assert MARK in page(tmp_path, "reception-slip")
    approved_by_the_lead(tmp_path)
    assert MARK not in page(tmp_path)


def test_one_mark_is_enough(tmp_path: Path) -> None:
    assert MARK not in page(tmp_path, marks=("訓練", "手順 未承認"))
    assert "手順 未承認" in page(tmp_path, marks=("訓練", "手順 未承認"))


def test_the_pack_and_the_labels_say_it_as_well(tmp_path: Path) -> None:
    press = House(tmp_path).press
    parts = (Part("", "あ", (Words("い"),)), Part("", "う", form="contact-note", values=({},)))
    bound = press.bind(Document("表", "", "品川区", parts, IMPRINT), no_progress)
    assert all(MARK in text for text in text_of(bound.pdf))
    order = label_order([AddressLabel("140-8715", "広町", "花子")], press, IMPRINT)
    assert MARK in text_of(press.draw(order).pdf)[0]


def test_a_form_that_cannot_be_read_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    put(tmp_path, shipped().replace("label: ", "labell: ", 1))
    assert House(tmp_path).form_problems() != ()
    approved_by_the_lead(tmp_path)
    assert page(tmp_path) == page(tmp_path / "elsewhere").replace(f"{MARK}\r\n", "")


@pytest.mark.parametrize("by", ["係長", " "])
def test_nobody_approves_what_is_wrong(tmp_path: Path, by: str) -> None:
    house = House(tmp_path)
    forms = FormsOnDisk(house.forms_digest, ("forms/contact-note.yaml:5: …",))
    with pytest.raises(ProblemFound):
        approve(house.offered, forms, 0, by, AT, house.approvals)
    assert house.approvals.last() is None
