"""How does a mark look in running text? Badges in Markdown, sign first, then the word."""

from collections.abc import Iterable, Mapping

from exports.marks import GRADES, PROVISIONAL, Mark, finding_mark, grade_mark
from exports.words import Words


def badge(mark: Mark, words: Words, more: str = "") -> str:
    """A coloured badge for `st.markdown` and `st.table`: sign, word, and `more` after it."""
    return coloured(mark, f"{mark.text(words)} {more}".strip())


def coloured(mark: Mark, text: str) -> str:
    """A badge in the mark's colour with a text of its own; begin it with the mark's sign."""
    return f":{mark.colour}-badge[{plain(text)}]"


def grade_badge(
    words: Words, grade: str | None, reason: str | None = None, provisional: bool = False
) -> str:
    """The badge of a grade, with 待定 beside it where the grade may still fall."""
    first = badge(grade_mark(grade, reason), words)
    return f"{first} {badge(PROVISIONAL, words)}" if provisional else first


def finding_badge(words: Words, finding: str, effect: str = "points") -> str:
    """The badge of a finding; a veto has its own signs."""
    return badge(finding_mark(finding, effect), words)


def grade_key(counts: Mapping[str, int], words: Words) -> str:
    """The grades with their counts in one line, in place of a legend; empty ones are left out
    but for the four grades and 证据不足."""
    always = [key for key in GRADES if key != "new" or counts.get("new")]
    return "　".join(badge(GRADES[key], words, f"{counts.get(key, 0):,}") for key in always)


def plain(text: str) -> str:
    """A text from the data, safe inside Markdown: nothing in it is read as mark-up."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!|<>~$:" else sign for sign in text)


def lines(texts: Iterable[str]) -> str:
    """Several texts as lines of one Markdown block."""
    return "  \n".join(texts)
