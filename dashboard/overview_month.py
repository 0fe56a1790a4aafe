"""What does the overview show? One month of one area: its evaluation, markets and filings."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import area_names, areas, data, duties, records, sentences, state, widgets
from dashboard.access import Visit
from rules.calendar import date_of, month_bounds
from rules.codes import divisions
from rules.model import RuleSet
from store.evaluations import Header


@dataclass(frozen=True)
class Month:
    """What the page shows: one evaluation, seen in one area."""

    visit: Visit
    header: Header
    ruleset: RuleSet
    area: str
    names: dict[str, str]
    markets: pd.DataFrame
    filings: pd.DataFrame

    @property
    def last(self) -> int:
        return self.header.last_month


def month_of(seen: Visit, header: Header, area: str, names: dict[str, str]) -> Month:
    """Everything the page draws, read once."""
    ruleset = data.ruleset(seen.scope, seen.home, header)
    prefix = state.prefix(area)
    units = [unit for unit in divisions().reporting_units if unit.startswith(prefix)]
    due_day = int(ruleset.numbers["report_due_day"].on(last_day(header)).value())
    reports = records.register(seen.scope, seen.home, "report")
    months = duties.reported_months(reports, header.last_month)
    filings = duties.report_filings(reports, units, months, due_day, seen.home.now())
    markets = areas.inside(data.results(seen.scope, seen.home, header.evaluation_id), prefix)
    return Month(seen, header, ruleset, area, names, markets, filings)


def answer(month: Month) -> None:
    """The sentence over the page and the stamp under it."""
    words = month.visit.words
    short = area_names.short(month.visit.language)
    now = month.filings[month.filings["period"] == month.last]
    wrong = now[now["state"].isin(["late", "missing"])]
    widgets.answer(
        sentences.overview(
            areas.standing_counts(month.markets),
            [short.get(unit, month.names[unit]) for unit in wrong["unit"]],
            not (now["state"] == "waiting").any(),
            month.last, month.names[month.area], words,
        )
    )  # fmt: skip
    widgets.stamp(month.visit, month.header, month.ruleset)


def last_day(header: Header) -> date:
    """The last day of the evaluation's period."""
    return date_of(month_bounds(header.last_month)[1] - 1)
