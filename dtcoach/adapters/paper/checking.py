"""Is a form sound? Boxes on the page and apart, fields that exist, words that fit and can be
printed: every fault as `file:line: sentence`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from dtcoach.adapters.content.forms_index import form_headings
from dtcoach.adapters.content.languages import check_languages, read_glossary
from dtcoach.adapters.content.nodes import Entries, Node, Problem, UnsoundContent, read_yaml
from dtcoach.adapters.content.reading import Problems, suggestion
from dtcoach.adapters.content.shared_files import read_phrases
from dtcoach.adapters.paper.chain import FontChain, chain_for
from dtcoach.adapters.paper.drawing import trial
from dtcoach.adapters.paper.form import FOOT_MM, LABEL_PAD_MM, MARGIN_MM, Box, BoxKind, Form
from dtcoach.adapters.paper.form_file import read_form
from dtcoach.adapters.paper.press import INDEX, PHRASES
from dtcoach.app.paper import Imprint, Order
from dtcoach.domain.content import LANGUAGES, Content, Phrase
from dtcoach.domain.form_values import FIELDS, PAGE, TABLES, Value
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING, SECRETS

_HAIR_MM = 0.01
_FOREIGN = ("zh", "ko")
"""Languages whose fonts are the terminal's own: what it lacks is found when it prints."""


