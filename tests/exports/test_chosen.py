"""Is the evaluation a person means the one that is answered about?"""

from datetime import date
from pathlib import Path

import pytest

from exports.chosen import chosen, end_of_day, kind_code
from exports.refusals import ExportError
from metrics.evaluate import EvaluationError
from rules.calendar import day_start
from store import engine, evaluations
from store.home import Home, create_home
from store.scope import PROVINCE
from tests.exports.town import RULESET, copied


def test_the_last_published_period_is_meant_when_none_is_named(town: Home) -> None:
    header, ruleset = chosen(PROVINCE, town, "monitoring", "", "", "tester")
    assert (header.kind, header.period) == ("monitoring", "202610")
    assert ruleset.hash == header.ruleset_hash


@pytest.mark.parametrize("kind", ["performance", "绩效评价", "Performance evaluation"])
def test_a_kind_may_be_named_by_its_code_or_its_title(town: Home, kind: str) -> None:
    header, _ = chosen(PROVINCE, town, kind, "202610", "", "tester")
    assert header.kind == "performance"
    assert kind_code(RULESET, "unheard of") == "unheard of"


def test_a_day_ends_with_its_last_second_in_shanghai() -> None:
    assert end_of_day("2026-11-03") == day_start(date(2026, 11, 4)) - 1
    assert end_of_day("") is None
    with pytest.raises(ExportError) as refused:
        end_of_day("yesterday")
    assert "yesterday" in refused.value.text.zh


def test_nothing_published_says_how_to_publish(tmp_path: Path) -> None:
    home = create_home(tmp_path / "empty")
    for period in ("202610", ""):
        with pytest.raises(ExportError) as refused:
            chosen(PROVINCE, home, "monitoring", period, "", "tester")
        assert "--publish" in refused.value.text.zh
        assert "--publish" in refused.value.text.en
    engine.close(home)


def test_a_view_as_of_a_day_is_kept_once_as_a_draft(town: Home, tmp_path: Path) -> None:
    home = copied(town, tmp_path / "copy")
    asked = (PROVINCE, home, "monitoring", "202609", "2026-10-05", "tester")
    first, _ = chosen(*asked)
    second, _ = chosen(*asked)
    assert first == second
    assert first.status == "draft"
    assert first.as_of == end_of_day("2026-10-05")
    published = evaluations.latest(PROVINCE, home, "monitoring", "202609")
    assert published is not None
    assert published.evaluation_id != first.evaluation_id
    # The charge was only confirmed on 2 November: on 5 October it was a lead.
    findings = evaluations.findings(
        PROVINCE, home, first.evaluation_id, "320102001", "function.public_interest"
    )
    assert list(findings["reason"]) == ["lead_open"]
    engine.close(home)


def test_an_unknown_kind_is_refused_when_it_would_be_evaluated(town: Home) -> None:
    with pytest.raises(EvaluationError, match="nonsense"):
        chosen(PROVINCE, town, "nonsense", "202610", "2026-11-03", "tester")
