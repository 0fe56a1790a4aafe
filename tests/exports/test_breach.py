"""Are the rows of a breach found, and is it said where they can't be?"""

import pandas as pd
import pytest

from exports.breach import incident_blocks, source_record
from exports.document import Grid, Paragraph
from exports.words import translator
from store import evaluations, registers
from store.evaluations import Header
from store.home import Home
from store.scope import PROVINCE
from tests.exports.town import CHARGED, RECORD

ZH = translator("zh")


@pytest.fixture
def header(town: Home) -> Header:
    found = evaluations.latest(PROVINCE, town, "performance", "202610")
    assert found is not None
    return found


@pytest.fixture
def incidents(town: Home) -> pd.DataFrame:
    rows = registers.rows(PROVINCE, town, "incident").drop_duplicates("incident_no", keep="last")
    return rows[rows["market"] == CHARGED]


def test_the_record_is_the_one_row_of_the_ledger(town: Home, header: Header) -> None:
    found = source_record(PROVINCE, town, header, CHARGED, "service", RECORD)
    assert found is not None
    assert list(found.frame["record_id"]) == [RECORD]
    assert list(found.frame["fee_fen"]) == [5000]


def test_what_the_person_is_stays_out_of_the_paper(town: Home, header: Header) -> None:
    found = source_record(PROVINCE, town, header, CHARGED, "service", RECORD)
    assert found is not None
    shown = {str(name) for name in found.frame}
    assert not shown & {"sex", "birth_year"}
    assert not any(name.startswith("group_") for name in shown)


def test_a_record_of_another_market_is_not_taken(town: Home, header: Header) -> None:
    found = source_record(PROVINCE, town, header, "320102004", "service", RECORD)
    assert found is not None
    assert found.frame.empty


def test_an_incident_seen_elsewhere_has_no_record(
    town: Home, header: Header, incidents: pd.DataFrame
) -> None:
    reported = incidents.assign(ledger=None, record_id=None, origin="report")
    blocks = list(incident_blocks(PROVINCE, town, header, reported, ZH))
    (grid,) = blocks
    assert isinstance(grid, Grid)
    assert grid.rows[0][3] == "举报或通报"


@pytest.mark.parametrize(("ledger", "record"), [("service", "gone"), ("upload", RECORD)])
def test_a_record_that_is_not_on_file_is_said_to_be_missing(
    town: Home, header: Header, incidents: pd.DataFrame, ledger: str, record: str
) -> None:
    elsewhere = incidents.assign(ledger=ledger, record_id=record)
    blocks = list(incident_blocks(PROVINCE, town, header, elsewhere, ZH))
    assert isinstance(blocks[-1], Paragraph)
    assert "请查阅原始报送文件" in blocks[-1].text


def test_every_confirmed_fact_names_two_officers_and_its_document(
    town: Home, header: Header, incidents: pd.DataFrame
) -> None:
    grid = next(iter(incident_blocks(PROVINCE, town, header, incidents, ZH)))
    assert isinstance(grid, Grid)
    assert grid.rows[0][-2:] == ("王查、赵核", "宁人社核〔2026〕3号")
