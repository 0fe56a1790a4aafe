"""Do the register rows tell what a bureau would tell, each once?"""

import numpy as np
import pandas as pd

from demo.asked import Asked
from demo.books import Books
from demo.register_rows import filed_in
from demo.units import PAPERS, QUARTERLY
from rules.codes import divisions

LAST_DAY_BEFORE = 86400


def test_every_market_but_the_two_is_checked_by_two_at_most_a_year_ago(
    books: list[Books], asked: tuple[Asked, Asked]
) -> None:
    for book in books:
        visits = book.registers["inspection"].groupby("market")["visited_at"].max()
        markets = book.ground.markets.set_index("market")
        checked = markets.index[markets["plant"] != "insufficient"]
        assert set(visits.index) == set(checked)
        assert (visits > book.ground.span.end - 365 * 86400).all()
        assert (visits < book.ground.span.end).all()
    both = pd.concat([book.registers["inspection"] for book in books])
    assert (both["inspector_a"] != both["inspector_b"]).all()
    assert 0 < both["result_b"].isna().mean() < 0.01
    seen = both[both["result_b"].notna()]
    assert 0 < (seen["result_a"] != seen["result_b"]).mean() < 0.01


def test_a_market_is_asked_what_its_type_and_mode_owe(
    books: list[Books], asked: tuple[Asked, Asked]
) -> None:
    book = books[0]
    items = book.registers["inspection"].groupby("market")["item"].agg(set)
    for row in book.ground.markets.to_dict("records"):
        if row["market"] in items.index:
            assert items[row["market"]] == set(asked[0][row["type"], row["mode"]])
    assert "one_stop" in asked[0]["general", "sign"]
    assert "one_stop" not in asked[0]["general", "self"]


def test_verifications_follow_declarations(books: list[Books]) -> None:
    for book in books:
        sent = book.registers["declaration"].groupby(["market", "item"])["declared_on"].min()
        looked = book.registers["verification"].groupby(["market", "item"])["verified_on"].min()
        both = pd.concat([sent, looked], axis=1).dropna()
        assert (both["verified_on"] > both["declared_on"]).all()


def test_each_row_comes_in_one_file_and_contracts_run_back_to_back(books: list[Books]) -> None:
    for rows in books[7].registers.values():
        span = books[7].ground.span
        assert sum(len(filed_in(rows, span, month)) for month in span.months) == len(rows)
    for book in books:
        contracts = book.registers["contract"]
        if contracts.empty:
            continue
        terms = contracts.drop_duplicates("contract_no").sort_values(["market", "starts_on"])
        follows = terms.groupby("market")["starts_on"].shift(-1)
        gap = (follows - terms["ends_on"]).dropna()
        assert (gap == LAST_DAY_BEFORE).all()
        assert terms["buyer"].str.fullmatch(r"32\d{4}").all()


def test_every_contracted_market_has_a_contract_and_no_other(books: list[Books]) -> None:
    for book in books:
        markets = book.ground.markets
        contracted = set(markets.loc[markets["mode"].isin(["entrusted", "ppp"]), "market"])
        contracts = book.registers["contract"]
        assert (set(contracts["market"]) if len(contracts) else set()) == contracted


def test_who_leaves_was_there_and_no_desk_is_left_empty(books: list[Books]) -> None:
    staff = pd.concat([book.registers["staff"] for book in books])
    left = staff[staff["valid_to"].notna()]
    assert len(left) > 20
    assert (left["valid_to"] > left["valid_from"]).all()
    assert left["reason"].notna().all()
    gone = set(zip(left["market"], left["staff_key"], strict=True))
    staying = [pair not in gone for pair in zip(staff["market"], staff["staff_key"], strict=True)]
    assert (staff[np.array(staying)].groupby("market").size() >= 1).all()
    assert staff.loc[staying, "market"].nunique() == 300


def test_no_file_tells_what_has_not_happened_yet(books: list[Books]) -> None:
    happened = {
        "filed_at", "published_on", "visited_at", "verified_on", "declared_on", "paid_on",
        "held_on", "given_on", "answered_on", "happened_on", "valid_from", "valid_to",
    }  # fmt: skip
    for book in books[::5]:
        span = book.ground.span
        for name, rows in book.registers.items():
            for month in span.months:
                told, end = filed_in(rows, span, month), span.bounds(month)[1]
                for column in happened & set(told.columns):
                    if name != "closure" or column != "valid_to":
                        assert (told[column].dropna() < end).all(), (name, column, month)


