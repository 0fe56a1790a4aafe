"""Vetoes: confirmed facts, open leads, missing ledgers."""

import numpy as np
import pandas as pd
import pytest

from metrics.findings import FINDINGS, REASONS
from metrics.judge_incident import judge_incidents

FIRST, AFTER = 1000, 2000
PROVED = {"status": "confirmed", "officer_a": "k1", "officer_b": "k2", "document": "d"}
LEAD = {"status": "lead", "officer_a": None, "officer_b": None, "document": None}


def judged(*rows: dict[str, object], duty: int = 3, filed: int = 3) -> tuple[str, str | None]:
    known = {"market": "m", "kind": "fee", "happened_on": 1500}
    frame = pd.DataFrame(
        [known | {"incident_no": f"X{n}"} | row for n, row in enumerate(rows)],
        columns=["incident_no", "market", "kind", "happened_on", *PROVED],
    )
    got = judge_incidents(
        frame, "fee", ["fee", "illegal"], ["m"], [(FIRST, AFTER)], np.array([duty]),
        np.array([filed]),
    )  # fmt: skip
    return FINDINGS[got.finding[0]], REASONS[got.reason[0]]


def test_nothing_known_and_everything_filed_is_met() -> None:
    assert judged() == ("met", None)


def test_a_confirmed_fact_in_the_window_fails_whatever_else_is_missing() -> None:
    assert judged(PROVED) == ("not_met", None)
    assert judged(PROVED, LEAD, filed=2) == ("not_met", None)


@pytest.mark.parametrize(("day", "expected"), [(999, "met"), (1000, "not_met"), (1999, "not_met"),
                                               (2000, "met")])  # fmt: skip
def test_only_a_day_inside_the_window_counts(day: int, expected: str) -> None:
    assert judged(PROVED | {"happened_on": day})[0] == expected


@pytest.mark.parametrize("gap", [{"officer_b": "k1"}, {"officer_b": None}, {"document": None}])
def test_a_confirmation_without_two_names_and_a_document_is_still_a_lead(gap: dict) -> None:
    assert judged(PROVED | gap) == ("no_data", "lead_open")


def test_an_open_lead_waits_even_from_before_the_window() -> None:
    assert judged(LEAD) == ("no_data", "lead_open")
    assert judged(LEAD | {"happened_on": 10}) == ("no_data", "lead_open")
    assert judged(LEAD | {"happened_on": 2000}) == ("met", None)


def test_a_refuted_lead_is_closed() -> None:
    assert judged(LEAD | {"status": "refuted"}) == ("met", None)


def test_a_missing_month_comes_before_an_open_lead() -> None:
    assert judged(filed=2) == ("no_data", "not_filed")
    assert judged(LEAD, filed=2) == ("no_data", "not_filed")


def test_another_kind_only_raises_the_lead_it_is_named_for() -> None:
    assert judged(LEAD | {"kind": "illegal"}) == ("no_data", "lead_open")
    assert judged(PROVED | {"kind": "illegal"}) == ("met", None)
    assert judged(LEAD | {"kind": "safety"}) == ("met", None)


def test_without_duty_nothing_is_owed_unless_something_is_known() -> None:
    assert judged(duty=0, filed=0) == ("not_applicable", "not_owed")
    assert judged(PROVED, duty=0, filed=0)[0] == "not_met"
