"""Why can no exit dossier be drawn up, and what is the way instead?"""

from casework.ends import Refusal
from exports.refusals import ExportError
from rules.codes import code_list
from rules.value import Text

WAY = Text(
    "不合格的应当下达整改通知，限期整改并复核（整改是应走的程序）",
    "a market that falls short is to be ordered to rectify within a time limit and checked again "
    "(rectification is the way)",
)


def exit_refused(refusal: Refusal, market: str, period: str) -> ExportError:
    """The refusal in both languages: what was asked, why not, what to do."""
    return ExportError(_TEXTS[refusal.code](market, period, refusal.mode))


def _no_evaluation(market: str, period: str, mode: str) -> Text:
    return Text(
        f"{period} 没有已发布的、可以启动市场退出的评价（运行评估或绩效评价；月度监测不能启动）；"
        "请先评价并发布。",
        f"No evaluation that can start an exit is published for {period} (operation or "
        "performance; monthly monitoring never starts one); evaluate and publish it first.",
    )


def _not_judged(market: str, period: str, mode: str) -> Text:
    return Text(
        f"{period} 的评价中没有市场 {market}；请核对市场代码和评价期。",
        f"The evaluation of {period} holds no market {market}; check the code and the period.",
    )


def _mode(market: str, period: str, mode: str) -> Text:
    code = code_list("market_mode").get(mode)
    title = code.title if code else Text(mode, mode)
    study = (
        Text("；政企合作的可提请研究", "; a co-run one may be put forward for study")
        if mode == "ppp"
        else Text("", "")
    )
    return Text(
        f"{market} 的运行方式是{title.zh}，不适用市场退出：M-65 §4.3f 只规定委托社会力量运营的市场"
        f"；{WAY.zh}{study.zh}。",
        f"{market} is run as: {title.en}; exit does not apply: M-65 §4.3f names only markets "
        f"entrusted to social organisations; {WAY.en}{study.en}.",
    )


def _provisional(market: str, period: str, mode: str) -> Text:
    return Text(
        f"{market} 在 {period} 的等级为待定，待定的结果不启动任何程序；请先补齐待核材料并重新评价，"
        f"{WAY.zh}。",
        f"The grade of {market} for {period} is provisional, and such a result starts nothing; "
        f"supply what is pending and evaluate again; {WAY.en}.",
    )


def _no_ground(market: str, period: str, mode: str) -> Text:
    return Text(
        f"{market} 在 {period} 的评价既非不合格，也没有查实违反公益性的事实，没有退出的依据"
        f"（M-65 §4.3f）；{WAY.zh}。",
        f"{market} is neither graded unqualified for {period} nor has a confirmed breach of the "
        f"public-interest character, so there is no ground for exit (M-65 §4.3f); {WAY.en}.",
    )


_TEXTS = {
    "no_evaluation": _no_evaluation, "not_judged": _not_judged, "mode": _mode,
    "provisional": _provisional, "no_ground": _no_ground,
}  # fmt: skip
