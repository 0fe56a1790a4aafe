"""What may a cell of this column hold, in words?"""

from rules.codes import code_list
from rules.value import Text
from store.contracts import Column, Kind

KINDS: dict[Kind, Text] = {
    "text": Text("文字，不超过 200 个字", "text of at most 200 characters"),
    "key": Text(
        "脱敏后的标识（字母和数字），不是姓名、证件号或手机号",
        "a pseudonymous key (letters and digits), no name, ID or phone number",
    ),
    "division": Text("六位行政区划代码，如 320102", "a six-digit division code such as 320102"),
    "number": Text("整数", "a whole number"),
    "flag": Text("是 或 否", "是 (yes) or 否 (no)"),
    "moment": Text("日期和时间，如 2026-10-05 09:30", "a date and time such as 2026-10-05 09:30"),
    "day": Text("日期，如 2026-10-05", "a date such as 2026-10-05"),
    "month": Text("月份，如 202610", "a month such as 202610"),
    "clock": Text("钟点，如 08:30，至 24:00", "a time of day such as 08:30, up to 24:00"),
    "money": Text("元，最多两位小数", "yuan with at most two decimals"),
    "duration": Text("小时数，如 1.5", "a number of hours such as 1.5"),
}
SHOWN_CODES = 12


def allowed_in(column: Column) -> Text:
    """What may stand there, with its limits and whether it may be empty."""
    what = _codes(column.codes) if column.kind == "code" else KINDS[column.kind]
    limits = _limits(column)
    what = Text(what.zh + limits.zh, what.en + limits.en)
    if column.required:
        return Text(f"{what.zh}；必填", f"{what.en}; required")
    return Text(f"{what.zh}；可空", f"{what.en}; may be empty")


def _codes(name: str) -> Text:
    codes = code_list(name).codes
    more = len(codes) > SHOWN_CODES
    zh = "、".join(code.title.zh for code in codes[:SHOWN_CODES])
    en = ", ".join(f"{code.title.zh} ({code.title.en})" for code in codes[:SHOWN_CODES])
    return Text(f"{zh}{'等，见代码表' if more else ''}", f"{en}{', … see 代码表' if more else ''}")


def _limits(column: Column) -> Text:
    low, high = (_in_unit(column, value) for value in (column.low, column.high))
    if low is not None and high is not None:
        return Text(f"，{low} 到 {high}", f" from {low} to {high}")
    if low is not None:
        return Text(f"，不小于 {low}", f" of at least {low}")
    return Text(f"，不大于 {high}", f" of at most {high}") if high is not None else Text("", "")


def _in_unit(column: Column, value: int | None) -> str | None:
    """Limits are declared in store units; people see yuan and hours."""
    if value is None:
        return None
    return f"{value / {'money': 100, 'duration': 3600}.get(column.kind, 1):g}"
