"""How does the store say no? Every refusal carries its sentence in both languages."""

from rules.value import Text


class StoreError(Exception):
    """What was refused, where, and what to do about it."""

    def __init__(self, text: Text) -> None:
        super().__init__(f"{text.zh} {text.en}")
        self.text = text


class HomeError(StoreError):
    """The data folder is missing, foreign, of another version, or busy."""


class CommitError(StoreError):
    """A submission that must not become a batch; nothing of it was kept."""


class DamageError(StoreError):
    """A file of the home is missing or its bytes are not those of its name."""
