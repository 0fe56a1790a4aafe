"""Which refusals are there? A test makes every one of them happen."""

from store.intake.refusal import Refusal
from store.intake.refused_facts import REFUSED_FACTS
from store.intake.refused_files import REFUSED_FILES
from store.intake.refused_rows import REFUSED_ROWS

REFUSALS: dict[str, Refusal] = {**REFUSED_FILES, **REFUSED_ROWS, **REFUSED_FACTS}
"""By code."""
