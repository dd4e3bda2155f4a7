"""`dtcoach form`: one paper as PDF, filled from a visit or an incident, or blank."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.counter import Counter
from dtcoach.app.document import no_progress
from dtcoach.app.drill_papers import DRILL_PAPERS, drill_document
from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.incident_papers import DOCUMENTS, INCIDENT_PAPERS, NOTICE, IncidentPapers
from dtcoach.app.labels import SHEETS, label_order, read_addresses
from dtcoach.app.marks import paper_marks
from dtcoach.app.paper import Order, Paper, imprint_of
from dtcoach.app.words_in import quoted
from dtcoach.cli.export import incident_named
from dtcoach.cli.output import OK, complain, print_json
from dtcoach.domain.content import LANGUAGES
from dtcoach.domain.form_values import blank_values
from dtcoach.domain.words import IncidentKind, PaperWay

if TYPE_CHECKING:
    from dtcoach.compose import House
    from dtcoach.domain.visit import VisitState

ACTOR = "dtcoach form"


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file is written, and logged where it is a visit's."""
    title = _title(house, given)
    if given.text is not None:
        return _notice_text(house, given)
    if given.addresses is not None:
        paper = _labels(house, given)
    elif given.form in DRILL_PAPERS:
        paper = _of_drill(house, given)
    elif given.incident is not None:
        paper = _of_incident(house, given)
    else:
        paper = _blank(house, given) if given.visit is None else _of_visit(house, given)
    for cluster in paper.doubtful:
        complain(f"「{cluster}」の字形がこの端末にありません。点線を引いて印刷しました。")
    for field in paper.cut:
        complain(f"「{field}」は枠に入りきりません。続きを手で書いてください。")
    if given.json:
        print_json(
            {
                "file": given.output,
                "pages": paper.pages,
                "doubtful": list(paper.doubtful),
                "cut": list(paper.cut),
            }
        )
    else:
        print(f"{given.output} に {title}（{paper.pages} ページ）を書きました。")
    return OK


def _title(house: House, given: argparse.Namespace) -> str:
    """The name of the paper. Raises WrongUsage for words that do not go together."""
    if given.text is not None and given.form != NOTICE:
        raise WrongUsage(f"--text は {NOTICE} だけに使います。")
    if given.addresses is not None and given.form not in SHEETS:
        raise WrongUsage(f"--addresses で出せるのは {' '.join(SHEETS)} です。")
    if given.incident is not None and given.form not in INCIDENT_PAPERS:
        raise WrongUsage(f"--incident で出せるのは {' '.join(INCIDENT_PAPERS)} です。")
    if (given.form in DRILL_PAPERS) != (given.drill is not None):
        raise WrongUsage(f"--drill は {' '.join(DRILL_PAPERS)} と一緒に使います。")
    if given.form in DRILL_PAPERS:
        return DRILL_PAPERS[given.form]
    if given.form in DOCUMENTS:
        if given.incident is None:
            raise WrongUsage(f"{given.form} には --incident が要ります。")
        return DOCUMENTS[given.form]
    headings = house.press.headings()
    if given.form not in headings:
        raise WrongUsage(f"{quoted(given.form)}という用紙はありません。")
    if (given.language or "ja") not in house.press.languages(given.form):
        raise WrongUsage(f"この用紙は {given.language} では印刷できません。")
    return headings[given.form].title


