"""お知らせ as a poster for the door: one sheet for each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dtcoach.app.document import Block, Document, Part, Title, Words
from dtcoach.app.notice import Notice
from dtcoach.app.paper import Imprint
from dtcoach.domain.content import LANGUAGES

GROUP = "掲示"
NAMES: Mapping[str, str] = {
    "ja": "標準",
    "easy": "やさしい日本語",
    "en": "英語",
    "zh": "中国語",
    "ko": "韓国語",
}
_HEAD, _BULLET = "■ ", "・"
_SIZES = {"ja": (21, 14.5, 13), "easy": (18, 12, 10.5)}
_FOREIGN_SIZES = (18, 13, 11.5)

Paragraph = Sequence[str]
"""Lines of one idea; a heading begins with ■."""


def poster(paragraphs: Iterable[Paragraph], language: str, *, bare: bool = False) -> Part:
    """What is true of everybody across the sheet: title, apology and since when. What can be done
    stands in two columns below."""
    largest, large, body = _SIZES.get(language, _FOREIGN_SIZES)
    title, *rest = paragraphs
    across: list[Block] = [Words("\n".join(title), largest, language=language)]
    below: list[Block] = []
    into = across
    for paragraph in rest:
        for line in paragraph:
            if line.startswith(_HEAD):
                into.append(Title(line.removeprefix(_HEAD), large, language=language))
            else:
                hang = _BULLET if line.startswith(_BULLET) else ""
                text = line.removeprefix(hang)
                into.append(Words(text, body, language=language, hang=hang))
        if paragraph and paragraph[0].startswith(_HEAD):
            into = below  # the first heading is since when
    title_of_part = f"お知らせ（{NAMES[language]}）"
    return Part(GROUP, title_of_part, tuple(across), tuple(below), bare=bare, one_page=True)


def notice_document(
    notice: Notice,
    ward: str,
    imprint: Imprint,
    marks: tuple[str, ...],
    *,
    languages: Sequence[str] = LANGUAGES,
    edited: Mapping[str, str] | None = None,
) -> Document:
    """The posters of a notice; `edited` are texts that somebody mended by hand, by language."""
    by_hand = edited or {}
    texts = {language: notice.texts[language].plain for language in languages}
    parts = tuple(
        poster(_paragraphs(by_hand.get(language, text)), language, bare=True)
        for language, text in texts.items()
    )
    return Document("お知らせ", "", ward, parts, imprint, marks)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for paragraph in text.strip().split("\n\n"):
        yield [line for line in paragraph.split("\n") if line.strip()]
