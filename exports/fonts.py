"""Which fonts come with the project, and can they draw this text?

The PDF printer says nothing about a missing glyph, so every paper is checked before it is printed.
"""

from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font

FOLDER = Path(__file__).parent / "fonts"
INVISIBLE = frozenset("\n\r\t\u200b")


@cache
def drawable() -> frozenset[str]:
    """The characters that every shipped font can draw."""
    charmaps = [set(FT2Font(str(path)).get_charmap()) for path in sorted(FOLDER.glob("*.ttf"))]
    return frozenset(chr(code) for code in set.intersection(*charmaps))


def missing_glyphs(text: str) -> str:
    """The characters of `text` the fonts can't draw, each once, sorted; "" when all can."""
    return "".join(sorted(set(text) - drawable() - INVISIBLE))