def _blank(house: House, given: argparse.Namespace) -> Paper:
    approval = house.in_force.approval
    imprint = imprint_of(house.content.digest, approval, house.clock.now())
    values = blank_values(house.content)
    marks = paper_marks(None, approval)
    order = Order(given.form, values, imprint, marks, given.language or "ja")
    paper = house.press.draw(order)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _labels(house: House, given: argparse.Namespace) -> Paper:
    """A sheet of labels from a file of addresses."""
    approval = house.in_force.approval
    with Path(given.addresses).open(encoding="utf-8-sig", newline="") as file:
        labels = read_addresses(file)
    order = label_order(
        labels,
        house.press,
        imprint_of(house.content.digest, approval, house.clock.now()),
        marks=paper_marks(None, approval),
        sheet=given.form,
        start=given.start,
        sender=house.content.profile.ward,
    )
    paper = house.press.draw(order)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _of_drill(house: House, given: argparse.Namespace) -> Paper:
    """Role cards, or the evaluation sheet, of a drill on disk."""
    drill = next((one for one in house.drills.listed() if one.id == given.drill), None)
    if drill is None:
        raise ProblemFound(f"{quoted(given.drill)}という訓練の進行表はありません。")
    content, approval = house.content, house.in_force.approval
    imprint = imprint_of(content.digest, approval, house.clock.now())
    marks = paper_marks(IncidentKind.DRILL, approval)
    closed = house.days.is_closed
    document = drill_document(given.form, drill, content, closed, imprint, marks)
    paper = house.press.bind(document, no_progress)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _of_incident(house: House, given: argparse.Namespace) -> Paper:
    """A paper of the incident, as the log has it now."""
    with _counter_in(house, given.incident) as counter:
        languages = LANGUAGES if given.language is None else (given.language,)
        paper = IncidentPapers(counter).draw(given.form, languages)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _notice_text(house: House, given: argparse.Namespace) -> int:
    """The words of the notice, for the ward's web page or for one message."""
    with _counter_in(house, given.incident) as counter:
        notice = IncidentPapers(counter).notice_now()
    languages = LANGUAGES if given.language is None else (given.language,)
    text = notice.sns
    if given.text == "web":
        text = f"\n\n{'―' * 20}\n\n".join(notice.texts[language].plain for language in languages)
    house.write_file(Path(given.output), f"{text}\n".encode())
    if given.json:
        print_json({"file": given.output, "characters": len(text)})
    else:
        print(f"{given.output} に お知らせの文（{len(text)}字）を書きました。")
    return OK


@contextlib.contextmanager
def _counter_in(house: House, incident: str) -> Iterator[Counter]:
    """A counter that has entered that incident."""
    with _counter(house) as counter:
        counter.resume(incident_named(counter.log, incident).id)
        yield counter


@contextlib.contextmanager
def _counter(house: House) -> Iterator[Counter]:
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    try:
        counter = Counter(
            opened.log,
            house.shelf,
            house.clock,
            house.days,
            house.new_id,
            make_press=lambda: house.press,
        )
        counter.clerk = type(counter.clerk)(ACTOR, "")
        yield counter
    finally:
        opened.log.close()


def _of_visit(house: House, given: argparse.Namespace) -> Paper:
    with _counter(house) as counter:
        visit = _visit_named(counter, given.visit)
        papers = counter.papers
        slip = papers.slip(visit, _request_of(counter, visit, given.form), given.form)
        paper = papers.press.draw(papers.order(visit, slip, given.language or "ja"))
        house.write_file(Path(given.output), paper.pdf)
        papers.printed(visit, counter.clerk, slip, PaperWay.FILE)
        return paper


def _visit_named(counter: Counter, name: str) -> VisitState:
    """The visit of that id, or the only one of that number; its incident is entered."""
    row = counter.log.visit(name)
    found = [] if row is None else [row]
    if not found:
        for incident in counter.log.incidents():
            rows = counter.log.visits(incident.id, text=name)
            found += [visit for visit in rows if visit.number == name]
    if len(found) != 1:
        told = "ありません" if not found else f"{len(found)} 件あります。id で指定してください"
        raise ProblemFound(f"{quoted(name)}という受付は{told}。")
    counter.resume(found[0].incident)
    return counter.desk.visit(found[0].id)


def _request_of(counter: Counter, visit: VisitState, form: str) -> int:
    """The request whose route has that paper; else the first."""
    for request, known in counter.desk.forms_of(visit):
        if known == form:
            return request
    return visit.requests[0].request if visit.requests else 1
