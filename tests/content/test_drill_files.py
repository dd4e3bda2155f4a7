"""Every fault an author can make in a drill has its line, and its answers are the engine's."""

from __future__ import annotations

from random import Random

import pytest

from dtcoach.adapters.content.drill_file import ITEMS, LoadedDrills, load_drills
from dtcoach.domain.drill.plan import ActKind, Drill
from dtcoach.domain.drill.story import (
    answer_key,
    card_to_play,
    planned_case,
    planned_world,
    snapshot_in,
)
from dtcoach.domain.words import Status, WorldKey
from tests.content.test_mutations import MUTATIONS, MUTATORS, PROBLEM
from tests.shipped import CONTENT, DAYS, HOUSE

NAME = "counter-15.yaml"
ITEMS_DATA = HOUSE.drill_files[ITEMS]
TEXT = HOUSE.drill_files[NAME].decode()

FAULTS = {
    "a misspelt key": ("minutes: 15", "minuts: 15", "minuts", "「minuts」という項目はありません"),
    "another file name": ("drill: counter-15", "drill: counter", "drill: counter", "counter.yaml"),
    "an unknown scenario": (
        "scenario: downtime-server", "scenario: downtime", "scenario: downtime",
        "「downtime」という想定はありません（もしかして: downtime-server）",
    ),
    "a closed day": (
        "begins: 2026-09-14 09:00", "begins: 2026-09-13 09:00", "begins: 2026-09-13",
        "窓口が開いていません",
    ),
    "no such day": (
        "begins: 2026-09-14 09:00", "begins: 2026-09-31 09:00", "begins: 2026-09-31",
        "という日時はありません",
    ),
    "a snapshot of the future": (
        "snapshot-at: 2026-09-13 23:00", "snapshot-at: 2026-09-14 23:00", "snapshot-at:",
        "データの日時は、訓練の始まりより前です",
    ),
    "a time in another form": ("at: 0:05", "at: 5", "at: 5", "0:05（0時間5分）のように書きます"),
    "after the end": ("at: 0:10", "at: 0:16", "at: 0:16", "訓練の長さ（minutes）を過ぎています"),
    "an unknown section": ("[戸籍住民課]", "[戸籍課]", "戸籍課", "「戸籍課」という課はありません"),
    "nobody at a counter": (
        "does: plays, counter: 1番窓口", "does: observes", "{part: controller, title",
        "窓口で対応する人（plays）がいません",
    ),
    "a player without a counter": (
        ", does: plays, counter: 1番窓口", ", does: plays", "part: counter-1",
        "窓口（counter）が要ります",
    ),
    "an unknown part": ("to: [counter-1]", "to: [counter-9]", "counter-9", "という役はありません"),
    "an unknown card": ("card: aoba\n", "card: aoi\n", "card: aoi", "という役割カードはありません"),
    "a card of nobody": (
        "    card: yuki\n", "    call: {from: 人, words: こんにちは}\n", "  - card: yuki",
        "役割カード「yuki」は、0 回出ています",
    ),
    "an unknown procedure": (
        "procedure: seal-certificate", "procedure: seal-cert", "procedure: seal-cert",
        "という手続はありません",
    ),
    "a trap of another procedure": (
        "trap: stale-seal", "trap: cremation", "trap: cremation", "この手続のものではありません",
    ),
    "a fact of another procedure": (
        "      has_card: no\n", "      has_card: no\n      filing_kind: birth\n",
        "filing_kind: birth", "「filing_kind」は、この手続では聞きません",
    ),
    "an unknown fact": (
        "      has_card: no\n", "      has_crad: no\n", "has_crad",
        "「has_crad」という項目はありません（もしかして: has_card）",
    ),
    "an unknown answer": ("has_card: no", "has_card: maybe", "maybe", "という答えはありません"),
    "an unknown system": (
        "found: {konbini: down}", "found: {convini: down}", "convini", "という項目はありません",
    ),
    "an unknown item": (
        "observe: [stop-list-told]", "observe: [stop-list]", "observe: [stop-list]",
        "という観察の項目はありません（もしかして: stop-list-told）",
    ),
    "nothing happens": (
        "    call:\n      from: 大崎第一地域センター\n", "    note: 電話\n    x:\n      from: 人\n",
        "    x:", "「x」という項目はありません",
    ),
    "two acts in one": (
        "{snapshot: yes, within: 5}", "{snapshot: yes, notice: yes, within: 5}", "notice: yes",
        "次のどれか一つで書きます",
    ),
    "no act": ("{snapshot: yes, within: 5}", "{within: 5}", "{within: 5}", "次のどれか一つ"),
    "no time for an act": (
        "{snapshot: yes, within: 5}", "{snapshot: yes}", "{snapshot: yes}",
        "「within」がありません",
    ),
    "a line of no list": (
        "{snapshot: yes, within: 5}", "{tick: hourly, line: ない行, within: 5}", "ない行",
        "どの想定の一覧にもありません",
    ),
    "a circle": (
        "    at: 0:05\n", "    at: 0:01\n    after: seal-call\n", "  - id: seal-call",
        "after が元に戻ります",
    ),
    "twice the same id": (
        "id: seal-call", "id: aoba-comes", "  - id: aoba-comes\n    title: 印鑑登録証",
        "二度あります",
    ),
    "a way that is refused": (
        "outcome: {route: downtime-certificate}", "outcome: {route: konbini}",
        "outcome: {route: konbini}", "手順の答えは「downtime-certificate」です。「konbini」は：",
    ),
    "a way that is right and not first": (
        "outcome: {route: downtime-certificate}", "outcome: {route: post}",
        "outcome: {route: post}", "使えますが、先に来ません",
    ),
    "a way of another procedure": (
        "outcome: {route: downtime-certificate}", "outcome: {route: hotline}",
        "outcome: {route: hotline}", "この方法はありません",
    ),
    "a day that the law does not set": (
        "outcome: {route: downtime-certificate}",
        "outcome: {route: downtime-certificate, due: 3日後}", "due: 3日後",
        "法律の期限はありません",
    ),
    "a world in which it is wrong": (
        "found: {downtime-server: up, konbini: up,", "found: {downtime-server: down, konbini: up,",
        "outcome: {route: downtime-certificate}", "手順の答えは「post」です",
    ),
}  # fmt: skip


