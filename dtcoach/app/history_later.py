"""In plain Japanese, what came after the visit, after the outage, and beside a drill."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dtcoach.domain import events as e
from dtcoach.domain import recovery_events as r
from dtcoach.domain.content import Content
from dtcoach.domain.drill import events as d
from dtcoach.domain.japanese_dates import TOKYO, day_words, moment
from dtcoach.domain.words import DropReason, FeeStanding, RecallEnding, TryResult, WorldKey

Said = tuple[str, str] | None
Plain = Callable[[e.Personal], str]

_TRIED: Mapping[TryResult, str] = {
    TryResult.TOLD: "お伝えしました",
    TryResult.CALL_AGAIN: "かけ直します",
    TryResult.ABSENT: "お出になりません",
    TryResult.BUSY: "話し中",
    TryResult.MESSAGE: "伝言をお願いしました",
    TryResult.WRONG_NUMBER: "番号が違います",
    TryResult.SENT: "送りました",
    TryResult.RETURNED: "戻ってきました",
    TryResult.CAME: "来庁されました",
    TryResult.NOT_COME: "来庁されません",
    TryResult.DONE: "終えました",
}
_DROPPED: Mapping[DropReason, str] = {
    DropReason.UNREACHABLE: "連絡がつかないため",
    DropReason.DECLINED: "ご本人が要らないとされたため",
    DropReason.OTHER_WAY: "ほかの方法で済んだため",
}
_ENDED: Mapping[RecallEnding, str] = {
    RecallEnding.TAKEN_BACK: "返していただきました",
    RecallEnding.EXCHANGED: "正しいものと取りかえました",
    RecallEnding.HANDED_IN: "提出先に渡っていました",
    RecallEnding.UNREACHABLE: "連絡がつきません",
    RecallEnding.NOT_RETURNED: "返していただけません",
}
_FEE: Mapping[FeeStanding, str] = {
    FeeStanding.TAKEN: "受け取りました",
    FeeStanding.OWED: "あとで受け取ります",
    FeeStanding.WAIVED: "受け取りません",
    FeeStanding.REFUNDED: "返しました",
}
_RATING: Mapping[d.Rating, str] = {
    d.Rating.P: "できた",
    d.Rating.S: "できたが、改めるところがある",
    d.Rating.M: "できたが、ほかに害があった",
    d.Rating.U: "できなかった",
    d.Rating.NOT_OBSERVED: "観察できず",
}
_FATE: Mapping[r.NumberFate, str] = {
    r.NumberFate.VOID: "無効",
    r.NumberFate.ON_PAPER: "紙で処理",
    r.NumberFate.WALKED_AWAY: "お帰りになった",
}


def said_later(body: e.EventBody, content: Content, plain: Plain) -> Said:
    """`plain` gives a personal value, or nothing where none may be told."""
    return (
        _promise(body)
        or _post(body, plain)
        or _document(body, plain)
        or _recovery(body, content)
        or _entry(body, plain)
        or _clock(body)
        or _exercise(body)
        or _seen(body, plain)
    )


def _promise(body: e.EventBody) -> Said:
    match body:
        case e.Tried(result=result, next_at=at, lead=lead):
            again = "" if at is None else f"次は {moment(at.astimezone(TOKYO))}"
            return f"約束について：{_TRIED[result]}", _with_lead(again, lead)
        case e.PromiseKept(lead=lead):
            return "約束を果たしました", _with_lead("", lead)
        case e.PromisePlanned(due=due, keeper=keeper):
            day = "日は未定" if due is None else f"{day_words(due)}まで"
            return f"約束を決め直しました（{day}）", keeper
        case e.PromiseDropped(reason=reason, lead=lead):
            return f"約束を終わりにしました（{_DROPPED[reason]}）", _with_lead("", lead)
    return None


def _post(body: e.EventBody, plain: Plain) -> Said:
    match body:
        case e.AddressChecked(address=address, second=second):
            detail = "　".join(filter(None, (plain(address), f"二人目 {second}")))
            return "登録の住所を二人で確かめました", detail
        case e.Posted(mail=mail, yen=yen):
            return f"郵便を出しました：{mail}", f"{yen:,}円"
        case e.FeeNoted(standing=standing, yen=yen):
            return f"手数料：{_FEE[standing]}", f"{yen:,}円"
    return None


def _document(body: e.EventBody, plain: Plain) -> Said:
    match body:
        case e.RecallCompared(changed=changed, what=what, second=second):
            found = "変わっていました" if changed else "変わりありません"
            detail = "　".join(filter(None, (plain(what), f"二人目 {second}")))
            return f"発行した書類を今の記録とくらべました：{found}", detail
        case e.RecallEnded(ending=ending, lead=lead):
            return f"発行した書類：{_ENDED[ending]}", _with_lead("", lead)
        case e.WrongHandsFound(number=number, document=document):
            return f"書類の行き先の確認を係長に知らせました：{document}", f"受付 {number}"
        case e.WrongHandsAcknowledged(lead=lead):
            return "書類の行き先の確認を係長が引き受けました", lead
    return None


def _recovery(body: e.EventBody, content: Content) -> Said:
    match body:
        case r.UsableAnnounced(key=key, said_by=said_by, section=section):
            return f"{_system(content, key)}：使えるとの連絡", f"{section} {said_by}"
        case r.LookupTested(key=key, passed=passed, seen=seen):
            how = "試して使えました" if passed else "試して使えませんでした"
            return f"{_system(content, key)}：{how}", seen
        case r.DowntimeServerFrozen(frozen=frozen):
            return (
                "ダウン対策サーバーからの発行を止めました"
                if frozen
                else "ダウン対策サーバーからの発行を再開しました"
            ), ""
        case r.FullyRecovered(note=note):
            return "完全復旧としました", note
        case r.SlipsHandedOut(label=label, first=first, last=last, place=place):
            return f"紙の受付票を配りました：{label}-{first:03d}〜{last:03d}", place
    return None


def _entry(body: e.EventBody, plain: Plain) -> Said:
    match body:
        case r.BackEntered(system_number=number, filing_day=day):
            return f"システムに入力しました（届出日 {day_words(day)}）", plain(number)
        case r.BackEntryChecked(seen_number=number, seen_day=day):
            return f"二人目が画面を確かめました（届出日 {day_words(day)}）", plain(number)
        case r.BackEntryDropped(reason=reason):
            return "入力しないことにしました", plain(reason)
        case r.NumbersExplained(numbers=numbers, fate=fate, reason=reason):
            return f"番号の行方：{_FATE[fate]}（{'、'.join(numbers)}）", plain(reason)
    return None


def _clock(body: e.EventBody) -> Said:
    match body:
        case d.DrillSet(drill=drill, code=code):
            return f"訓練の計画を選びました：{drill}", code
        case d.ClockStarted():
            return "訓練の時計を動かしました", ""
        case d.ClockPaused():
            return "訓練の時計を止めました", ""
        case d.ClockResumed():
            return "訓練の時計をまた動かしました", ""
        case d.ClockJumped():
            return "訓練の時計を進めた、または戻しました", ""
        case d.ClockSpeedSet(speed_percent=percent):
            return f"訓練の時計の速さを {percent}％ にしました", ""
        case d.DrillEnded():
            return "訓練を終えました", ""
    return None


def _exercise(body: e.EventBody) -> Said:
    match body:
        case d.InjectPlayed(inject=inject):
            return f"状況を出しました：{inject}", ""
        case d.InjectSkipped(inject=inject, reason=reason):
            return f"状況を出さないことにしました：{inject}", reason
        case d.InjectsSet(automatic=automatic):
            return f"状況を、{'時刻になったら' if automatic else '手で'}出すことにしました", ""
        case d.InjectMoved(inject=inject):
            return f"状況を出す時を変えました：{inject}", ""
        case d.PartTaken(part=part):
            return f"この端末の役を決めました：{part or 'すべて'}", ""
        case d.CallAnswered(inject=inject):
            return f"知らせを受けました：{inject}", ""
        case d.CardMatched(card=card):
            return f"住民役の受付を決めました：{card}", ""
    return None


def _seen(body: e.EventBody, plain: Plain) -> Said:
    match body:
        case d.ObservationNoted(text=text):
            return "気づいたことを書きました", plain(text)
        case d.ItemRated(item=item, rating=rating, note=note):
            return f"評価しました：{item}（{_RATING[rating]}）", plain(note)
        case d.FindingMade(text=text):
            return "直すことを決めました", text
        case d.ActionPlanned(action=action, owner=owner, due=due):
            return f"だれがいつまでに直すか：{action}", f"{owner}　{day_words(due)}まで"
        case d.FindingSettled(how=how):
            return "直しました", how
    return None


def _with_lead(text: str, lead: str) -> str:
    return "　".join(filter(None, (text, lead and f"係長 {lead}")))


def _system(content: Content, key: WorldKey) -> str:
    system = content.systems.get(key)
    return key.value if system is None else system.title
