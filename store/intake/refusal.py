"""What does a refusal tell the person who must mend the file?"""

from typing import NamedTuple


class Refusal(NamedTuple):
    """The sentence in both languages; `{…}` are filled with what was found. `hides`: the value
    found must never be shown."""

    zh: str
    en: str
    hides: bool = False
