"""What may be typed after a command, and what is a wrong call?

A value nobody can read is a wrong call (exit code 2); a request that can't be met is refused in
both languages (exit code 1).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from metrics.evaluate import EvaluationError
from metrics.explain import ExplanationError
from metrics.periods import PeriodError, read_period
from rules.calendar import parse_moment
from rules.value import RuleError
from store import storage
from store.errors import HomeError, StoreError
from store.home import Home, open_home

SUFFIXES = {".xlsx", ".csv"}
REFUSALS: tuple[type[Exception], ...] = (
    StoreError,
    RuleError,
    PeriodError,
    EvaluationError,
    ExplanationError,
)
"""What the rooms raise when they say no, each with its reason in both languages."""


def language() -> str:
    """The language of the terminal: Chinese unless BIAOCHI_LANG is en."""
    return "en" if os.environ.get("BIAOCHI_LANG") == "en" else "zh"


def readable_period(text: str) -> str:
    """The period as typed; one nobody can read is a wrong call."""
    try:
        return text if not text or read_period(text) else ""
    except PeriodError as unreadable:
        raise typer.BadParameter(str(unreadable)) from None


def readable_moment(text: str) -> str:
    """The moment or day as typed; one nobody can read is a wrong call."""
    try:
        return text if not text or parse_moment(text) else ""
    except RuleError as unreadable:
        raise typer.BadParameter(str(unreadable)) from None


Json = Annotated[bool, typer.Option("--json", help="机器可读 / canonical JSON")]
Period = Annotated[
    str,
    typer.Option("--period", help="202610 | 2026Q3 | 2026H1 | 2026", callback=readable_period),
]
KindOption = Annotated[
    str, typer.Option("--kind", help="monitoring 月度监测 | performance 绩效评价 | area | …")
]
Out = Annotated[Path, typer.Option("--out", help="写到哪里 / where to write")]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        help="只看该日（含）前收到的，如 2026-11-03 / known by the end of that day",
        callback=readable_moment,
    ),
]
Layer = Annotated[
    str, typer.Option("--layer", help="层级，须与规则集一致 / layer: province | city | contract")
]
RuleSetOption = Annotated[str, typer.Option("--ruleset", help="规则集 / rule set id or path")]
InForce = Annotated[
    str, typer.Option("--ruleset", help="不写则用当期有效的 / the one in force, unless named")
]
OneRuleSet = Annotated[str, typer.Argument(help="规则集 / rule set id or path")]
SharedKind = Annotated[
    str, typer.Option("--kind", help="不写则取两者都有的第一种 / the first kind both have")
]
By = Annotated[str, typer.Option("--as", help="操作人 / user")]


Paths = Annotated[list[Path], typer.Argument(exists=True, help="文件或目录 / files or folders")]
Publish = Annotated[bool, typer.Option("--publish", help="发布 / publish")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只核对不入库 / check only")]
Pseudonymise = Annotated[
    bool, typer.Option("--pseudonymise", help="入库前脱敏 / pseudonymise first")
]
ApprovedBy = Annotated[
    str, typer.Option("--approved-by", help="结账后更正的批准人 / who approved a correction")
]
AnyPeriod = Annotated[
    str,
    typer.Option("--period", help="不写则取最近一期 / the last one", callback=readable_period),
]
Anchor = Annotated[
    Path | None, typer.Option("--anchor", exists=True, help="锚点文件 / a noted link")
]


class Exported(StrEnum):
    """What can be exported."""

    RANKING = "ranking"
    MARKET = "market"
    CANDIDACY = "candidacy"
    SUPERVISION = "supervision"
    EXIT = "exit"


class Form(StrEnum):
    """As what."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"


FormOption = Annotated[
    Form | None, typer.Option("--format", help="不写则看文件名 / by the file name")
]


@contextmanager
def refusals(*more: type[Exception]) -> Iterator[None]:
    """Say why not in both languages, and leave with 1; a programming error still shows."""
    expected: tuple[type[Exception], ...] = (*REFUSALS, *more)
    try:
        with storage.told():
            yield
    except expected as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None


def submitted(path: Path) -> list[Path]:
    """The file itself, or the workbooks and CSV files of a folder."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.casefold() in SUFFIXES)


def home_for(period: str) -> Home | None:
    """The data folder. Where there is none, rules can still be compared, unless a period is
    asked for."""
    try:
        return open_home()
    except HomeError:
        if period:
            raise
        return None
