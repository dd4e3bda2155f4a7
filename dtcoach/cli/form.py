"""`dtcoach form`: one form as PDF, filled from a visit or blank."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.counter import Counter
from dtcoach.app.errors import ProblemFound, WrongUsage
from dtcoach.app.marks import paper_marks
from dtcoach.app.operations import resume
from dtcoach.app.paper import Order, Paper, imprint_of
from dtcoach.app.registers import REGISTERS, register_values
from dtcoach.app.words_in import quoted
from dtcoach.cli.export import incident_named
from dtcoach.cli.output import OK, complain, print_json
from dtcoach.domain.form_values import blank_values
from dtcoach.domain.words import PaperWay

if TYPE_CHECKING:
    from dtcoach.compose import House
    from dtcoach.domain.visit import VisitState

ACTOR = "dtcoach form"


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file is written, and logged where it is a visit's."""
    headings = house.press.headings()
    if given.form not in headings:
        raise WrongUsage(f"{quoted(given.form)}という用紙はありません。")
    if given.language not in house.press.languages(given.form):
        raise WrongUsage(f"この用紙は {given.language} では印刷できません。")
    if given.incident is not None and given.form not in REGISTERS:
        raise WrongUsage(f"--incident で出せるのは {' '.join(REGISTERS)} です。")
    if given.incident is not None:
        paper = _register(house, given)
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
        print(
            f"{given.output} に {headings[given.form].title}（{paper.pages} ページ）を書きました。"
        )
    return OK


def _blank(house: House, given: argparse.Namespace) -> Paper:
    approval = house.in_force.approval
    imprint = imprint_of(house.content.digest, approval, house.clock.now())
    values = blank_values(house.content)
    order = Order(given.form, values, imprint, paper_marks(None, approval), given.language)
    paper = house.press.draw(order)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _register(house: House, given: argparse.Namespace) -> Paper:
    """A list of the incident, as the log has it now."""
    opened = house.open_log()
    for notice in opened.notices:
        complain(notice.sentence)
    try:
        row = incident_named(opened.log, given.incident)
        now, content = house.clock.now(), house.content
        state = resume(opened.log, house.clock, row.id).state
        approval = house.in_force.approval
        order = Order(
            given.form,
            register_values(state, opened.log, content, now),
            imprint_of(content.digest, approval, now),
            paper_marks(row.kind, approval),
        )
    finally:
        opened.log.close()
    paper = house.press.draw(order)
    house.write_file(Path(given.output), paper.pdf)
    return paper


def _of_visit(house: House, given: argparse.Namespace) -> Paper:
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
        visit = _visit_named(counter, given.visit)
        papers = counter.papers
        slip = papers.slip(visit, _request_of(counter, visit, given.form), given.form)
        paper = papers.press.draw(papers.order(visit, slip, given.language))
        house.write_file(Path(given.output), paper.pdf)
        papers.printed(visit, counter.clerk, slip, PaperWay.FILE)
        return paper
    finally:
        opened.log.close()


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
