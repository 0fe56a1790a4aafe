"""Are the two examples of lower layers what they say: the demo's own, and only tighter?"""

from pathlib import Path

import pytest

from demo import __file__ as demo
from rules.sets import load_ruleset

LAYERS = sorted((Path(demo).parent / "layers").iterdir())


@pytest.mark.parametrize("folder", LAYERS, ids=lambda folder: folder.name)
def test_a_layer_of_the_demo_says_that_it_is_one(folder: Path) -> None:
    ruleset = load_ruleset(folder)
    assert "演示" in ruleset.title.zh
    assert ruleset.notice is not None
    assert "演示" in ruleset.notice.zh
    assert all("演示" in ruleset.sources.references[name].title for name in own(folder))


def own(folder: Path) -> list[str]:
    ruleset, base = load_ruleset(folder), load_ruleset("jiangsu-2024")
    return sorted(ruleset.sources.references.keys() - base.sources.references.keys())


def test_there_is_one_of_a_city_and_one_of_a_contract_on_top_of_it() -> None:
    held = {folder.name: load_ruleset(folder).layer for folder in LAYERS}
    assert [layer.name for layer in held.values()] == ["contract", "city"]
    assert held["contract-2026"].base == "../nanjing-2026"
