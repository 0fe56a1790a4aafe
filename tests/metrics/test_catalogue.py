import re
from pathlib import Path

import pytest

from metrics.catalogue import METRICS, UnknownMetricError, metric
from metrics.conditions import Counted
from metrics.counter import Counter
from metrics.model import Values
from metrics.select import monthly_select, value_select, window_select
from rules.clauses import clauses
from rules.codes import code_list
from store.ledger import columns_of, table_of
from store.ledger_sheets import LEDGERS
from store.parquet_ledger import sql_text
from store.register_sheets import REGISTERS
from store.scope import PROVINCE
from tests.metrics.small import dated

WANTED = [
    "service.records",
    "service.distinct_persons",
    "service.first_responsibility",
    "service.time_limit",
    "service.told_once",
    "service.satisfaction",
    "service.key_group_share",
    "service.basic_kinds",
    "service.integrated_kinds",
    "service.guidance_share",
    "service.platform_share",
    "service.rated_share",
    "people.staff_load",
    "people.staff_per_thousand",
    "people.staff_heads",
    "people.training_per_staff",
    "people.staff_sources",
    "organisation.ledger_coverage",
    "organisation.disclosed_items",
    "organisation.open_months",
    "organisation.area",
    "organisation.zones",
    "organisation.rules_posted",
    "organisation.platform_connected",
    "organisation.upload_share",
    "organisation.activities",
    "organisation.live_streams",
    "organisation.convenience_items",
    "organisation.awards",
    "organisation.capacity",
    "organisation.online_systems",
    "organisation.duties_on_file",
    "organisation.ten_plus_n",
    "organisation.subsidies",
    "organisation.purchased",
    "matching.match_rate",
    "matching.same_day_start",
    "matching.placements",
    "matching.publish_in_time",
    "matching.difficult_vacancy_share",
    "matching.open_vacancy_share",
    "matching.source_channels",
    "matching.difficult_match_rate",
    "matching.paid_placements",
    "supply_demand.ratio",
    "supply_demand.hourly_pay",
    "conduct.complaints_per_thousand",
    "conduct.complaint_reply",
    "conduct.complaint_closure",
    "conduct.fee_leads",
    "conduct.fee_confirmed",
    "contract.payments_after_assessment",
    "contract.complete",
    "contract.in_term",
    "contract.assessments",
    "contract.paid_share",
    "unit.publication",
    "unit.report_on_time",
    "unit.quarterly_analysis",
    "unit.dimensions",
    "unit.measures",
    "unit.coverage",
    "unit.implementation",
    "unit.resources",
    "unit.service_system",
    "unit.layout",
    "unit.guidance",
    "unit.supervision_plan",
    "unit.targets",
    "unit.management",
    "unit.monthly_analysis",
    "unit.trend",
    "unit.data_sets",
    "unit.situation_chapter",
    "unit.supervision_reports",
]
COUNTED = [
    Counted(tally, dated(**{param.name: [("2024-04-11", 50)] for param in held.params}))
    for held in METRICS.values()
    for tally in held.tallies
]


def sql(item: Counted) -> str:
    if item.tally.each is not None:
        return sql_text(item.tally.source, value_select(item, [202610], {}))
    if item.tally.over != "months":
        return sql_text(item.tally.source, window_select([item], [202610], {}))
    return sql_text(item.tally.source, monthly_select([item]))


def test_the_metrics_the_rule_sets_name_are_declared() -> None:
    assert not set(WANTED) - METRICS.keys()


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownMetricError, match=r"service\.records"):
        metric("service.recrods")


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_answers_a_clause_of_the_two_documents(name: str) -> None:
    assert metric(name).clause in clauses()


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_has_titles_in_both_languages(name: str) -> None:
    texts = [metric(name).title, *(tally.title for tally in metric(name).tallies)]
    for text in texts:
        assert re.search(r"[\u4e00-\u9fff]", text.zh)
        assert text.en.isascii()
        assert text.en


@pytest.mark.parametrize("name", METRICS)
def test_a_share_has_one_tally_and_a_quotient_two_sides(name: str) -> None:
    held = metric(name)
    if held.form in ("share", "mean", "median", "count") and not held.variants:
        assert not held.denominator
    if held.form in ("share", "mean", "median") and not held.variants:
        assert len(held.numerator) == 1
    if held.form in ("per", "ratio"):
        assert held.denominator


@pytest.mark.parametrize("item", COUNTED, ids=lambda item: item.tally.title.en)
def test_a_code_compared_with_is_on_the_list_of_its_column(item: Counted) -> None:
    source = item.tally.source
    name = source.removeprefix("register:")
    sheet = REGISTERS[name] if source != name else LEDGERS.get(name)
    literal = r'\."(\w+)" (?:=|!=) \'([^\']*)\'|\."(\w+)" IN \(([^)]*)\)'
    for column, code, several, codes in re.findall(literal, sql(item)):
        assert sheet is not None
        known = code_list(sheet.column(column or several).codes)
        for wanted in [code] if column else re.findall(r"'([^']*)'", codes):
            assert known.get(wanted) is not None, (column or several, wanted)


@pytest.mark.parametrize("item", COUNTED, ids=lambda item: item.tally.title.en)
def test_a_tally_divides_and_rounds_nothing(item: Counted) -> None:
    text = sql(item)
    assert " / " not in text
    assert not re.search(r"FILTER|round\(|avg\(|median|DOUBLE|FLOAT|NUMERIC", text, re.IGNORECASE)


@pytest.mark.parametrize("item", COUNTED, ids=lambda item: item.tally.title.en)
def test_a_tally_is_counted_by_a_column_of_its_source(item: Counted) -> None:
    assert item.tally.subject in columns_of(item.tally.source)


def test_an_unvalued_parameter_is_an_error() -> None:
    item = Counted(metric("service.time_limit").numerator[0], Values())
    with pytest.raises(ValueError, match="limit"):
        monthly_select([item])(table_of("service"))


def test_nothing_is_asked_when_nothing_is_wanted() -> None:
    assert Counter(_Silent(), PROVINCE, (202610,)).monthly([]) == {}


class _Silent:
    def query(self, *_asked: object) -> object:
        raise AssertionError("a statement was run")


PAGE = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text()


@pytest.mark.parametrize("name", METRICS)
def test_the_page_on_metrics_says_what_the_declaration_says(name: str) -> None:
    held = metric(name)
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}`")]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    overs = dict.fromkeys(tally.over for tally in held.tallies)
    params = "; ".join(f"{p.name}: {p.clock}" if p.clock else p.name for p in held.params)
    assert cells[0] == f"`{name}`" + (f" [{params}]" if params else "")
    assert cells[1] == held.title.zh
    assert cells[3:] == [f"`{held.measured_in}`", held.better, ", ".join(overs), held.clause]


def test_the_page_names_no_metric_that_is_not_declared() -> None:
    assert set(re.findall(r"^\| `([\w.]+)`", PAGE, re.MULTILINE)) == METRICS.keys()
