"""How long does a new month take, from its CSV to fresh scores, after how much history?"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from bench.big_month import write_month, write_register
from metrics.record import record
from rules.calendar import months_between, next_month
from rules.model import RuleSet
from rules.sets import load_ruleset
from store import duck, engine
from store.derived import derive
from store.home import Home, create_home, open_home
from store.intake.submit import submit
from store.scope import PROVINCE

MONTH = 202609


@dataclass(frozen=True)
class NewMonth:
    """The service log of one unit's month as CSV, `rows` records of `markets` markets, and what
    it is imported into: a home with `history` months of as many rows before it."""

    folder: Path
    rows: int
    markets: int
    history: int = 0

    @cached_property
    def ruleset(self) -> RuleSet:
        return load_ruleset("jiangsu-2024")

    @cached_property
    def files(self) -> list[Path]:
        """The cover and the service log."""
        return write_month(_made(self.folder / "csv"), MONTH, self.rows, self.markets)

    @cached_property
    def before(self) -> Path:
        """The data folder with the registers and the months before, which is only copied."""
        first = next_month(MONTH, -self.history - 1)
        home = create_home(self.folder / "before")
        stage = _made(self.folder / "stage")
        self._take(home, write_register(stage, first, self.markets))
        for month in months_between(next_month(first), next_month(MONTH, -1)):
            self._take(home, write_month(stage, month, self.rows, self.markets))
        shutil.rmtree(stage)
        _leave(home)
        return home.root

    def prepare(self) -> None:
        """A home that doesn't know the month yet."""
        shutil.rmtree(self._root, ignore_errors=True)
        shutil.copytree(self.before, self._root)
        assert self.files

    def score(self) -> None:
        """The files taken in, everybody judged, the evaluation published."""
        home = open_home(self._root)
        self._take(home, self.files)
        record(PROVINCE, home, self.ruleset, "monitoring", str(MONTH), "bench", publish=True)
        _leave(home)

    def rewrite(self) -> None:
        """What the same CSV takes as Parquet and nothing else."""
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{self.files[-1]}')) "
                f"TO '{self.folder / 'plain.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
            )

    @property
    def _root(self) -> Path:
        return self.folder / "home"

    def _take(self, home: Home, files: Sequence[Path]) -> None:
        authority = self.ruleset.authority["submit"]
        taken = submit(PROVINCE, home, files, "bench", authority=authority)
        if taken.receipt is None:
            raise ValueError([problem.text.zh for problem in taken.problems[:3]])
        derive(PROVINCE, home, [taken.receipt.batch_id])


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _leave(home: Home) -> None:
    engine.close(home)
    duck.close(home.ledger, home.derived)
