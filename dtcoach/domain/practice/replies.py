"""What comes back when a fact is asked or looked up, in the words of a counter."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.domain.content import FactDefinition
from dtcoach.domain.deadline import day_of
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.words import UNKNOWN

_LINES: Mapping[str, Mapping[str, str]] = {
    "support_measures": {
        "no": "二つの元の両方を見ました。表示はありません。",
        "yes": "二つの元の一つに、表示があります。",
        "unknown": "一つの元しか開けません。もう一つは見られません。",
    },
    "stop_list_hit": {
        "no": "最新の当日抑止リストに、記載はありません。",
        "yes": "当日抑止リストに、この方の記載があります。",
        "unknown": "最新の当日抑止リストが、まだ届いていません。",
    },
    "contact_safe": {
        "yes": "受付票の欄に「電話してよい」と書いてあります。",
        "no": "受付票の欄に「電話しないでください」と書いてあります。",
        "unknown": "受付票の欄が、まだ空いています。",
    },
    "requester": {
        "self": "本人です。",
        "household": "同じ家に住んでいる家族です。",
        "proxy": "頼まれて来ました。委任状があります。",
        "third-party": "家族ではありませんが、仕事で要るのです。",
    },
    "in_person": {"yes": "はい、窓口に来ています。", "no": "電話での申し出です。"},
    "registered_here": {
        "yes": "はい、住民票は品川区です。",
        "no": "いいえ、品川区ではありません。",
    },
    "honseki_here": {
        "yes": "はい、本籍は品川区です。",
        "no": "いいえ、本籍はほかの市です。",
        "unknown": "本籍…、どこだったか覚えていません。",
    },
    "filing_place_here": {"yes": "はい、品川区です。", "no": "いいえ、違います。"},
    "photo_id": {
        "yes": "はい、運転免許証があります。",
        "no": "いいえ、写真の付いたものはありません。",
    },
    "taxed_here": {"yes": "はい、ずっと品川区です。", "no": "いいえ、1月はほかの市にいました。"},
    "tax_clear": {
        "yes": "はい、申告も納付も済んでいます。",
        "no": "今年の申告は、まだでした。",
        "unknown": "どうだったか、よくわかりません。",
    },
    "has_card": {"yes": "はい、ここに持っています。", "no": "いいえ、いまは持っていません。"},
    "knows_pin": {
        "yes": "はい、自分で入れられます。",
        "no": "いいえ、忘れてしまいました。",
        "unknown": "たぶん…、自信がありません。",
    },
    "card_certificate_valid": {
        "yes": "はい、カードの表に書いた期限はまだ先です。",
        "no": "期限を過ぎているようです。",
    },
    "has_signing_pin": {
        "yes": "はい、長いほうの暗証番号もわかります。",
        "no": "長いほうは、わかりません。",
    },
    "has_nfc_phone": {"yes": "はい、スマートフォンで読めます。", "no": "いいえ、読めません。"},
    "has_seal_card": {
        "yes": "はい、登録証を持ってきました。",
        "no": "いいえ、登録証はありません。",
    },
    "changed_since_snapshot": {
        "yes": "はい、最近届を出しました。",
        "no": "いいえ、変わったことはありません。",
    },
    "seal_changed": {"yes": "はい、最近変えました。", "no": "いいえ、変えていません。"},
    "filed_move_out": {"yes": "はい、もう出しました。", "no": "いいえ、出していません。"},
    "moving_abroad": {"yes": "はい、国外です。", "no": "いいえ、国内です。"},
    "under_15": {"yes": "はい、カードは子どものものです。", "no": "いいえ、大人のカードです。"},
    "can_return": {"yes": "はい、また来られます。", "no": "いいえ、もう一度来るのは無理です。"},
    "needed_today": {
        "yes": "はい、きょう出さないといけません。",
        "no": "いいえ、来週でかまいません。",
    },
    "wants_certificate": {"yes": "はい、証明書も一通要ります。", "no": "いいえ、届だけです。"},
    "removed_record": {"yes": "はい、いまはいない人の記録です。", "no": "いいえ、いまの記録です。"},
    "card_update_kind": {
        "moved-in": "ほかの市から転入しました。",
        "changed": "区の中で住所が変わりました。",
    },
    "filing_kind": {
        "birth": "届書は、出生届です。",
        "marriage": "届書は、婚姻届です。",
        "divorce": "届書は、離婚届（協議）です。",
        "court-divorce": "届書は、離婚届です。裁判所の書類が付いています。",
        "recognition": "届書は、認知届です。",
        "adoption": "届書は、養子縁組届です。",
        "other": "ほかの届書です。",
    },
}  # fmt: skip


def reply(definition: FactDefinition, value: str, revealed: Mapping[str, str]) -> str:
    """The answer as it is heard or seen; a date in full, so that nobody reckons."""
    said = revealed.get(definition.name)
    if definition.is_date:
        day = day_of(value)
        if day is None:
            return "日付は、まだわかりません。"
        words = f"{definition.label}は、{long_date(day)}です。"
        return f"{said}{words}" if said else words
    if said:
        return said
    line = _LINES.get(definition.name, {}).get(value)
    if line is not None:
        return line
    if value == UNKNOWN:
        return "よくわかりません。"
    label = next((choice.label for choice in definition.choices if choice.value == value), value)
    return f"{label}、です。"
