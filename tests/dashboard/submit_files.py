"""What a browser sends: a sound file, a broken one; and covers as the store would list them."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd

from dashboard.submit_check import Upload
from store.intake.job import Job, Result, read_result
from store.intake.rounds import run
from tests.store.intake.month_files import filled_month


def parse_here(jobs: Iterable[Job], processes: int = 2) -> Iterator[Result]:
    """In place of children.parse_all: a child takes a second to start."""
    asked = [*jobs]
    run(asked)
    yield from (read_result(Path(job.out)) for job in asked)


def sound(tmp_path: Path, name: str = "320100_202609.xlsx") -> Upload:
    return Upload(name, filled_month().write(tmp_path / "made.xlsx").read_bytes())


def broken(tmp_path: Path) -> Upload:
    book = openpyxl.load_workbook(BytesIO(sound(tmp_path).content))
    page = book["工作日志"]
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("渠道") + 1).value = "瞎写"
    page.cell(3, heads.index("受理时间") + 1).value = "不是时间"
    buffer = BytesIO()
    book.save(buffer)
    return Upload("320100_202609.xlsx", buffer.getvalue())


def covers(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    """market, ledger, rows, batch_id, first_received_at."""
    columns = ["market", "ledger", "rows", "batch_id", "first_received_at"]
    frame = pd.DataFrame(rows, columns=columns).assign(month=202610)
    return frame.astype({"rows": "int64", "batch_id": "int64", "first_received_at": "int64"})
