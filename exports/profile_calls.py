"""What can be asked about the headings of other systems from a terminal? `manage.py profile`."""

from pathlib import Path
from typing import Annotated

import typer

from exports import calls
from store.home import open_home
from store.scope import PROVINCE

BY = "命令行"
profile_app = typer.Typer(no_args_is_help=True)
Submitted = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=".xlsx | .csv")]
Unit = Annotated[str, typer.Option("--unit", help="报送单位 / filing unit, e.g. 320100")]


@profile_app.command()
def suggest(path: Submitted, unit: Unit, out: calls.Out, by: calls.By = BY) -> None:
    """按表头写建议稿 / write a draft mapping for the headings the intake doesn't know."""
    from exports import profiled

    with calls.refusals():
        text = profiled.suggest(PROVINCE, open_home(), path, unit, by)
    out.write_text(text, encoding="utf-8")


@profile_app.command()
def confirm(path: Submitted, by: calls.By = BY) -> None:
    """确认并记住 / remember a mapping for its unit, in place of the earlier one."""
    from exports import profiled
    from exports.console import say

    with calls.refusals():
        kept = profiled.confirm(PROVINCE, open_home(), path, by)
    say(f"{kept.unit}: {len(kept.sheets)}")


@profile_app.command()
def show(unit: Annotated[str, typer.Argument(help="报送单位 / filing unit")]) -> None:
    """已确认的对应关系 / the mapping remembered for a unit."""
    from exports import profiled
    from exports.console import say

    with calls.refusals():
        say(profiled.show(PROVINCE, open_home(), unit).rstrip("\n"))
