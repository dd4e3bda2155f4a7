"""What people write in the outage report: each draft is an event, and so is who answers for it."""

from __future__ import annotations

from dtcoach.app.errors import ProblemFound
from dtcoach.app.operations import Operations
from dtcoach.domain.events import EstimateEntered, ReportSettled, ReportWritten
from dtcoach.domain.figures.written import written_report
from dtcoach.domain.words import ReportPart

MOST_PEOPLE = 9_999_999
NO_GROUND = "推計の根拠を書いてください。例 前年の同じ日の来庁者数から"
NO_PEOPLE = f"推計した人数を、1 から {MOST_PEOPLE:,} までの数で入れてください。例 320"
NO_NAME = "確定する人の氏名がわかりません。左下の名前を入れてから、もう一度押してください。"


def write_part(operations: Operations, actor: str, part: ReportPart, text: str) -> bool:
    """A part as it stands now; False where it stood so already and nothing was written. Raises
    StorageTrouble, and ProblemFound where 個人番号 stands in it."""
    kept = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    if written_report(operations.state.journal).text(part) == kept:
        return False
    operations.write(actor, [ReportWritten(part, kept)])
    return True


def enter_estimate(operations: Operations, actor: str, people: int, ground: str) -> None:
    """An estimate with what it was made from; the log holds who made it and when."""
    if not 1 <= people <= MOST_PEOPLE:
        raise ProblemFound(NO_PEOPLE)
    if not ground.strip():
        raise ProblemFound(NO_GROUND)
    operations.write(actor, [EstimateEntered(people, ground.strip())])


def take_back_estimate(operations: Operations, actor: str) -> None:
    """There is no estimate any more."""
    operations.write(actor, [EstimateEntered(None, "")])


def settle_report(operations: Operations, actor: str) -> None:
    """The actor answers for the report as it is written now."""
    if not actor.strip():
        raise ProblemFound(NO_NAME)
    operations.write(actor, [ReportSettled()])
