"""Does a fee to a worker raise a lead, once, and does it stay?"""

from pathlib import Path
from typing import Any

import pytest

from rules.codes import code_list
from store.home import Home
from store.leads import BASIC_SERVICES, incident_no
from store.register_sheets import INCIDENT
from store.registers import rows
from store.scope import PROVINCE
from tests.store.making import at, fact, submit
from tests.store.records import A, service

UNIT = "320100"


def charged(kind: str = "matching", payer: str = "worker", fee: int | None = 2000, number: int = 1,
            closed: str | None = "2026-09-02T10:00") -> dict[str, Any]:  # fmt: skip
    return service(A, number, "2026-09-01T16:00", closed, kind=kind, fee_payer=payer, fee_fen=fee)


def complaint(kind: str, number: int = 1) -> dict[str, Any]:
    return {"market": A, "record_id": f"c{number}", "open": 1, "kind": kind, "channel": "12345",
            "filed_at": at("2026-09-05T23:00")}  # fmt: skip


def leads(home: Home) -> list[str]:
    return rows(PROVINCE, home, "incident")["incident_no"].tolist()


def test_a_fee_to_a_worker_for_a_basic_service_is_a_lead_of_its_day(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [charged()]})
    (row,) = rows(PROVINCE, home, "incident").to_dict("records")
    number = incident_no("service", A, "r1")
    expected = {
        "incident_no": number, "market": A, "kind": "fee", "status": "lead", "origin": "ledger",
        "ledger": "service", "record_id": "r1", "fee_fen": 2000,
        "happened_on": at("2026-09-01"), "valid_from": at("2026-09-01"),
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("kind", BASIC_SERVICES)
def test_each_basic_service_counts(home: Home, tmp_path: Path, kind: str) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [charged(kind)]})
    assert len(leads(home)) == 1


@pytest.mark.parametrize(
    "row",
    [charged("other"), charged("social_security"), charged(payer="employer"),
     charged(fee=0), charged(fee=None)],
)  # fmt: skip
def test_lawful_fees_raise_nothing(home: Home, tmp_path: Path, row: dict[str, Any]) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [row]})
    assert leads(home) == []


def test_a_complaint_about_a_fee_is_a_lead_and_another_is_not(home: Home, tmp_path: Path) -> None:
    both = [complaint("fee", 1), complaint("delay", 2)]
    submit(home, tmp_path, UNIT, 202609, {"complaint": both})
    (row,) = rows(PROVINCE, home, "incident").to_dict("records")
    assert (row["origin"], row["record_id"]) == ("complaint", "c1")
    assert row["happened_on"] == at("2026-09-05")


def test_a_record_shown_by_two_files_is_one_lead(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [charged(closed=None)]})
    submit(home, tmp_path, UNIT, 202610, {"service": [charged(closed="2026-10-02T10:00")]})
    assert len(leads(home)) == 1


def test_a_lead_stays_when_a_correction_drops_its_row(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [charged()]})
    submit(home, tmp_path, UNIT, 202609, {"service": []}, markets=[A], reason="误录")
    assert leads(home) == [incident_no("service", A, "r1")]


def test_an_answer_is_not_undone_by_the_row_coming_back(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": [charged()]})
    number = incident_no("service", A, "r1")
    answer = fact(
        "incident", incident_no=number, market=A, kind="fee", status="refuted", origin="ledger",
        happened_on=at("2026-09-01"), valid_from=at("2026-10-20"),
    )  # fmt: skip
    submit(home, tmp_path, UNIT, 202610, {}, answer)
    rewritten = [charged(fee=3000)]
    submit(home, tmp_path, UNIT, 202609, {"service": rewritten}, reason="改金额",
           received="2026-11-08", approved_by="320000 王处")  # fmt: skip
    assert rows(PROVINCE, home, "incident")["status"].tolist() == ["lead", "refuted"]


def test_the_words_a_lead_is_made_of_are_in_the_code_lists() -> None:
    used = {"incident_kind": {"fee"}, "incident_status": {"lead"}, "fee_payer": {"worker"},
            "incident_origin": {"ledger", "complaint"}, "service_kind": set(BASIC_SERVICES),
            "complaint_kind": {"fee"}, "ledger": {"service", "complaint"}}  # fmt: skip
    for name, codes in used.items():
        assert codes <= {code.code for code in code_list(name).codes}, name
    assert {column.name for column in INCIDENT.columns} >= {"incident_no", "ledger", "record_id"}
