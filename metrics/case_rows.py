"""What does a metric count in the rows that a rule case writes down? The real select, no home."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

from metrics.model import Metric, Values
from metrics.tally import SUMS, window_values
from rules.calendar import SHANGHAI, day_start, month_bounds, month_of
from rules.case_facts import Recorded, Row
from rules.value import RuleError
from store import duck
from store.frames import frame_of_numpy
from store.ledger import Build, columns_of
from store.ledger_sheets import LEDGERS
from store.parquet_ledger import sql_text
from store.scope import PROVINCE, Scope

SUBJECT = "320102001"
"""Whose rows they are, unless they say so themselves."""
RECORD = "record_id"
_SECONDS = {"h": 3600, "min": 60, "s": 1}
_SPAN = re.compile(r"(\d{1,6})(h|min|s)", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


@dataclass(frozen=True)
class WrittenLedger:
    """A ledger engine over rows that stand in one month's file (see store.ledger.Ledger)."""

    recorded: Recorded
    month: int

    def query(self, scope: Scope, source: str, build: Build, months: Iterable[int]) -> pd.DataFrame:
        """The rows are nobody's, so every scope sees them all."""
        rows = dict(self.recorded.rows).get(source, ())
        with duck.cursor() as cursor:
            shown = _shown(source, rows, self.month)
            cursor.execute(f'CREATE TEMP VIEW "{source.replace(":", "_")}" AS {shown}')
            result = cursor.execute(sql_text(source, build))
            kinds = [(field[0], str(field[1])) for field in result.description or ()]
            return frame_of_numpy(result.fetchnumpy(), kinds)


@lru_cache(maxsize=4096)
def counted(metric: Metric, values: Values, recorded: Recorded, day: date) -> tuple[int, int, int]:
    """Numerator, denominator and undecided rows of the metric in these rows. Raises RuleError
    where they name a source or column it has no use for, or a cell can't be read."""
    known = {tally.source for tally in metric.tallies}
    for source, _ in recorded.rows:
        if source not in known:
            names = "、".join(sorted(known))
            raise RuleError(
                f"用例：指标 {metric.name} 不读 {source}，只读 {names} / rule case: the metric "
                f"{metric.name} doesn't read {source}, only {', '.join(sorted(known))}"
            )
    month = month_of(day_start(day))
    ledger = WrittenLedger(recorded, month)
    frame = window_values(ledger, PROVINCE, metric, values, [month])
    top, bottom, undecided = (int(frame[name].sum()) for name in SUMS)
    return top, 1 if metric.form == "count" else bottom, undecided


def _shown(source: str, rows: Iterable[Row], month: int) -> str:
    """The rows as SQL: each record with a number of its own, every other column empty."""
    columns = columns_of(source)
    first, after = month_bounds(month)
    common = {"month": str(month), "month_start": str(first), "month_end": str(after)}
    common |= {name: SUBJECT for name in ("market", "holder", "unit") if name in columns}
    parts = [
        _select(columns, {**common, **_named(source, columns, row)}, source, at, row.times)
        for at, row in enumerate(rows)
    ]
    if not parts:
        return _select(columns, {}, source, 0, 0)
    return " UNION ALL ".join(parts)


def _named(source: str, columns: Mapping[str, str], row: Row) -> dict[str, str]:
    for name, _ in row.cells:
        if name not in columns:
            raise RuleError(
                f"用例：{source} 没有列 {name} / rule case: {source} has no column {name}"
            )
    return dict(row.cells)


def _select(
    columns: Mapping[str, str], cells: Mapping[str, str], source: str, at: int, times: int
) -> str:
    numbered = RECORD if source in LEDGERS and RECORD not in cells else ""
    shown = ", ".join(
        f"CAST({_cell(cells.get(name), sql, name, f'{at}-' if name == numbered else '')} AS {sql})"
        f' AS "{name}"'
        for name, sql in columns.items()
    )
    return f"SELECT {shown} FROM range({times}) AS numbered(number)"


def _cell(text: str | None, sql: str, name: str, numbered: str) -> str:
    if numbered:
        return f"'{numbered}' || number"
    if text is None:
        return "NULL"
    return duck.quoted(text) if sql == "VARCHAR" else str(_integer(text, name))


def _integer(text: str, name: str) -> int:
    """A whole number, a span (2h, 121min, 7201s) in seconds, or a day or moment in Shanghai."""
    if _WHOLE.fullmatch(text):
        return int(text)
    if span := _SPAN.fullmatch(text):
        return int(span[1]) * _SECONDS[span[2]]
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).timestamp())
    except ValueError:
        raise RuleError(
            f"用例：{name} 的“{text}”应是整数、2h、121min 或 2026-10-12 09:30 / rule case: "
            f'{name} is "{text}", but must be an integer, 2h, 121min or 2026-10-12 09:30'
        ) from None
