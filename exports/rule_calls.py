"""What can be asked about the rule book from a terminal? The commands of `manage.py rules`."""

import typer

from exports import calls
from metrics.rulebook import OWN
from store.scope import PROVINCE

rules_app = typer.Typer(no_args_is_help=True)


@rules_app.command()
def check(ruleset: calls.RuleSetOption = OWN) -> None:
    """核对规则集 / load a rule set, run its cases; every error names file, line and key."""
    from exports.verdicts import print_ruleset

    with calls.refusals():
        sound = print_ruleset(ruleset, calls.language())
    if not sound:
        raise typer.Exit(1)


@rules_app.command()
def coverage(ruleset: calls.RuleSetOption = OWN) -> None:
    """条款覆盖 / what answers each clause; one without an answer is a refusal."""
    from exports.verdicts import print_coverage

    with calls.refusals():
        whole = print_coverage(ruleset, calls.language())
    if not whole:
        raise typer.Exit(1)


@rules_app.command()
def compare(
    before: calls.OneRuleSet, after: calls.OneRuleSet, period: calls.AnyPeriod = "",
    kind: calls.SharedKind = "", as_json: calls.Json = False,
) -> None:  # fmt: skip
    """两个规则集的差别 / what another rule set changes, and whose grade."""
    from exports.compared import compare as compared
    from exports.compared import print_comparison

    with calls.refusals():
        made = compared(PROVINCE, calls.home_for(period), before, after, kind, period)
    print_comparison(made, calls.language(), as_json=as_json)
