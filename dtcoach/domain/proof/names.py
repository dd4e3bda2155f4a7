"""The rules of design §6 by number, as `check` names them."""

from __future__ import annotations

from collections.abc import Mapping

RULE_NAMES: Mapping[int, str] = {
    0: "使われない内容",
    1: "行き止まりを作らない",
    2: "動いていないシステムを使わない",
    3: "保護の必要な方を危険にしない",
    4: "古いデータから、確かめずに出さない",
    5: "受け取る届は、きょう受け取る",
    6: "期限のある届は、きょうの日付にする",
    7: "特例転入の、もう一つの期限",
    8: "引越しワンストップの使いどころ",
    9: "暗証番号・個人番号・カードを預からない",
    10: "約束の言葉を言わない",
    11: "訓練と本番を混ぜない",
    12: "紙の停止を先に入力する",
}
"""0 is not a rule of §6: content that can never be reached."""
