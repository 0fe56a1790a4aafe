"""Which ledgers does a market keep, and what is one row of each?"""

from store.contracts import Column, Ledger, market_column

KEY_GROUPS = (
    ("registered_unemployed", "登记失业人员", "Registered unemployed"),
    ("new_employment", "新就业形态从业人员", "New forms of employment"),
    ("migrant", "农民工", "Rural migrant worker"),
    ("veteran", "退役军人", "Veteran"),
    ("older", "大龄", "Older worker"),
    ("disabled", "残疾", "Disabled"),
    ("low_income", "低收入人口", "Low-income"),
    ("hardship_family", "特困职工家庭成员", "Family of a worker in hardship"),
    ("other_difficult", "其他就业困难", "Otherwise hard to place"),
)
"""The key groups of JS-154 §3.1; the last five are 就业困难劳动者."""


def group_columns() -> tuple[Column, ...]:
    return tuple(Column(f"group_{code}", "flag", zh, en) for code, zh, en in KEY_GROUPS)


def _opening() -> tuple[Column, ...]:
    return (
        market_column(),
        Column("record_id", "text", "编号", "Record id", required=True),
        Column("open", "flag", "在办", "Still open", required=True),
    )


SERVICE = Ledger(
    "service", "工作日志", "Service log",
    (
        *_opening(),
        Column("opened_at", "moment", "受理时间", "Opened at", required=True),
        Column("kind", "code", "办件类别", "Kind", required=True, codes="service_kind"),
        Column("channel", "code", "渠道", "Channel", codes="channel"),
        Column("person_key", "key", "人员标识", "Person key"),
        *group_columns(),
        Column("sex", "code", "性别", "Sex", codes="sex"),
        Column("birth_year", "number", "出生年", "Year of birth", low=1920, high=2020),
        Column("first_staff_key", "key", "首问人员", "First member of staff"),
        Column("closed_at", "moment", "办结时间", "Closed at"),
        Column("promised_seconds", "duration", "承诺时限（小时）", "Promised limit (hours)", low=0),
        Column("outcome", "code", "办理结果", "Outcome", codes="outcome"),
        Column("fee_fen", "money", "收费（元）", "Fee (yuan)", low=0),
        Column("fee_payer", "code", "缴费人", "Fee paid by", codes="fee_payer"),
        Column("fee_item", "text", "收费项目", "Fee item"),
        Column("satisfaction", "code", "评价", "Satisfaction", codes="satisfaction"),
        Column("satisfaction_source", "code", "评价来源", "Source of rating",
               codes="satisfaction_source"),
    ),
    ("market", "record_id"), "opened_at", ("closed_at",),
)  # fmt: skip

STEP = Ledger(
    "step", "流转", "Steps",
    (
        market_column(),
        Column("record_id", "text", "编号", "Record id", required=True),
        Column("seq", "number", "序号", "Sequence", required=True, low=1, high=999),
        Column("at", "moment", "时间", "At", required=True),
        Column("staff_key", "key", "经办人员", "Member of staff"),
        Column("kind", "code", "环节", "Step", required=True, codes="step_kind"),
    ),
    ("market", "record_id", "seq"), "at", (),
)  # fmt: skip

VACANCY = Ledger(
    "vacancy", "岗位", "Vacancies",
    (
        *_opening(),
        Column("submitted_at", "moment", "提交时间", "Submitted at", required=True),
        Column("published_at", "moment", "发布时间", "Published at"),
        Column("valid_until", "moment", "有效期至", "Valid until", required=True),
        Column("closed_at", "moment", "关闭时间", "Closed at"),
        Column("reason", "code", "关闭原因", "Reason closed", codes="vacancy_reason"),
        Column("employer_key", "key", "用工主体标识", "Employer key", required=True),
        Column("industry", "code", "行业", "Industry", required=True, codes="industry"),
        Column("occupation", "code", "工种", "Occupation", required=True, codes="occupation"),
        Column("heads", "number", "需求人数", "Heads wanted", required=True, low=1, high=9999),
        Column("pay_fen", "money", "报酬（元）", "Pay (yuan)", low=0),
        Column("pay_unit", "code", "计酬方式", "Paid per", codes="pay_unit"),
        Column("hours", "number", "折合工时", "Hours the pay covers", low=1, high=744),
        Column("engagement", "code", "用工周期", "Length of engagement", codes="engagement"),
        Column("work_division", "division", "工作地", "Place of work"),
        Column("source_channel", "code", "岗位来源", "Source", codes="vacancy_source"),
        Column("required_sex", "code", "性别要求", "Sex required", codes="sex"),
        Column("required_age_min", "number", "最低年龄", "Minimum age", low=16, high=80),
        Column("required_age_max", "number", "最高年龄", "Maximum age", low=16, high=80),
        Column("for_difficult_groups", "flag", "适合就业困难人员", "For the hard to place"),
        Column("verified_at", "moment", "核验时间", "Verified at"),
    ),
    ("market", "record_id"), "submitted_at", ("closed_at", "valid_until"),
)  # fmt: skip

