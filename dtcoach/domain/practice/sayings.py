"""What residents say when they come to the counter, in their own words: 標準 and やさしい."""

from __future__ import annotations

from collections.abc import Mapping

_SAID: Mapping[str, tuple[str, str]] = {
    "move-in": (
        "先日こちらに引っ越してきました。前の市でもらった転出証明書があります。",
        "このまえ、ここに 引っ越しました。前の 町の 紙が あります。",
    ),
    "move-in-special": (
        "引っ越してきました。前の市では、カードだけ持って行けばいいと言われました。",
        "引っ越しました。前の 町の 人は「カードだけで いい」と 言いました。",
    ),
    "move-out": (
        "今度ほかの市に引っ越すので、届に来ました。マイナンバーカードはありません。",
        "ほかの 町に 引っ越します。カードは ありません。",
    ),
    "move-out-card": (
        "ほかの市に引っ越します。カードがあるとネットでもできると聞いたのですが。",
        "ほかの 町に 引っ越します。カードが あります。",
    ),
    "move-within": (
        "区の中で引っ越しました。住所を変えてください。",
        "品川区の 中で 引っ越しました。住所を 変えたいです。",
    ),
    "household-change": (
        "同じ家の父と世帯を分けたいのですが、今日できますか。",
        "父と 私の 世帯を 分けたいです。",
    ),
    "seal-registration": (
        "車を買うので、はんこの登録をしたいんです。",
        "はんこを 登録したいです。車を 買います。",
    ),
    "seal-stop": (
        "はんこの登録証をなくしました。悪いことに使われないか心配です。",
        "はんこの カードを なくしました。心配です。",
    ),
    "seal-certificate": (
        "印鑑証明を一通お願いします。",
        "はんこの 証明書が ほしいです。",
    ),
    "residence-certificate": (
        "住民票を一通ください。",
        "住民票が ほしいです。",
    ),
    "residence-certificate-wide": (
        "住民票はほかの市なのですが、ここでも取れると聞きました。",
        "住所は ほかの 町です。ここで 住民票が ほしいです。",
    ),
    "family-register-certificate": (
        "相続の手続で、戸籍が要ると言われました。",
        "家族の 戸籍の 紙が ほしいです。",
    ),
    "family-register-certificate-wide": (
        "本籍は遠いのですが、ここで戸籍が取れるようになったそうですね。",
        "本籍は 遠い 町です。ここで 戸籍の 紙が ほしいです。",
    ),
    "family-register-attachment": (
        "車の名義を変えるのに、住所の移り変わりがわかるものが要るそうです。",
        "前の 住所と 今の 住所が わかる 紙が ほしいです。",
    ),
    "death-notification": (
        "父が亡くなりました。葬儀社の方に、届を出すように言われて…。",
        "父が 死にました。紙を 出しに 来ました。",
    ),
    "card-pickup": (
        "カードができたという葉書が来たので、受け取りに来ました。",
        "カードの 葉書が 来ました。カードを もらいに 来ました。",
    ),
    "card-update": (
        "カードの住所を書きかえてもらいに来ました。",
        "カードの 住所を 変えたいです。",
    ),
    "card-certificate-renewal": (
        "電子証明書の更新のお知らせが来ました。",
        "カードの 更新の 手紙が 来ました。",
    ),
    "card-loss": (
        "カードをどこかで落としたみたいなんです。きのうまではあったのに。",
        "カードを なくしました。どう しますか。",
    ),
    "health-insurance": (
        "会社をやめたので、国保に入りたいのですが。",
        "会社を やめました。国民健康保険に 入りたいです。",
    ),
    "national-pension": (
        "会社をやめたので、年金の切りかえに来ました。",
        "会社を やめました。年金を 変えたいです。",
    ),
    "tax-certificate": (
        "保育園に出す課税証明書をお願いします。",
        "税金の 証明書が ほしいです。",
    ),
    "child-allowance": (
        "子どもの手当の手続は、こちらでできますか。",
        "子どもの お金の 手続を したいです。",
    ),
    "residence-card-address": (
        "引っ越しました。在留カードの住所も変えたいです。",
        "引っ越しました。在留カードの 住所を 変えたいです。",
    ),
    "record-matters": (
        "提出先から、この紙に証明をもらってくるように言われました。",
        "この 紙に 証明が ほしいです。",
    ),
    "medical-certificates": (
        "医療証が見当たらなくて、もう一度出してもらえますか。",
        "病院の カードを なくしました。もう一度 ほしいです。",
    ),
    "support-measures-request": (
        "あの…、住所のことで、相談したいことがあって…。",
        "住所の ことで、話が あります。",
    ),
    "non-acceptance-request": (
        "知らないうちに届を出されないように、できると聞いたのですが…。",
        "知らない 人が 私の 届を 出すのを 止めたいです。",
    ),
}

_FILINGS: Mapping[str, tuple[str, str]] = {
    "birth": (
        "子どもが生まれたので、届を持ってきました。",
        "子どもが 生まれました。紙を 持ってきました。",
    ),
    "marriage": (
        "結婚します。きょうの日付で届を出したいんです。",
        "結婚します。今日 紙を 出したいです。",
    ),
    "divorce": (
        "二人で話し合って、離婚することになりました。届です。",
        "離婚します。紙を 持ってきました。",
    ),
    "court-divorce": (
        "裁判で離婚が決まりました。書類はここにあります。",
        "裁判で 離婚しました。紙が あります。",
    ),
    "recognition": (
        "子どもの認知の届を出しに来ました。",
        "子どもの 認知の 紙を 出します。",
    ),
    "adoption": (
        "養子縁組の届を持ってきました。",
        "養子の 紙を 出します。",
    ),
    "other": (
        "姓を元に戻す届を出したいのですが。",
        "名字を 変える 紙を 出します。",
    ),
}

_CHILD_CARD = (
    "住民票を一通お願いします。近くのコンビニでも取れるのでしょうか。",
    "住民票が ほしいです。コンビニでも いいですか。",
)
_FOR_SOMEONE = ("家族の代わりに来ました。", "家族の かわりに 来ました。")
_FOR_FATHER = ("父の除票が要るそうです。", "死んだ 父の 紙が ほしいです。")


def saying(procedure: str, title: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """標準 and やさしい. The requester is told where it is not the person themself."""
    if procedure == "family-register-filing":
        return _FILINGS[facts.get("filing_kind", "other")]
    if facts.get("under_15") == "yes":
        return _CHILD_CARD
    if procedure == "death-notification":
        return _SAID[procedure]
    said = _SAID.get(procedure, (f"{title}をお願いします。", f"{title}を おねがいします。"))
    if facts.get("requester") in ("household", "proxy", "third-party"):
        return f"{_FOR_SOMEONE[0]}{said[0]}", f"{_FOR_SOMEONE[1]}{said[1]}"
    return said