def form_problems(
    files: Mapping[str, bytes], content: Content | None, glossary: bytes | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with these forms, by file and line."""
    problems = Problems()
    said = {} if content is None else content.phrases
    pages = set[str]() if content is None else {f"{PAGE}{name}" for name in content.pages}
    phrases = {**said, **_phrases(files, glossary, problems)}
    known = problems.attempt(_named, files[INDEX])
    for name in sorted(files):
        if name in (INDEX, PHRASES):
            continue
        root = problems.attempt(read_yaml, PurePosixPath("forms", name), files[name])
        form = None if root is None else problems.attempt(read_form, root, phrases)
        if form is None:
            continue
        if f"{form.id}.yaml" != name:
            problems.add(form.node, f"form は「{name.removesuffix('.yaml')}」と書きます")
        if known is not None and form.id not in known:
            problems.add(form.node, "forms/index.yaml に、この用紙の名前がありません")
        for node, sentence in dict.fromkeys(_faults(form, pages)):
            problems.add(node, sentence)
    return tuple(sorted(problems.found, key=lambda problem: (str(problem.file), problem.line)))


def _named(index: bytes) -> frozenset[str]:
    return frozenset(heading.id for heading in form_headings(index))


def _phrases(
    files: Mapping[str, bytes], glossary: bytes | None, problems: Problems
) -> Mapping[str, Phrase]:
    data = files.get(PHRASES)
    root = (
        None if data is None else problems.attempt(read_yaml, PurePosixPath("forms", PHRASES), data)
    )
    if root is None or not isinstance(root, Entries):
        return {}
    phrases = read_phrases(root, problems)
    try:
        words = (
            {}
            if glossary is None
            else read_glossary(read_yaml(PurePosixPath("glossary.yaml"), glossary), Problems())
        )
    except UnsoundContent:
        words = {}  # told with the content itself
    check_languages(phrases, root, words, problems)
    return phrases


_LONG_AT = "令和17年12月23日（月）10:45"


def _faults(form: Form, pages: Collection[str]) -> Iterator[tuple[Node, str]]:
    yield from _places(form)
    yield from _wording(form)
    fields: Collection[str] = FIELDS
    if form.labels is not None:
        fields = TABLES.get(form.labels.table, {})
        if not fields:
            yield form.node, f"「{form.labels.table}」という表はありません"
    for box in form.boxes:
        yield from _fields(box, pages, fields)
    chain = chain_for(bundled_only=True)
    for language in LANGUAGES if form.for_resident else ("ja",):
        yield from _words(form, language, chain)


def _places(form: Form) -> Iterator[tuple[Node, str]]:
    right, below = form.width - MARGIN_MM, form.height - MARGIN_MM - FOOT_MM / 2
    if form.labels is not None:
        right, below = (side - LABEL_PAD_MM for side in (form.labels.width, form.labels.height))
    for index, box in enumerate(form.boxes):
        if box.x + box.width > right + _HAIR_MM:
            yield box.node, f"枠が紙の右にはみ出します（{box.x + box.width - right:.0f} mm）"
        if box.y + box.height > below + _HAIR_MM:
            yield box.node, f"枠が紙の下にはみ出します（{box.y + box.height - below:.0f} mm）"
        if box.width <= 0:
            yield box.node, "枠の幅が残っていません"
        wide = sum(column.width for column in box.columns)
        if wide > box.width + _HAIR_MM:
            yield box.node, f"表の列の幅（{wide:.0f} mm）が、枠（{box.width:.0f} mm）を超えます"
        for other in form.boxes[:index]:
            if _overlap(box, other):
                yield box.node, f"{other.node.line} 行目の枠と重なります"


def _wording(form: Form) -> Iterator[tuple[Node, str]]:
    """What no paper may promise, reveal, ask for or pretend to be (design §6)."""
    yield from _said_badly(form.node, form.title)
    for box in form.boxes:
        labels = [box.label, *(column.label for column in box.columns)]
        for text in (*labels, box.text, *box.choices):
            yield from _said_badly(box.node, text)
        for label in labels:
            if found := SECRETS.search(label):
                yield box.node, f"「{found[0]}」を書く欄は置けません"
    for phrase in form.said():
        for text in phrase.words.values():
            yield from _said_badly(form.node, text)


def _said_badly(node: Node, text: str) -> Iterator[tuple[Node, str]]:
    if found := PROMISES.search(text):
        yield node, f"「{found[0]}」は約束の言葉です"
    if found := REVEALING.search(text):
        yield node, f"「{found[0]}」は理由を明かす言葉です"
    if found := MARKS.search(text):
        yield node, f"「{found[0]}」の印は、用紙のデータに書けません"


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x + _HAIR_MM < other.x + other.width
        and other.x + _HAIR_MM < one.x + one.width
        and one.y + _HAIR_MM < other.y + other.height
        and other.y + _HAIR_MM < one.y + one.height
    )


def _fields(
    box: Box, pages: Collection[str], fields: Collection[str]
) -> Iterator[tuple[Node, str]]:
    if box.kind is BoxKind.TABLE:
        columns = TABLES.get(box.field)
        if columns is None:
            yield box.node, f"「{box.field}」という表はありません{suggestion(box.field, TABLES)}"
            return
        for column in box.columns:
            if column.field and column.field not in columns:
                hint = suggestion(column.field, columns)
                yield box.node, f"「{column.field}」を入れる値はありません{hint}"
    elif box.kind is BoxKind.QR and box.field.startswith(PAGE):
        if box.field not in pages:
            hint = suggestion(box.field, pages)
            yield box.node, f"「{box.field}」というページは pages.yaml にありません{hint}"
    elif box.field and box.field not in fields:
        yield box.node, f"「{box.field}」を入れる値はありません{suggestion(box.field, fields)}"


def _words(form: Form, language: str, chain: FontChain) -> Iterator[tuple[Node, str]]:
    """Drawn with the longest values: what is cut, what has no shape."""
    for box, cut, doubtful in trial(form, _longest(form, language), chain):
        node = form.node if box is None else box.node
        where = "" if language == "ja" else f"（{language}）"
        if cut:
            yield node, f"「{cut[0]}」が枠に入りきりません{where}"
        if doubtful and language not in _FOREIGN:
            yield node, f"「{doubtful[0]}」を印刷できる字形がありません{where}"


def _longest(form: Form, language: str) -> Order:
    values: dict[str, Value] = {name: field.longest for name, field in FIELDS.items()}
    for name, columns in TABLES.items():
        table = form.table
        count = table.rows if table is not None and table.field == name else 1
        row = {column: field.longest for column, field in columns.items()}
        values[name] = (row,) * count
        if form.labels is not None and form.labels.table == name:
            values |= row
    imprint = Imprint("0" * 15, "承認 品川 花子左衛門 令和17年12月23日（月）", _LONG_AT)
    return Order(form.id, values, imprint, language=language)
