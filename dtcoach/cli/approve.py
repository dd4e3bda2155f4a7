"""`dtcoach approve`: somebody answers for the content on disk, once it is proved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from dtcoach.app.approval import approve
from dtcoach.cli.check import check
from dtcoach.cli.output import OK, print_json

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 while anything is wrong with the content."""
    checked = check(house, house.offered)
    approval = approve(
        house.offered, len(checked.proof.broken), given.by, house.clock.now(), house.approvals
    )
    if given.json:
        print_json(
            {
                "digest": approval.digest,
                "approver": approval.approver,
                "at": approval.at.isoformat(),
            }
        )
    else:
        print(f"版 {approval.digest[:12]} を {approval.approver} の承認として記録しました。")
    return OK
