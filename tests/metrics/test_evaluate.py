"""A few markets from filed months to grades, through the real store and the real rule set."""

import json
from datetime import date

import pandas as pd
import pytest

from metrics.canonical import canonical_json
from metrics.evaluate import Evaluation, EvaluationError, evaluate
from metrics.periods import PeriodError
from rules.calendar import day_start, month_bounds
from rules.sets import load_ruleset
from store.evaluations import findings as stored_findings
from store.evaluations import save
from store.files import digest_bytes
from store.scope import PROVINCE, Scope
from tests.metrics.small_city import City, fact, inspection, market, moment, service, step

SET = load_ruleset("jiangsu-2024")
MONTHS = (202608, 202609, 202610)
WHOLE, GAP, NEW, SHUT, GONE, WAIVED, RUN = (f"320102{n:03d}" for n in range(1, 8))
CODES = [WHOLE, GAP, NEW, SHUT, GONE, WAIVED, RUN]
RATE = "function.first_responsibility"
PUBLIC = "function.public_interest"


def registers() -> list:
    def contract(number: str, operator: str, first: date, last: date) -> object:
        return fact(
            "contract", contract_no=number, market=RUN, operator=operator, operator_code="C1",
            buyer="320102", buyer_name="区人社局", starts_on=day_start(first),
            ends_on=day_start(last),
        )  # fmt: skip

    return [
        market(WHOLE), market(GAP), market(SHUT), market(WAIVED), market(RUN, mode="entrusted"),
        market(NEW, opened_on=day_start(date(2026, 9, 2))),
        market(GONE, closed_on=day_start(date(2026, 10, 15))),
        fact("closure", market=SHUT, kind="suspended",
             valid_from=month_bounds(202609)[0], valid_to=month_bounds(202609)[1]),
        fact("waiver", market=WAIVED, criterion=RATE, granted_by="k9"),
        fact("waiver", market=WAIVED, criterion=PUBLIC, granted_by="k9"),
        fact("incident", incident_no="X1", market=WAIVED, kind="fee", status="confirmed",
             happened_on=moment(202610), origin="report", officer_a="k1", officer_b="k2",
             document="核字1号"),
        fact("incident", incident_no="X2", market=WHOLE, kind="fee", status="lead",
             happened_on=moment(202610), origin="report"),
        contract("HT-1", "甲公司", date(2025, 9, 1), date(2026, 8, 31)),
        contract("HT-2", "乙公司", date(2026, 9, 1), date(2027, 8, 31)),
        inspection(WHOLE, "service_sign", moment(202610)),
    ]  # fmt: skip


def rows(month: int, hits: int, of: int) -> dict[str, list]:
    """`hits` of `of` records per market are closed by whoever received them."""
    logs, steps = [], []
    for code in CODES:
        for n in range(of):
            number, staff = f"{month}-{n}", "s1" if n < hits else "s2"
            logs.append(service(code, number, month))
            steps.append(step(code, number, 1, "closed", moment(month, hour=11), staff))
    return {"service": logs, "step": steps}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    town = City(tmp_path_factory.mktemp("city"))
    town.register(*registers())
    for month, hits in zip(MONTHS, (8, 9, 10), strict=True):
        without = [(GAP, "service"), (GAP, "step"), (SHUT, "step")] if month == 202609 else []
        without += [(RUN, "step")] if month == 202610 else []
        kept = rows(month, hits, 10)
        if without:
            kept["service"] = [
                row for row in kept["service"] if row["market"] != GAP or month != 202609
            ]
            for code in (GAP, SHUT) if month == 202609 else (RUN,):
                kept["step"] = [row for row in kept["step"] if row["market"] != code]
        town.file(month, CODES, kept, without)
    return town


@pytest.fixture(scope="module")
def monitored(city: City) -> Evaluation:
    return evaluate(PROVINCE, city.home, SET, "monitoring", "202610")


def result(got: Evaluation, subject: str) -> pd.Series:
    return got.results[got.results["subject"] == subject].iloc[0]


def finding(got: Evaluation, subject: str, criterion: str) -> pd.Series:
    found = got.findings
    return found[(found["subject"] == subject) & (found["criterion"] == criterion)].iloc[0]


def test_additive_counts_are_pooled_over_the_window(monitored: Evaluation) -> None:
    found = finding(monitored, WHOLE, RATE)
    assert (found["numerator"], found["denominator"], found["months_filed"]) == (27, 30, 3)
    assert found["points_low"] == found["points_high"]


def test_a_month_that_was_not_filed_is_left_out_and_named(monitored: Evaluation) -> None:
    found = finding(monitored, GAP, RATE)
    assert (found["finding"], found["reason"]) == ("no_data", "not_filed")
    assert (found["numerator"], found["denominator"]) == (18, 20)
    assert (found["months_duty"], found["months_filed"]) == (3, 2)
    assert json.loads(found["detail"])["missing_months"] == [202609]
    pending = found["points_high"] - found["points_low"]
    assert pending == pytest.approx(found["points_maximum"] / 3, abs=1)


