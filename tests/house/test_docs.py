"""Is what exists documented, and does what is documented exist?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import manage
from dashboard.registry import PAGES
from metrics.catalogue import METRICS
from rules.criteria import ALWAYS, OPTIONAL, REQUIRED, SOMETIMES

ROOT = Path(__file__).parents[2]
ROOMS = ("rules", "store", "metrics", "casework", "exports", "demo", "dashboard", "bench")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SETTING = re.compile(r"BIAOCHI_[A-Z_]+")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


KEYS = {
    *ALWAYS, *SOMETIMES,
    *(key for keys in (*REQUIRED.values(), *OPTIONAL.values()) for key in keys),
}  # fmt: skip


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    return [*names_of(get_command(manage.app))]


def names_of(command: Any, above: str = "") -> Iterator[str]:
    """Every command that does something, by all the words that call it."""
    for name, inner in command.commands.items():
        if hasattr(inner, "commands"):
            yield from names_of(inner, f"{above}{name} ")
        else:
            yield f"{above}{name}"


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"manage.py {command}" in page("commands.md")


@pytest.mark.parametrize("name", sorted(METRICS))
def test_every_metric_is_documented(name: str) -> None:
    assert f"`{name}`" in page("metrics.md")


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_of_a_criterion_is_documented(key: str) -> None:
    assert f"`{key}`" in page("rules.md")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_name_every_page(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert not [entry.title for entry in PAGES if entry.title not in text]


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    code = "\n".join(path.read_text() for path in [*sources, ROOT / "manage.py"])
    assert set(SETTING.findall(code)) == set(SETTING.findall(page("settings.md")))


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_the_papers_lead_somewhere(path: Path) -> None:
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert not [link for link in links if not (path.parent / link).exists()]


def test_every_decision_has_its_own_number() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]
    assert len(set(numbers)) == len(numbers)
