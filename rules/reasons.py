"""Why can a rule file not be used? Every reason and its mend, in both languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rules.file_reasons import FILE_REASONS
from rules.layer_reasons import LAYER_REASONS
from rules.set_reasons import SET_REASONS
from rules.value import RuleError, Text

ROOT = Path(__file__).resolve().parent.parent


class Reason(NamedTuple):
    """What is wrong and what to do; `{name}` is filled by the place that raises it."""

    zh: str
    en: str
    mend_zh: str
    mend_en: str


REASONS = {
    name: Reason(*told) for name, told in {**FILE_REASONS, **SET_REASONS, **LAYER_REASONS}.items()
}


class RuleFileError(RuleError):
    """A place in a rule file that can't be used: `file`, `line` (0: the whole file), `key`,
    `reason` (a name in REASONS) and the details its sentence needs."""

    def __init__(
        self, file: str, line: int, key: str, reason: str, details: Mapping[str, object]
    ) -> None:
        super().__init__(file, line, key, reason, dict(details))
        self.file, self.line, self.key, self.reason = file, line, key, reason
        self.details = dict(details)

    @property
    def text(self) -> Text:
        """Where, what is wrong, and what to do."""
        told = REASONS[self.reason]
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        place += f"{self.key}: " if self.key else ""
        return Text(
            place + f"{told.zh}；{told.mend_zh}".format_map(_Filled("、", self.details)),
            place + f"{told.en}; {told.mend_en}".format_map(_Filled(", ", self.details)),
        )

    def __str__(self) -> str:
        return f"{self.text.zh}\n{self.text.en}"


class _Filled(dict[str, object]):
    """Details as text, lists joined, so that a sentence can show them."""

    def __init__(self, comma: str, details: Mapping[str, object]) -> None:
        super().__init__(details)
        self.comma = comma

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        if isinstance(value, tuple | list):
            return self.comma.join(str(entry) for entry in value)
        return str(value)


def rule_error(
    path: Path, reason: str, *, line: int = 0, key: str = "", **details: object
) -> RuleFileError:
    """The error for a place in `path`, which is shown relative to the checkout."""
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return RuleFileError(shown.as_posix(), line, key, reason, details)
