"""How is a table printed on a terminal? Plain, aligned, wide enough for Chinese."""

import sys
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

PIPED_WIDTH = 200
"""Columns when the output is no terminal: a file or another program reads it."""


def say(*lines: str) -> None:
    """Print lines as they are."""
    console = _console()
    for line in lines:
        console.print(line, soft_wrap=True)


def print_table(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> None:
    """Print one table; the columns of `right` are set to the right."""
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, title_style="")
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def _console() -> Console:
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False)
