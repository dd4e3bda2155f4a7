"""A text in a box: wrapped as Japanese is, then smaller, then narrower; it never runs over."""

from __future__ import annotations

from collections.abc import Sequence

from dtcoach.adapters.paper.chain import FontChain, Glyph
from dtcoach.adapters.paper.faces import UNITS
from dtcoach.domain.clusters import clusters_of
from dtcoach.frozen import dataclass

LEAST_PT = 7.0
LEADING = 1.32
_NARROWEST = 0.7
_NOT_FIRST = frozenset(
    "、。，．・：；？！」』）］｝〕〉》】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%々〜"
)
_NOT_LAST = frozenset("「『（［｛〔〈《【([{")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines to draw at `size` points, each squeezed to `narrow` of its width. `cut`: the end of
    the text did not fit even so and is missing; the last line says so with …."""

    size: float
    narrow: float
    lines: tuple[tuple[Glyph, ...], ...]
    cut: bool = False

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.size * LEADING


def width_of(glyphs: Sequence[Glyph], size: float) -> float:
    """In points."""
    return sum(glyph.advance for glyph in glyphs) * size / UNITS


def fit(
    text: str, chain: FontChain, width: float, height: float, size: float, *, one_line: bool = False
) -> Fitted:
    """The text in a box of that many points, at `size` or as much smaller as it must be."""
    most = _most_chars(width, height)
    if len(text) > most:  # a whole page pasted into a name: what cannot be drawn is not measured
        fitted = fit(text[:most], chain, width, height, size, one_line=one_line)
        return fitted if fitted.cut else _cut(fitted, chain, width, height)
    paragraphs = [
        tuple(chain.glyph(cluster) for cluster in clusters_of(line)) for line in text.split("\n")
    ]
    steps = [size - 0.5 * i for i in range(int((size - LEAST_PT) * 2) + 1)]
    if not steps or steps[-1] > LEAST_PT:
        steps.append(min(size, LEAST_PT))
    squeezes = [(step, 1.0) for step in steps]
    squeezes += [(steps[-1], 0.85), (steps[-1], _NARROWEST)]
    fitted = Fitted(size, 1.0, ())
    for step, narrow in squeezes:
        lines = _wrapped(paragraphs, width / narrow, step)
        fitted = Fitted(step, narrow, lines)
        if one_line and len(lines) > len(paragraphs):
            continue
        if fitted.height <= height + step * (LEADING - 1) + 0.01:
            return fitted
    return _cut(fitted, chain, width, height)


def _most_chars(width: float, height: float) -> int:
    """More than ever fit, marks that stand on others included."""
    rows = height / (LEAST_PT * LEADING) + 1
    return int(8 * rows * (width / (LEAST_PT * _NARROWEST * 0.25) + 1))


def _cut(fitted: Fitted, chain: FontChain, width: float, height: float) -> Fitted:
    rows = max(int((height + fitted.size * (LEADING - 1)) // (fitted.size * LEADING)), 1)
    lines = list(fitted.lines[:rows])
    dots = chain.glyph("…")
    last = list(lines[-1])
    while last and width_of([*last, dots], fitted.size) > width / fitted.narrow:
        last.pop()
    lines[-1] = (*last, dots)
    return Fitted(fitted.size, fitted.narrow, tuple(lines), cut=True)


def _wrapped(
    paragraphs: Sequence[tuple[Glyph, ...]], width: float, size: float
) -> tuple[tuple[Glyph, ...], ...]:
    lines: list[tuple[Glyph, ...]] = []
    room = width * UNITS / size + 1
    for paragraph in paragraphs:
        lines += _lines(paragraph, room)
    return tuple(lines)


def _lines(glyphs: tuple[Glyph, ...], room: float) -> list[tuple[Glyph, ...]]:
    lines: list[tuple[Glyph, ...]] = []
    line: list[Glyph] = []
    taken = 0.0
    for word in _words(glyphs):
        length = sum(glyph.advance for glyph in word)
        if line and taken + length > room:
            if all(glyph.cluster == " " for glyph in word):
                continue
            lines.append(_trimmed(line))
            line, taken = [], 0.0
        if length <= room:
            line += word
            taken += length
            continue
        for glyph in word:  # longer than a line: broken where it must be
            if line and taken + glyph.advance > room:
                lines.append(_trimmed(line))
                line, taken = [], 0.0
            line.append(glyph)
            taken += glyph.advance
    lines.append(_trimmed(line))
    return lines


def _trimmed(line: list[Glyph]) -> tuple[Glyph, ...]:
    end = len(line)
    while end and line[end - 1].cluster == " ":
        end -= 1
    return tuple(line[:end])


def _words(glyphs: tuple[Glyph, ...]) -> list[tuple[Glyph, ...]]:
    """Pieces that stay on one line: a Latin or Korean word, a character with its punctuation."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        char = glyph.cluster[0]
        before = words[-1][-1].cluster[0] if words else " "
        joins = (
            (_is_letter(char) and _is_letter(before)) or char in _NOT_FIRST or before in _NOT_LAST
        )
        if words and joins and before != " " and char != " ":
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return [tuple(word) for word in words]


def _is_letter(char: str) -> bool:
    return (
        char.isalnum() and not "\u2e80" <= char <= "\u9fff" and ord(char) < 0xF900
    ) or char in "-'/@_."