def test_without_the_steps_nobody_knows_who_closed_a_record(monitored: Evaluation) -> None:
    found = finding(monitored, RUN, RATE)
    assert (found["months_filed"], found["numerator"], found["denominator"]) == (2, 17, 20)
    load = finding(monitored, RUN, "results.complaints")
    assert (load["months_filed"], load["denominator"]) == (3, 30)


def test_without_opening_hours_nobody_knows_the_open_days(monitored: Evaluation) -> None:
    found = finding(monitored, WHOLE, "function.ledger")
    assert (found["finding"], found["reason"], found["months_filed"]) == ("no_data", "not_filed", 0)


def test_what_is_not_filed_leaves_a_veto_open(monitored: Evaluation) -> None:
    assert json.loads(result(monitored, GAP)["vetoes"]) == [
        {"criterion": PUBLIC, "finding": "no_data", "reason": "not_filed"}
    ]


def test_an_open_lead_leaves_the_veto_open(monitored: Evaluation) -> None:
    found = finding(monitored, WHOLE, PUBLIC)
    assert (found["finding"], found["reason"]) == ("no_data", "lead_open")
    assert json.loads(found["detail"])["incidents"] == ["X2"]


def test_a_new_market_answers_from_its_first_full_month_and_is_not_graded(
    monitored: Evaluation,
) -> None:
    new = result(monitored, NEW)
    assert (new["months_duty"], new["reason"], new["grade"]) == (1, "new", None)
    assert pd.isna(new["score"])
    assert finding(monitored, NEW, RATE)["denominator"] == 10


def test_a_suspended_month_leaves_and_makes_no_market_new(monitored: Evaluation) -> None:
    shut = result(monitored, SHUT)
    assert (shut["months_duty"], shut["reason"]) == (2, "insufficient")
    found = finding(monitored, SHUT, RATE)
    assert (found["numerator"], found["denominator"]) == (18, 20)
    assert found["finding"] != "no_data"


def test_a_market_that_closed_answers_to_its_last_full_month(monitored: Evaluation) -> None:
    gone = result(monitored, GONE)
    assert (gone["months_duty"], gone["reason"]) == (2, "insufficient")
    assert finding(monitored, GONE, RATE)["denominator"] == 20


def test_a_waiver_takes_a_criterion_out_of_the_points_and_leaves_its_finding(
    monitored: Evaluation,
) -> None:
    found = finding(monitored, WAIVED, RATE)
    assert (found["finding"], found["waived"]) == ("partly", 1)
    assert pd.isna(found["points_maximum"])


def test_nobody_waives_a_veto(monitored: Evaluation) -> None:
    breach = finding(monitored, WAIVED, PUBLIC)
    assert (breach["finding"], breach["waived"]) == ("not_met", 0)


def test_a_confirmed_breach_makes_the_grade_the_lowest_without_rank(monitored: Evaluation) -> None:
    row = result(monitored, WAIVED)
    assert (row["grade"], row["reason"]) == ("unqualified", None)
    assert pd.isna(row["rank"])


def test_the_parts_of_everybody_add_up_to_100(monitored: Evaluation) -> None:
    base = monitored.findings[monitored.findings["effect"] == "points"]
    totals = base.groupby("subject")["points_maximum"].sum()
    assert (totals - 1_000_000).abs().max() <= len(SET.criteria)


def test_low_points_add_up_to_the_low_end(monitored: Evaluation) -> None:
    sums = monitored.findings.groupby("subject")[["points_low", "points_high"]].sum()
    ends = monitored.results.set_index("subject")[["low", "high"]]
    assert (sums["points_low"] - ends["low"]).abs().max() <= len(SET.criteria)
    assert (sums["points_high"] - ends["high"]).abs().max() <= len(SET.criteria)


def test_the_threshold_names_value_source_and_status(monitored: Evaluation) -> None:
    lines = json.loads(finding(monitored, WHOLE, "function.time_limit")["threshold"])
    by_role = {line["role"]: line for line in lines}
    assert {"zero", "full", "limit", "min_n"} <= set(by_role)
    assert by_role["limit"].keys() == {"role", "value", "since", "status", "source", "was"}
    assert by_role["limit"]["value"].endswith("h")


def test_the_same_facts_give_the_same_bytes(city: City, monitored: Evaluation) -> None:
    again = evaluate(PROVINCE, city.home, SET, "monitoring", "202610")
    assert canonical_json(again) == canonical_json(monitored)
    assert monitored.header.content == digest_bytes(canonical_json(monitored))
    text = canonical_json(monitored).decode()
    assert str(city.root) not in text
    assert "tester" not in text
    assert "." not in "".join(json.dumps(row["score"]) for row in json.loads(text)["results"])


