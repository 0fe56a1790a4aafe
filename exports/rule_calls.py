"""What can be asked about the rule book from a terminal? The commands of `manage.py rules`."""

import typer

from exports import calls
from exports.chosen import DEFAULT_RULESET

rules_app = typer.Typer(no_args_is_help=True)


@rules_app.command()
def check(ruleset: calls.RuleSetOption = DEFAULT_RULESET) -> None:
    """核对规则集 / load a rule set, run its cases; every error names file, line and key."""
    from exports.verdicts import print_ruleset

    with calls.refusals():
        sound = print_ruleset(ruleset, calls.language())
    if not sound:
        raise typer.Exit(1)


@rules_app.command()
def coverage(ruleset: calls.RuleSetOption = DEFAULT_RULESET) -> None:
    """条款覆盖 / which criterion answers which clause."""
    from exports.verdicts import print_coverage

    with calls.refusals():
        print_coverage(ruleset, calls.language())
