"""Where does each thing of a data folder lie, and what day is it there?"""

from dataclasses import dataclass, field
from pathlib import Path

from rules import calendar
from store.sql_postgres import in_schema


@dataclass(frozen=True)
class Home:
    """One data folder. `day` is a demo home's own moment (epoch seconds), else None; `database`
    the URL of the server its state is kept on, "" where it lies in the folder."""

    root: Path
    demo: bool
    day: int | None
    database: str = field(default="", repr=False)

    @property
    def state_url(self) -> str:
        return self.database or f"sqlite:///{self.root / 'state.db'}"

    @property
    def audit_url(self) -> str:
        """The audit chain: a file of its own, on a server a schema of its own."""
        if self.database:
            return in_schema(self.database, "audit")
        return f"sqlite:///{self.audit_path}"

    @property
    def audit_path(self) -> Path:
        return self.root / "audit.db"

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def derived(self) -> Path:
        return self.cache / "derived"

    def now(self) -> int:
        """The present, epoch seconds: BIAOCHI_NOW, else the demo's day, else the clock."""
        return calendar.now(self.day)
