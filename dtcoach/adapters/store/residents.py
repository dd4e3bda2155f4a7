"""Who a visit is for, as the ledger shows and finds it; gone as soon as the value itself is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dtcoach.adapters.store.connection import Connection
from dtcoach.adapters.store.stored import StoredEvent, canonical
from dtcoach.domain.words import ResidentField
from dtcoach.domain.written import search_key

_SEARCHED = (ResidentField.NAME.value, ResidentField.KANA.value, ResidentField.PHONE.value)
_BETWEEN = "\n"
"""No key holds it, so that nothing is found across two fields."""


class Residents:
    """Keeps `name` (as it is written) and `who` (the keys of `_SEARCHED`) of a visit's row."""

    def __init__(self, conn: Connection, schema: str) -> None:
        self._conn = conn
        self._table = f"{schema}.visits"

    def noted(self, event: StoredEvent, body: Any) -> None:
        """A detail was written down; the value is in `personal`, or was erased since."""
        field = body["field"]
        if field not in _SEARCHED:
            return
        sql = "SELECT value FROM main.personal WHERE ref = ?"
        found = self._conn.execute(sql, (body["value"]["personal"],)).fetchone()
        value = "" if found is None else found[0] or ""
        row = self._conn.execute(
            f"SELECT name, who FROM {self._table} WHERE id = ?", (event.visit,)
        ).fetchone()
        if row is None:
            return
        name, who = row
        keys = who.split(_BETWEEN) if who else [""] * len(_SEARCHED)
        keys[_SEARCHED.index(field)] = search_key(value)
        if field == ResidentField.NAME.value:
            name = value
        self._conn.execute(
            f"UPDATE {self._table} SET name = ?, who = ? WHERE id = ?",
            (name, _BETWEEN.join(keys) if any(keys) else "", event.visit),
        )

    def forget(self, visits: Iterable[str]) -> None:
        """Values of these visits are being erased."""
        self._conn.execute(
            f"UPDATE {self._table} SET name = '', who = ''"
            " WHERE who <> '' AND id IN (SELECT value FROM json_each(?))",
            (canonical(list(visits)),),
        )