SEEKER = Ledger(
    "seeker", "求职", "Job seekers",
    (
        *_opening(),
        Column("registered_at", "moment", "登记时间", "Registered at", required=True),
        Column("valid_until", "moment", "有效期至", "Valid until", required=True),
        Column("closed_at", "moment", "关闭时间", "Closed at"),
        Column("person_key", "key", "人员标识", "Person key", required=True),
        Column("wanted_industry", "code", "意向行业", "Industry wanted", codes="industry"),
        Column("wanted_occupation", "code", "意向工种", "Occupation wanted", codes="occupation"),
        Column("wanted_engagement", "code", "意向周期", "Engagement wanted", codes="engagement"),
        Column("wanted_pay_fen", "money", "期望时薪（元）", "Hourly pay wanted (yuan)", low=0),
        *group_columns(),
        Column("sex", "code", "性别", "Sex", codes="sex"),
        Column("birth_year", "number", "出生年", "Year of birth", low=1920, high=2020),
        Column("home_division", "division", "户籍地", "Home division"),
        Column("first_matched_at", "moment", "首次匹配时间", "First matched at"),
        Column("first_started_at", "moment", "首次上岗时间", "First started at"),
    ),
    ("market", "record_id"), "registered_at", ("closed_at", "valid_until"),
)  # fmt: skip

MATCH = Ledger(
    "match", "匹配", "Matches",
    (
        *_opening(),
        Column("vacancy_id", "text", "岗位编号", "Vacancy", required=True),
        Column("seeker_id", "text", "求职编号", "Seeker", required=True),
        Column("referred_at", "moment", "推荐时间", "Referred at", required=True),
        Column("agreed_at", "moment", "达成意向时间", "Agreed at"),
        Column("started_at", "moment", "上岗时间", "Started at"),
        Column("ended_at", "moment", "完工时间", "Work ended at"),
        Column("pay_fen", "money", "时薪（元）", "Hourly pay (yuan)", low=0),
        Column("settled", "code", "结算方式", "Settled by", codes="settlement"),
        Column("status", "code", "状态", "Status", required=True, codes="match_status"),
        Column("status_at", "moment", "状态时间", "Status since", required=True),
    ),
    ("market", "record_id"), "referred_at", ("status_at",),
)  # fmt: skip

COMPLAINT = Ledger(
    "complaint", "投诉", "Complaints",
    (
        *_opening(),
        Column("filed_at", "moment", "投诉时间", "Filed at", required=True),
        Column("channel", "code", "渠道", "Channel", required=True, codes="complaint_channel"),
        Column("kind", "code", "投诉类别", "Kind", required=True, codes="complaint_kind"),
        Column("subject", "text", "事由", "Subject"),
        Column("replied_at", "moment", "答复时间", "Replied at"),
        Column("closed_at", "moment", "办结时间", "Closed at"),
        Column("upheld", "flag", "属实", "Upheld"),
        Column("serious", "flag", "重大", "Serious"),
    ),
    ("market", "record_id"), "filed_at", ("closed_at",),
)  # fmt: skip

LEDGERS: dict[str, Ledger] = {
    ledger.name: ledger for ledger in (SERVICE, STEP, VACANCY, SEEKER, MATCH, COMPLAINT)
}
FINAL_STATUSES = ("finished", "settled", "cancelled", "absent")
"""A match in one of these states has ended, on the day of `status_at`."""
