"""`dtcoach approve`: somebody answers for the content on disk, once it is proved."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from dtcoach.app.approval import FormsOnDisk, approve
from dtcoach.cli.check import check
from dtcoach.cli.output import OK, print_json

if TYPE_CHECKING:
    from dtcoach.compose import House


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 while anything is wrong with the content."""
    checked = check(house, house.offered)
    approval = approve(
        house.offered,
        FormsOnDisk(house.forms_digest, house.form_problems()),
        len(checked.proof.broken),
        given.by,
        house.clock.now(),
        house.approvals,
    )
    if given.json:
        print_json(
            {
                "digest": approval.digest,
                "forms": approval.forms,
                "approver": approval.approver,
                "at": approval.at.isoformat(),
            }
        )
    else:
        print(
            f"版 {approval.digest[:12]} と用紙 {approval.forms[:12]} を"
            f" {approval.approver} の承認として記録しました。"
        )
    return OK
