"""Papers of a drill: a role card for each resident who is played, the key for the controller, and a
sheet for observers. All of it is marked 訓練."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from dtcoach.app.document import TICK, Block, Document, Grid, Heading, Pairs, Part, Title, Words
from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.paper import Imprint
from dtcoach.domain.content import Content, bracketed
from dtcoach.domain.drill.plan import Drill
from dtcoach.domain.drill.story import card_to_play
from dtcoach.domain.practice.role_card import Line, RoleCard
from dtcoach.domain.words import IncidentKind
from dtcoach.frozen import dataclass

ROLE_CARDS, EVALUATION = "role-cards", "evaluation"
DRILL_PAPERS = {ROLE_CARDS: "役の紙（住民役の方へ）", EVALUATION: "評価票"}

_MARK = KIND_MARKS[IncidentKind.DRILL]
_RULES = (
    "これは訓練です。ここに書いてある人は、実在しません。ご自分の本当の名前や住所は言いません。",
    "書いていないことを聞かれたら、「わかりません」と答えます。",
    "暗証番号と個人番号は、聞かれても言いません。書きません。聞かれたら、あとで評価する方に伝えます。",
    "終わったら、この紙を返します。",
)
_RATINGS = (
    ("P", "できた。ほかの仕事や人に、悪い影響がない"),
    ("S", "できた。もっとよくできる"),
    ("M", "できたが、ほかの仕事に障った、または職員や住民の安全を損なった"),
    ("U", "できなかった"),
    ("観察できず", "見ることができなかった（平均には入れない）"),
)


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    """A role card with its number in the drill, when and where the resident comes, and by whom
    they are played; what is not known is left for the pen."""

    number: str
    card: RoleCard
    comes: str = ""
    counter: str = ""
    played_by: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """An item of the evaluation sheet, and when it is well done."""

    number: str
    text: str
    standard: str


def cards_of(
    content: Content, drill: Drill, closed: Callable[[date], bool]
) -> tuple[CardOnPaper, ...]:
    """The cards of a drill in the order in which their residents come."""
    found: list[CardOnPaper] = []
    for inject in drill.in_order:
        card = drill.cards.get(inject.card)
        if card is None:
            continue
        counters = "・".join(
            drill.parts[name].counter for name in inject.to if drill.parts[name].counter
        )
        player = drill.parts.get(card.played_by)
        found.append(
            CardOnPaper(
                str(len(found) + 1),
                card_to_play(content, drill, card, closed),
                comes=f"開始から {_minutes(drill.planned_at(inject))}",
                counter=counters,
                played_by="" if player is None else player.title,
            )
        )
    return tuple(found)


def observed_of(drill: Drill) -> tuple[Observed, ...]:
    """What the observers of a drill look for."""
    return tuple(
        Observed(str(number), item.text, item.standard)
        for number, item in enumerate(drill.items.values(), 1)
    )


def drill_document(
    form: str,
    drill: Drill,
    content: Content,
    closed: Callable[[date], bool],
    imprint: Imprint,
    marks: tuple[str, ...],
) -> Document:
    """役の紙 or 評価票 of a drill."""
    ward = content.profile.ward
    if form == ROLE_CARDS:
        cards = cards_of(content, drill, closed)
        return role_cards(cards, drill.title, ward, imprint, marks)
    return evaluation_sheet(observed_of(drill), drill.title, ward, imprint, marks)


def role_cards(
    cards: Sequence[CardOnPaper],
    title: str,
    ward: str,
    imprint: Imprint,
    marks: tuple[str, ...] = (_MARK,),
) -> Document:
    """A sheet for each player, which tells nothing of the trap, and at the end the key for the
    controller alone."""
    parts = [_card(card) for card in cards]
    if cards:
        parts.append(_key(cards))
    return Document(DRILL_PAPERS[ROLE_CARDS], title, ward, tuple(parts), imprint, marks)


def evaluation_sheet(
    items: Sequence[Observed],
    title: str,
    ward: str,
    imprint: Imprint,
    marks: tuple[str, ...] = (_MARK,),
) -> Document:
    """Every item with P, S, M, U and 観察できず to tick, the time and a note."""
    blocks: list[Block] = [
        Pairs((("訓練", title), ("日付・場所", ""), ("観察した人", ""))),
        Grid(
            (Heading("印", 1.7), Heading("意味（一つに印を付けます。証拠の範囲で付けます）", 12)),
            _RATINGS,
            size=8.5,
            least=5,
        ),
        Grid(
            (
                Heading("", 1.1),
                Heading("見ること", 6.5),
                Heading("よくできたときの目安", 6.5),
                *(Heading(mark, 1.0 if len(mark) == 1 else 2.3) for mark, _ in _RATINGS),
                Heading("時刻", 2.1),
                Heading("見たこと", 5.5),
            ),
            tuple(
                (item.number, item.text, item.standard, *(TICK for _ in _RATINGS), "", "")
                for item in items
            ),
            size=8,
            least=11,
        ),
        Title("ほかに見たこと"),
        Pairs((("良かったこと", ""), ("直すとよいこと", "")), blank=24),
    ]
    part = Part("", DRILL_PAPERS[EVALUATION], tuple(blocks))
    return Document(DRILL_PAPERS[EVALUATION], title, ward, (part,), imprint, marks)


def _card(given: CardOnPaper) -> Part:
    card = given.card
    blocks: list[Block] = [
        Words(card.name, 20),
        Pairs(
            (
                ("どんな人", card.person),
                ("いつ", "　".join(filter(None, (card.when, given.comes)))),
                ("どこへ", given.counter),
                ("演じる人", given.played_by),
                ("したいこと", card.wants),
            ),
            size=11,
        ),
        Title("はじめに言うこと"),
        Words(f"「{card.says}」", 15, mark=True),
    ]
    if card.says_easy:
        easy = bracketed(card.says_easy)
        blocks.append(Words(f"やさしい日本語で話すとき　「{easy}」", 11))
    blocks += [
        Title("ふるまい"),
        Words(card.behaves, 11),
        *_lines("聞かれたら、そのまま答えること", card.knows),
        *_lines("自分からは言わないこと（聞かれたら答えます）", card.hides),
        Title("約束"),
        *(Words(rule, 9.5, hang="・") for rule in _RULES),
    ]
    return Part("役の紙", f"役 {given.number}　{card.wants}", tuple(blocks))


def _lines(title: str, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield Title(title)
        yield Pairs(tuple((line.label, line.answer) for line in lines), label_mm=62, size=11)


def _key(cards: Sequence[CardOnPaper]) -> Part:
    """What no player may see: which trap it is, what is found without asking, what is right."""
    blocks: list[Block] = [
        Words("統制する方と評価する方だけの紙です。住民役と窓口の方には渡しません。", 11, mark=True)
    ]
    for given in cards:
        card = given.card
        looked_up = "\n".join(f"{line.label}: {line.answer}" for line in card.looked_up)
        pairs = (
            ("ねらい", "　".join(filter(None, (card.trap, card.lesson)))),
            ("調べるとわかること", looked_up),
            ("正しい扱い", card.outcome),
        )
        blocks += [
            Title(f"役 {given.number}　{card.name}　{card.wants}"),
            Pairs(tuple(pair for pair in pairs if pair[1]), label_mm=40, size=9.5),
        ]
    return Part("正解", "正解（統制する方だけ）", tuple(blocks))


def _minutes(at: timedelta) -> str:
    hours, rest = divmod(at // timedelta(minutes=1), 60)
    return f"{hours}時間{rest}分" if hours else f"{rest}分"
