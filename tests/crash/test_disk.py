"""What is said, and kept, when the disk is full or can't be written?"""

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from typer.testing import CliRunner

import manage
from store import audit, batches
from store.engine import close
from store.errors import StoreError
from store.home import Home, create_home, open_home
from store.scope import PROVINCE
from store.storage import StorageError, explained, told
from store.verification import damages, state_damages
from tests.crash.harness import check_no_orphan
from tests.crash.workers import NOW, commit_rows, evaluate, import_file, month

ROOT = Path(manage.__file__).parent
NOBODY = 65534
Act = Callable[[Home, Path, int, Callable[[], None]], None]


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_NOW", NOW)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one version of the month, and room for files beside it."""
    made = create_home(tmp_path / "home")
    (tmp_path / "files").mkdir()
    import_file(made, tmp_path / "files", 1, lambda: None)
    return made


def limited(act: Act, home: Home, folder: Path, size: int, said: Connection) -> None:
    """In a process of its own: no file may grow beyond `size` from the moment work begins."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def ready() -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

    try:
        with told(home.root):
            act(home, folder, 2, ready)
        said.send(("kept", ""))
    except StoreError as error:
        said.send((error.text.zh, error.text.en))


def said_by(target: Callable[..., None], *args: object) -> tuple[str, str]:
    hears, says = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=target, args=(*args, says))
    process.start()
    says.close()
    try:
        return hears.recv()  # type: ignore[no-any-return]
    finally:
        process.join(60)
        hears.close()


def check_as_it_was(home: Home) -> None:
    assert len(batches.history(PROVINCE, home)) == 1
    assert damages(PROVINCE, home) == []
    assert state_damages(PROVINCE, home) == []
    assert audit.verify(PROVINCE, home).sound
    check_no_orphan(home)
    assert not [*home.root.glob(".intake*")]


@pytest.mark.parametrize(("act", "size"), [
    (commit_rows, 0), (commit_rows, 1_000), (commit_rows, 20_000), (evaluate, 20_000),
])  # fmt: skip
def test_on_a_full_disk_nothing_is_kept_and_a_sentence_says_so(
    home: Home, tmp_path: Path, act: Act, size: int
) -> None:
    zh, en = said_by(limited, act, home, tmp_path / "files", size)
    assert "磁盘" in zh
    assert "重试" in zh
    assert "again" in en
    assert str(tmp_path) in zh
    check_as_it_was(home)


def command(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "BIAOCHI_HOME": str(root), "BIAOCHI_NOW": NOW}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words], env=environment, capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip


def refused_in_words(done: "subprocess.CompletedProcess[str]") -> None:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(word in done.stderr for word in ("不能读写", "磁盘空间不足", "磁盘出错"))
    assert any(word in done.stderr for word in ("can't be read or written", "disk"))


@pytest.fixture
def closed(home: Home) -> Iterator[Path]:
    """A copy of the home without the right to write, where everybody may read: the folders of
    tests are their owner's alone."""
    close(home)
    with tempfile.TemporaryDirectory(prefix="biaochi-closed-") as place:
        root = Path(shutil.copytree(home.root, Path(place) / "home"))
        folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
        for path in root.glob("*.db*"):
            path.chmod(0o444)
        for folder in folders:
            folder.chmod(0o555)
        Path(place).chmod(0o755)
        yield root
        for folder in folders:
            folder.chmod(0o755)


def as_nobody(root: Path, path: Path, says: Connection) -> None:
    """In a process of its own: the commands by an account without rights. What they need is loaded
    before, because that account may not reach the libraries either."""
    os.environ["BIAOCHI_HOME"] = str(root)
    runner = CliRunner()
    assert runner.invoke(manage.app, ["verify"]).exit_code == 0
    close(open_home(root))
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    for words in (["import", str(path)], ["evaluate", "--period", "202609"], ["verify"]):
        done = runner.invoke(manage.app, words)
        says.send((done.exit_code, done.output + str(done.exception or "")))


def test_a_folder_that_cannot_be_written_is_refused_in_words(closed: Path) -> None:
    path = month(2).write(closed.parent / "v2.xlsx")
    hears, says = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=as_nobody, args=(closed, path, says))
    process.start()
    says.close()
    for _ in range(3):
        code, said = hears.recv()
        assert code == 1, said
        assert f"{closed} 不能读写" in said
        assert f"{closed} can't be read or written" in said
    process.join(60)
    hears.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 megabytes of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(folder)], capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("mounting a disk is not permitted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as stream:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while stream.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


@pytest.mark.services
def test_on_a_disk_that_fills_up_the_import_is_refused_whole(
    small_disk: Path, tmp_path: Path
) -> None:
    home = create_home(small_disk / "home")
    paths = [month(version).write(tmp_path / f"v{version}.xlsx") for version in (1, 2)]
    assert command(home.root, "import", str(paths[0])).returncode == 0
    fill(small_disk / "filler")
    refused_in_words(command(home.root, "import", "--approved-by", "省厅", str(paths[1])))
    (small_disk / "filler").unlink()
    check_as_it_was(open_home(home.root))
    close(home)
    assert command(home.root, "import", "--approved-by", "省厅", str(paths[1])).returncode == 0


@pytest.mark.services
def test_on_a_disk_mounted_read_only_every_command_says_so(
    small_disk: Path, tmp_path: Path
) -> None:
    home = create_home(small_disk / "home")
    close(home)
    path = month(1).write(tmp_path / "v1.xlsx")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in (("import", str(path)), ("evaluate", "--period", "202609"), ("verify",)):
        refused_in_words(command(home.root, *words))


def test_another_error_stays_what_it_is() -> None:
    assert explained(ValueError("x")) is None
    with pytest.raises(ZeroDivisionError), told():
        _ = 1 // 0


def test_a_refusal_inside_stays_the_refusal() -> None:
    with pytest.raises(StorageError, match="full"), told():
        raise StorageError(explained(OSError(28, "No space left", "a")).text)  # type: ignore[union-attr]


def test_a_writer_that_wraps_the_error_of_the_disk_is_understood() -> None:
    found = explained(RuntimeError(OSError(28, "No space left on device", "report.xlsx")))
    assert found is not None
    assert "report.xlsx" in found.text.zh
