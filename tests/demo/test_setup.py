"""Does an empty machine come to see a whole province, or none?"""

from pathlib import Path

import pytest

from demo.setup import build, periods_of_areas
from store import evaluations
from store.home import Home, open_home
from store.scope import PROVINCE
from tests.demo.conftest import MARKETS, MONTHS, SEED, UNTIL


class StoppedError(Exception):
    """Somebody pressed Ctrl+C."""


class Heard:
    """What was told of the progress; stops the work at the first word of a stage."""

    def __init__(self, stop_at: str = "") -> None:
        self.told: list[tuple[str, int, int]] = []
        self.stop_at = stop_at

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.told.append((stage, done, total))
        if stage == self.stop_at:
            raise StoppedError

    def of(self, stage: str) -> list[tuple[int, int]]:
        return [(done, total) for told, done, total in self.told if told == stage]


def made(root: Path, heard: Heard) -> Home:
    return build(root, markets=MARKETS, months=MONTHS, until=UNTIL, seed=SEED, progress=heard)


def test_an_interrupted_start_leaves_no_province_and_the_next_is_whole(tmp_path: Path) -> None:
    root = tmp_path / "home"
    with pytest.raises(StoppedError):
        made(root, Heard(stop_at="import"))
    assert not root.exists()
    heard = Heard()
    home = made(root, heard)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert list(dict.fromkeys(stage for stage, _, _ in heard.told)) == [
        "write",
        "import",
        "evaluate",
    ]
    for stage in ("write", "import", "evaluate"):
        parts = heard.of(stage)
        assert [done for done, _ in parts] == sorted(done for done, _ in parts)
        assert {total for _, total in parts} == {parts[-1][0]}
    published = evaluations.published(PROVINCE, open_home(root))
    made_of = zip(published["kind"], published["period"], published["layer"], strict=True)
    assert sorted(made_of) == [
        ("area", "202609", "province"), ("area", "202610", "province"),
        ("monitoring", "202610", "city"), ("monitoring", "202610", "province"),
    ]  # fmt: skip
    assert (home.root / "truth.json").exists()


def test_areas_are_judged_by_month_quarter_and_year_where_the_demo_has_them_whole() -> None:
    assert periods_of_areas(202510, 202610) == ["2026Q2", "2026Q3", "202609", "202610"]
    assert periods_of_areas(202601, 202612)[:2] == ["2026", "2026Q3"]
    assert periods_of_areas(202608, 202610) == ["202609", "202610"]