def loaded(text: str) -> LoadedDrills:
    return load_drills({NAME: text.encode(), ITEMS: ITEMS_DATA}, CONTENT, DAYS.is_closed)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_at_its_line(fault: str):
    old, new, words, message = FAULTS[fault]
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    line = text.partition(words)[0].count("\n") + 1
    found = [str(problem) for problem in loaded(text).problems]
    assert any(
        one.startswith(f"drills/{NAME}:{line}: ") and message in one for one in found
    ), found  # fmt: skip


def test_a_due_day_that_is_told_from_the_day_of_the_drill():
    """A 転入 whose fourteenth day is a Saturday is due on the next opening day."""
    card = """  - card: aoba
    procedure: move-in
    facts: {event_date: 9日前, contact_safe: yes}
    outcome: {route: accept-and-hold, due: 7日後}
"""
    before, _, rest = TEXT.partition("  - card: aoba\n")
    text = before + card + rest[rest.index("  - card: shiomi") :]
    found = [str(problem) for problem in loaded(text).problems]
    assert len(found) == 1, found
    assert "期限（due）は 2026-09-24 です" in found[0]  # 9/19 is a Saturday, 21 to 23 are holidays
    sound = loaded(text.replace("due: 7日後", "due: 10日後"))
    assert sound.problems == ()


def shipped() -> list[Drill]:
    found = HOUSE.load_drills()
    assert found.problems == ()
    return list(found.drills.values())


@pytest.mark.parametrize("drill", shipped(), ids=lambda drill: drill.id)
def test_a_shipped_drill(drill: Drill):
    """Its cards say what the engine says in the world of their time; players have all of it."""
    assert drill.cards
    for card in drill.cards.values():
        case = planned_case(CONTENT, drill, card)
        answer = answer_key(CONTENT, case, DAYS.is_closed).walk
        assert answer.route is card.outcome
        shown = card_to_play(CONTENT, drill, card, DAYS.is_closed)
        assert shown.wants
        assert shown.says
        assert shown.behaves
        assert shown.lesson
    for inject in drill.in_order:
        assert drill.planned_at(inject) <= drill.length
    assert len({item for one in drill.injects.values() for item in one.observe}) <= len(drill.items)


def test_the_world_follows_the_injects():
    [drill] = [drill for drill in shipped() if drill.id == "counter-15"]
    first, last = drill.injects["server-starts"], drill.injects["yuki-comes"]
    assert planned_world(CONTENT, drill, first)[WorldKey.KONBINI] is Status.UP
    assert planned_world(CONTENT, drill, last)[WorldKey.KONBINI] is Status.DOWN
    assert snapshot_in(drill, planned_world(CONTENT, drill, last)) == drill.snapshot_at
    expected = first.expects[0].act
    assert (expected.kind, expected.key, expected.status) == (
        ActKind.CHECK,
        WorldKey.DOWNTIME_SERVER,
        Status.UP,
    )


def test_a_player_is_not_asked_about_a_card_they_do_not_have():
    [drill] = [drill for drill in shipped() if drill.id == "counter-15"]
    shown = card_to_play(CONTENT, drill, drill.cards["aoba"], DAYS.is_closed)
    labels = [line.label for line in shown.knows]
    assert "マイナンバーカードの有無" in labels
    assert "4けたの暗証番号" not in labels
    hidden = card_to_play(CONTENT, drill, drill.cards["shiomi"], DAYS.is_closed).hides
    assert [line.label for line in hidden] == ["最近の印鑑の変更"]


def test_drills_are_no_part_of_the_content_that_is_approved():
    assert not any(name.startswith("drills/") for name in HOUSE.files)
    assert HOUSE.offered.is_sound


def test_a_broken_drill_leaves_the_good_ones_standing():
    files = {**HOUSE.drill_files, "broken.yaml": b"drill: [", "other.yaml": b"drill: other\n"}
    found = load_drills(files, CONTENT, DAYS.is_closed)
    assert "counter-15" in found.drills
    assert {problem.file.name for problem in found.problems} == {"broken.yaml", "other.yaml"}


def test_mutated_drills_are_told_and_never_crash():
    for number in range(max(60, MUTATIONS // 20)):
        random = Random(number)
        data = random.choice(MUTATORS)(TEXT, random).encode(errors="replace")
        found = load_drills({NAME: data, ITEMS: ITEMS_DATA}, CONTENT, DAYS.is_closed)
        for problem in found.problems:
            assert PROBLEM.fullmatch(str(problem)), (number, problem)
        for drill in found.drills.values():
            for card in drill.cards.values():
                case = planned_case(CONTENT, drill, card)
                assert answer_key(CONTENT, case, DAYS.is_closed).walk.route is card.outcome
