"""Is a metric's value written with the unit people know?"""

import numpy as np
import pandas as pd
import pytest

from exports.values import (
    has_default,
    number,
    parts_text,
    required_text,
    value_text,
    whole,
    written,
)
from exports.words import translator
from metrics.catalogue import METRICS, metric
from rules.model import Form
from store.prepared import canonical_json
from tests.exports.made import compared, thresholds
from tests.exports.town import RULESET

ZH, EN = translator("zh"), translator("en")


@pytest.mark.parametrize(
    ("name", "above", "below", "said"),
    [
        ("service.time_limit", 412, 1321, "31.2%"),
        ("people.staff_load", 1234, 250, "493.6 件/人月"),
        ("people.training_per_staff", 3, 24, "每人每年 1.5 次"),
        ("organisation.activities", 1, 3, "每年 4 次"),
        ("conduct.complaints_per_thousand", 2, 1000, "每千件 2"),
        ("supply_demand.ratio", 118, 100, "1.18"),
        ("supply_demand.ratio", 200, 100, "2.00"),
        ("supply_demand.hourly_pay", 7140, 3, "23.8 元/小时"),
        ("organisation.area", 180, 1, "180 ㎡"),
        ("organisation.open_months", 30, 1, "30 个月"),
        ("unit.dimensions", 17, 3, "5.7 项"),
        ("organisation.awards", 0, 1, "0"),
        ("service.time_limit", 0, 0, "—"),
        ("service.time_limit", None, None, "—"),
    ],
)
def test_a_value_wears_its_unit(name: str, above: int, below: int, said: str) -> None:
    assert value_text(metric(name), above, below, ZH) == said


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_can_be_written_in_both_languages(name: str) -> None:
    zh, en = (value_text(METRICS[name], 7, 3, words) for words in (ZH, EN))
    assert zh != "—"
    assert en != "—"


def test_numerator_and_denominator_stand_side_by_side_but_for_counts() -> None:
    assert parts_text(metric("service.time_limit"), 412, 1321) == "412 / 1,321"
    assert parts_text(metric("organisation.area"), 180, 1) == "180"
    assert parts_text(None, 2, 3) == "2 / 3"
    assert parts_text(None, None, None) == "—"


@pytest.mark.parametrize(
    ("form", "numbers", "said"),
    [
        ("at_least", {"limit": "95%"}, "≥ 95%"),
        ("at_most", {"limit": "1.5"}, "≤ 1.5"),
        ("between", {"low": "0.5", "high": "5"}, "0.5–5"),
        ("linear", {"zero": "60%", "full": "95%"}, "≥ 95%"),
        ("linear", {"zero": "3000", "full": "1500"}, "≤ 1500"),
        ("steps", {"at_1": "1", "share_1": "40%", "at_2": "3", "share_2": "100%"}, "≥ 3"),
        ("steps", {"at_1": "9", "share_1": "40%", "at_2": "3", "share_2": "100%"}, "≤ 3"),
    ],
)
def test_what_is_required_is_said_in_one_sign(
    form: Form, numbers: dict[str, str], said: str
) -> None:
    criterion = compared("function.time_limit", form, **numbers)
    assert required_text(criterion, canonical_json(thresholds(**numbers)), ZH) == said


def test_ten_steps_are_in_the_order_of_their_numbers() -> None:
    numbers = {f"at_{n}": str(n) for n in range(1, 11)}
    criterion = compared("function.time_limit", "steps", **numbers)
    assert required_text(criterion, canonical_json(thresholds(**numbers)), ZH) == "≥ 10"


def test_checklists_and_incidents_say_what_must_hold() -> None:
    assert required_text(RULESET.criteria["facilities.equipment"], "[]", ZH) == "3 项全部达标"
    assert required_text(RULESET.criteria["facilities.equipment"], "[]", EN) == "all 3 items met"
    assert required_text(RULESET.criteria["function.public_interest"], "[]", ZH) == "无查实"


def test_a_default_is_known_among_official_numbers() -> None:
    official = thresholds(limit="1")
    official[0]["status"] = "official"
    assert not has_default(canonical_json(official))
    assert has_default(canonical_json([*official, *thresholds(min_n="10")]))


@pytest.mark.parametrize(
    ("text", "value"), [("95%", "19/20"), ("2h", "2"), ("5d", "5"), ("1.5", "3/2"), ("30", "30")]
)
def test_a_number_of_a_rule_file_is_read_exactly(text: str, value: str) -> None:
    assert str(number(text)) == value


def test_a_time_limit_names_its_clock() -> None:
    assert written("2h", ZH) == "2 小时（营业时间）"
    assert written("5d", ZH) == "5 个工作日"
    assert written("95%", ZH) == "95%"


@pytest.mark.parametrize("missing", [None, pd.NA, float("nan")])
def test_a_missing_number_is_none(missing: object) -> None:
    assert whole(missing) is None


def test_a_stored_number_is_a_plain_integer() -> None:
    assert whole(np.int64(7)) == 7
    assert type(whole(np.int64(7))) is int


def test_nothing_is_required_of_whom_a_criterion_is_not_for() -> None:
    """A threshold is kept only for the types a criterion judges."""
    assert required_text(RULESET.criteria["unit.report_on_time"], "[]", ZH) == "—"
