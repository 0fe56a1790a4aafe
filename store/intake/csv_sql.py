"""What does a CSV cell mean, in SQL? One expression per kind of column.

Each is the counterpart of a function in `cells`; the notation is the one of `notation`.
"""

import re

from store import duck
from store.contracts import Column
from store.intake import notation

_SPACES = "".join(f"\\x{{{ord(sign):04x}}}" for sign in notation.SPACE)
_TEXTS = ("text", "key")
# Wider than `persons`: what matches is looked at there. A number by itself, one written in groups,
# or any full-width digit.
_PERSON = duck.quoted(
    r"(?:^|[^0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|(?:\+?86[- ]?)?1[3-9][0-9]{9})(?:$|[^0-9A-Za-z])"
    r"|^[0-9\s\-+Xx]{11,30}$|[\x{ff10}-\x{ff19}]"
)


def trimmed(cell: str) -> str:
    """Text in one normal form without space around it; NULL when nothing is left."""
    edge = duck.quoted(f"^[{_SPACES}]+|[{_SPACES}]+$")
    return f"nullif(regexp_replace(nfc_normalize({cell}), {edge}, '', 'g'), '')"


def suspect(column: Column) -> str:
    """Which cells to look at one by one: those whose text became no value, and any that could hold
    a person's number."""
    x = f'plain."{column.name}"'
    spoiled = "TRUE" if column.kind in _TEXTS else "FALSE"
    return (
        f'{x} IS NOT NULL AND (half."{column.name}" IS NULL OR regexp_matches({x}, {_PERSON}) '
        f"OR ({spoiled} AND {refusal(column)} IS NOT NULL))"
    )


def refusal(column: Column) -> str:
    """The refusal of a cell of `plain` that isn't empty, NULL where there is none."""
    x = f'plain."{column.name}"'
    if column.kind in _TEXTS:
        return (
            f"CASE WHEN regexp_matches({x}, '[\\x00-\\x1f\\x7f]') THEN 'control_character' "
            f"WHEN length({x}) > {notation.TEXT_LIMIT} THEN 'too_long' END"
        )
    return f"""CASE WHEN half."{column.name}" IS NULL THEN 'not_{column.kind}' END"""


def value(column: Column) -> str:
    """The value of a cell of `plain` in the store's terms, NULL where it means nothing."""
    x = f'plain."{column.name}"'
    return {
        "text": x, "key": x,
        "number": _full(x, notation.INTEGER, f"CAST(ltrim({x}, '+') AS BIGINT)"),
        "flag": _flag(x),
        "money": _full(x, _TWO_DECIMALS, f"CAST(CAST({x} AS DECIMAL(16, 2)) * 100 AS BIGINT)"),
        "duration": _full(
            x, notation.DECIMAL, f"CAST(floor(CAST({x} AS DECIMAL(20, 6)) * 3600 + 0.5) AS BIGINT)"
        ),
        "moment": _moment(x),
        "day": f"CASE WHEN ({_moment(x)} + 28800) % 86400 = 0 THEN {_moment(x)} END",
        "month": _month(x),
        "clock": _clock(x),
    }[column.kind]  # fmt: skip


_TWO_DECIMALS = re.compile(notation.DECIMAL.pattern.replace("{1,6}", "{1,2}"))


def _full(x: str, pattern: "re.Pattern[str]", value: str) -> str:
    return f"CASE WHEN regexp_full_match({x}, {duck.quoted(pattern.pattern)}) THEN {value} END"


def _flag(x: str) -> str:
    yes, no = (", ".join(map(duck.quoted, words)) for words in (notation.YES, notation.NO))
    return f"CASE WHEN lower({x}) IN ({yes}) THEN 1 WHEN lower({x}) IN ({no}) THEN 0 END"


def _part(x: str, pattern: "re.Pattern[str]", group: int) -> str:
    """A group of digits as a number, 0 where the group is not there."""
    found = f"regexp_extract({x}, {duck.quoted(pattern.pattern)}, {group})"
    return f"CAST(coalesce(nullif({found}, ''), '0') AS BIGINT)"


def _moment(x: str) -> str:
    eight, *parts = (_part(x, notation.MOMENT, group) for group in range(1, 8))
    year, month, day, hour, minute, second = parts
    date = f"CASE WHEN {eight} > 0 THEN {eight} ELSE {year} * 10000 + {month} * 100 + {day} END"
    spelled = f"CAST({date} AS VARCHAR)"
    days = f"date_diff('day', DATE '1970-01-01', CAST(try_strptime({spelled}, '%Y%m%d') AS DATE))"
    inside = (
        f"({date}) BETWEEN {notation.FIRST_YEAR}0101 AND {notation.LAST_YEAR}1231 "
        f"AND {hour} < 24 AND {minute} < 60 AND {second} < 60"
    )
    value = f"{days} * 86400 - 28800 + {hour} * 3600 + {minute} * 60 + {second}"
    return _full(x, notation.MOMENT, f"CASE WHEN {inside} THEN {value} END")


def _month(x: str) -> str:
    year, month = (_part(x, notation.MONTH, group) for group in (1, 2))
    inside = (
        f"{year} BETWEEN {notation.FIRST_YEAR} AND {notation.LAST_YEAR} "
        f"AND {month} BETWEEN 1 AND 12"
    )
    return _full(x, notation.MONTH, f"CASE WHEN {inside} THEN {year} * 100 + {month} END")


def _clock(x: str) -> str:
    hour, minute = (_part(x, notation.CLOCK, group) for group in (1, 2))
    minutes = f"{hour} * 60 + {minute}"
    spelled = _full(
        x, notation.CLOCK, f"CASE WHEN {minute} < 60 AND {minutes} <= 1440 THEN {minutes} END"
    )
    return f"CASE WHEN {x} = '0' THEN 0 WHEN {x} = '1' THEN 1440 ELSE {spelled} END"
