"""How is a rule set released from a terminal? The commands of `manage.py rules release`."""

from datetime import datetime
from typing import Annotated

import typer

from exports import calls
from store.home import open_home
from store.scope import PROVINCE

BY = "命令行"
release_app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="发布编号 / number of the release")]
Begins = Annotated[
    datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="生效日 / in force from")
]
Reason = Annotated[str, typer.Option("--reason", help="理由 / why")]


@release_app.command()
def propose(ruleset: calls.OneRuleSet, begins: Begins, reason: Reason, by: calls.By = BY) -> None:
    """提出 / propose a rule set to be in force from a day."""
    from exports import released

    with calls.refusals():
        released.propose(
            PROVINCE, open_home(), ruleset, begins.date(), reason, by, calls.language()
        )


@release_app.command()
def shadow(number: Number, by: calls.By = BY) -> None:
    """试运行 / score the last four published periods of each kind under it."""
    from exports import released

    with calls.refusals():
        released.shadow(PROVINCE, open_home(), number, by, calls.language())


@release_app.command()
def approve(number: Number, by: calls.By = BY) -> None:
    """批准 / approve; in force once two others than the proposer have."""
    from exports import released

    with calls.refusals():
        released.approve(PROVINCE, open_home(), number, by, calls.language())


@release_app.command()
def withdraw(number: Number, reason: Reason, by: calls.By = BY) -> None:
    """撤回 / take it back before it is in force."""
    from exports import released

    with calls.refusals():
        released.withdraw(PROVINCE, open_home(), number, by, reason, calls.language())


@release_app.command(name="list")
def list_releases(as_json: calls.Json = False) -> None:
    """发布记录 / every release, the last first."""
    from exports import released

    with calls.refusals():
        released.print_releases(PROVINCE, open_home(), calls.language(), as_json=as_json)
