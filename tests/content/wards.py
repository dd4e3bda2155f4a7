"""A ward that has confirmed its profile: the shipped one with values for an invented ward."""

from __future__ import annotations

import re

from tests.shipped import FILES

CONFIRMED = {
    "menu": "[residence-certificate, seal-certificate, family-register-certificate]",
    "hours": "06:30..23:00",
    "closed": "[12-29..01-03, 2025-05-05]",
    "maintenance": "[2025-02-12, 2025-02-19 18:00..2025-02-20 09:00]",
    "fee": "{residence-certificate: 200, seal-certificate: 200, family-register-certificate: 350}",
    "depends-on-own-system": "no",
    "certificates": "[residence-certificate]",
    "snapshot": "23:00",
    "flags-shown": "yes",
    "wording": "表示の日時の記録による",
    "decided-by": "課長",
    "kind": "簡易書留",
    "years": "5",
    "period": "month",
}
"""Values by key, wherever that key stands in the typed part of the profile."""

OWN_HOURS = "  hours-of: {family-register-certificate: {月..金: 09:00..17:00}}\n"
SLA_HOURS = "  percent: 97.5\n  hours: 要確認"


def confirmed(**changed: str) -> bytes:
    """The profile with everything above confirmed; `changed` replaces, by key with _ for -."""
    values = {**CONFIRMED, **{key.replace("_", "-"): value for key, value in changed.items()}}
    text = re.sub(r"(?m)(?:^|\s+)#.*", "", FILES["profile.yaml"].decode())
    head, found, settings = text.partition("\nsettings:")
    assert found
    assert SLA_HOURS in head
    head = head.replace(SLA_HOURS, "  percent: 97.5\n  hours: counter")
    for key, value in values.items():
        head, count = re.subn(rf"(?m)^  {key}: .*$", f"  {key}: {value}", head, count=1)
        assert count == 1, key
    head = head.replace("hours: 要確認}", "hours: {月..金: 08:30..17:00, 土: [09:00..12:00]}}")
    head = head.replace("konbini:\n", f"konbini:\n{OWN_HOURS}", 1)
    held = head.index("accept-and-hold:")
    head = head[:held] + head[held:].replace(": 要確認", ": yes")
    assert "要確認" not in head or "要確認" in changed.values()
    return f"{head}{found}{settings}".encode()
