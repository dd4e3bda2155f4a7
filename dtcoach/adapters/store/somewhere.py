"""Where the data folder cannot be written, the log goes somewhere else and says so."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Sequence
from pathlib import Path

from dtcoach.adapters.keys import OsKeys
from dtcoach.adapters.store.folder import random_label, read_terminal
from dtcoach.adapters.store.opening import DEFAULT_LABEL, OpenedLog, open_log
from dtcoach.app.errors import StorageTrouble
from dtcoach.app.ports import Clock


def open_log_somewhere(
    candidates: Sequence[Path],
    *,
    label: str = DEFAULT_LABEL,
    clock: Clock | None = None,
    os_keys: OsKeys | None = None,
) -> OpenedLog:
    """The first folder that takes a log: the data folder, one of the user's own, a temporary one.

    Raises the trouble of the first where none does.
    """
    troubles: list[StorageTrouble] = []
    for folder in candidates:
        # Numbers of a makeshift log must not meet those of the log that is out of reach.
        wanted = random_label(_base(candidates[0], label)) if troubles else label
        try:
            opened = open_log(folder, label=wanted, clock=clock, os_keys=os_keys)
        except StorageTrouble as trouble:
            troubles.append(trouble)
            continue
        elsewhere = tuple(
            other for other in candidates if other != folder and (other / "terminal.json").is_file()
        )
        notices = opened.notices
        if troubles:
            notices = (_moved(troubles[0], opened), *notices)
        return dataclasses.replace(opened, notices=notices, elsewhere=elsewhere)
    if not troubles:
        raise ValueError("no folder given")
    raise troubles[0]


def _base(folder: Path, label: str) -> str:
    with contextlib.suppress(OSError):
        known = read_terminal(folder)
        if known is not None:
            return known.base
    return label


def _moved(trouble: StorageTrouble, opened: OpenedLog) -> StorageTrouble:
    return type(trouble)(
        f"いつものデータフォルダーが使えないため、別の場所（{opened.folder}）に記録します。"
        f"受付番号は {opened.log.label}- で始まります。係長に知らせてください。"
    )
