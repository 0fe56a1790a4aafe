"""Does the set jiangsu-2024 ask what the two documents ask, and does it say what is a default?"""

from datetime import date

import pytest

from metrics.catalogue import metric
from metrics.model import values_of
from rules.clauses import clauses
from rules.criteria import REQUIRED
from rules.model import Criterion
from rules.numbers import MODES, TYPES, UNIT_TYPES
from rules.sets import load_ruleset
from store.register_sheets import REGISTERS

DAY = date(2026, 10, 31)
SET = load_ruleset("jiangsu-2024")
SCORED_GROUPS = ("premises", "facilities", "function", "online", "results")


def of(subject: str) -> list[Criterion]:
    return [criterion for criterion in SET.criteria.values() if criterion.subject == subject]


def test_the_size_of_the_set_and_its_ways_of_judging() -> None:
    assert len(of("market")) >= 30
    assert {criterion.judged_by for criterion in of("market")} == set(REQUIRED)
    for group in SET.groups:
        assert group.criteria, group.id


def test_contract_and_unit_criteria_stand_in_groups_of_their_own() -> None:
    for group in SET.groups:
        subjects = {SET.criteria[name].subject for name in group.criteria}
        assert subjects == {group.id if group.id in ("contract", "unit") else "market"}


def test_what_the_documents_make_optional_only_ever_adds() -> None:
    for criterion in SET.criteria.values():
        kinds = {clauses()[clause].kind for clause in criterion.clauses}
        assert ("optional" in kinds) == (criterion.effect == "bonus"), criterion.id


def test_a_criterion_names_no_clause_that_asks_for_nothing() -> None:
    for criterion in SET.criteria.values():
        for clause in criterion.clauses:
            assert clauses()[clause].kind != "information", criterion.id


def test_a_required_clause_is_a_veto_an_entry_condition_or_caps_at_qualified() -> None:
    required = {
        criterion.id
        for criterion in SET.criteria.values()
        if criterion.effect == "points"
        and "required" in {clauses()[clause].kind for clause in criterion.clauses}
    }
    assert {cap.criterion for cap in SET.caps} == required
    for cap in SET.caps:
        assert (cap.findings, cap.highest, cap.status) == (("not_met",), "qualified", "default")


def test_five_vetoes_seen_elsewhere_and_the_two_of_the_documents() -> None:
    vetoes = {c.incident: c.clauses for c in SET.criteria.values() if c.effect == "veto"}
    assert set(vetoes) == {
        "fee", "safety", "illegal", "discrimination", "criticised", "public_opinion", "fabrication",
    }  # fmt: skip
    assert vetoes["fee"] == ("M-65 §1.2",)
    assert vetoes["safety"] == ("M-65 §8.5",)


def test_a_veto_has_leads_so_that_suspicion_is_told_from_fact() -> None:
    for criterion in SET.criteria.values():
        if criterion.judged_by == "incident":
            assert criterion.effect == "veto"
            assert criterion.leads == (criterion.incident,)


def test_the_three_criteria_the_project_is_named_for() -> None:
    assert SET.criteria["function.staff_load"].metric == "people.staff_load"
    assert SET.criteria["function.first_responsibility"].clauses == ("M-65 §6.2",)
    assert SET.criteria["function.time_limit"].metric == "service.time_limit"
    assert SET.criteria["function.public_interest"].effect == "veto"


def test_the_entry_conditions_of_the_provincial_selection() -> None:
    entry = {c.id for c in SET.criteria.values() if c.effect == "entry"}
    assert entry == {"premises.standard", "premises.open_months", "function.ledger_kept"}


@pytest.mark.parametrize(
    ("clause", "mode"),
    [
        ("M-65 §4.1a", "self"),
        ("M-65 §4.1b", "self"),
        ("M-65 §4.2a", "sign"),
        ("M-65 §4.2b", "sign"),
    ],
)
def test_what_is_asked_of_one_mode_is_asked_of_no_other(clause: str, mode: str) -> None:
    answering = [c for c in SET.criteria.values() if clause in c.clauses]
    assert answering
    for criterion in answering:
        assert criterion.modes == {mode}


def test_every_type_and_mode_has_criteria_in_each_group_that_weighs_for_it() -> None:
    for market_type in TYPES:
        for mode in MODES:
            for group in SET.groups:
                if group.id in ("contract", "unit") or not group.weight.on(DAY).value(market_type):
                    continue
                scored = [
                    name for name in group.criteria
                    if SET.criteria[name].applies(market_type, mode) and SET.criteria[name].points
                ]  # fmt: skip
                assert len(scored) >= 3, (group.id, market_type, mode)


@pytest.mark.parametrize(
    "criterion", [c for c in SET.criteria.values() if c.metric], ids=lambda c: c.id
)
def test_a_computed_criterion_fits_its_metric(criterion: Criterion) -> None:
    declared = metric(criterion.metric)
    assert declared.subject_kind == criterion.subject
    for market_type in criterion.types:
        values_of(declared, criterion.params, market_type)
    shares = {
        series.dated[0].written(market_type).endswith("%")
        for series in criterion.compare.numbers.values()
        for market_type in criterion.types
    }
    assert shares == {declared.measured_in == "share"}


def test_monthly_monitoring_and_the_area_evaluation_start_nothing() -> None:
    starts = {code: set(kind.starts) for code, kind in SET.kinds.items()}
    assert starts == {
        "monitoring": set(),
        "operation": {"rectification", "contract_end", "exit"},
        "performance": {"rectification", "contract_end", "exit", "revocation"},
        "selection": {"candidacy"},
        "area": set(),
    }
    for kinds in starts.values():
        assert kinds <= set(SET.procedure)


