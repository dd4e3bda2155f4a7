"""What the lead types for a notice and what of it is not right yet, without a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime

from dtcoach.app.notice import Notice, NoticeDraft, draft_of
from dtcoach.app.notice_sns import MOST
from dtcoach.domain.incident import IncidentState
from dtcoach.frozen import dataclass
from dtcoach.ui.incident_view import next_notice
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.times import half_hour_ahead, time_of, typed_ahead, typed_moment

SNS = "sns"
TABS = (
    ("ja", "掲示"),
    (SNS, "SNS"),
    ("easy", "やさしい"),
    ("en", "English"),
    ("zh", "中文"),
    ("ko", "한국어"),
)
SINCE_ERROR = "「11:20」「1/6 11:20」のように、過ぎた時刻を入れてください。"
NEXT_ERROR = "「14:00」「30分後」「明日9:00」のように、これからの時刻を入れてください。"


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they stand. `errors` by field name: nothing is put up while there are any."""

    draft: NoticeDraft
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fields:
    """Words in the fields."""

    since: str
    next_update: str
    contact: str
    added: str = ""
    no_leak: bool = False


def first_fields(state: IncidentState, now: datetime) -> Fields:
    """To begin with: what the last notice said, the next half hour, and our own counter."""
    ahead = "" if state.recovered_at is not None else time_of(half_hour_ahead(now), now)
    if state.notice is None:
        return Fields(time_of(state.started_at, now), ahead, f"{state.office}の窓口")
    last = draft_of(state.notice.said)
    # That nothing leaked is confirmed for each notice, never carried on.
    return Fields(time_of(last.since, now), ahead, last.contact, last.added)


def typed(fields: Fields, state: IncidentState, now: datetime) -> Typed:
    errors = {}
    since = typed_moment(fields.since, now)
    if since is None:
        errors["since"] = SINCE_ERROR
    ahead = typed_ahead(fields.next_update, now)
    if ahead is None and (fields.next_update.strip() or state.recovered_at is None):
        errors["next_update"] = NEXT_ERROR
    draft = NoticeDraft(
        since or state.started_at,
        ahead,
        " ".join(fields.contact.split()),
        " ".join(fields.added.split()),
        fields.no_leak,
    )
    return Typed(draft, errors)


def text_of(notice: Notice, tab: str) -> str:
    return notice.sns if tab == SNS else notice.texts[tab].plain


def count_words(text: str) -> tuple[str, bool]:
    """How much of one message it is, and whether it is too long."""
    return f"{len(text)} / {MOST}字", len(text) > MOST


def before_words(notice: Notice) -> tuple[str, ...]:
    """What the lead should look at before it goes up."""
    words = []
    if notice.left_out:
        words.append(f"未確認のため載せていません：{'・'.join(notice.left_out)}")
    if notice.aged:
        words.append(f"確認が古いまま載せています：{'・'.join(notice.aged)}")
    if notice.unconfirmed:
        words.append(f"区の確認が要る扱いが {len(notice.unconfirmed)}件あります（要確認）")
    return tuple(words)


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """What the board says of the notice that is up."""

    words: str
    tone: Tone


def notice_mark(state: IncidentState, otherwise: int, now: datetime) -> NoticeMark:
    """`otherwise`: for how many procedures it says what the board no longer says."""
    if state.notice is None:
        return NoticeMark("お知らせ まだ", Tone.WARNING)
    if otherwise:
        return NoticeMark(f"お知らせと状況が違う {otherwise}件", Tone.DANGER)
    ahead = next_notice(state, now)
    if not ahead.text:
        return NoticeMark(f"お知らせ {time_of(state.notice.at, now)}", Tone.NEUTRAL)
    if ahead.is_late:
        return NoticeMark(f"お知らせ {ahead.text}", Tone.DANGER)
    return NoticeMark(f"次のお知らせ {ahead.text}", Tone.NEUTRAL)


def otherwise_words(names: Sequence[str]) -> str:
    """Which of what was told no longer holds."""
    return f"いま出ているお知らせと、状況が違います：{'、'.join(names)}" if names else ""
