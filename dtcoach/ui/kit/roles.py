"""Every colour the window may use, named once by what it means, in two themes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from dtcoach.ui.kit.tokens import COLORS

RoleName = Literal[
    "ground",
    "ground_subtle",
    "ground_raised",
    "text",
    "text_strong",
    "text_secondary",
    "example",
    "border",
    "border_subtle",
    "border_input",
    "action",
    "action_hover",
    "action_pressed",
    "on_action",
    "action_tint",
    "action_tint_hover",
    "disabled",
    "on_disabled",
    "neutral",
    "neutral_tint",
    "danger",
    "danger_tint",
    "on_danger",
    "success",
    "success_tint",
    "on_success",
    "warning",
    "warning_tint",
    "on_warning",
    "on_neutral",
    "real",
    "real_mark",
    "on_real",
    "drill",
    "drill_mark",
    "on_drill",
    "replay",
    "replay_mark",
    "on_replay",
    "practice",
    "practice_mark",
    "on_practice",
    "focus_outline",
    "focus_ring",
    "focus_halo",
    "scrim",
    "qr_light",
    "qr_dark",
]


# `on_x` is what is written on `x`; `x_tint` is a pale `x`. Each value is `#rrggbb`.
# A mapping, not a dataclass: forty fields would cost the start of the app six milliseconds.
Roles = Mapping[RoleName, str]


def _roles(**names: str) -> Roles:
    return {role: COLORS[token] for role, token in names.items()}  # type: ignore[misc]


LIGHT = _roles(
    ground="white",
    ground_subtle="solid-gray-50",
    ground_raised="white",
    text="solid-gray-800",
    text_strong="solid-gray-900",
    text_secondary="solid-gray-700",
    example="solid-gray-700",
    border="solid-gray-420",
    border_subtle="solid-gray-200",
    border_input="solid-gray-600",
    action="blue-900",
    action_hover="blue-1000",
    action_pressed="blue-1200",
    on_action="white",
    action_tint="blue-50",
    action_tint_hover="blue-100",
    disabled="solid-gray-200",
    on_disabled="solid-gray-700",
    neutral="solid-gray-700",
    neutral_tint="solid-gray-50",
    on_neutral="white",
    danger="red-900",
    danger_tint="red-50",
    on_danger="white",
    success="green-800",
    success_tint="green-50",
    on_success="white",
    warning="yellow-1000",
    warning_tint="yellow-50",
    on_warning="white",
    real="red-900",
    real_mark="red-1200",
    on_real="white",
    drill="yellow-300",
    drill_mark="black",
    on_drill="black",
    replay="purple-900",
    replay_mark="purple-100",
    on_replay="white",
    practice="cyan-1000",
    practice_mark="cyan-100",
    on_practice="white",
    focus_outline="black",
    focus_ring="yellow-300",
    focus_halo="white",
    scrim="black",
    qr_light="white",
    qr_dark="black",
)

# Black, white and yellow; hues only where a word and an icon already say the same.
HIGH_CONTRAST = _roles(
    ground="black",
    ground_subtle="black",
    ground_raised="black",
    text="white",
    text_strong="white",
    text_secondary="white",
    example="solid-gray-300",  # never as bright as what somebody typed
    border="white",
    border_subtle="solid-gray-300",
    border_input="white",
    action="yellow-200",
    action_hover="yellow-100",
    action_pressed="white",
    on_action="black",
    action_tint="solid-gray-900",
    action_tint_hover="solid-gray-800",
    disabled="solid-gray-900",
    on_disabled="solid-gray-200",
    neutral="white",
    neutral_tint="black",
    on_neutral="black",
    danger="red-200",
    danger_tint="black",
    on_danger="black",
    success="green-200",
    success_tint="black",
    on_success="black",
    warning="orange-200",
    warning_tint="black",
    on_warning="black",
    real="red-1000",
    real_mark="white",
    on_real="white",
    drill="yellow-300",
    drill_mark="black",
    on_drill="black",
    replay="black",
    replay_mark="white",
    on_replay="white",
    practice="cyan-200",
    practice_mark="black",
    on_practice="black",
    focus_outline="black",
    focus_ring="yellow-300",
    focus_halo="yellow-300",
    scrim="solid-gray-800",
    qr_light="white",
    qr_dark="black",
)

TEXT_RATIO = 4.5
GRAPHIC_RATIO = 3.0

# What stands on what. WCAG 2.2: 1.4.3 for text, 1.4.11 for borders and marks.
PAIRS: tuple[tuple[RoleName, RoleName, float], ...] = (
    *(
        (front, back, TEXT_RATIO)
        for front in ("text", "text_strong", "text_secondary", "action", "danger")
        for back in ("ground", "ground_subtle", "ground_raised", "action_tint")
    ),
    *(
        (front, back, TEXT_RATIO)
        for front in ("success", "warning", "neutral")
        for back in ("ground", "ground_raised", "action_tint")
    ),
    *(
        (front, back, TEXT_RATIO)
        for front in ("text", "text_strong", "text_secondary")
        for back in ("danger_tint", "success_tint", "warning_tint", "neutral_tint")
    ),
    ("text", "action_tint_hover", TEXT_RATIO),
    ("example", "ground_raised", TEXT_RATIO),
    ("action", "action_tint_hover", TEXT_RATIO),
    ("on_action", "action", TEXT_RATIO),
    ("on_action", "action_hover", TEXT_RATIO),
    ("on_action", "action_pressed", TEXT_RATIO),
    ("on_disabled", "disabled", TEXT_RATIO),
    ("danger", "danger_tint", TEXT_RATIO),
    ("success", "success_tint", TEXT_RATIO),
    ("warning", "warning_tint", TEXT_RATIO),
    ("neutral", "neutral_tint", TEXT_RATIO),
    ("on_danger", "danger", TEXT_RATIO),
    ("on_success", "success", TEXT_RATIO),
    ("on_warning", "warning", TEXT_RATIO),
    ("on_neutral", "neutral", TEXT_RATIO),
    ("on_real", "real", TEXT_RATIO),
    ("on_drill", "drill", TEXT_RATIO),
    ("on_replay", "replay", TEXT_RATIO),
    ("drill_mark", "drill", GRAPHIC_RATIO),
    ("replay_mark", "replay", GRAPHIC_RATIO),
    ("on_practice", "practice", TEXT_RATIO),
    ("practice_mark", "practice", GRAPHIC_RATIO),
    ("qr_dark", "qr_light", GRAPHIC_RATIO),
    ("border", "ground", GRAPHIC_RATIO),
    ("border_input", "ground", GRAPHIC_RATIO),
    ("focus_ring", "focus_outline", GRAPHIC_RATIO),
)


def contrast(front: str, back: str) -> float:
    """The WCAG contrast ratio, 1–21, of two `#rrggbb` colours."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def role_names() -> tuple[RoleName, ...]:
    """All roles there are; a theme gives each a colour."""
    return get_args(RoleName)


def _luminance(color: str) -> float:
    total = 0.0
    for start, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)):
        share = int(color[start : start + 2], 16) / 255
        total += weight * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return total
