"""What can be asked of 标尺 from a terminal? Thin commands; the work is done in the rooms.

Exit codes: 0 done, 1 refused (reasons printed, nothing changed), 2 wrong call.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from exports import calls
from exports.backup_calls import backup, restore
from exports.calendar_calls import calendar
from exports.calls import refusals
from exports.correction_calls import Reason, corrections, publish
from exports.import_calls import import_files
from exports.profile_calls import profile_app
from exports.rule_calls import rules_app
from metrics.rulebook import OWN
from store.home import open_home
from store.scope import PROVINCE

ROOT = Path(__file__).parent
BY = "命令行"

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(rules_app, name="rules", help="规则 / the rule book")
app.add_typer(profile_app, name="profile", help="表头对应 / headings of other systems")
app.command(name="import")(import_files)
app.command()(corrections)
app.command()(publish)
app.command()(calendar)
app.command()(backup)
app.command()(restore)


@app.callback()
def main(
    now: Annotated[
        str,
        typer.Option("--now", help="当前时间 / the present (ISO)", callback=calls.readable_moment),
    ] = "",
) -> None:
    """标尺：零工市场监督评价 / oversight and evaluation of public gig-work markets."""
    if now:
        os.environ["BIAOCHI_NOW"] = now


@app.command()
def demo(
    out: calls.Out, markets: int = 300, months: int = 13, until: int = 202610, seed: int = 7,
    scale: int = 1,
) -> None:  # fmt: skip
    """生成演示省的报送文件 / write the files of a synthetic province, and truth.json."""
    from demo.province import DemoError
    from demo.write import write_province
    from exports.progress import bar

    with refusals(DemoError), bar("write", calls.language()) as step:
        write_province(
            out, markets=markets, months=months, until=until, seed=seed, scale=scale, progress=step
        )


@app.command()
def serve(port: int = 8501) -> None:
    """建立演示数据（如尚无数据）并启动 / set up the demo if there is no data, and start."""
    from demo.province import DemoError
    from demo.setup import build
    from exports.progress import stages

    root = Path(os.environ.get("BIAOCHI_HOME") or ROOT / "data").absolute()
    if not root.exists():
        with refusals(DemoError):
            build(root, progress=stages(calls.language()))
    os.environ["BIAOCHI_HOME"] = str(root)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    typer.echo(f"标尺 http://127.0.0.1:{port}")
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execv(sys.executable, [*command, "--server.port", str(port)])


@app.command()
def template(
    unit: Annotated[str, typer.Option("--unit", help="报送单位 / filing unit, e.g. 320100")],
    period: Annotated[int, typer.Option("--period", min=200001, max=299912, help="202610")],
    out: calls.Out,
) -> None:
    """写报送模板 / write the official template of a unit and month."""
    from exports.template import write_template

    calls.readable_period(str(period))
    with refusals():
        write_template(PROVINCE, open_home(), unit, period, out)


@app.command()
def evaluate(
    period: calls.Period, kind: calls.KindOption = "monitoring",
    ruleset: calls.InForce = "", publish: calls.Publish = False, reason: Reason = "",
    as_of: calls.AsOf = "", layer: calls.Layer = "", by: calls.By = BY,
    as_json: calls.Json = False,
) -> None:  # fmt: skip
    """评价并保存 / evaluate a period and keep the result; --publish makes it official."""
    from exports.judged import evaluate_and_keep, print_evaluation

    with refusals():
        judged = evaluate_and_keep(
            PROVINCE, open_home(), ruleset, kind, period, as_of, by, publish=publish, layer=layer,
            reason=reason,
        )  # fmt: skip
    print_evaluation(judged, calls.language(), as_json=as_json)


@app.command()
def ranking(
    period: calls.Period,
    kind: calls.KindOption = "monitoring",
    as_of: calls.AsOf = "",
    as_json: calls.Json = False,
) -> None:
    """排名 / the ranking of a published evaluation."""
    from exports.judged import print_ranking

    with refusals():
        print_ranking(
            PROVINCE, open_home(), kind, period, as_of, calls.language(), by=BY, as_json=as_json
        )


@app.command()
def market(
    code: str, period: calls.Period, kind: calls.KindOption = "monitoring", as_of: calls.AsOf = "",
    as_json: calls.Json = False,
) -> None:  # fmt: skip
    """一个市场的评价结果 / the result of one market and its findings."""
    from exports.judged import print_market

    with refusals():
        print_market(
            PROVINCE,
            open_home(),
            code,
            kind,
            period,
            as_of,
            calls.language(),
            by=BY,
            as_json=as_json,
        )


@app.command()
def explain(
    code: str, criterion: str, period: calls.Period, kind: calls.KindOption = "monitoring",
    as_of: calls.AsOf = "", as_json: calls.Json = False,
) -> None:  # fmt: skip
    """为什么得这些分 / why a criterion came out as it did, down to the rows."""
    from exports.judged import print_explanation

    with refusals():
        print_explanation(
            PROVINCE, open_home(), code, criterion, kind, period, as_of, calls.language(), by=BY,
            as_json=as_json,
        )  # fmt: skip


@app.command()
def export(
    what: Annotated[calls.Exported, typer.Argument(help="导出什么 / what")],
    out: calls.Out,
    code: Annotated[str, typer.Argument(help="市场代码 / market code (market, exit)")] = "",
    period: calls.AnyPeriod = "",
    kind: calls.KindOption = "monitoring",
    form: calls.FormOption = None,
) -> None:
    """导出名单、评价报告、退出卷宗 / write a list, a market report or an exit dossier."""
    from exports.taken import export_to

    with refusals():
        export_to(
            PROVINCE, open_home(), what.value, code, kind, period, form.value if form else "",
            out, calls.language(), by=BY,
        )  # fmt: skip


@app.command(name="score-table")
def score_table(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    ruleset: calls.RuleSetOption = OWN, kind: calls.KindOption = "",
    period: calls.AnyPeriod = "", as_json: calls.Json = False,
) -> None:  # fmt: skip
    """给数值表打分 / score a long table of values under any rule set, without ledgers."""
    from exports.scored import print_scored
    from metrics.table_rows import TableError

    with refusals(TableError):
        print_scored(path, ruleset, kind, period, calls.language(), as_json=as_json)


@app.command()
def verify(anchor: calls.Anchor = None) -> None:
    """核对证据和审计链 / verify evidence, segments and the audit chain."""
    from exports.verdicts import print_verification

    with refusals():
        sound = print_verification(PROVINCE, open_home(), calls.language(), anchor)
    if not sound:
        raise typer.Exit(1)


@app.command()
def pseudonymise(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], out: calls.Out
) -> None:
    """离线脱敏 / replace ID numbers by keys and drop phones, without importing."""
    from exports.masked import pseudonymise_file

    with refusals():
        pseudonymise_file(path, out)


if __name__ == "__main__":
    app()
