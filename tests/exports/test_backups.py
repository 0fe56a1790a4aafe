"""Is everything kept and brought back from a terminal, in plain words?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import manage
from store import duck, engine
from store.home import Home, open_home
from tests.exports.town import LAST, NOW, copied

Run = Callable[..., Result]


@pytest.fixture
def own(town: Home, tmp_path: Path) -> Iterator[Home]:
    home = copied(town, tmp_path / "copy")
    yield home
    engine.close(home)
    duck.close(home.ledger, home.derived)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    def command(root: Path, *words: str, language: str = "zh") -> Result:
        monkeypatch.setenv("BIAOCHI_HOME", str(root))
        monkeypatch.setenv("BIAOCHI_NOW", NOW)
        monkeypatch.setenv("BIAOCHI_LANG", language)
        return CliRunner().invoke(manage.app, list(words))

    return command


def anchor(said: str) -> object:
    return json.loads(said[said.index("{") :])


def test_a_province_is_kept_and_comes_back_with_the_same_ranking(
    run: Run, own: Home, tmp_path: Path
) -> None:
    kept, back = tmp_path / "kept", tmp_path / "back"
    done = run(own.root, "backup", str(kept))
    assert done.exit_code == 0, done.stdout
    assert f"已备份到 {kept}" in done.stdout.replace("\n", "")
    assert "√ 全部相符" in done.stdout
    assert anchor(done.stdout) == anchor(run(own.root, "verify").stdout)
    again = run(back, "restore", str(kept), language="en")
    assert again.exit_code == 0, again.stdout
    assert "Brought back to" in again.stdout
    ranking = ("ranking", "--period", str(LAST), "--json")
    assert run(back, *ranking).stdout == run(own.root, *ranking).stdout
    for root in (kept, back):
        engine.close(open_home(root))


def test_a_backup_over_something_is_refused(run: Run, own: Home, tmp_path: Path) -> None:
    done = run(own.root, "backup", str(own.root))
    assert done.exit_code == 1
    assert "请另选一个空目录" in done.stderr + done.stdout


def test_what_was_damaged_before_is_named_and_the_rest_is_kept(
    run: Run, own: Home, tmp_path: Path
) -> None:
    gone = sorted(own.evidence.iterdir())[0]
    gone.unlink()
    done = run(own.root, "backup", str(tmp_path / "kept"))
    assert done.exit_code == 1
    assert gone.name in done.stdout.replace("\n", "")
    assert (tmp_path / "kept" / "state.db").exists()
    engine.close(open_home(tmp_path / "kept"))
