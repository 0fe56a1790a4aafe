"""Is the house still small and plain?"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("rules", "store", "metrics", "casework", "exports", "demo", "dashboard", "bench")
MODULES = sorted(
    [*(path for room in ROOMS for path in (ROOT / room).rglob("*.py")), ROOT / "manage.py"]
)
LONGEST_MODULE = 250
LONGEST_PAGE = 60
LONGEST_FUNCTION = 50
DECLARATIONS = {"store/register_sheets.py", "store/tables.py"}
"""Lists of declared columns, with hardly a statement in them."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_which_question_it_answers(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short(path: Path) -> None:
    longest = LONGEST_PAGE if "pages" in path.parts else LONGEST_MODULE
    assert named(path) in DECLARATIONS or len(path.read_text().splitlines()) <= longest


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    functions = [
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)
    ]
    assert not [
        node.name
        for node in functions
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_hides_behind_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}
