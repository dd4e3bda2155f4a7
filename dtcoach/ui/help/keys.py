"""The keys that act on the screen now, read from the controls themselves, so that none is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.pressable import Pressable

Key = tuple[str, str]
"""The key as printed, and what it does."""

EVERYWHERE: tuple[Key, ...] = (
    ("Tab", "次の項目へ（Shift と Tab で前へ）"),
    ("Ctrl+＋ Ctrl+－", "文字を大きく、小さく（Ctrl+0 で元に）"),
)
OF_PAGE: dict[str, tuple[Key, ...]] = {
    "visit": (("↑ ↓ ← →", "答えや方法を順に選ぶ"),),
    "board": (("↑ ↓", "システムを選ぶ（Enter で変える）"),),
    "ledger": (("Ctrl+F", "受付を探す"), ("↑ ↓", "受付を選ぶ（Enter で開く）")),
}
_GROUPS = ("", "Alt+")
"""Numbers that answer or choose, and those that go to a place, stand together."""

_LISTED = 4
_SHORT = 20
"""So many letters of a few names stand in one line without anybody counting which is which."""

_ALWAYS = ("F1", "Ctrl+,")


def keys_here(window: QWidget) -> tuple[Key, ...]:
    """Each key once: what is next, the numbers, the other ways, then what acts on every page."""
    found: dict[str, str] = {}
    for control in window.findChildren(Pressable):
        if control.key and control.isVisible() and control.isEnabled():
            found.setdefault(control.key, control.label)
    answers, places = (_grouped(found, before) for before in _GROUPS)
    first = [("Enter", found.pop("Enter"))] if "Enter" in found else []
    always = [(key, found.pop(key)) for key in _ALWAYS if key in found]
    return (*first, *answers, *found.items(), *places, *always)


def _grouped(found: dict[str, str], before: str) -> list[Key]:
    """Takes the numbers behind `before` out of what was found: as one line where their words are
    short, else each with its own."""
    numbers = [key for key in found if key.startswith(before) and key[len(before) :].isdigit()]
    if not numbers:
        return []
    # 0 stands after 9 on the keyboard.
    numbers.sort(key=lambda key: (key.endswith("0"), key))
    words = [found.pop(key) for key in numbers]
    if 1 < len(words) <= _LISTED and sum(map(len, words)) > _SHORT:
        return list(zip(numbers, words, strict=True))
    more = "…" if len(words) > _LISTED else ""
    return [
        (_span([key[len(before) :] for key in numbers], before), "・".join(words[:_LISTED]) + more)
    ]


def _span(numbers: Sequence[str], before: str) -> str:
    """1 2 0, or 1 〜 6 where there are many."""
    if len(numbers) <= _LISTED:
        return before + " ".join(numbers)
    return f"{before}{numbers[0]} 〜 {numbers[-1]}"
