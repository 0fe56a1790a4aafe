"""Canonical bytes: integers and text only."""

from dataclasses import replace

import pandas as pd
import pytest

from metrics.canonical import Evaluation, canonical_json
from store.evaluations import Header

HEADER = Header("monitoring", "202610", "province", 202608, 202610, "set", "h", "f", "c", "1", None,
                "{}", "")  # fmt: skip


def evaluation(**column: list[object]) -> Evaluation:
    empty = pd.DataFrame()
    return Evaluation(HEADER, pd.DataFrame(column), empty, empty)


def test_missing_values_are_null_and_json_stands_as_what_it_means() -> None:
    frame = {"score": pd.array([83_900, None], dtype="Int64"), "caps": ["[]", '[{"b":1,"a":2}]']}
    text = canonical_json(evaluation(**frame)).decode()
    assert '"results":[{"caps":[],"score":83900},{"caps":[{"a":2,"b":1}],"score":null}]' in text


def test_a_fraction_is_refused() -> None:
    with pytest.raises(TypeError, match="score"):
        canonical_json(evaluation(score=[0.5]))


def test_when_and_by_whom_it_was_made_changes_nothing() -> None:
    one = evaluation(score=[1])
    later = replace(one, header=replace(HEADER, created_at=5, created_by="someone", as_of=9,
                                        evaluation_id=3, version=2))  # fmt: skip
    assert canonical_json(later) == canonical_json(one)
    other = replace(one, header=replace(HEADER, facts_hash="g"))
    assert canonical_json(other) != canonical_json(one)
