"""`dtcoach pack`: the whole coach on paper, before the power goes."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.errors import WrongUsage
from dtcoach.app.pack import PackWish, slips_taken
from dtcoach.app.pack_making import pack_of
from dtcoach.app.slip_book import next_slip, refuse_printed
from dtcoach.app.words_in import moment_in, quoted
from dtcoach.cli.output import OK, complain, print_json
from dtcoach.domain.slips import slip_number

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 0 when the file is written whole."""
    label = house.label if given.label is None else given.label
    if not re.fullmatch(r"[0-9A-Z]{1,16}", label):
        raise WrongUsage(f"--label は半角の数字と大文字で書いてください（{quoted(label)}）。")
    book = house.slip_book
    first = next_slip(book.ranges(), label) if given.first_slip is None else given.first_slip
    wish = PackWish(
        scenario=given.scenario,
        at=house.clock.now() if given.at is None else moment_in(given.at, "at"),
        drill=given.drill,
        label=label,
        first_slip=first,
        slips=given.slips,
    )
    if wish.range is not None:
        refuse_printed(book.ranges(), wish.range)
    progress = _Progress()
    document = pack_of(
        house.content, wish, house.press, house.days, house.in_force.approval, progress
    )
    paper = house.press.bind(document, progress)
    progress.end()
    with slips_taken(wish, book):
        house.write_file(Path(given.output), paper.pdf)
    for cluster in paper.doubtful:
        complain(f"「{cluster}」の字形がこの端末にありません。点線を引いて印刷しました。")
    for field in paper.cut:
        complain(f"「{field}」は枠に入りきりません。")
    if given.json:
        print_json(
            {
                "file": given.output,
                "scenario": given.scenario,
                "pages": paper.pages,
                "next_slip": first + given.slips,
                "doubtful": list(paper.doubtful),
                "cut": list(paper.cut),
            }
        )
        return OK
    print(f"{given.output} に紙の一式（{document.subject}、{paper.pages} ページ）を書きました。")
    if given.slips:
        last = slip_number(label, first + given.slips - 1)
        print(
            f"受付票は {slip_number(label, first)}〜{last} です。次に作るときは、その続きにします。"
        )
    return OK


class _Progress:
    """Pages done, on one line of a terminal; nothing where nobody looks."""

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()

    def __call__(self, done: int, pages: int) -> None:
        if self._shows:
            words = f"{done} / {pages} ページ" if pages else "手順を調べています…"
            print(f"\r{words}   ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """The line is left behind."""
        if self._shows:
            print(file=sys.stderr)
