"""How are the files of the demo written, and what is planted in them?"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from demo.asked import Asked, declared, inspected
from demo.books import Books, books_of, cover_rows, late_markets, ledger_tables, month_registers
from demo.chance import generator
from demo.plants import Truth, truth_of
from demo.province import DemoError, Province, build_province
from exports.template import write_workbook
from rules.sets import load_ruleset

RULESET = "jiangsu-2024"
TRUTH = "truth.json"
DAY = 86400
WORKERS, FEW_FILES = 2, 60
LATE_REASON = "补报：{markets} 逾期报送，全月分段一并重报"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Task:
    """The files of one unit; a value that travels to a worker process."""

    province: Province
    unit: str
    out: Path
    inspected: Asked
    declared: Asked


def write_province(
    out: Path, markets: int = 300, months: int = 13, until: int = 202610, seed: int = 7,
    scale: int = 1, progress: Progress | None = None, pool: Executor | None = None,
) -> Truth:  # fmt: skip
    """Write `out`/<unit>_<period>.xlsx for every reporting unit and month, and truth.json.

    A unit with late markets writes a second file, <unit>_<period>_2.xlsx, for the last month.
    `progress` is called with the units done and the units in all; `pool` are processes to work
    with that are there already. Raises DemoError when there is too little room for the planted
    facts, or `out` holds workbooks of something else.
    """
    province = build_province(markets, months, until, seed, scale)
    truth = truth_of(province.markets, province.span)
    out.mkdir(parents=True, exist_ok=True)
    _refuse_foreign(out, province)
    ruleset = load_ruleset(RULESET)
    asked = inspected(ruleset), declared(ruleset)
    tasks = [Task(province, unit, out, *asked) for unit in by_size(province)]
    for done, _ in enumerate(_written(tasks, pool), start=1):
        if progress is not None:
            progress(done, len(tasks))
    truth.write(out / TRUTH)
    return truth


def by_size(province: Province) -> list[str]:
    """The units, the one with the most records first, so that no worker waits long at the end."""
    sizes = province.markets.groupby("unit")["volume"].sum()
    return [str(unit) for unit in sizes.sort_values(ascending=False, kind="stable").index]


def write_unit(task: Task) -> list[str]:
    """Every file of one unit; their names."""
    books = books_of(task.province, task.unit, task.inspected, task.declared)
    names: list[str] = []
    for month in task.province.span.months:
        names += _write_month(books, month, task.out)
    return names


def _written(tasks: list[Task], pool: Executor | None) -> Iterator[list[str]]:
    files = len(tasks) * len(tasks[0].province.span.months)
    if files <= FEW_FILES and pool is None:  # starting workers would take longer than the work
        yield from map(write_unit, tasks)
        return
    with nullcontext(pool) if pool else workers() as few:
        running = [few.submit(write_unit, task) for task in tasks]
        for written in as_completed(running):
            yield written.result()  # raises where a worker died, and does not wait for another


def workers() -> ProcessPoolExecutor:
    """One process a core of a small machine."""
    # spawn: a fork of a process with threads (Streamlit, DuckDB) can hang
    return ProcessPoolExecutor(WORKERS, get_context("spawn"))


def _write_month(books: Books, month: int, out: Path) -> list[str]:
    tables = ledger_tables(books, month)
    registers = month_registers(books, tables, month)
    cover = cover_rows(books, tables, month)
    late = late_markets(books, month)
    name, received = f"{books.ground.unit}_{month}", received_at(books, month)
    in_time = {ledger: rows[~rows["market"].isin(late)] for ledger, rows in tables.items()}
    first = {key: count for key, count in cover.items() if key[0] not in late}
    unit = books.ground.unit
    sheets = {**in_time, **registers}
    write_workbook(out / f"{name}.xlsx", unit, month, signed(first), sheets, received)
    if not late:
        return [f"{name}.xlsx"]
    why = LATE_REASON.format(markets="、".join(late))
    received = late_received_at(books, month)
    write_workbook(out / f"{name}_2.xlsx", unit, month, signed(cover, why), tables, received)
    return [f"{name}.xlsx", f"{name}_2.xlsx"]


def signed(rows: Mapping[tuple[str, str], int], reason: str = "") -> dict[str, object]:
    """The cover of a file."""
    return {"rows": rows, "filled_by": "演示填报人", "checked_by": "演示审核人", "reason": reason}


def received_at(books: Books, month: int) -> int:
    """Between 09:00 and 17:00 of the 1st, 2nd or 3rd after the month."""
    chance = generator(books.ground.seed, books.ground.unit, "received", month)
    day, minute = int(chance.integers(0, 3)), int(chance.integers(9 * 60, 17 * 60))
    return books.ground.span.bounds(month)[1] + day * DAY + minute * 60


def late_received_at(books: Books, month: int) -> int:
    """In the morning of the 4th: a day after the ledgers were due."""
    return books.ground.span.bounds(month)[1] + 3 * DAY + 10 * 3600


def _refuse_foreign(out: Path, province: Province) -> None:
    own = {f"{unit}_{month}{end}.xlsx" for unit in province.units
           for month in province.span.months for end in ("", "_2")}  # fmt: skip
    foreign = sorted(path.name for path in out.glob("*.xlsx") if path.name not in own)
    if foreign:
        raise DemoError(
            f"文件夹 {out} 里还有别的工作簿（如 {foreign[0]}），会与演示数据混在一起；"
            "请换一个空文件夹。 / "
            f"The folder {out} holds other workbooks (such as {foreign[0]}) that would be mixed "
            "with the demo; choose an empty folder."
        )


def month_tables(books: Books, month: int) -> Mapping[str, pd.DataFrame]:
    """All sheets of a month as one unit knows them, late markets included."""
    tables = ledger_tables(books, month)
    return {**tables, **month_registers(books, tables, month)}
