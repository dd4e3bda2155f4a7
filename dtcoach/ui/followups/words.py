"""The words of tries and their results, spelt once for 約束 and 回収."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from dtcoach.domain.japanese_dates import TOKYO, WEEKDAYS, clock_time
from dtcoach.domain.promises.contact import Contact, Try
from dtcoach.domain.words import FeeStanding, TryResult
from dtcoach.domain.written import search_key
from dtcoach.ui.times import time_of

RESULT: Mapping[TryResult, str] = {
    TryResult.TOLD: "つながった。お伝えした",
    TryResult.CALL_AGAIN: "つながった。かけ直すことになった",
    TryResult.ABSENT: "不在",
    TryResult.BUSY: "話し中",
    TryResult.MESSAGE: "伝言を残した",
    TryResult.WRONG_NUMBER: "番号がちがう・使われていない",
    TryResult.SENT: "投函した",
    TryResult.RETURNED: "戻ってきた",
    TryResult.CAME: "お見えになった",
    TryResult.NOT_COME: "お見えにならない",
    TryResult.DONE: "終えた",
}
FEE: Mapping[FeeStanding, str] = {
    FeeStanding.TAKEN: "いただいた",
    FeeStanding.OWED: "あとでいただく",
    FeeStanding.WAIVED: "いただかない",
    FeeStanding.REFUNDED: "お返しした",
}
LEAD = "係長が扱います"
LEAD_MEANS = "お名前と連絡先は、ここには出ません。ご連絡は係長にまかせます。"
NO_PHONE = "電話番号が書かれていません"


def moment_ahead(at: datetime, now: datetime) -> str:
    """13:20; with the day where it is another: 1/7（火）10:00."""
    local = at.astimezone(TOKYO)
    if local.date() == now.astimezone(TOKYO).date():
        return clock_time(local)
    return f"{slashed(local.date())}{clock_time(local)}"


def slashed(day: date) -> str:
    """1/8（水）: as short as a table wants it."""
    return f"{day.month}/{day.day}（{WEEKDAYS[day.weekday()]}）"


def typed_again(at: datetime | None, now: datetime) -> str:
    """The moment as a field takes it: 13:20, 1/7 10:00; empty for none."""
    return "" if at is None else time_of(at, now)


def tries_in_words(tries: tuple[Try, ...], now: datetime) -> tuple[tuple[str, str, str], ...]:
    """(when, what came of it, by whom), the last first."""
    return tuple(
        (time_of(one.at, now), RESULT[one.result], one.by or "—") for one in reversed(tries)
    )


def reached_at(contact: Contact | None) -> tuple[tuple[str, str], ...]:
    """Phone and hours, where somebody may call."""
    if contact is None or not (contact.phone or contact.hours):
        return ()
    hours = ((("かけてよい時間"), contact.hours),) if contact.hours else ()
    return (("電話", contact.phone or NO_PHONE), *hours)


def finds(number: str, contact: Contact | None, text: str) -> bool:
    """Whether what was typed is a part of the number, or of the name, reading or phone."""
    names = () if contact is None else (contact.name, contact.kana, contact.phone)
    key = search_key(text)
    return text.strip() in number or (bool(key) and any(key in _key_of(name) for name in names))


@lru_cache(maxsize=20_000)
def _key_of(name: str) -> str:
    """A long list is searched with every key that is pressed."""
    return search_key(name)


def named(name: str, kana: str) -> str:
    return f"{name}（{kana}）" if name and kana else name


def yen_in(text: str) -> int | None:
    """460 for 460, 460円, ４６０, ¥1,460; None for what is no amount."""
    plain = text.strip().translate(_PLAIN).strip().removesuffix("円").lstrip("¥").replace(",", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 8 else None


_PLAIN = str.maketrans("０１２３４５６７８９，￥", "0123456789,¥")


def yen(amount: int) -> str:
    """1,620円."""
    return f"{amount:,}円"
