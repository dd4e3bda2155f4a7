"""The press: forms from their files, drawn with the fonts of this terminal."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath
from threading import RLock

from dtcoach.adapters.content.forms_index import form_headings
from dtcoach.adapters.content.nodes import UnsoundContent, read_yaml
from dtcoach.adapters.content.reading import Problems
from dtcoach.adapters.content.shared_files import read_phrases
from dtcoach.adapters.paper.chain import FontChain, chain_for
from dtcoach.adapters.paper.drawing import draw
from dtcoach.adapters.paper.form import Form
from dtcoach.adapters.paper.form_file import read_form
from dtcoach.adapters.paper.pictures import each_picture, pictures
from dtcoach.app.document import Document, Progress
from dtcoach.app.errors import ProblemFound
from dtcoach.app.marks import with_forms
from dtcoach.app.paper import FormHeading, Order, Paper, Picture
from dtcoach.app.report import ReportDocument
from dtcoach.domain.content import LANGUAGES, Content, Phrase
from dtcoach.domain.form_values import PAGE

INDEX, PHRASES = "index.yaml", "phrases.yaml"


class FormPress:
    """Implements `Press` over the files of `forms/`, the ward's own over the shipped ones."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        content: Callable[[], Content | None] = lambda: None,
        *,
        shipped: Mapping[str, bytes] | None = None,
        bundled_only: bool = False,
        is_approved: Callable[[], bool] = lambda: True,
    ) -> None:
        """`content`: forms may use its phrases and its official pages as well. `shipped`: takes
        the place of an index or of words that cannot be read. `bundled_only`: no font of the
        system, so that every machine gives the same page. `is_approved`: whether somebody answers
        for these files, asked once."""
        self._content = content
        self._files = files
        self._shipped = files if shipped is None else shipped
        self._bundled_only = bundled_only
        self._is_approved = is_approved
        self._lock = RLock()
        self._forms: dict[str, Form] = {}
        self._read_from: dict[str, bytes] = {}

    def headings(self) -> Mapping[str, FormHeading]:
        return self._headings

    @cached_property
    def _headings(self) -> Mapping[str, FormHeading]:
        try:
            headings = tuple(form_headings(self._files[INDEX]))
        except UnsoundContent:  # `check` names it; every visit asks for its papers
            headings = tuple(form_headings(self._shipped[INDEX]))
        return {
            heading.id: replace(heading, is_wards_own=f"{heading.id}.yaml" not in self._files)
            for heading in headings
        }

    @cached_property
    def phrases(self) -> Mapping[str, Phrase]:
        """The words of forms for residents."""
        own: Mapping[str, Phrase] = {}
        for files in (self._files, self._shipped):
            if PHRASES in files:
                with contextlib.suppress(UnsoundContent):
                    own = read_phrases(
                        read_yaml(PurePosixPath(PHRASES), files[PHRASES]), Problems()
                    )
                    break
        content = self._content()
        return own if content is None else {**content.phrases, **own}

    def form(self, form_id: str) -> Form:
        """A form, read once. Raises ProblemFound."""
        with self._lock:
            if form_id not in self._forms:
                data = self._files.get(f"{form_id}.yaml")
                if data is None or f"{form_id}.yaml" in (INDEX, PHRASES):
                    raise ProblemFound(
                        f"「{form_id}」の様式は dtcoach にありません。区の用紙を使ってください。"
                    )
                self._forms[form_id] = self._read(form_id, data)
            return self._forms[form_id]

    def _read(self, form_id: str, data: bytes) -> Form:
        """From its file, or from the shipped one where the ward's cannot be read: a slip with the
        usual layout is better than none."""
        name = f"{form_id}.yaml"
        shipped = self._shipped.get(name, data)
        for given in (data, shipped):
            try:
                form = read_form(read_yaml(PurePosixPath("forms", name), given), self.phrases)
            except UnsoundContent as error:
                if given == shipped:
                    raise ProblemFound(f"用紙のデータに誤りがあります。{error}") from None
                continue
            self._read_from[form_id] = given
            return form
        raise AssertionError(form_id)

    def languages(self, form: str) -> tuple[str, ...]:
        made = self.form(form)
        if not made.for_resident:
            return ("ja",)
        used = made.said()
        return tuple(
            language for language in LANGUAGES if language == "ja" or self._can_say(language, used)
        )

    def _can_say(self, language: str, phrases: Sequence[Phrase]) -> bool:
        words = "".join(phrase.words.get(language, "") for phrase in phrases)
        return bool(words) and self._chain(language).has(words.replace("《", "").replace("》", ""))

    def _chain(self, language: str) -> FontChain:
        own = language if language in ("zh", "ko") else "ja"
        return chain_for(own, bundled_only=self._bundled_only)

    def labels_on(self, form: str) -> int:
        if f"{form}.yaml" not in self._files:
            return 0
        labels = self.form(form).labels
        return 0 if labels is None else labels.count

    def draw(self, order: Order) -> Paper:
        form = self.form(order.form)
        order = replace(order, values={**self._pages(), **order.values})
        return draw(form, self._stamped(order), self._chain(order.language))

    def bind(self, document: Document, progress: Progress) -> Paper:
        """All of it as one PDF."""
        from dtcoach.adapters.paper.binder import DocumentBinder

        document = replace(document, marks=self._marks(document.marks))
        return DocumentBinder(self.form, self._stamped, self._chain).bind(document, progress)

    def _marks(self, marks: Sequence[str]) -> tuple[str, ...]:
        return with_forms(marks, approved=self._approved)

    @cached_property
    def _approved(self) -> bool:
        return self._is_approved()

    def report(self, document: ReportDocument, progress: Progress) -> Paper:
        """A report as one PDF."""
        from dtcoach.adapters.paper.report_pages import draw_report

        return draw_report(document, self._chain("ja"), progress)

    def _pages(self) -> Mapping[str, str]:
        """The addresses of official pages, for their QR codes."""
        content = self._content()
        pages = {} if content is None else content.pages
        return {f"{PAGE}{name}": page.url for name, page in pages.items()}

    def _stamped(self, order: Order) -> Order:
        """The imprint names the form's own version, too: a ward may have changed it."""
        self.form(order.form)
        files = (self._read_from[order.form], self._files.get(PHRASES, b""))
        own = hashlib.sha256(b"\0".join(files)).hexdigest()[:6]
        content = f"{order.imprint.content}-{own}"
        imprint = replace(order.imprint, content=content)
        return replace(order, imprint=imprint, marks=self._marks(order.marks))

    def pictures(self, pdf: bytes, dpi: int, most: int | None = None) -> tuple[Picture, ...]:
        return pictures(pdf, dpi, most)

    def each_picture(self, pdf: bytes, dpi: int) -> Iterator[Picture]:
        return each_picture(pdf, dpi)
