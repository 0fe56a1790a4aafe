"""What does the cover sheet say: who files which month, and how many rows of what?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.contracts import Column, Ledger
from store.intake.cells import Bad, one_typed, written
from store.intake.form import COVER_LABELS, COVER_SHEET, COVER_TABLE, SHEETS
from store.intake.persons import person_in
from store.intake.problems import Found

_PERIOD = Column("period", "month", COVER_LABELS["period"], "")
_FILED_AT = Column("filed_at", "moment", COVER_LABELS["filed_at"], "")
_ROWS = Column("rows", "number", COVER_TABLE["rows"], "")


@dataclass
class Cover:
    """The cover as read: `lines` maps (market, ledger name) to the rows it says, `numbers` to the
    row the line stands in; `filed_at` is epoch seconds or None."""

    unit: str = ""
    period: int = 0
    reason: str = ""
    filed_at: int | None = None
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)


def read_cover(rows: Sequence[Sequence[Any]] | None, problems: list[Found]) -> Cover:
    """The cover on these rows; what is wrong with it goes to `problems`."""
    cover = Cover()
    if rows is None:
        problems.append(Found("cover_missing", COVER_SHEET))
        return cover
    problems += _persons(rows)
    head = next(
        (i for i, row in enumerate(rows) if _words(row) == tuple(COVER_TABLE.values())), None
    )
    _read_values(cover, rows[:head], problems)
    if head is None:
        problems.append(Found("cover_table_missing", COVER_SHEET))
    else:
        for number, row in enumerate(rows[head + 1 :], start=head + 2):
            _read_line(cover, number, row, problems)
    return cover


def _words(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(written(cell)) for cell in row[:3])


def _persons(rows: Sequence[Sequence[Any]]) -> Iterator[Found]:
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=1):
            person = person_in(str(written(cell)))
            if person:
                yield Found(person, COVER_SHEET, number, place=place)


def _read_values(cover: Cover, rows: Sequence[Sequence[Any]], problems: list[Found]) -> None:
    names = {label: name for name, label in COVER_LABELS.items()}
    values: dict[str, Any] = {}
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        name = names.get(str(written(row[0]))) if row else None
        if name and len(row) > 1 and written(row[1]) != "":
            values[name], numbers[name] = row[1], number
    for name in ("unit", "period"):
        if name not in values:
            problems.append(
                Found("cover_value_missing", COVER_SHEET, details={"label": COVER_LABELS[name]})
            )
    cover.unit = str(written(values.get("unit", "")))
    cover.reason = str(written(values.get("reason", "")))
    cover.period = _whole(_PERIOD, values, numbers, problems) or 0
    cover.filed_at = _whole(_FILED_AT, values, numbers, problems)


def _whole(
    column: Column, values: Mapping[str, Any], numbers: Mapping[str, int], problems: list[Found]
) -> int | None:
    value = one_typed(column, values.get(column.name, ""))
    if isinstance(value, Bad) and not value.code.startswith("person"):
        found = str(values[column.name])
        code = f"cover_{column.name}"
        problems.append(Found(code, COVER_SHEET, numbers[column.name], found=found, place=2))
    return value if isinstance(value, int) else None


def _read_line(cover: Cover, number: int, row: Sequence[Any], problems: list[Found]) -> None:
    market, name, _ = words = (*_words(row), "", "", "")[:3]
    if not any(words):
        return
    sheet = SHEETS.get(name)
    count = one_typed(_ROWS, row[2] if len(row) > 2 else "")
    if not market or not isinstance(sheet, Ledger) or not isinstance(count, int) or count < 0:
        shown = "" if any(map(person_in, words)) else " / ".join(words)
        problems.append(Found("cover_line", COVER_SHEET, number, found=shown))
        return
    key = market, sheet.name
    if key in cover.lines:
        details = {"market": market, "ledger": name}
        problems.append(Found("cover_line_repeated", COVER_SHEET, number, details=details))
    cover.lines[key], cover.numbers[key] = count, number


def compare(cover: Cover, counted: Mapping[tuple[str, str], int]) -> Iterator[Found]:
    """Where the cover and the sheets disagree; `counted` are the rows by (market, ledger)."""
    for key, said in cover.lines.items():
        rows = counted.get(key, 0)
        if rows != said:
            details = {**_named(key), "counted": str(rows)}
            yield Found(
                "cover_rows",
                COVER_SHEET,
                cover.numbers[key],
                found=str(said),
                place=3,
                details=details,
            )
    for key, rows in counted.items():
        if key not in cover.lines:
            details = {**_named(key), "counted": str(rows)}
            yield Found("cover_line_missing", COVER_SHEET, details=details)


def _named(key: tuple[str, str]) -> dict[str, str]:
    market, ledger = key
    zh = next(zh for zh, sheet in SHEETS.items() if sheet.name == ledger)
    return {"market": market, "ledger": zh}
