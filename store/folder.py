"""Where does each thing of a data folder lie, and what day is it there?"""

from dataclasses import dataclass
from pathlib import Path

from rules import calendar


@dataclass(frozen=True)
class Home:
    """One data folder. `day` is a demo home's own moment (epoch seconds), else None."""

    root: Path
    demo: bool
    day: int | None

    @property
    def state_url(self) -> str:
        return f"sqlite:///{self.root / 'state.db'}"

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
