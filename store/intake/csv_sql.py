"""What does a CSV cell mean, in SQL? One expression per kind of column.

Each is the counterpart of a function in `cells`; the notation is the one of `notation`. A cell
that nobody could keep has no value. The spelling that machines write is tried first, because the
patterns that understand every other one cost ten times as much.
"""

import re
from collections.abc import Callable

import duckdb
from duckdb.func import SPECIAL

from rules.codes import code_list, divisions
from store import duck
from store.contracts import Column
from store.intake import notation
from store.intake.cells import one_typed
from store.intake.persons import person_in

LISTED = ("code", "division")
_SPACES = "".join(f"\\x{{{ord(sign):04x}}}" for sign in notation.SPACE)
# Wider than `persons`, which is asked about what matches: a number by itself, one written in
# groups, or any full-width digit.
_PERSON = duck.quoted(
    r"(?:^|[^0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|(?:\+?86[- ]?)?1[3-9][0-9]{9})(?:$|[^0-9A-Za-z])"
    r"|^[0-9\s\-+Xx]{11,30}$|[\x{ff10}-\x{ff19}]"
)
_SAFE = duck.quoted(
    r"[0-9A-Za-z]{1,10}|[A-Za-z][0-9A-Za-z]{10,199}|[0-9]{12}|[0-9]{14,17}|[0-9]{19,29}"
)
"""Words that need no trimming, are short enough and can't be a person's number."""
_PRINTED = duck.quoted(r"[!-~](?:[ -~]*[!-~])?")
"""Text in one normal form without space around it, as nearly all is."""


def add_functions(connection: duckdb.DuckDBPyConnection, columns: tuple[Column, ...]) -> None:
    """What only Python knows, for the few cells that SQL can't decide."""
    connection.create_function("is_person", _is_person, ["VARCHAR"], "BOOLEAN")
    for column in columns:
        if column.kind in LISTED:
            connection.create_function(
                _means(column), _reader(column), ["VARCHAR"], "VARCHAR", null_handling=SPECIAL
            )


def _is_person(text: str) -> bool:
    return person_in(text) is not None


def _means(column: Column) -> str:
    return f"means_{column.name}"


def _reader(column: Column) -> Callable[..., str | None]:
    known: dict[str | None, str | None] = {None: None}

    def read(text: str | None) -> str | None:
        if text not in known:
            value = one_typed(column, text)
            known[text] = value if isinstance(value, str) else None
        return known[text]

    return read


def trimmed(x: str) -> str:
    """Text in one normal form without space around it; NULL when nothing is left."""
    edge = duck.quoted(f"^[{_SPACES}]+|[{_SPACES}]+$")
    return (
        f"CASE WHEN regexp_full_match({x}, {_PRINTED}) THEN {x} "
        f"ELSE nullif(regexp_replace(nfc_normalize({x}), {edge}, '', 'g'), '') END"
    )


def refused(x: str, value: str) -> str:
    """Does the cell hold something that has no value?"""
    fits = f"{x} IS NULL OR {value} IS NOT NULL"
    return f"CASE WHEN {fits} THEN FALSE ELSE {trimmed(x)} IS NOT NULL END"


def value(column: Column, x: str) -> str:
    """The value of the cell `x` in the store's terms, NULL where it means nothing."""
    if column.kind in ("text", "key"):
        found = f"CASE WHEN regexp_full_match({x}, {_SAFE}) THEN {x} ELSE {_text(trimmed(x))} END"
    elif column.kind in LISTED:
        found = f"coalesce({_listed(column, x)}, {_means(column)}({x}))"
    else:
        plain = _KINDS[column.kind]
        found = f"coalesce({plain(x)}, {plain(trimmed(x))})"
    wide = "VARCHAR" if column.sql == "VARCHAR" else "BIGINT"
    return f"CASE WHEN {x} IS NOT NULL THEN CAST({found} AS {wide}) END"


def _text(x: str) -> str:
    return (
        f"CASE WHEN regexp_matches({x}, '[\\x00-\\x1f\\x7f]') THEN NULL "
        f"WHEN length({x}) > {notation.TEXT_LIMIT} THEN NULL ELSE {_no_person(x, x)} END"
    )


