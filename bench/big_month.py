"""What does the month of a very busy city look like as CSV? What the intake is timed on."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from rules.calendar import month_bounds
from store.ledger_sheets import LEDGERS
from store.register_sheets import MARKET

UNIT, COUNTY = "320100", "320102"
SINCE = "2020-01-01"
_WORDS = {
    "kind": ("撮合", "职业指导", "培训推介", "权益维护", "其他"),
    "channel": ("窗口", "电话", "自助终端", "手机客户端"),
    "sex": ("男性", "女性"),
    "outcome": ("办成", "转介", "未办成"),
    "satisfaction": ("满意", "非常满意", "基本满意"),
    "satisfaction_source": ("市场", "好差评", "回访"),
}


def markets(count: int) -> list[str]:
    """The codes of the markets that the month is about."""
    return [f"{COUNTY}{place:03d}" for place in range(1, count + 1)]


def write_register(folder: Path, month: int, count: int) -> list[Path]:
    """The file of a month that enters the markets on the register."""
    names = [column.name for column in MARKET.columns]
    lines = [",".join(column.zh for column in MARKET.columns)]
    for code in markets(count):
        row = {
            "market": code, "name": f"市场{code}", "type": "general", "mode": "self",
            "division": COUNTY, "managing_unit": "某公司", "opened_on": SINCE,
            "filing_unit": UNIT, "valid_from": SINCE,
        }  # fmt: skip
        lines.append(",".join(row.get(name, "") for name in names))
    return [
        _cover(folder, month, []),
        _written(folder / f"market_{UNIT}_{month}.csv", "\n".join(lines) + "\n"),
    ]


def write_month(folder: Path, month: int, rows: int, count: int) -> list[Path]:
    """The service log of `rows` records spread over `count` markets, and its cover."""
    path = folder / f"service_{UNIT}_{month}.csv"
    cells = {column.zh: _cell(column.name, month) for column in LEDGERS["service"].columns}
    headings = ", ".join(f'{cell} AS "{heading}"' for heading, cell in cells.items())
    start, end = month_bounds(month)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {headings} FROM (SELECT i, CAST(hash(i) >> 1 AS BIGINT) AS h, "
            f"i % {count} + 1 AS place, "
            f"TIMESTAMP '1970-01-01' + INTERVAL 8 HOUR + to_seconds(CAST({start} + "
            f"i * {end - start - 86400} // {rows} AS BIGINT)) AS began FROM range({rows}) _(i)) "
            f"ORDER BY i) TO '{path}' (FORMAT csv, HEADER)"
        )
    held = [len(range(place, rows, count)) for place in range(count)]
    lines = [f"{code},工作日志,{n}" for code, n in zip(markets(count), held, strict=True)]
    return [_cover(folder, month, lines), path]


def _cover(folder: Path, month: int, lines: Sequence[str]) -> Path:
    text = "\n".join([f"报送单位,{UNIT}", f"报送月份,{month}", "市场代码,台账,行数", *lines, ""])
    return _written(folder / f"cover_{UNIT}_{month}.csv", text)


def _cell(name: str, month: int) -> str:
    """The text of a cell of this column, from the number of its row and a hash of it."""
    if name in _WORDS:
        words = ", ".join(f"'{word}'" for word in _WORDS[name])
        return f"list_value({words})[1 + (h >> {len(name)}) % {len(_WORDS[name])}]"
    return {
        "market": f"'{COUNTY}' || lpad(CAST(place AS VARCHAR), 3, '0')",
        "record_id": f"printf('F{month}%012d', i)",
        "open": "'否'",
        "opened_at": "strftime(began, '%Y-%m-%d %H:%M:%S')",
        "closed_at": "strftime(began + to_seconds(h % 80000), '%Y-%m-%d %H:%M:%S')",
        "person_key": "'p' || left(md5(CAST(i // 3 AS VARCHAR)), 32)",
        "birth_year": "CAST(1950 + h % 55 AS VARCHAR)",
        "first_staff_key": "'s' || CAST(h % 400 AS VARCHAR)",
        "promised_seconds": "'24'",
        "fee_fen": "CASE WHEN h % 50 = 0 THEN '20.50' END",
        "fee_payer": "CASE WHEN h % 50 = 0 THEN '用工主体' END",
        "group_migrant": "CASE WHEN h % 3 = 0 THEN '是' ELSE '否' END",
    }.get(name, "NULL")


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
