"""Does the worked example come out as docs/example.md derives it on paper?"""

import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from examples.nanjing.build import PERIOD, RULES, build
from metrics.evaluate import Evaluation, evaluate
from metrics.explain import explain
from rules.sets import load_ruleset
from store.evaluations import save
from store.folder import Home
from store.home import create_home
from store.intake.submit import submit
from store.scope import PROVINCE

PAGE = Path(__file__).parents[1] / "docs" / "example.md"
RESULTS = {"assessed": "assessed_share", "applicable": "applicable_share"}
FINDINGS = {"low": "points_low", "high": "points_high", "of": "points_maximum"}


def table(first: str) -> list[dict[str, str]]:
    """The rows of the table of the page whose heading begins with `first`."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(first))
    names = cells(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("example")
    made = create_home(folder / "home")
    authority = load_ruleset(RULES).authority["submit"]
    outcome = submit(
        PROVINCE, made, build(folder / "320100-202610.xlsx"), "example", authority=authority
    )
    assert outcome.accepted, [problem.text.zh for problem in outcome.problems]
    return made


@pytest.fixture(scope="module")
def judged(home: Home) -> Evaluation:
    return evaluate(PROVINCE, home, load_ruleset(RULES), "monitoring", str(PERIOD))


def shown(value: object, heading: str) -> str:
    """A stored value as the page writes it: points with four digits, shares in percent."""
    if value is None or pd.isna(value):
        return "–"
    if heading in ("assessed", "applicable"):
        return f"{Decimal(int(value)) / 100:.2f}%"
    if heading in ("score", "low", "high", "bonus", "of"):
        return f"{Decimal(int(value)) / 10_000:.4f}"
    return str(value)


@pytest.mark.parametrize("row", table("| market | score"), ids=lambda row: row["market"])
def test_every_result_is_the_one_on_paper(judged: Evaluation, row: dict[str, str]) -> None:
    found = judged.results[judged.results["subject"] == row["market"]].iloc[0]
    values = {name: found[RESULTS.get(name, name)] for name in row if name != "market"}
    assert {n: shown(v, n) for n, v in values.items()} == {n: row[n] for n in values}


@pytest.mark.parametrize(
    "row", table("| market | criterion"), ids=lambda row: f"{row['market']} {row['criterion']}"
)
def test_every_finding_is_the_one_on_paper(judged: Evaluation, row: dict[str, str]) -> None:
    mine = judged.findings["subject"] == row["market"]
    found = judged.findings[mine & (judged.findings["criterion"] == row["criterion"])].iloc[0]
    values = {n: found[FINDINGS.get(n, n)] for n in row if n not in ("market", "criterion")}
    assert {n: shown(v, n) for n, v in values.items()} == {n: row[n] for n in values}


def test_the_page_names_every_finding(judged: Evaluation) -> None:
    assert len(table("| market | criterion")) == len(judged.findings)


def test_the_cap_says_what_the_grade_would_have_been(judged: Evaluation) -> None:
    caps = json.loads(judged.results.set_index("subject").loc["320106001", "caps"])
    assert [(cap["criterion"], cap["would_be"], cap["highest"]) for cap in caps] == [
        ("function.first_responsibility", "good", "qualified")
    ]


@pytest.mark.parametrize(
    ("market", "criterion", "hits", "rows"),
    [
        ("320102001", "function.time_limit", 9, 10),
        ("320106001", "function.first_responsibility", 8, 10),
        ("320106001", "results.match_rate", 4, 10),
        ("320115001", "results.satisfaction", 4, 4),
        ("320115001", "function.public_interest", 1, 1),
        ("320106001", "function.rules_on_wall", 2, 3),
        ("320115001", "results.match_rate", 0, 0),
    ],
)
def test_every_number_opens_to_its_rows(
    home: Home, judged: Evaluation, market: str, criterion: str, hits: int, rows: int
) -> None:
    number = save(
        PROVINCE, home, judged.header, judged.results, judged.findings, judged.aggregates, "x"
    )
    why = explain(PROVINCE, home, number, market, criterion, load_ruleset(RULES))
    frame = why.evidence[0].frame
    assert (int(frame["hit"].sum()), len(frame)) == (hits, rows)
    assert why.same_rules
    assert why.same_facts
    assert [clause.id for clause in why.clauses] == list(why.criterion.clauses)