def test_the_windows_of_the_kinds() -> None:
    windows = {code: kind.window for code, kind in SET.kinds.items() if code != "area"}
    assert windows == {"monitoring": 3, "operation": 6, "performance": 12, "selection": 12}
    assert SET.kinds["operation"].modes == {"entrusted", "ppp"}
    assert set(SET.kinds["area"].periods) == {"month", "quarter", "year"}


def test_only_an_entrusted_market_can_be_made_to_leave() -> None:
    leaving = SET.procedure["exit"]
    assert isinstance(leaving, dict)
    assert leaving["modes"] == ["entrusted"]
    assert leaving["clauses"] == ["M-65 §4.3f"]
    assert leaving["public_interest"] in SET.criteria
    assert leaving["otherwise"] in SET.procedure


def test_every_case_kind_names_its_clauses_and_its_remedy() -> None:
    for name, kind in SET.procedure.items():
        assert isinstance(kind, dict)
        assert set(kind["clauses"]) <= set(clauses()), name
        assert set(kind["from"]) <= set(SET.kinds), name
        assert set(kind["modes"]) <= set(MODES), name
        assert kind["remedy"]["zh"], name


def test_authority_names_who_files_each_register() -> None:
    assert set(SET.authority["submit"]) == {"ledgers", *REGISTERS}
    for name in ("inspection", "verification", "incident", "waiver"):
        assert SET.authority["submit"][name] == ("above",)
    for name in ("ledgers", "premises", "hours", "staff", "declaration"):
        assert SET.authority["submit"][name] == ("own",)


def answering(clause: str) -> list[Criterion]:
    return [criterion for criterion in SET.criteria.values() if clause in criterion.clauses]


@pytest.mark.parametrize("letter", "abcde")
def test_what_is_asked_of_an_entrusted_market_is_judged_at_its_contract(letter: str) -> None:
    found = answering(f"M-65 §4.3{letter}")
    assert found
    for criterion in found:
        assert criterion.subject == "contract"
        assert "entrusted" in criterion.modes


def test_papers_of_a_purchase_are_asked_only_where_a_market_was_entrusted() -> None:
    declared = [c for c in of("contract") if c.judged_by == "declaration"]
    assert {c.id for c in declared} == {
        "contract.procedure", "contract.funds", "contract.evaluated",
    }  # fmt: skip
    for criterion in declared:
        assert criterion.modes == {"entrusted"}


@pytest.mark.parametrize(
    ("clause", "market_type"),
    [("M-65 §3.2", "general"), ("M-65 §3.3", "sector"), ("M-65 §3.4", "station")],
)
def test_each_type_has_a_siting_of_its_own(clause: str, market_type: str) -> None:
    for criterion in answering(clause):
        assert criterion.types == {market_type}


def test_what_only_a_unit_shows_is_judged_at_the_unit_but_for_four_duties() -> None:
    at_units = [c.id for c in clauses().values() if c.observed_at == "unit"]
    bare = [clause for clause in at_units if not answering(clause)]
    assert bare == ["JS-154 §6.7", "JS-154 §6.8", "M-65 §8.1", "M-65 §9.2"]


def test_supervision_of_contracted_markets_is_judged_and_owed_by_the_calendar() -> None:
    found = {criterion.id for criterion in answering("JS-154 §6.4")}
    assert found == {"unit.supervision_plan", "unit.supervision_reports"}
    assert [duty.id for duty in SET.duties if "JS-154 §6.4" in duty.clauses] == ["supervision"]


@pytest.mark.parametrize("clause", [f"M-65 §2.2{letter}" for letter in "abcde"])
def test_each_basic_service_is_inspected_and_counted_from_the_log(clause: str) -> None:
    judged = {criterion.judged_by for criterion in answering(clause)}
    assert judged == {"inspection", "computation"}


def test_access_is_inspected_for_bars_and_counted_from_the_vacancies() -> None:
    assert SET.criteria["function.open_to_all"].items == (
        "open_to_all", "no_household_bar", "no_sex_age_bar",
    )  # fmt: skip
    assert SET.criteria["function.open_vacancies"].clauses == ("M-65 §1.3",)


def test_what_the_province_may_grant_or_encourages_only_adds() -> None:
    for clause in ("JS-154 §2.5", "JS-154 §2.6", "M-65 §2.3"):
        assert {criterion.effect for criterion in answering(clause)} == {"bonus"}


@pytest.mark.parametrize("group", ["contract", "unit"])
def test_the_points_of_a_group_of_its_own_make_a_hundred(group: str) -> None:
    points = [SET.criteria[name].points for held in SET.groups if held.id == group
              for name in held.criteria]  # fmt: skip
    assert sum(number.on(DAY).value() for number in points if number) == 100


def test_a_unit_owes_what_its_clauses_lay_on_its_level() -> None:
    """各地 are all cities and counties; 各设区市 and the addressees are the sixteen."""
    for criterion in of("unit"):
        owers = {clauses()[clause].owed_by for clause in criterion.clauses}
        every = set(UNIT_TYPES) if owers == {"localities"} else {"city", "direct"}
        assert owers <= {"localities", "cities", "reporting_units"}
        assert criterion.types == every, criterion.id


def test_the_monthly_report_is_due_on_the_official_day() -> None:
    (duty,) = [duty for duty in SET.duties if duty.id == "monthly_report"]
    assert duty.due is not None
    assert (duty.due.on(DAY).value(), duty.due.on(DAY).status) == (28, "official")
    assert duty.due.on(DAY).value() == SET.numbers["report_due_day"].on(DAY).value()
