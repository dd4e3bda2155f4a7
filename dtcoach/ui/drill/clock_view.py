"""What the exercise clock shows, worked out without a window."""

from __future__ import annotations

from datetime import timedelta

from dtcoach.app.drill_plan_words import time_words
from dtcoach.app.drill_words import elapsed
from dtcoach.app.exercise import Exercise
from dtcoach.frozen import dataclass
from dtcoach.ui.kit.chip import Tone


@dataclass(frozen=True, slots=True)
class ClockView:
    """What the clock shows."""

    time: str
    passed: str
    word: str
    tone: Tone
    icon: str
    can_start: bool
    can_pause: bool
    can_resume: bool
    is_set: bool


def clock_view(exercise: Exercise) -> ClockView:
    """As it is now."""
    running, now = exercise.running, exercise.elapsed()
    hands = running.hands
    word, tone, icon = "動いています", Tone.SUCCESS, "play_arrow"
    if hands is None:
        word, tone, icon = "まだ始まっていません", Tone.NEUTRAL, "schedule"
    elif running.is_ended:
        word, tone, icon = "終わりました", Tone.NEUTRAL, "flag"
    elif running.is_paused:
        word, tone, icon = "一時停止中", Tone.WARNING, "pause-fill"
    elif hands.speed_percent != 100:
        word = f"{hands.speed_percent / 100:g}倍で動いています"
    if not running.automatic and not running.is_ended:
        word = f"{word}・手動"
    passed = f"始まりから {elapsed(now)}／{elapsed(exercise.drill.length)}"
    if now < timedelta(0):
        passed = f"あと {elapsed(-now)} で始まります"
    return ClockView(
        time=time_words(exercise.drill.begins + now),
        passed=passed,
        word=word,
        tone=tone,
        icon=icon,
        can_start=hands is None,
        can_pause=hands is not None and hands.running,
        can_resume=running.is_paused,
        is_set=hands is not None and not running.is_ended,
    )
