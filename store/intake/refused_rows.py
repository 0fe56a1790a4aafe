"""Why is a cell or a row refused, whatever else is on record?"""

from store.intake.refusal import Refusal

REFUSED_ROWS: dict[str, Refusal] = {
    # One cell.
    "missing": Refusal(
        "此格必填；应为{allowed}。",
        "This cell must be filled in; it takes {allowed}.",
    ),
    "not_text": Refusal(
        "{found} 不是文字；请把格式设为文本后重新填写。",
        "{found} is not text; format the cell as text and enter it again.",
    ),
    "digits_lost": Refusal(
        "长编号按数字存放，末几位已丢失；请把格式设为文本后重新填写。",
        "A long number was stored as a number and has lost its last digits; format the cell as "
        "text and enter it again.",
        hides=True,
    ),
    "control_character": Refusal(
        "文字中有换行或控制字符；请删去。",
        "The text holds a line break or control character; remove it.",
    ),
    "too_long": Refusal(
        "文字超过 200 个字；请缩短。",
        "The text is longer than 200 characters; shorten it.",
    ),
    "not_code": Refusal(
        "{found} 不在代码表中；应为{allowed}。",
        "{found} is not in the list; it takes {allowed}.",
    ),
    "not_division": Refusal(
        "{found} 不是行政区划代码；应为{allowed}。",
        "{found} is no division code; it takes {allowed}.",
    ),
    "not_flag": Refusal(
        "{found} 不是 是 或 否。",
        "{found} is neither 是 (yes) nor 否 (no).",
    ),
    "not_number": Refusal(
        "{found} 不是整数；应为{allowed}。",
        "{found} is no whole number; it takes {allowed}.",
    ),
    "not_money": Refusal(
        "{found} 不是金额；应为{allowed}。",
        "{found} is no amount; it takes {allowed}.",
    ),
    "not_duration": Refusal(
        "{found} 不是小时数；应为{allowed}。",
        "{found} is no number of hours; it takes {allowed}.",
    ),
    "not_moment": Refusal(
        "{found} 不是日期时间；应为{allowed}。",
        "{found} is no date and time; it takes {allowed}.",
    ),
    "not_day": Refusal(
        "{found} 不是日期；应为{allowed}。",
        "{found} is no date; it takes {allowed}.",
    ),
    "not_month": Refusal(
        "{found} 不是月份；应为{allowed}。",
        "{found} is no month; it takes {allowed}.",
    ),
    "not_clock": Refusal(
        "{found} 不是钟点；应为{allowed}。",
        "{found} is no time of day; it takes {allowed}.",
    ),
    "out_of_range": Refusal(
        "{found} 超出范围；应为{allowed}。",
        "{found} is out of range; it takes {allowed}.",
    ),
    "person_id": Refusal(
        "此格含身份证号，不能入库；请改用脱敏标识，或勾选“入库前脱敏”。",
        "The cell holds an ID number, which is not kept; use a pseudonymous key, or tick 入库前脱"
        "敏.",
        hides=True,
    ),
    "person_phone": Refusal(
        "此格含手机号，不能入库；请删去，或勾选“入库前脱敏”。",
        "The cell holds a mobile number, which is not kept; remove it, or tick 入库前脱敏.",
        hides=True,
    ),
    # One row.
    "repeated": Refusal(
        "编号 {found} 在本表中重复；请只留一行，或更正编号。",
        "{found} occurs twice on this sheet; keep one row, or correct the id.",
    ),
    "open_but_ended": Refusal(
        "标为在办，但已经结束（{found}）；请把“在办”改为否，或更正时间。",
        "Marked as still open, but it has ended ({found}); set 在办 to 否, or correct the time.",
    ),
    "ended_without_end": Refusal(
        "未标为在办，但没有结束；请填写结束时间，或把“在办”改为是。",
        "Not marked as open, but without an end; fill in the end, or set 在办 to 是.",
    ),
    "ended_in_other_month": Refusal(
        "结束时间 {found} 不在本月；本月文件只收本月结束和月末在办的记录。",
        "The end {found} is not in this month; the file takes what ended in its month and what "
        "is open at its end.",
    ),
    "after_month": Refusal(
        "时间 {found} 晚于本月末；请更正。",
        "The time {found} is after the end of the month; correct it.",
    ),
    "in_future": Refusal(
        "日期 {found} 晚于收到文件的时间；请更正。",
        "The date {found} is later than the receipt of the file; correct it.",
    ),
    "before_begin": Refusal(
        "{found} 早于开始时间（{other}）；请更正。",
        "{found} is before the beginning ({other}); correct it.",
    ),
    "reversed": Refusal(
        "{found} 与“{other}”的先后或大小颠倒；请更正。",
        '{found} and "{other}" are the wrong way round; correct them.',
    ),
    "step_without_record": Refusal(
        "工作日志中没有编号 {found} 的办件；流转应与办件同时报送。",
        "The service log has no record {found}; steps travel with their record.",
    ),
}  # fmt: skip