def test_a_later_correction_changes_nothing_as_of_before(city: City, tmp_path) -> None:
    town = City(tmp_path)
    town.register(*registers())
    for month in MONTHS:
        town.file(month, CODES, rows(month, 9, 10))
    before = evaluate(PROVINCE, town.home, SET, "monitoring", "202610")
    closing = month_bounds(202610)[1] + 10 * 86_400
    town.file(202610, CODES, rows(202610, 1, 10), received_at=closing, reason="更正")
    after = evaluate(PROVINCE, town.home, SET, "monitoring", "202610")
    then = evaluate(PROVINCE, town.home, SET, "monitoring", "202610", as_of=closing - 1)
    assert finding(after, WHOLE, RATE)["numerator"] == 19
    assert finding(then, WHOLE, RATE)["numerator"] == 27
    assert canonical_json(then) == canonical_json(before)
    assert after.header.facts_hash != before.header.facts_hash


@pytest.fixture(scope="module")
def yearly(city: City) -> Evaluation:
    return evaluate(PROVINCE, city.home, SET, "performance", "202610")


def test_a_contract_answers_for_the_months_it_covered(yearly: Evaluation) -> None:
    contracts = yearly.results[yearly.results["subject_kind"] == "contract"]
    assert contracts["subject"].tolist() == ["HT-1", "HT-2"]
    first, second = (finding(yearly, number, RATE) for number in ("HT-1", "HT-2"))
    assert (first["numerator"], first["denominator"]) == (8, 10)
    assert (second["numerator"], second["denominator"]) == (9, 10)
    assert (second["months_duty"], second["months_filed"]) == (2, 1)
    assert contracts["rank"].isna().all()


def test_what_is_observed_at_the_contract_never_scores_the_market(yearly: Evaluation) -> None:
    kinds = yearly.findings.groupby("criterion")["subject_kind"].unique()
    assert list(kinds["contract.in_term"]) == ["contract"]
    assert sorted(kinds[RATE]) == ["contract", "market"]


def test_months_before_the_first_filed_one_are_missing_in_a_year(yearly: Evaluation) -> None:
    found = finding(yearly, WHOLE, RATE)
    assert (found["months_duty"], found["months_filed"]) == (12, 3)
    assert result(yearly, WHOLE)["reason"] == "insufficient"


def test_units_are_judged_by_what_units_owe(city: City) -> None:
    town = City(city.root / "area")
    due = day_start(date(2026, 10, 28))
    town.register(
        market(WHOLE),
        fact("publication", unit="320100", period=202610, due_on=due, published_on=due,
             has_wages=1, has_ratio=1),
    )  # fmt: skip
    town.file(202610, [WHOLE], rows(202610, 9, 10) | {"service": [], "step": []})
    got = evaluate(PROVINCE, town.home, SET, "area", "202610")
    assert set(got.results["subject_kind"]) == {"unit"}
    assert len(got.results) == 108
    assert finding(got, "320100", "unit.publication")["finding"] == "met"
    silent = finding(got, "320200", "unit.publication")
    assert (silent["finding"], silent["reason"]) == ("no_data", "not_filed")
    reported = finding(got, "320100", "unit.report_on_time")
    assert (reported["finding"], reported["numerator"], reported["denominator"]) == (
        "not_met", 0, 1,
    )  # fmt: skip


def test_a_reader_sees_only_its_own_markets(city: City) -> None:
    assert evaluate(Scope("city", ("3202",)), city.home, SET, "monitoring", "202610").results.empty


def test_a_kind_or_period_that_is_not_there_is_refused(city: City) -> None:
    with pytest.raises(EvaluationError, match=r"没有评价种类.*monitoring"):
        evaluate(PROVINCE, city.home, SET, "yearly", "202610")
    with pytest.raises(PeriodError):
        evaluate(PROVINCE, city.home, SET, "monitoring", "2026")


def test_an_evaluation_is_stored_as_it_is(city: City, monitored: Evaluation) -> None:
    number = save(
        PROVINCE, city.home, monitored.header, monitored.results, monitored.findings,
        monitored.aggregates, "tester",
    )  # fmt: skip
    kept = stored_findings(PROVINCE, city.home, number).drop(columns="evaluation_id")
    assert len(kept) == len(monitored.findings)
    assert kept["detail"].tolist() == monitored.findings["detail"].tolist()
    assert (
        kept["points_low"].fillna(-1).tolist()
        == monitored.findings["points_low"].fillna(-1).tolist()
    )


def test_a_window_before_every_number_is_an_error_that_says_so(city: City) -> None:
    with pytest.raises(ValueError, match="no value is in force"):
        evaluate(PROVINCE, city.home, SET, "monitoring", "202403")
