"""A visit whose answers are known takes ten keys at the most, beyond what is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.ui.kit.focus import FocusTracker
from tests.ui.clerk import Clerk
from tests.ui.gallery_visit import FACTS, outage, window_of

KNOWN = {
    **FACTS,
    "has_seal_card": "yes",
    "seal_changed": "no",
    "filed_move_out": "no",
    "wants_certificate": "no",
    "moving_abroad": "no",
    "planned_move_out_date": "2025-01-10",
    "taxed_here": "yes",
    "tax_clear": "yes",
    "photo_id": "yes",
    "removed_record": "no",
}
MOST = 10


@pytest.mark.parametrize("scenario", ["full-outage", "downtime-server", "juki-net-link"])
@pytest.mark.parametrize(
    "procedure",
    [
        "residence-certificate",
        "move-in",
        "move-out",
        "move-out-card",
        "move-within",
        "household-change",
        "health-insurance",
        "national-pension",
        "tax-certificate",
        "seal-registration",
        "card-certificate-renewal",
        "record-matters",
    ],
)
def test_ten_keys(
    procedure: str,
    scenario: str,
    tmp_path: Path,
    show: Callable[[QWidget], QWidget],
    tracker: FocusTracker,
):
    with outage(tmp_path, scenario) as counter:
        counter.operations.stamp_snapshot("係長", datetime(2025, 1, 5, 23, 0, tzinfo=TOKYO))
        window, page = window_of(counter)
        show(window)
        page.start_new()
        clerk = Clerk(counter, window, page)
        clerk.type(counter.content.procedures[procedure].title)
        clerk.press(Qt.Key.Key_Return)
        # Known from the request before this one: a visit shares its facts.
        counter.desk.answer_all(clerk.visit, counter.clerk, KNOWN)
        page.show_visit(clerk.visit.id)
        clerk.go(facts=KNOWN)
        clerk.press(Qt.Key.Key_Return)
        assert page.visit_id is None, "closed"
        assert clerk.presses <= MOST