def test_a_report_filed_after_its_month_comes_in_the_next_file(books: list[Books]) -> None:
    reports = pd.concat([book.registers["report"] for book in books])
    span = books[0].ground.span
    slipped = span.places(reports["filed_at"].to_numpy()) > span.places(
        reports["due_on"].to_numpy()
    )
    for row in reports[slipped].to_dict("records"):
        month = int(span.filed_in(np.array([row["filed_at"]]))[0])
        table = reports[reports["unit"] == row["unit"]]
        if month:
            assert row["due_on"] in set(filed_in(table, span, month)["due_on"])


def test_wages_and_papers_of_the_units_are_on_file_before_the_first_month(
    books: list[Books],
) -> None:
    wages = pd.concat([book.registers["minimum_wage"] for book in books])
    assert wages["division"].nunique() == 95
    assert wages["hourly_fen"].between(1500, 4000).all()
    assert (wages["valid_from"] < books[0].ground.span.start).all()
    held = []
    for book in books:
        rows = book.registers["document"]
        own = rows[rows["owner"] == book.ground.unit]
        assert (own["valid_from"] < book.ground.span.start).all()
        held += own["kind"].tolist()
    assert set(held) == set(PAPERS)
    assert 0.85 < len(held) / (len(books) * len(PAPERS)) < 1


def test_units_report_what_the_rules_ask_for_and_few_reports_lack_a_part(
    books: list[Books],
) -> None:
    every = pd.concat([book.registers["report"] for book in books])
    reports = every[every["unit"].isin([book.ground.unit for book in books])]
    assert set(reports["kind"]) == {"monthly_analysis", *QUARTERLY}
    assert (reports.groupby("kind").size()[QUARTERLY] == 4 * len(books)).all()
    analyses = reports[reports["kind"].isin(["monthly_analysis", "quarterly_analysis"])]
    assert 0.75 < analyses["has_trend"].mean() < 1
    assert set(analyses["data_sets"]) == {3, 4}
    situation = reports[reports["kind"] == "employment_situation"]
    assert 0.75 < situation["gig_chapter"].mean() < 1
    assert not reports.loc[reports["kind"] != "employment_situation", "gig_chapter"].any()


def test_a_year_of_a_contract_pays_no_more_than_was_agreed(books: list[Books]) -> None:
    deals = pd.concat([book.registers["contract"] for book in books])
    agreed = deals.drop_duplicates("contract_no").set_index("contract_no")["amount_fen"]
    payments = pd.concat([book.registers["payment"] for book in books])
    paid = payments.groupby("contract_no")["amount_fen"].sum()
    assert (paid <= agreed.loc[paid.index]).all()
    assert (paid == agreed.loc[paid.index]).any()


def test_some_markets_are_granted_a_subsidy_once_they_are_open(books: list[Books]) -> None:
    grants = pd.concat([book.registers["subsidy"] for book in books])
    opened = pd.concat([book.ground.markets for book in books]).set_index("market")["opened_on"]
    assert 30 < grants["market"].nunique() < 150
    assert (grants["paid_on"] >= opened.loc[grants["market"]].to_numpy()).all()
    assert grants["amount_fen"].between(1_000_000, 9_000_000).all()


def test_every_county_publishes_and_reports_and_some_are_worse_at_it(books: list[Books]) -> None:
    published = pd.concat([book.registers["publication"] for book in books], ignore_index=True)
    good = (published["published_on"] <= published["due_on"]) & (published["has_ratio"] == 1)
    own = published["unit"].isin([book.ground.unit for book in books])
    by_county = good[~own].groupby(published["unit"]).sum()
    months = len(books[0].ground.span.months)
    assert len(by_county) == 92
    assert by_county.max() == months
    assert by_county.min() <= months / 2
    assert 0.7 < good[~own].mean() < good[own].mean()
    assert not published.duplicated(["unit", "period"]).any()


def test_a_county_writes_nothing_that_only_the_sixteen_owe(books: list[Books]) -> None:
    own = {book.ground.unit for book in books}
    reports = pd.concat([book.registers["report"] for book in books])
    documents = pd.concat([book.registers["document"] for book in books])
    counties = reports[~reports["unit"].isin(own)]
    assert set(counties["kind"]) == {"monthly_analysis", "quarterly_analysis", "supervision"}
    units = documents[documents["owner"].str.len() == 6]
    papers = units[~units["owner"].isin(own)]
    assert set(papers["kind"]) == set(PAPERS) - {"implementation"}
    assert not units.duplicated(["owner", "kind"]).any()


def test_a_county_s_papers_come_in_the_file_of_its_reporting_unit(books: list[Books]) -> None:
    places = divisions()
    for book in books:
        for name, column in (("publication", "unit"), ("report", "unit"), ("document", "owner")):
            codes = set(book.registers[name][column].str[:6])
            assert {places.reporting_unit_of(code) for code in codes} == {book.ground.unit}
