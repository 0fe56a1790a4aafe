"""How is a process killed at a moment drawn by chance, and what must hold afterwards?"""

import multiprocessing
import random
import signal
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from store import audit, engine, files
from store.engine import import_lock, reading
from store.home import Home, create_home
from store.intake.desk import PREFIX
from store.pending import NOTE, clear
from store.scope import PROVINCE
from store.tables import batch, segment
from store.verification import damages, state_damages
from tests.crash import workers
from tests.crash.workers import WORK, work

SHARES = {"import": 5, "commit": 5, "evaluate": 4, "publish": 3, "export": 3}
"""How often each is killed, of twenty."""
READERS = 1
PATIENCE = 120


def context() -> "multiprocessing.context.ForkServerContext":
    """Processes forked from a server that has the libraries loaded: a second less for each."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.crash.workers"])
    return made


@dataclass
class Killing:
    """A home under fire. `durations` in seconds by kind of work, `kills` counted by kind."""

    home: Home
    folder: Path
    chance: random.Random
    durations: dict[str, float] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    version: int = 0

    def run(self, name: str, patience: float | None = None) -> bool:
        """Let one worker work, kill it `patience` seconds after its start (None: never); was it
        killed at its work?"""
        self.version += 1
        told, tells = multiprocessing.Pipe(duplex=False)
        process = context().Process(
            target=work, args=(name, self.home.root, self.folder, self.version, tells)
        )
        process.start()
        tells.close()
        try:
            told.recv()
            began = time.monotonic()
            process.join(PATIENCE if patience is None else patience)
            process.kill()
            process.join(PATIENCE)
            self.durations.setdefault(name, time.monotonic() - began)
            assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
            return process.exitcode != 0
        finally:
            told.close()
            process.kill()
            process.join()

    def kill(self, name: str) -> None:
        """Kill a worker of this kind while it works; one that ended first doesn't count."""
        while not self.run(name, self.chance.uniform(0, self.durations[name])):
            self.check()
        self.kills[name] += 1
        self.check()

    def check(self) -> None:
        """What must hold whatever was killed: every row has its act and its files, every act its
        row, every content its digest; the next import is not held up and leaves no orphan."""
        assert damages(PROVINCE, self.home) == []
        verdict = audit.verify(PROVINCE, self.home)
        assert verdict.sound, verdict.problems
        assert state_damages(PROVINCE, self.home) == []
        for path in (self.folder / "out").glob("[!.]*"):
            check_export(path)
        with import_lock(self.home, patience=5):
            clear(PROVINCE, self.home)
        check_no_orphan(self.home)


def check_no_orphan(home: Home) -> None:
    """Evidence and ledger hold the files the state names and nothing else."""
    with reading(home) as connection:
        evidence = set(connection.scalars(batch.select().with_only_columns(batch.c.evidence)))
        parts = set(connection.scalars(segment.select().with_only_columns(segment.c.digest)))
    named = {files.path_of(home.evidence, digest).name for digest in evidence}
    assert {path.name for path in home.evidence.iterdir()} == named
    named = {files.path_of(home.ledger, digest, ".parquet").name for digest in parts}
    assert {path.name for path in home.ledger.iterdir()} == named
    assert not (home.root / NOTE).exists()


def check_export(path: Path) -> None:
    """A paper under its own name is whole."""
    if path.suffix == ".pdf":
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
    else:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


@contextmanager
def readers(home: Home) -> Iterator[list[int]]:
    """Processes that read all along; at the end the list holds how often each has looked. One that
    saw something half has ended with an error, which is raised."""
    made, looks = context(), []
    stop = made.Event()
    pipes = [made.Pipe(duplex=False) for _ in range(READERS)]
    held = [made.Process(target=workers.read, args=(home.root, stop, end)) for _, end in pipes]
    for process in held:
        process.start()
    try:
        yield looks
        stop.set()
        for process, (end, _) in zip(held, pipes, strict=True):
            process.join(PATIENCE)
            assert process.exitcode == 0
            looks.append(end.recv())
    finally:
        for process in held:
            process.kill()


def kill_often(root: Path, number: int, seed: int) -> tuple[Killing, list[int]]:
    """Make a home, learn how long each work takes, then kill `number` of them while others
    read; what was done, and how often each reader looked."""
    folder = root / "files"
    (folder / "out").mkdir(parents=True)
    killing = Killing(create_home(root / "home"), folder, random.Random(seed))
    for name in ("import", "commit", "evaluate", "publish", "export"):
        killing.run(name)
    names = killing.chance.choices([*WORK], [SHARES[name] for name in WORK], k=number)
    with readers(killing.home) as looks:
        for name in [*WORK, *names[len(WORK) :]]:
            killing.kill(name)
    killing.durations.clear()
    for name in WORK:
        killing.run(name)
    killing.check()
    assert not [*killing.home.root.glob(f"{PREFIX}*")]
    assert not [*(folder / "out").glob(".*")]
    engine.close(killing.home)
    return killing, looks
