"""New names: unique, in the order of time, and readable over a counter."""

from __future__ import annotations

import uuid

from dtcoach.adapters.identity import new_id, new_terminal_id
from dtcoach.adapters.keys import Kept, KeyPlace
from dtcoach.adapters.store.folder import Terminal, random_label


def test_ids_are_version_7_and_sort_by_time():
    made = [new_id() for _ in range(5000)]
    assert len(set(made)) == 5000
    for name in made[:50]:
        parsed = uuid.UUID(name)
        assert (parsed.version, parsed.variant, str(parsed)) == (7, uuid.RFC_4122, name)
    # The clock behind them is finer than a millisecond, though not strictly increasing.
    assert sorted(made, key=lambda name: name[:13]) == made


def test_terminals_have_names_without_letters_that_look_alike():
    names = {new_terminal_id() for _ in range(1000)}
    assert len(names) == 1000
    assert not set("ilou") & set("".join(names))
    assert all(len(name) == 8 for name in names)


def test_labels_go_on_through_the_alphabet_and_beyond():
    terminal = Terminal("l", "t", "101", "101", Kept(KeyPlace.FILE), "x")
    seen = []
    for _ in range(28):
        seen.append(terminal.next_label)
        terminal = _with_used(terminal, seen[-1])
    assert seen[:3] == ["101B", "101C", "101D"]
    assert seen[24:] == ["101Z", "101BB", "101BC", "101BD"]
    assert random_label("101") != random_label("101")


def _with_used(terminal: Terminal, label: str) -> Terminal:
    from dataclasses import replace

    from dtcoach.adapters.store.folder import LogSetAside

    old = LogSetAside("l", terminal.label, "", "x")
    return replace(terminal, label=label, aside=(*terminal.aside, old))
