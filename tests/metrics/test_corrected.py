"""Is a published evaluation marked when its facts change, and judged again beside it?"""

import threading
from collections.abc import Iterator

import pytest

from metrics.canonical import canonical_json
from metrics.corrected import corrected, draft_of, is_corrected, moved, recompute
from metrics.evaluate import evaluate
from metrics.record import record
from metrics.rulebook import ruleset_of
from rules.sets import load_ruleset
from store import duck, engine, evaluations
from store.evaluations import EvaluationError, Header
from store.files import digest_bytes
from store.received import up_to_batch
from store.scope import PROVINCE
from tests.metrics.small_city import City, fact, market, moment, service, step

SET = load_ruleset("jiangsu-2024")
MONTHS = (202608, 202609, 202610)
CODES = [f"320102{number:03d}" for number in range(1, 4)]
CHARGE = {"fee_fen": 5_000, "fee_payer": "worker", "fee_item": "introduction"}


def rows(month: int, hits: int = 10) -> dict[str, list]:
    logs, steps = [], []
    for code in CODES:
        for n in range(10):
            number, staff = f"{month}-{n}", "s1" if n < hits else "s2"
            logs.append(service(code, number, month))
            steps.append(step(code, number, 1, "closed", moment(month, hour=11), staff))
    return {"service": logs, "step": steps}


@pytest.fixture
def town(tmp_path) -> Iterator[City]:  # type: ignore[no-untyped-def]
    made = City(tmp_path)
    made.register(*(market(code) for code in CODES))
    for month in MONTHS:
        made.file(month, CODES, rows(month))
    yield made
    engine.close(made.home)
    duck.close(made.home.ledger, made.home.derived)


def published(town: City, period: str = "202610", by: str = "王评") -> Header:
    record(PROVINCE, town.home, SET, "monitoring", period, by, publish=True)
    header = evaluations.latest(PROVINCE, town.home, "monitoring", period)
    assert header is not None
    return header


def again(town: City, month: int = 202610, hits: int = 2) -> None:
    town.file(month, CODES, rows(month, hits), reason="更正")


def test_nothing_is_marked_while_the_facts_stay(town: City) -> None:
    header = published(town)
    assert header.last_batch == 4
    assert not is_corrected(PROVINCE, town.home, header)
    assert corrected(PROVINCE, town.home) == []


def test_a_correction_of_its_months_marks_it_and_one_of_later_months_does_not(town: City) -> None:
    header = published(town, "202610")
    town.file(202611, CODES, rows(202611))
    assert not is_corrected(PROVINCE, town.home, header)
    again(town)
    (found,) = corrected(PROVINCE, town.home)
    assert found.header.evaluation_id == header.evaluation_id
    assert found.batches["reason"].tolist() == ["更正"]
    assert found.draft is None


def test_a_late_fact_of_a_register_marks_it_when_it_speaks_of_the_window(town: City) -> None:
    header = published(town)
    town.register(fact("incident", market=CODES[0], incident_no="X1", kind="fee", status="lead",
                       happened_on=moment(202610), origin="report"))  # fmt: skip
    assert is_corrected(PROVINCE, town.home, header)


def test_it_is_judged_again_beside_once_under_the_same_rules_and_stays_as_it_was(
    town: City,
) -> None:
    header = published(town)
    before = evaluations.results(PROVINCE, town.home, header.evaluation_id)
    again(town)
    draft = recompute(PROVINCE, town.home, header, "李核")
    assert (draft.status, draft.version) == ("draft", header.version + 1)
    assert draft.ruleset_hash == header.ruleset_hash
    assert draft.facts_hash != header.facts_hash
    assert recompute(PROVINCE, town.home, header, "李核") == draft
    assert draft_of(PROVINCE, town.home, header) == draft
    assert evaluations.results(PROVINCE, town.home, header.evaluation_id).equals(before)
    assert evaluations.latest(PROVINCE, town.home, "monitoring") == header


def test_who_would_change_grade_is_listed(town: City) -> None:
    header = published(town)
    assert moved(PROVINCE, town.home, header, header).empty
    town.register(fact("incident", market=CODES[0], incident_no="X1", kind="fee",
                       status="confirmed", happened_on=moment(202610), origin="report",
                       officer_a="k1", officer_b="k2", document="核字1号"))  # fmt: skip
    draft = recompute(PROVINCE, town.home, header, "李核")
    found = moved(PROVINCE, town.home, header, draft)
    assert found[["subject", "grade_after"]].to_numpy().tolist() == [[CODES[0], "unqualified"]]


def test_the_corrected_version_is_published_only_with_a_reason_and_the_first_stays(
    town: City,
) -> None:
    header = published(town)
    again(town)
    draft = recompute(PROVINCE, town.home, header, "李核")
    with pytest.raises(EvaluationError, match="理由"):
        evaluations.publish(PROVINCE, town.home, draft.evaluation_id, "李核")
    evaluations.publish(PROVINCE, town.home, draft.evaluation_id, "李核", reason="经办会决定")
    assert [
        row["version"] for row in evaluations.published(PROVINCE, town.home).to_dict("records")
    ] == [2, 1]
    assert corrected(PROVINCE, town.home) == []


def test_any_past_evaluation_gives_its_bytes_again_from_the_batch_it_ended_with(
    town: City,
) -> None:
    header = published(town)
    again(town)
    again(town, 202609, 5)
    old = evaluate(
        PROVINCE, town.home, ruleset_of(PROVINCE, town.home, header), "monitoring", "202610",
        up_to_batch(header.last_batch),
    )  # fmt: skip
    assert old.header.facts_hash == header.facts_hash
    assert digest_bytes(canonical_json(old)) == header.content


def test_what_arrives_while_it_runs_is_not_half_of_it(
    town: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction is committed between the reading of the registers and of the ledgers."""
    from metrics import evaluate as module

    whole = evaluate(PROVINCE, town.home, SET, "monitoring", "202610")
    read = module.read_registers

    def and_then(*args):  # type: ignore[no-untyped-def]
        found = read(*args)
        thread = threading.Thread(target=again, args=(town,))
        thread.start()
        thread.join()
        return found

    monkeypatch.setattr(module, "read_registers", and_then)
    made = evaluate(PROVINCE, town.home, SET, "monitoring", "202610")
    assert canonical_json(made) == canonical_json(whole)
