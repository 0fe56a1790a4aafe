"""What is done from a terminal when the facts of a published evaluation have changed?"""

from typing import Annotated

import typer

from exports import calls
from store.home import Home, open_home
from store.scope import PROVINCE

BY = "命令行"
Number = Annotated[int, typer.Argument(help="评价编号 / number of a kept evaluation")]
Reason = Annotated[str, typer.Option("--reason", help="理由 / why, for a corrected version")]


def corrections(by: calls.By = BY, as_json: calls.Json = False) -> None:
    """数据已更正的评价 / published evaluations whose facts have changed, judged again beside."""
    from exports.corrections import judged_again, print_corrections
    from exports.progress import bar
    from metrics.corrected import corrected

    with calls.refusals():
        home = open_home()
        with bar("again", calls.language()) as heard:
            found = judged_again(PROVINCE, home, corrected(PROVINCE, home), by, heard)
        print_corrections(PROVINCE, home, found, calls.language(), as_json=as_json)


def publish(number: Number, reason: Reason = "", by: calls.By = BY) -> None:
    """发布一次评价 / make a kept evaluation official; a corrected version for a reason."""
    from exports.corrections import publish_version

    with calls.refusals():
        publish_version(PROVINCE, open_home(), number, reason, by, calls.language())


def tell_after_import(home: Home, by: str) -> None:
    """After an import: which published evaluations it touches, judged again at once."""
    from exports.corrections import judged_again, print_corrections
    from exports.progress import bar
    from metrics.corrected import corrected

    marked = corrected(PROVINCE, home)
    if marked:
        with bar("again", calls.language()) as heard:
            found = judged_again(PROVINCE, home, marked, by, heard)
        print_corrections(PROVINCE, home, found, calls.language(), as_json=False)
