"""How far along is it? A bar on the terminal, on standard error, for anything over a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from exports.words import Words, translator

STAGES = {
    "write": "生成演示数据", "import": "核对入库", "evaluate": "评价发布", "again": "重新评价",
    "copy": "复制文件",
}  # fmt: skip


@contextmanager
def bar(stage: str, language: str) -> Iterator[Callable[[float, int], None]]:
    """One bar; call it with what is done, a part of one among it, and the whole."""
    words = translator(language)
    with _progress() as progress:
        task = progress.add_task(_said(stage, words), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


class Stages:
    """A bar for each stage, opened when the stage is first heard of, closed when it is whole."""

    def __init__(self, language: str) -> None:
        self.words = translator(language)
        self.progress = _progress()
        self.tasks: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self.tasks:
            self.progress.start()
            self.tasks[stage] = self.progress.add_task(_said(stage, self.words), total=total)
        self.progress.update(self.progress.task_ids[self.tasks[stage]], completed=done, total=total)
        if done == total:
            self.progress.refresh()
            self.progress.stop()


def stages(language: str) -> Stages:
    return Stages(language)


def _said(stage: str, words: Words) -> str:
    return words(STAGES[stage])


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True))
