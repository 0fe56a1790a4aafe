"""How does a year's working-day calendar come in from a terminal?"""

from pathlib import Path
from typing import Annotated

import typer

from exports import calls
from store.home import open_home
from store.scope import PROVINCE

BY = "命令行"
YearFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="<年>.yaml / the file of one year")
]


def calendar(path: YearFile, by: calls.By = BY) -> None:
    """放入一年的工作日历 / put a year's working-day calendar into the data folder."""
    from exports.console import say
    from exports.words import translator
    from store.calendars import put_calendar

    with calls.refusals():
        found = put_calendar(PROVINCE, open_home(), path, by)
    words = translator(calls.language())
    year = int(path.stem)
    source = words("依据 {source}", source=found.notices[year])
    state = words("暂推算") if found.projected(year) else source
    say(words("{year} 年工作日历已放入（{state}），从下次启动起使用", year=year, state=state))
