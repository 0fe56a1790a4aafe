import pandas as pd

from dashboard.charts.peer_spread import Spread
from dashboard.market_rows import with_points
from dashboard.market_words import answer, peers, trend, why
from exports import figures
from exports.words import translator
from tests.dashboard.judged_rows import POINT, RULESET, finding_row, findings

ZH = translator("zh")
EQUIPMENT, BOARD, HOURS = "facilities.equipment", "facilities.board", "facilities.hours"
GRADED = {"reason": None}


def points(low: float, high: float, most: float) -> dict[str, int]:
    return {
        "points_low": round(low * POINT), "points_high": round(high * POINT),
        "points_maximum": round(most * POINT),
    }  # fmt: skip


def titles(*names: str) -> list[str]:
    return [RULESET.criteria[name].title.zh for name in names]


def test_the_answer_adds_up_the_losses_of_its_own_frame() -> None:
    frame = with_points(findings(
        finding_row(EQUIPMENT, "partly", **points(2, 2, 8)),
        finding_row(BOARD, "not_met", **points(0, 0, 3.5)),
        finding_row(HOURS, "no_data", **points(0, 10, 10)),
    ))  # fmt: skip
    lost, pending = frame["lost"].sum(), frame["pending"].sum()
    first, second = titles(EQUIPMENT, BOARD)
    assert answer(GRADED, frame, RULESET, ZH) == (
        f"已评 90 分中失 {figures.score(int(lost))} 分，主要失在{first}和{second}"
        f"；另有 {figures.score(int(pending))} 分待核"
    )


def test_a_failed_veto_leads_the_answer() -> None:
    frame = with_points(findings(
        finding_row("function.public_interest", "not_met"),
        finding_row(EQUIPMENT, "partly", **points(95, 95, 100)),
    ))  # fmt: skip
    veto, equipment = titles("function.public_interest", EQUIPMENT)
    assert answer(GRADED, frame, RULESET, ZH) == (
        f"否决：{veto}；已评 100 分中失 5.0 分，主要失在{equipment}"
    )


def test_of_long_names_only_two_are_said() -> None:
    names = ("results.difficult_vacancies", "function.basic_services", "results.complaints")
    frame = with_points(findings(
        *(finding_row(name, "partly", **points(1, 1, 9 - n)) for n, name in enumerate(names))
    ))  # fmt: skip
    said = answer(GRADED, frame, RULESET, ZH)
    assert said.endswith("和".join(titles(*names[:2])))


def test_a_market_that_lost_nothing_hears_so() -> None:
    frame = with_points(findings(finding_row(EQUIPMENT, **points(100, 100, 100))))
    assert answer(GRADED, frame, RULESET, ZH) == "已评 100 分，没有失分"


def test_insufficient_evidence_says_what_is_missing_by_reason() -> None:
    frame = with_points(findings(
        finding_row(EQUIPMENT, "no_data", reason="not_inspected", **points(0, 12, 12)),
        finding_row(BOARD, "no_data", reason="not_inspected", **points(0, 5, 5)),
        finding_row("function.time_limit", "no_data", reason="not_filed", **points(1, 9, 9)),
    ))  # fmt: skip
    assert answer({"reason": "insufficient"}, frame, RULESET, ZH) == (
        "证据不足：25.0 分待核（未报送 1 项、待检查 2 项）"
    )


def test_insufficient_for_want_of_samples_says_that() -> None:
    frame = with_points(
        findings(finding_row("results.match_rate", "not_applicable", reason="small_sample"))
    )
    assert answer({"reason": "insufficient"}, frame, RULESET, ZH) == (
        "证据不足：1 项样本不足，不能定级"
    )


def test_a_new_market_is_not_judged() -> None:
    frame = with_points(findings(finding_row(EQUIPMENT)))
    assert answer({"reason": "new"}, frame, RULESET, ZH).startswith("新开办")


def months(*rows: tuple[int, float | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(month, None if score is None else round(score * POINT), grade)
         for month, score, grade in rows],
        columns=["last_month", "score", "grade"],
    )  # fmt: skip
    return frame.astype({"score": "Int64"})


def test_the_trend_says_the_difference_and_since_when_the_grade_holds() -> None:
    history = months((202608, 79.3, "qualified"), (202609, 82.0, "good"), (202610, 83.9, "good"))
    assert trend(history, ZH) == "3 个月升 4.6 分，9 月起为良好"


def test_a_grade_that_never_changed_and_a_score_that_fell() -> None:
    history = months((202609, 83.9, "good"), (202610, 82.0, "good"))
    assert trend(history, ZH) == "2 个月降 1.9 分，一直为良好"


def test_a_month_without_a_grade_ends_the_run() -> None:
    history = months((202608, 85.0, "good"), (202609, None, None), (202610, 85.0, "good"))
    assert trend(history, ZH) == "3 个月得分持平，10 月起为良好"
    assert trend(history.head(2), ZH) == "8 月得分 85.0，此前没有可比月份"
    assert trend(history.iloc[1:2], ZH) == "1 个月都没有得分"


def spread(title: str, own: int) -> Spread:
    return Spread(title, own, 6_000, 7_000, 8_000, 20)


def test_only_groups_outside_the_middle_half_are_named() -> None:
    inside, below, above = spread("场地", 8_000), spread("功能", 5_999), spread("线上", 8_001)
    assert peers([inside, below, above], ZH) == "比四分之三同类差在功能，好在线上"
    assert peers([inside, below], ZH) == "功能低于四分之三的同类"
    assert peers([inside, above], ZH) == "线上高于四分之三的同类"
    assert peers([inside], ZH) == "各评价组都在同类的中间一半之内"


def test_fewer_than_five_peers_are_not_compared() -> None:
    assert peers([Spread("场地", 100, None, None, None, 0)], ZH) == "同类不足 5 个，不作比较"


def test_the_heading_of_an_explanation_says_what_was_lost() -> None:
    frame = with_points(findings(
        finding_row(EQUIPMENT, "partly", **points(5.5, 5.5, 8)),
        finding_row(BOARD, "no_data", **points(0, 2, 2)), finding_row(HOURS, **points(3, 3, 3)),
        finding_row("function.public_interest", "not_met"),
        finding_row("results.match_rate", "not_applicable"),
    ))  # fmt: skip
    said = [why(row, "某项", ZH) for row in frame.to_dict("records")]
    assert said == [
        "某项为什么失 2.5 分", "某项为什么有 2.0 分待核", "某项怎样得满 3.0 分",
        "某项的评定依据", "某项为什么不计分",
    ]  # fmt: skip
