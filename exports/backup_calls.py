"""How is everything kept a second time, and brought back, from a terminal?"""

from pathlib import Path
from typing import Annotated

import typer

from exports import calls
from store.home import home_path, open_home
from store.scope import PROVINCE

BY = "命令行"
NewFolder = Annotated[Path, typer.Argument(help="新目录 / a new folder")]
Folder = Annotated[
    Path, typer.Argument(exists=True, file_okay=False, help="备份的目录 / the backup's folder")
]


def backup(path: NewFolder) -> None:
    """备份全部数据 / keep everything in a folder, while others go on working."""
    from exports.progress import bar
    from store.backups import back_up

    with calls.refusals(), bar("copy", calls.language()) as step:
        back_up(PROVINCE, open_home(), path, step)
    _tell("已备份到 {path}", path, "")


def restore(path: Folder, by: calls.By = BY) -> None:
    """从备份恢复 / bring a backup back, as the data folder that the settings name."""
    from exports.progress import bar
    from store import backups
    from store.shared import database_url

    with calls.refusals(), bar("copy", calls.language()) as step:
        backups.restore(PROVINCE, path, home_path(), by, step)
    _tell("已恢复到 {path}", home_path(), database_url())


def _tell(done: str, path: Path, database: str) -> None:
    """Where it is, and whether all of it is sound."""
    from exports.console import say
    from exports.verdicts import print_verification
    from exports.words import translator

    say(translator(calls.language())(done, path=path))
    with calls.refusals():
        sound = print_verification(PROVINCE, open_home(path, database), calls.language())
    if not sound:
        raise typer.Exit(1)
