"""How does an uploaded file reach the intake? Through a folder that lives for one check only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.submit_used import used_by
from rules.model import RuleSet
from store import jobs
from store.derived import derive
from store.home import Home
from store.intake.submit import UNOPENED, Outcome, Progress, kept, marked, submit_many
from store.scope import Scope

NAME_BYTES = 200
PARTS = 100
"""How far a check is, is told in hundredths."""


@dataclass(frozen=True)
class Upload:
    """One file as the browser sent it."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Terms:
    """By whom and under which rules it is submitted; `approved_by` of the unit above, where a
    closed month is corrected."""

    by: str
    ruleset: RuleSet
    pseudonymise: bool = False
    approved_by: str = ""


def check(
    scope: Scope, home: Home, uploads: Sequence[Upload], terms: Terms,
    progress: Progress | None = None,
) -> list[Outcome]:  # fmt: skip
    """Everything is checked, nothing of it is written: one outcome per submission. How far it is
    stands in a job of the home meanwhile."""
    number = jobs.start(scope, home, "import", PARTS)
    told = 0

    def heard(done: float, total: int) -> None:
        nonlocal told
        part = int(PARTS * done / total)
        if part > told:
            jobs.advance(scope, home, number, part)
            told = part
        if progress:
            progress(done, total)

    state: jobs.State = "failed"
    try:
        outcomes = _submit(scope, home, uploads, terms, dry_run=True, progress=heard)
        state = "done"
    finally:
        jobs.finish(scope, home, number, state)
    return outcomes


def keep(scope: Scope, home: Home, uploads: Sequence[Upload], terms: Terms) -> list[Outcome]:
    """Checked again and kept for good: in between somebody else may have filed."""
    return _submit(scope, home, uploads, terms, dry_run=False, progress=None)


def can_be_marked(outcome: Outcome) -> bool:
    """Could the refused file be opened at all, so that its cells can be marked?"""
    return not any(problem.code in UNOPENED for problem in outcome.problems)


def marked_file(outcome: Outcome, uploads: Sequence[Upload], language: str) -> bytes:
    """The refused workbook with its bad cells marked, made anew from the bytes as sent. Raises
    ValueError when it can't be made."""
    with _written(uploads) as paths:
        places = [int(path.parent.name) for path in outcome.paths]
        made = marked(replace(outcome, paths=tuple(paths[place] for place in places)), language)
    if made is None:
        raise ValueError(f"the file {outcome.file_name} can't be marked")
    return made


def _submit(
    scope: Scope, home: Home, uploads: Sequence[Upload], terms: Terms, *, dry_run: bool,
    progress: Progress | None,
) -> list[Outcome]:  # fmt: skip
    with _written(uploads) as paths:
        outcomes = submit_many(
            scope, home, paths, terms.by, authority=terms.ruleset.authority["submit"],
            pseudonymise=terms.pseudonymise, dry_run=dry_run, approved_by=terms.approved_by,
            used_by=used_by(terms.ruleset), processes=1, progress=progress,
        )  # fmt: skip
        derive(scope, home, kept(outcomes))
        return outcomes


@contextmanager
def _written(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """The files on disk, each in a folder named by its place: two may have one name."""
    with TemporaryDirectory(prefix="biaochi-upload-") as folder:
        paths = []
        for place, upload in enumerate(uploads):
            path = Path(folder) / str(place) / safe_name(upload.name)
            path.parent.mkdir()
            path.write_bytes(upload.content)
            paths.append(path)
        yield paths


def safe_name(name: str) -> str:
    """The name without folders and signs a file system doesn't take, short enough for it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip(". ") or "upload"
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    room = NAME_BYTES - len(ending.encode()) - 1
    return stem.encode()[: max(room, 1)].decode(errors="ignore") + dot + ending
