"""What becomes of a submitted file? Checked whole, then kept whole, or refused with every reason.

Of a refused file nothing is kept but the problems in its outcome.
"""

import json
import os
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from store import storage
from store.batches import Receipt
from store.folder import Home
from store.intake import children
from store.intake.belonging import Authority
from store.intake.desk import desk
from store.intake.job import Job, Result
from store.intake.mapping import Profile
from store.intake.precheck import precheck
from store.intake.problems import Found, Problem, UsedBy, told
from store.intake.profiles import profiles
from store.intake.settle import Kept, Terms, settle
from store.intake.submissions import Submission, evidence_of, grouped
from store.scope import Scope

KEY_SETTING = "BIAOCHI_PERSON_KEY"
KEY_BYTES = 16
NAME_LIMIT = 200
Progress = Callable[[float, int], None]
"""Told how many of how many submissions are done; of one that takes long, also its part."""


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: kept (`receipt`; None on a dry run) or refused (`problems`).
    `rows` by ledger name and `register_rows` say what was read of it."""

    paths: tuple[Path, ...]
    accepted: bool
    problems: list[Problem]
    receipt: Receipt | None = None
    unit: str = ""
    period: int = 0
    received_at: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    register_rows: int = 0

    @property
    def file_name(self) -> str:
        return ", ".join(path.name for path in self.paths)


def submit(
    scope: Scope, home: Home, path: Path | Sequence[Path], by: str, *, authority: Authority,
    pseudonymise: bool = False, dry_run: bool = False, approved_by: str = "",
    used_by: UsedBy | None = None,
) -> Outcome:  # fmt: skip
    """Check one workbook, or the CSV files (cover among them) of one unit and month, and keep it.

    `authority` is the rule set's `submit` table: register → “own”, “above”. With `pseudonymise`
    ID numbers become keys and mobile numbers are dropped before anything else. A dry run checks
    everything and keeps nothing.
    """
    paths = [path] if isinstance(path, Path) else [*path]
    outcomes = submit_many(
        scope, home, paths, by, authority=authority, pseudonymise=pseudonymise, dry_run=dry_run,
        approved_by=approved_by, used_by=used_by, processes=1,
    )  # fmt: skip
    if len(outcomes) != 1:
        raise ValueError("these are files of several submissions; use submit_many")
    return outcomes[0]


def submit_many(
    scope: Scope, home: Home, paths: Iterable[Path], by: str, *, authority: Authority,
    pseudonymise: bool = False, dry_run: bool = False, approved_by: str = "",
    used_by: UsedBy | None = None, processes: int = 2, progress: Progress | None = None,
) -> list[Outcome]:  # fmt: skip
    """The same for many: workbooks one by one, CSV files grouped by folder and by the unit and
    month in their names. They are kept in the order of their receipt, then month, then name. Each
    is its own batch: one refused leaves the others. One outcome per submission, in the order
    given (CSV groups last)."""
    return submit_in_turn(
        scope, home, [paths], by, authority=authority, pseudonymise=pseudonymise,
        dry_run=dry_run, approved_by=approved_by, used_by=used_by, processes=processes,
        progress=progress,
    )  # fmt: skip


def submit_in_turn(
    scope: Scope, home: Home, rounds: Iterable[Iterable[Path]], by: str, *, authority: Authority,
    pseudonymise: bool = False, dry_run: bool = False, approved_by: str = "",
    used_by: UsedBy | None = None, processes: int = 2, progress: Progress | None = None,
) -> list[Outcome]:  # fmt: skip
    """The same for rounds of files, such as the months of a year: what is sound of one round is
    kept before the next, which is being read meanwhile. Outcomes round by round."""
    terms = Terms(by, authority, approved_by, dry_run, profiles(scope, home))
    asked = [[*grouped(paths)] for paths in rounds]
    every = [submission for submissions in asked for submission in submissions]
    outcomes: list[Outcome] = []
    with (
        storage.told(home.root),
        desk(home.root) as folder,
        closing(_parse(home, every, folder, pseudonymise, processes, terms.profiles)) as parsing,
    ):
        for submissions in asked:
            while not all(submission.known for submission in submissions):
                part = next(parsing, None)
                if progress and part:
                    progress(min(len(outcomes) + part, len(every)), len(every))
            settled: dict[int, Outcome] = {}
            for place in sorted(range(len(submissions)), key=lambda i: submissions[i].order):
                settled[place] = _settle(scope, home, submissions[place], terms, used_by)
                if progress:
                    progress(len(outcomes) + len(settled), len(every))
            outcomes += [settled[place] for place in sorted(settled)]
    return outcomes


def kept(outcomes: Iterable[Outcome]) -> list[int]:
    """The numbers of the batches that the submissions became."""
    return [outcome.receipt.batch_id for outcome in outcomes if outcome.receipt]


def marked(outcome: Outcome, language: str = "zh") -> bytes | None:
    """The refused workbook with its bad cells marked (above 20,000 rows and for CSV a workbook of
    the bad rows), made in a limited child from the files as submitted; None where the file could
    not be opened at all. Nothing of it stays."""
    if any(problem.code in UNOPENED for problem in outcome.problems):
        return None
    marks = [
        {"sheet": p.sheet, "row": p.row, "column": p.column, "cell": p.cell, "found": p.found,
         "allowed": p.allowed.in_language(language), "text": p.text.in_language(language)}
        for p in outcome.problems
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="biaochi-marked-") as folder:
        target = Path(folder) / "marked.xlsx"
        return target.read_bytes() if children.mark(outcome.paths, target, marks) else None


UNOPENED = (
    "file_type", "file_name", "old_format", "not_workbook", "too_large", "zip_bomb", "macros",
    "external_link", "unsafe_xml", "far_cell", "parse_failed", "person_key_missing",
)  # fmt: skip


def _parse(
    home: Home, submissions: Sequence[Submission], folder: Path, pseudonymise: bool, processes: int,
    kept_profiles: Mapping[str, Profile],
) -> Generator[float]:  # fmt: skip
    """Give one submission after the other its result; in between, how much is read of the next."""
    key = _person_key(home) if pseudonymise else ""
    known = _written(folder, kept_profiles)
    waiting: deque[Submission] = deque()

    def jobs() -> Iterator[Job]:
        # A generator, so that the first files are being parsed while the others are looked at.
        for number, submission in enumerate(submissions):
            submission.barred = not _prechecked(submission, key)
            if not submission.barred:
                out = folder / str(number)
                out.mkdir()
                paths = tuple(map(str, submission.paths))
                submission.job = Job(paths, str(out), home.now(), home.demo, key or "", known)
                waiting.append(submission)
                yield submission.job

    for result in children.parse_all(jobs(), processes):
        if isinstance(result, float):
            yield result
            continue
        waiting.popleft().result = result
        yield 0.0


def _written(folder: Path, held: Mapping[str, Profile]) -> str:
    """The file that tells the children of the profiles; empty where there is none."""
    if not held:
        return ""
    path = folder / "profiles.json"
    plain = {unit: profile.as_json() for unit, profile in held.items()}
    path.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return str(path)


def _prechecked(submission: Submission, key: str | None) -> bool:
    """May the files be opened? What is wrong with them already goes to `found`."""
    if key is None:
        submission.found.append(Found("person_key_missing"))
        return False
    checked = [precheck(path) for path in submission.paths]
    submission.found += [found for problems, _ in checked for found in problems]
    return all(opened for _, opened in checked)


def _person_key(home: Home) -> str | None:
    """The file with the province's key; None where it isn't usable. It lies outside the data
    folder: whoever has both can find the persons."""
    path = Path(os.environ.get(KEY_SETTING) or "/nonexistent").resolve()
    usable = path.is_file() and not path.is_relative_to(home.root.resolve())
    return str(path) if usable and len(path.read_bytes().strip()) >= KEY_BYTES else None


def _settle(
    scope: Scope, home: Home, submission: Submission, terms: Terms, used_by: UsedBy | None
) -> Outcome:
    result = submission.result
    if result is None:
        return _refused(submission, submission.found, used_by, terms)
    result.problems = [*submission.found, *result.problems]
    kept = Kept(*evidence_of(submission, result), submission.names[:NAME_LIMIT])
    found, receipt = settle(scope, home, result, kept, terms)
    if found:
        return _refused(submission, found, used_by, terms)
    return Outcome(
        submission.paths, True, [], receipt, result.unit, result.period, result.received_at,
        {ledger: keys.rows for ledger, keys in result.ledgers.items()}, len(result.registers),
    )  # fmt: skip


def _refused(
    submission: Submission, found: Iterable[Found], used_by: UsedBy | None, terms: Terms
) -> Outcome:
    result = submission.result or Result()
    profile = terms.profiles.get(result.unit)
    headings = profile.headings() if profile else {}
    problems = [told(submission.names, each, used_by, headings) for each in found]
    return Outcome(
        submission.paths, False, problems, None, result.unit, result.period, result.received_at
    )
