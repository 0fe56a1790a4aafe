"""Which files make one submission, how far is it, and what of it is kept as evidence?"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.files import digest_file
from store.intake.csv_read import named
from store.intake.job import Job, Result
from store.intake.problems import Found

_CHUNK = 1 << 20


@dataclass
class Submission:
    """One file, or the CSV files of one unit and month, on its way. Files that may not be opened
    are `barred`: they never get a job."""

    paths: tuple[Path, ...]
    found: list[Found]
    barred: bool = False
    job: Job | None = None
    result: Result | None = None

    @property
    def known(self) -> bool:
        """Has everything been read of it that will be?"""
        return self.barred or self.result is not None

    @property
    def order(self) -> tuple[int, int, str]:
        """By its receipt, then month, then name."""
        result = self.result
        received, period = (result.received_at, result.period) if result else (0, 0)
        return received, period, self.paths[0].name

    @property
    def names(self) -> str:
        return ", ".join(path.name for path in self.paths)


def grouped(paths: Iterable[Path]) -> Iterator[Submission]:
    """Workbooks one by one, then CSV files by folder and by the unit and month in their names."""
    groups: dict[tuple[Path, str, int], list[Path]] = {}
    for path in paths:
        name = named(path) if path.suffix.casefold() == ".csv" else None
        if name:
            groups.setdefault((path.parent, *name[1:]), []).append(path)
        else:
            yield Submission((path,), [])
    for group in groups.values():
        yield Submission(tuple(group), [])


def evidence_of(submission: Submission, result: Result) -> tuple[Path, str]:
    """The file to keep, and the digest of the bytes as received."""
    held = [Path(path) for path in result.evidence] or [*submission.paths]
    folder = Path(submission.job.out if submission.job else ".")
    evidence = held[0] if len(held) == 1 else _zipped(held, folder / "evidence.zip")
    if held == [*submission.paths]:
        return evidence, digest_file(evidence)
    received = [*submission.paths]
    whole = received[0] if len(received) == 1 else _zipped(received, folder / "received.zip")
    return evidence, digest_file(whole)


def _zipped(paths: Sequence[Path], target: Path) -> Path:
    """The files in one archive that depends on nothing but their names and bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in paths:
            info = zipfile.ZipInfo(path.name)
            info.file_size = path.stat().st_size
            with path.open("rb") as received, archive.open(info, "w") as kept:
                shutil.copyfileobj(received, kept, _CHUNK)
    return target
