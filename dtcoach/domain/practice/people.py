"""Residents who do not exist: a name, an age, a household, a card and its dates."""

from __future__ import annotations

from datetime import date, timedelta

from dtcoach.domain.practice.chance import Chance
from dtcoach.frozen import dataclass

_FAMILY = (
    ("青葉", "あおば"), ("朝倉", "あさくら"), ("磯野辺", "いそのべ"), ("海原", "うなばら"),
    ("大久保田", "おおくぼた"), ("柿沼", "かきぬま"), ("霧島", "きりしま"), ("小峰", "こみね"),
    ("汐見", "しおみ"), ("菅谷", "すがや"), ("瀬戸内", "せとうち"), ("高遠", "たかとお"),
    ("千歳", "ちとせ"), ("遠山", "とおやま"), ("夏目", "なつめ"), ("野々宮", "ののみや"),
    ("羽鳥", "はとり"), ("氷室", "ひむろ"), ("穂高", "ほたか"), ("真壁", "まかべ"),
    ("水無瀬", "みなせ"), ("森崎", "もりさき"), ("結城", "ゆうき"), ("若狭", "わかさ"),
)  # fmt: skip
_GIVEN = (
    ("あかり", "あかり"), ("樹", "いつき"), ("恵美", "えみ"), ("一夫", "かずお"),
    ("薫", "かおる"), ("桐子", "きりこ"), ("健吾", "けんご"), ("幸子", "さちこ"),
    ("静江", "しずえ"), ("進", "すすむ"), ("忠", "ただし"), ("千尋", "ちひろ"),
    ("直人", "なおと"), ("春香", "はるか"), ("弘", "ひろし"), ("文", "ふみ"),
    ("誠", "まこと"), ("美咲", "みさき"), ("康弘", "やすひろ"), ("律", "りつ"),
)  # fmt: skip
_FOREIGN = (
    ("グエン ティ ホア", "ぐえん てぃ ほあ"), ("マリア サントス", "まりあ さんとす"),
    ("李 明", "り めい"), ("サントシュ タパ", "さんとしゅ たぱ"),
    ("キム ジウ", "きむ じう"), ("アウン ミン", "あうん みん"),
)  # fmt: skip
_YEAR_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Card:
    """A マイナンバーカード. The certificate ends by its own date, never after the card."""

    owner_age: int
    valid_until: date
    certificate_until: date


@dataclass(frozen=True, slots=True)
class Resident:
    """Who stands at the counter; `child_age` where a child is in the household."""

    name: str
    kana: str
    born: date
    household: str
    foreign: bool
    child_age: int | None
    card: Card | None

    def age_on(self, day: date) -> int:
        """Full years."""
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (not had_birthday)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the story needs of a person."""

    ages: tuple[int, int] = (18, 88)
    foreign: bool | None = None
    child: tuple[int, int] | None = None
    card: bool = False
    card_of_child: bool = False
    certificate_valid: bool = True


def invent(wanted: Wanted, today: date, chance: Chance) -> Resident:
    """A resident of that kind. The ages are full years on `today`."""
    foreign = chance.happens("foreign", 12) if wanted.foreign is None else wanted.foreign
    age = chance.between("age", *wanted.ages)
    born = _birthday(today, age, chance)
    if foreign:
        name, kana = chance.pick("name", _FOREIGN)
    else:
        family, given = chance.pick("family", _FAMILY), chance.pick("given", _GIVEN)
        name, kana = f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"
    child = None if wanted.child is None else chance.between("child-age", *wanted.child)
    card = None
    if wanted.card or wanted.card_of_child:
        owner = child if wanted.card_of_child and child is not None else age
        card = _card(owner, wanted.certificate_valid, today, chance)
    return Resident(name, kana, born, _household(age, child, chance), foreign, child, card)


def _birthday(today: date, age: int, chance: Chance) -> date:
    return date(today.year - age - 1, today.month, min(today.day, 28)) + timedelta(
        days=chance.between("birthday", 1, 364)
    )


def _household(age: int, child: int | None, chance: Chance) -> str:
    if child is not None:
        others = chance.pick("parents", ("夫婦と子ども", "本人と子ども"))
        return f"{others}（{child}歳）" if child else f"{others}（生まれたばかり）"
    if age >= 70:
        return chance.pick("household", ("ひとり暮らし", "夫婦ふたり", "子どもの家族と同居"))
    if age < 22:
        return chance.pick("household", ("ひとり暮らし", "親と同居"))
    return chance.pick("household", ("ひとり暮らし", "夫婦ふたり", "親と同居"))


def _card(owner_age: int, certificate_valid: bool, today: date, chance: Chance) -> Card:
    """Issued within ten years; the certificate of an adult ends five years before the card may."""
    if certificate_valid:
        certificate = today + timedelta(days=chance.between("certificate", 60, 1500))
    else:
        certificate = today - timedelta(days=chance.between("certificate", 5, 150))
    if owner_age < 18:
        return Card(owner_age, max(certificate, today + timedelta(days=40)), certificate)
    card = certificate + timedelta(days=round(5 * _YEAR_DAYS) * chance.number("renewed", 2))
    if not certificate_valid:
        card = certificate + timedelta(days=round(5 * _YEAR_DAYS))
    return Card(owner_age, card, certificate)
