"""Whose rows may this reader see?

A scope is the first parameter of every public function of `store` and of `dashboard.data`
that reads facts. It is a frozen value, so it can key a cache without leaking between readers.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, true


@dataclass(frozen=True)
class Scope:
    """A role and the division prefixes it may see, sorted: ("32",) is the whole province."""

    role: str
    prefixes: tuple[str, ...]

    def sees(self, code: str) -> bool:
        """Is this division, market or unit code inside the scope?"""
        return self == PROVINCE or code.startswith(self.prefixes)

    def allows(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        """The condition that keeps the rows whose code (division, market, unit) is inside."""
        if self == PROVINCE:
            return true()
        return or_(*(column.startswith(prefix, autoescape=True) for prefix in self.prefixes))


PROVINCE = Scope("province", ("32",))
"""The one all-seeing scope, used until sign-in exists."""
