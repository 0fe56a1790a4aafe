"""How is a file handed in from a terminal? The command `manage.py import`."""

import typer

from exports import calls
from exports.correction_calls import tell_after_import
from store.home import open_home
from store.scope import PROVINCE

BY = "命令行"


def import_files(
    paths: calls.Paths, by: calls.By = BY, approved_by: calls.ApprovedBy = "",
    dry_run: calls.DryRun = False, pseudonymise: calls.Pseudonymise = False,
    as_json: calls.Json = False,
) -> None:  # fmt: skip
    """核对并入库报送文件 / check the files of bureaus and take them in."""
    from exports.chosen import rules_today
    from exports.progress import bar
    from exports.verdicts import print_outcomes
    from store.derived import derive
    from store.intake.submit import kept, submit_many

    files = [file for path in paths for file in calls.submitted(path)]
    if not files:
        raise typer.BadParameter("没有 .xlsx 或 .csv 文件 / there is no .xlsx or .csv file")
    with calls.refusals(), bar("import", calls.language()) as step:
        home = open_home()
        outcomes = submit_many(
            PROVINCE, home, files, by, authority=rules_today(PROVINCE, home).authority["submit"],
            pseudonymise=pseudonymise, dry_run=dry_run, approved_by=approved_by, progress=step,
        )  # fmt: skip
        derive(PROVINCE, home, kept(outcomes))
    print_outcomes(outcomes, calls.language(), as_json=as_json)
    if not dry_run and not as_json:
        tell_after_import(home, by)
    if not all(outcome.accepted for outcome in outcomes):
        raise typer.Exit(1)
