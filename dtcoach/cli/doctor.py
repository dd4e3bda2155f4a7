"""`dtcoach doctor`: is this terminal ready?"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from dtcoach.app.doctor import Level, examine
from dtcoach.app.ward_settings import ward_settings
from dtcoach.cli.output import OK, PROBLEM, print_json

if TYPE_CHECKING:
    from dtcoach.compose import House

_MARKS = {Level.FINE: "○", Level.NOTE: "△", Level.PROBLEM: "×"}


def run(house: House, given: argparse.Namespace) -> int:
    """Exit 1 when something would stop or endanger the work. What is 要確認 does neither."""
    if given.settings:
        return _settings(house, given)
    found = examine(house.looks())
    is_ready = all(finding.level is not Level.PROBLEM for finding in found)
    if given.json:
        print_json(
            {
                "ready": is_ready,
                "findings": [
                    {
                        "about": finding.about,
                        "level": finding.level.value,
                        "message": finding.sentence,
                    }
                    for finding in found
                ],
            }
        )
    else:
        for finding in found:
            print(f"{_MARKS[finding.level]} {finding.sentence}")
        print("この端末は使えます。" if is_ready else "×の項目を直してください。")
    return OK if is_ready else PROBLEM


def _settings(house: House, given: argparse.Namespace) -> int:
    found = tuple(ward_settings(house.content))
    if given.json:
        print_json({"settings": [asdict(setting) for setting in found]})
        return OK
    for setting in found:
        mark = Level.NOTE if setting.value is None else Level.FINE
        print(f"{_MARKS[mark]} {setting.label}: {setting.value or '要確認'}")
    unconfirmed = sum(setting.value is None for setting in found)
    print(
        f"{len(found)} 件のうち {unconfirmed} 件が要確認です。決まったら profile.yaml に書きます。"
    )
    return OK
