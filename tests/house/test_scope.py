"""Can facts be read without saying whose eyes they are for?

Every public function of `store/` that is given a home, or opens a connection to one, takes the
scope first.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

STORE = Path(__file__).parents[2] / "store"
OPENERS = {"reading", "writing", "writing_to", "import_lock"}
THEMSELVES = {"engine.py", "home.py", "folder.py"}
"""What a connection and a home are: these hold no fact."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[tuple[str, Function, bool]]:
    """The public functions and methods of a module: name, node, whether it has a self."""
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node.name, node, False
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if isinstance(inner, Function) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner, True


def opens(node: Function, method: bool) -> bool:
    called = {
        getattr(call.func, "id", getattr(call.func, "attr", ""))
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    }
    of_home = method and any(
        isinstance(part, ast.Attribute) and ast.unparse(part) == "self.home"
        for part in ast.walk(node)
    )
    given = any(
        argument.annotation is not None and ast.unparse(argument.annotation) == "Home"
        for argument in (*node.args.args, *node.args.kwonlyargs)
    )
    return bool(called & OPENERS) or given or of_home


def without_scope(source: str) -> list[str]:
    """The functions of a module that break the rule."""
    found = []
    for name, node, method in functions(ast.parse(source)):
        arguments = [ast.unparse(argument) for argument in node.args.args][int(method) :]
        if opens(node, method) and arguments[:1] != ["scope: Scope"]:
            found.append(name)
    return found


def test_every_public_function_of_store_that_opens_a_connection_takes_scope_first() -> None:
    broken = {
        str(path.relative_to(STORE)): names
        for path in sorted(STORE.rglob("*.py"))
        if path.name not in THEMSELVES and (names := without_scope(path.read_text("utf-8")))
    }
    assert broken == {}


def test_the_rule_finds_each_way_of_breaking_it() -> None:
    assert without_scope("def rows(home: Home) -> None: ...") == ["rows"]
    assert without_scope("def rows(home: Home, scope: Scope) -> None: ...") == ["rows"]
    assert without_scope("def rows(url):\n    with reading(url):\n        pass") == ["rows"]
    assert without_scope("class A:\n    def q(self):\n        return self.home") == ["A.q"]


def test_the_rule_lets_the_rest_be() -> None:
    assert without_scope("def rows(scope: Scope, home: Home) -> None: ...") == []
    assert without_scope("def _rows(home: Home) -> None: ...") == []
    assert without_scope("def active(connection: Connection) -> None: ...") == []
