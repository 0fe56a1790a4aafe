"""What comes of a round of submissions? Read, typed, checked, written: the whole of the parsing.

Runs in the limited child process only.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from store import duck
from store.canonical import copy_segment
from store.contracts import Register
from store.intake import csv_ledgers
from store.intake.cover import compare, read_cover
from store.intake.csv_check import check_file
from store.intake.csv_read import RawFiles, named, read_files
from store.intake.csv_typed import CsvTyped
from store.intake.form import COVER_SHEET
from store.intake.job import Job, Keys, Result, write_result
from store.intake.mapping import Profile, read_profile
from store.intake.problems import PROBLEM_LIMIT, Found
from store.intake.pseudonymise import copies
from store.intake.typed_rows import ROW, TypedFile, array, type_rows
from store.intake.workbook import RawFile, RawSheet, read_workbook
from store.ledger_sheets import LEDGERS
from store.register_sheets import REGISTERS


@dataclass
class Read:
    """One submission as read; `paths` are the files to be kept as evidence, `typed` the ledgers
    that came as CSV."""

    job: Job
    paths: list[Path]
    file: TypedFile
    sheets: list[RawSheet]
    typed: dict[str, CsvTyped] = field(default_factory=dict)


def run(jobs: Sequence[Job]) -> None:
    """Parse the jobs and leave a result in the folder of each."""
    reads = [_read(job) for job in jobs]
    type_rows([read.file for read in reads], [read.sheets for read in reads])
    for read in reads:
        write_result(_result(read), Path(read.job.out))


def _read(job: Job) -> Read:
    paths = [Path(path) for path in job.paths]
    out = Path(job.out)
    if job.key:
        paths = copies(paths, out, Path(job.key).read_bytes().strip())
    profiles = _profiles(job)
    raw = read_files(paths) if job.is_csv else _workbook(paths[0], profiles)
    cover = read_cover(raw.cover, raw.problems)
    if isinstance(raw, RawFile) and raw.unread:
        cover.lines.clear()
    if not job.demo:
        # Only a demo home takes the receipt from the cover; elsewhere the cell means nothing.
        raw.problems = [found for found in raw.problems if found.code != "cover_filed_at"]
        cover.filed_at = None
    file = TypedFile(cover, cover.filed_at or job.now, problems=raw.problems)
    if isinstance(raw, RawFile):
        return Read(job, paths, file, raw.sheets)
    read = Read(job, paths, file, [])
    _check_csv(read, raw, profiles.get(cover.unit, Profile("", {})))
    return read


def _profiles(job: Job) -> dict[str, Profile]:
    if not job.profiles:
        return {}
    held = json.loads(Path(job.profiles).read_text(encoding="utf-8"))
    return {unit: read_profile(profile) for unit, profile in held.items()}


def _workbook(path: Path, profiles: Mapping[str, Profile]) -> RawFile:
    try:
        return read_workbook(path, profiles)
    except Exception:  # the reader has no common error: whatever it raises, the file is unreadable
        return RawFile(cover=[], problems=[Found("not_workbook")])


def _check_csv(read: Read, raw: RawFiles, profile: Profile) -> None:
    file, cover, out = read.file, read.file.cover, Path(read.job.out)
    for path in read.paths:
        name = named(path)
        if name and (name[1], name[2]) != (cover.unit, cover.period):
            details = {"covered": f"{cover.unit} {cover.period}"}
            file.problems.append(
                Found("name_and_cover", COVER_SHEET, found=path.name, details=details)
            )
    for path, sheet in raw.files.items():
        typed, problems = check_file(sheet, path, out, cover, file.received_at, profile.of(sheet))
        file.problems += problems
        if typed and isinstance(sheet, Register):
            file.tables[sheet.name] = csv_ledgers.register_rows(sheet, typed, out)
        elif typed:
            read.typed[sheet.name] = typed


def _result(read: Read) -> Result:
    file, cover, out = read.file, read.file.cover, Path(read.job.out)
    if read.typed:
        alone: Iterable[tuple[int, str]] = csv_ledgers.steps_alone(read.typed, out)
        counted: Mapping[tuple[str, str], int] = csv_ledgers.counted(read.typed, out)
    else:
        alone, counted = _steps_alone(file.tables), _counted(file.tables)
    file.problems += [*map(_told_alone, alone), *compare(cover, counted)]
    result = Result(
        cover.unit, cover.period, cover.reason, file.received_at,
        [str(path) for path in read.paths],
        covers=[(*key, rows, cover.numbers[key]) for key, rows in cover.lines.items()],
        problems=_first(file.problems),
    )  # fmt: skip
    result.registers = [
        row for name in REGISTERS if name in file.tables for row in _rows(name, file.tables[name])
    ]
    if not file.problems:
        result.ledgers = _ledgers(read, out)
    return result


def _first(problems: list[Found]) -> list[Found]:
    if len(problems) <= PROBLEM_LIMIT:
        return problems
    more = Found("more_problems", found=str(len(problems)), details={"limit": str(PROBLEM_LIMIT)})
    return [more, *problems[:PROBLEM_LIMIT]]


def _counted(tables: dict[str, pd.DataFrame]) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for name in LEDGERS:
        if name in tables:
            counts = Counter(tables[name]["market"].dropna().tolist())
            counted |= Counter({(market, name): n for market, n in counts.items()})
    return counted


def _steps_alone(tables: dict[str, pd.DataFrame]) -> list[tuple[int, str]]:
    """Row and record id of each step without its record: steps travel complete with it."""
    steps = tables.get("step")
    if steps is None or not len(steps):
        return []
    records: set[tuple[str, str]] = set()
    if "service" in tables:
        service = tables["service"]
        records = set(zip(service["market"], service["record_id"], strict=True))
    return [
        (row, record)
        for market, record, row in zip(
            steps["market"], steps["record_id"], steps[ROW].tolist(), strict=True
        )
        if isinstance(record, str) and (market, record) not in records
    ]


def _told_alone(step: tuple[int, str]) -> Found:
    sheet, (row, record) = LEDGERS["step"], step
    place = 1 + [column.name for column in sheet.columns].index("record_id")
    return Found("step_without_record", sheet.zh, row, sheet.column("record_id").zh, record, place)


def _ledgers(read: Read, out: Path) -> dict[str, Keys]:
    """A segment for every ledger the cover lists, also with no row: 0 is a true zero."""
    listed = {ledger for _, ledger in read.file.cover.lines}
    return {
        name: csv_ledgers.segment(name, read.typed[name], out)
        if name in read.typed
        else _segment(name, read.file.tables.get(name), out)
        for name in LEDGERS
        if name in listed
    }


def _segment(name: str, table: pd.DataFrame | None, out: Path) -> Keys:
    ledger = LEDGERS[name]
    if table is None:
        table = pd.DataFrame({column.name: array(column, []) for column in ledger.columns})
        table[ROW] = 0
    path = out / f"{name}.parquet"
    with duck.cursor(out.parent) as connection:
        connection.register("rows_in", table)
        digest, rows = copy_segment(ledger, connection, "rows_in", path)
        connection.unregister("rows_in")
    keys = Keys(str(path), digest, rows)
    if "open" in table:
        keys.market, keys.record_id = table["market"].tolist(), table["record_id"].tolist()
        keys.open, keys.begins = table["open"].tolist(), table[ledger.begins].tolist()
        keys.row = table[ROW].tolist()
    return keys


def _rows(name: str, table: pd.DataFrame) -> list[tuple[str, int, dict[str, str | int | None]]]:
    """The rows with all they need: of a file with problems too, so that a market in it is known."""
    columns = [column.name for column in REGISTERS[name].columns]
    needed = [column.name for column in REGISTERS[name].columns if column.required]
    whole = table[table[needed].notna().all(axis=1)]
    held = whole[columns].astype(object).where(whole[columns].notna(), None)
    return [
        (name, row, dict(zip(columns, values, strict=True)))
        for row, values in zip(whole[ROW].tolist(), held.to_numpy().tolist(), strict=True)
    ]