def _no_person(x: str, value: str) -> str:
    # Nested, so that the costly question is asked last.
    asked = f"CASE WHEN regexp_matches({x}, {_PERSON}) THEN is_person({x}) ELSE FALSE END"
    return f"CASE WHEN strlen({x}) < 11 THEN {value} WHEN {asked} THEN NULL ELSE {value} END"


def _listed(column: Column, x: str) -> str:
    """By the texts as the list has them: an enumeration finds one among hundreds at once."""
    if column.kind == "division":
        meant = {code: code for code in divisions().entries}
    else:
        codes = code_list(column.codes)
        names = (n for c in codes.codes for n in (c.title.zh, c.title.en, c.code))
        meant = {name: codes.find(name) or "" for name in names}
    texts, values = (", ".join(map(duck.quoted, each)) for each in (meant, meant.values()))
    return f"([{values}])[CAST(enum_code(TRY_CAST({x} AS ENUM ({texts}))) AS BIGINT) + 1]"


def _number(x: str) -> str:
    return _full(x, notation.INTEGER, _no_person(x, f"CAST(ltrim({x}, '+') AS BIGINT)"))


def _money(x: str) -> str:
    fen = f"CAST(CAST({x} AS DECIMAL(16, 2)) * 100 AS BIGINT)"
    return _full(x, _TWO_DECIMALS, _no_person(x, fen))


def _duration(x: str) -> str:
    seconds = f"CAST(floor(CAST({x} AS DECIMAL(20, 6)) * 3600 + 0.5) AS BIGINT)"
    return _full(x, notation.DECIMAL, _no_person(x, seconds))


_TWO_DECIMALS = re.compile(notation.DECIMAL.pattern.replace("{1,6}", "{1,2}"))


def _full(x: str, pattern: "re.Pattern[str]", value: str) -> str:
    return f"CASE WHEN regexp_full_match({x}, {duck.quoted(pattern.pattern)}) THEN {value} END"


def _flag(x: str) -> str:
    yes, no = (", ".join(map(duck.quoted, words)) for words in (notation.YES, notation.NO))
    return (
        f"CASE {x} WHEN '{notation.YES[0]}' THEN 1 WHEN '{notation.NO[0]}' THEN 0 ELSE "
        f"CASE WHEN lower({x}) IN ({yes}) THEN 1 WHEN lower({x}) IN ({no}) THEN 0 END END"
    )


def _part(x: str, pattern: "re.Pattern[str]", group: int) -> str:
    """A group of digits as a number, 0 where the group is not there."""
    found = f"regexp_extract({x}, {duck.quoted(pattern.pattern)}, {group})"
    return f"CAST(coalesce(nullif({found}, ''), '0') AS BIGINT)"


_SHAPE = duck.quoted(
    "[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    "(?:[ T](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?"
)


def _moment(x: str) -> str:
    stamp, put = f"TRY_CAST({x} AS TIMESTAMP)", f"TRY_CAST(translate({x}, '/.', '--') AS TIMESTAMP)"
    inside = f"{x} >= '{notation.FIRST_YEAR}' AND {x} < '{notation.LAST_YEAR + 1}'"
    return (
        f"CASE WHEN strlen({x}) = 19 AND CAST({stamp} AS VARCHAR) = {x} AND {inside} "
        f"THEN {_epoch(stamp)} WHEN regexp_full_match({x}, {_SHAPE}) THEN "
        f"CASE WHEN {inside} THEN {_epoch(put)} END ELSE {_spelled_moment(x)} END"
    )


def _epoch(stamp: str) -> str:
    return f"epoch_us({stamp}) // 1000000 - 28800"


def _spelled_moment(x: str) -> str:
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


def _day(x: str) -> str:
    return f"CASE WHEN ({_moment(x)} + 28800) % 86400 = 0 THEN {_moment(x)} END"


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


_KINDS: dict[str, Callable[[str], str]] = {
    "number": _number, "flag": _flag, "money": _money, "duration": _duration, "moment": _moment,
    "day": _day, "month": _month, "clock": _clock,
}  # fmt: skip
