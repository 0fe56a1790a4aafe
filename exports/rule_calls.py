"""What can be asked about the rule book from a terminal? The commands of `manage.py rules`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from exports import calls
from exports.release_calls import release_app
from metrics.rulebook import OWN
from store.home import open_home
from store.scope import PROVINCE

rules_app = typer.Typer(no_args_is_help=True)
rules_app.add_typer(release_app, name="release", help="规则发布 / release a rule set")
Moves = Annotated[
    list[str], typer.Argument(help="数值=新值 / number=value, e.g. bands.good=82 or …[station]=60")
]
Mutate = Annotated[
    bool, typer.Option("--mutate", help="逐个改动数字，看用例能否发现 / move each number a step")
]
Keep = Annotated[
    Path | None, typer.Option("--keep", help="另存修改稿 / write the draft to this .yaml file")
]
BeginsOption = Annotated[
    datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="拟生效日 / in force from")
]


@rules_app.command()
def check(ruleset: calls.RuleSetOption = OWN, mutate: Mutate = False) -> None:
    """核对规则集 / load a rule set, run its cases; every error names file, line and key."""
    from exports.verdicts import print_mutations, print_ruleset

    with calls.refusals():
        sound = print_ruleset(ruleset, calls.language())
        if mutate and sound:
            sound = print_mutations(ruleset, calls.language())
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


@rules_app.command()
def simulate(
    moves: Moves, ruleset: calls.RuleSetOption = OWN, period: calls.AnyPeriod = "",
    kind: calls.SharedKind = "", begins: BeginsOption = None, keep: Keep = None,
    as_json: calls.Json = False,
) -> None:  # fmt: skip
    """试算 / who would pass and fall if numbers were others; keeps nothing but --keep's file."""
    from exports.simulated import keep_draft, print_simulation
    from exports.simulated import simulate as simulated

    with calls.refusals():
        made, read, day = simulated(
            PROVINCE, open_home(), ruleset, moves, begins.date() if begins else None, kind, period
        )
        if keep:
            keep_draft(made.before, read, day, keep)
    print_simulation(made, calls.language(), as_json=as_json)
