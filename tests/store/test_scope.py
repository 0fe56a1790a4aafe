"""Does a scope see what lies inside its divisions, in Python and in SQL alike?"""

import pytest
from sqlalchemy import create_engine, literal, select

from store.scope import PROVINCE, Scope

CITY, COUNTIES = Scope("city", ("3201",)), Scope("county", ("320102", "320583"))


@pytest.mark.parametrize(
    ("scope", "code", "seen"),
    [
        (PROVINCE, "320102001", True), (PROVINCE, "P0001", True),
        (CITY, "320100", True), (CITY, "320102001", True), (CITY, "320583001", False),
        (CITY, "P0001", False), (COUNTIES, "320583001", True), (COUNTIES, "320102", True),
        (COUNTIES, "320100", False), (COUNTIES, "320106001", False),
    ],
)  # fmt: skip
def test_a_code_is_seen_inside_only(scope: Scope, code: str, seen: bool) -> None:
    assert scope.sees(code) is seen
    rows = select(literal(code).label("code")).subquery()
    with create_engine("sqlite://").connect() as connection:
        found = connection.execute(select(rows).where(scope.allows(rows.c.code))).all()
    assert bool(found) is seen


def test_a_prefix_is_text_not_a_pattern() -> None:
    rows = select(literal("320102").label("code")).subquery()
    pattern = Scope("odd", ("3_",))
    with create_engine("sqlite://").connect() as connection:
        assert connection.execute(select(rows).where(pattern.allows(rows.c.code))).all() == []
