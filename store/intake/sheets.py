"""Do typed rows keep the contract of their sheet? By pandera, all errors at once.

The rows of a sheet are checked for many files together: building and running a schema costs
some milliseconds however few rows there are.
"""

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from store.contracts import Column, Ledger, Register
from store.intake.row_rules import ENDED, RowRule, ended_by, rules_of

FILE = "_file"
Failure = tuple[int, str, str]
"""Position of the row in the frame, column name, refusal."""


def check(sheet: Ledger | Register, frame: pd.DataFrame) -> list[Failure]:
    """What is wrong in `frame`: the typed columns of the sheet, index 0, 1, …, and the columns
    FILE (number of the file), START, END, RECEIVED (see `row_rules`)."""
    try:
        _schema(sheet).validate(_with_end(sheet, frame), lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _failures(errors.failure_cases)
    return []


def _failures(cases: pd.DataFrame) -> list[Failure]:
    found = {
        (int(row), *_where(str(check), str(column)))
        for row, check, column in zip(cases["index"], cases["check"], cases["column"], strict=True)
    }
    return sorted(found)


def _where(check: str, column: str) -> tuple[str, str]:
    """Column and refusal: a rule over several columns is named “refusal column”."""
    if check == "not_nullable":
        return column, "missing"
    code, _, shown = check.partition(" ")
    return shown or column, code


def _with_end(sheet: Ledger | Register, frame: pd.DataFrame) -> pd.DataFrame:
    if not isinstance(sheet, Ledger) or not sheet.ends:
        return frame
    columns, statuses = ended_by(sheet)
    end = frame[list(columns)].min(axis=1).astype("Int64")
    if statuses:
        end = end.where(frame["status"].isin(statuses))
    return frame.assign(**{ENDED: end})


@cache
def _schema(sheet: Ledger | Register) -> Any:
    return pa.DataFrameSchema(
        {column.name: _column(column) for column in sheet.columns},
        checks=[*map(_rule, rules_of(sheet)), _unique(sheet)],
    )


def _column(column: Column) -> Any:
    checks = []
    if column.low is not None:
        checks.append(pa.Check.ge(column.low, name="out_of_range", error="out_of_range"))
    if column.high is not None:
        checks.append(pa.Check.le(column.high, name="out_of_range", error="out_of_range"))
    return pa.Column(checks=checks, nullable=not column.required)


def _rule(rule: RowRule) -> Any:
    name = f"{rule.code} {rule.column}"
    return pa.Check(lambda frame: ~broken(rule, frame), name=name, error=name)


def broken(rule: RowRule, frame: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows break the rule."""
    left = frame[rule.left]
    if rule.op in ("present", "absent"):
        holds = left.notna() if rule.op == "present" else left.isna()
    else:
        right = frame[rule.right]
        compare = {"<": left.lt, "<=": left.le, ">": left.gt, ">=": left.ge}[rule.op]
        holds = compare(right).fillna(False)
    if rule.when is not None:
        holds &= frame["open"].eq(rule.when).fillna(False)
    return holds.astype(bool)


def _unique(sheet: Ledger | Register) -> Any:
    name = f"repeated {unique_by(sheet)[-1]}"
    return pa.Check(lambda frame: ~_repeated(sheet, frame), name=name, error=name)


def _repeated(sheet: Ledger | Register, frame: pd.DataFrame) -> "pd.Series[bool]":
    key = list(unique_by(sheet))
    return frame.duplicated([FILE, *key], keep="first") & frame[key].notna().all(axis=1)


def unique_by(sheet: Ledger | Register) -> tuple[str, ...]:
    """What may occur once in a file; a register's key may recur from another day on."""
    if isinstance(sheet, Ledger):
        return sheet.key
    return tuple(dict.fromkeys(("valid_from", *sheet.key)))
