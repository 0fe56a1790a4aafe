"""Which two-dated registers are kept, and what is one row of each?

Who may file a register stands in the rule set's `authority.yaml`, not here.
"""

from store.contracts import Column, Register, market_column, validity

MARKET = Register(
    "market", "市场名册", "Markets", "state", "market", ("market",),
    (
        market_column(),
        Column("name", "text", "市场名称", "Name", required=True),
        Column("type", "code", "市场类型", "Type", required=True, codes="market_type"),
        Column("mode", "code", "运行方式", "Mode", required=True, codes="market_mode"),
        Column("division", "division", "行政区划", "Division", required=True),
        Column("zone", "text", "功能区代码", "Zone"),
        Column("filing_unit", "text", "报送单位", "Filing unit", required=True),
        Column("managing_unit", "text", "运营管理单位", "Managing unit", required=True),
        Column("address", "text", "地址", "Address"),
        Column("longitude_e4", "number", "经度（万分之一度）", "Longitude (1/10,000 degree)"),
        Column("latitude_e4", "number", "纬度（万分之一度）", "Latitude (1/10,000 degree)"),
        Column("hotline", "text", "服务热线", "Hotline"),
        Column("opened_on", "day", "开办日期", "Opened on", required=True),
        Column("closed_on", "day", "关闭日期", "Closed on"),
        Column("predecessor", "text", "前身市场", "Predecessor"),
        *validity(),
    ),
)  # fmt: skip

PREMISES = Register(
    "premises", "场所设施", "Premises and facilities", "state", "market", ("market",),
    (
        market_column(),
        Column("area_sqm", "number", "面积（㎡）", "Area (m²)", required=True, low=1, high=100000),
        Column("capacity", "number", "容纳人数", "Capacity", low=0, high=100000),
        Column("zone_registration", "flag", "登记区", "Registration zone"),
        Column("zone_information", "flag", "信息发布区", "Information zone"),
        Column("zone_negotiation", "flag", "对接洽谈区", "Negotiation zone"),
        Column("zone_waiting", "flag", "候工休息区", "Waiting zone"),
        Column("dedicated_area", "flag", "灵活就业服务专区或窗口", "Dedicated area or window"),
        Column("vehicle_stop", "flag", "车辆即停即走", "Vehicle stop"),
        Column("tool_loan", "flag", "工具借用寄存", "Tool loan and storage"),
        Column("rest", "flag", "候工休息", "Rest"),
        Column("shop", "flag", "平价超市", "Low-price shop"),
        Column("lodging", "flag", "住宿餐饮", "Lodging and meals"),
        Column("shuttle", "flag", "车辆接送", "Shuttle"),
        *validity(),
    ),
)  # fmt: skip

HOURS = Register(
    "hours", "开放时间", "Opening hours", "state", "market", ("market", "weekday"),
    (
        market_column(),
        Column("weekday", "number", "星期", "Weekday", required=True, low=1, high=7),
        Column("opens", "clock", "开门", "Opens", required=True),
        Column("closes", "clock", "关门", "Closes", required=True),
        *validity(),
    ),
)  # fmt: skip

CLOSURE = Register(
    "closure", "特别开放与关闭", "Special openings and closures", "state", "market",
    ("market", "valid_from"),
    (
        market_column(),
        Column("kind", "code", "类别", "Kind", required=True, codes="closure_kind"),
        Column("opens", "clock", "开门", "Opens"),
        Column("closes", "clock", "关门", "Closes"),
        *validity(),
    ),
)  # fmt: skip

CONTRACT = Register(
    "contract", "购买服务合同", "Contracts", "state", "contract_no", ("contract_no",),
    (
        Column("contract_no", "text", "合同编号", "Contract number", required=True),
        market_column(),
        Column("operator", "text", "承接主体", "Operator", required=True),
        Column("operator_code", "text", "统一社会信用代码", "Credit code", required=True),
        Column("buyer", "text", "购买主体（单位代码）", "Buyer (unit code)", required=True),
        Column("buyer_name", "text", "购买主体", "Buyer", required=True),
        Column("procedure", "code", "采购方式", "Procurement", codes="procurement"),
        Column("content", "text", "购买内容", "What is bought"),
        Column("amount_fen", "money", "合同金额（元）", "Amount (yuan)", low=0),
        Column("starts_on", "day", "合同开始", "Starts on", required=True),
        Column("ends_on", "day", "合同结束", "Ends on", required=True),
        *validity(),
    ),
)  # fmt: skip

PAYMENT = Register(
    "payment", "合同付款", "Payments", "event", "contract_no", ("contract_no", "voucher"),
    (
        Column("contract_no", "text", "合同编号", "Contract number", required=True),
        Column("voucher", "text", "凭证号", "Voucher", required=True),
        Column("paid_on", "day", "付款日期", "Paid on", required=True),
        Column("amount_fen", "money", "金额（元）", "Amount (yuan)", required=True, low=0),
        Column("assessed_on", "day", "考核日期", "Assessed on"),
        *validity(),
    ),
    day="paid_on",
)  # fmt: skip

STAFF = Register(
    "staff", "工作人员", "Staff", "state", "market", ("market", "staff_key"),
    (
        market_column(),
        Column("staff_key", "key", "人员标识", "Staff key", required=True),
        Column("employment", "code", "用工性质", "Employment", required=True, codes="employment"),
        Column("source", "code", "来源", "Source", required=True, codes="staff_source"),
        Column("post", "text", "岗位", "Post"),
        *validity(),
    ),
)  # fmt: skip

TRAINING = Register(
    "training", "业务培训", "Training", "event", "market", ("market", "session"),
    (
        market_column(),
        Column("session", "text", "培训编号", "Session", required=True),
        Column("held_on", "day", "培训日期", "Held on", required=True),
        Column("topic", "text", "主题", "Topic"),
        Column("attendances", "number", "参训人次", "Attendances", required=True, low=0, high=9999),
        *validity(),
    ),
    day="held_on",
)  # fmt: skip

INSPECTION = Register(
    "inspection", "现场检查", "Inspections", "event", "market", ("market", "visit", "item"),
    (
        market_column(),
        Column("visit", "text", "检查编号", "Visit", required=True),
        Column("item", "code", "检查项目", "Item", required=True, codes="inspection_item"),
        Column("visited_at", "moment", "检查时间", "Visited at", required=True),
        Column("inspector_a", "key", "检查人甲", "Inspector A", required=True),
        Column("result_a", "code", "甲的结论", "Result A", required=True, codes="check_result"),
        Column("inspector_b", "key", "检查人乙", "Inspector B"),
        Column("result_b", "code", "乙的结论", "Result B", codes="check_result"),
        Column("evidence", "text", "证据编号", "Evidence"),
        Column("ordered_for", "month", "所属评价期", "Ordered for the period"),
        *validity(),
    ),
    day="visited_at",
)  # fmt: skip

DECLARATION = Register(
    "declaration", "申报材料", "Declarations", "event", "market", ("market", "item"),
    (
        market_column(),
        Column("item", "code", "申报项目", "Item", required=True, codes="declared_item"),
        Column("document", "text", "材料名称", "Document", required=True),
        Column("declared_on", "day", "申报日期", "Declared on", required=True),
        *validity(),
    ),
    day="declared_on",
)  # fmt: skip

VERIFICATION = Register(
    "verification", "申报核验", "Verifications", "event", "market", ("market", "item"),
    (
        market_column(),
        Column("item", "code", "申报项目", "Item", required=True, codes="declared_item"),
        Column("verified_on", "day", "核验日期", "Verified on", required=True),
        Column("verified_by", "key", "核验人", "Verified by", required=True),
        Column("result", "code", "核验结论", "Result", required=True, codes="check_result"),
        Column("ordered_for", "month", "所属评价期", "Ordered for the period"),
        *validity(),
    ),
    day="verified_on",
)  # fmt: skip

DISCLOSURE = Register(
    "disclosure", "主动公开", "Disclosures", "state", "market", ("market", "item"),
    (
        market_column(),
        Column("item", "code", "公开事项", "Item", required=True, codes="disclosed_item"),
        Column("shown", "flag", "已公开", "Shown", required=True),
        Column("place", "text", "公开位置", "Where"),
        *validity(),
    ),
)  # fmt: skip

DOCUMENT = Register(
    "document", "制度文件", "Documents", "state", "owner", ("owner", "kind"),
    (
        Column("owner", "text", "市场或单位代码", "Market or unit", required=True),
        Column("kind", "code", "文件类别", "Kind", required=True, codes="document_kind"),
        Column("title", "text", "文件名称", "Title", required=True),
        Column("number", "text", "文号", "Number"),
        *validity(),
    ),
)  # fmt: skip

PLATFORM = Register(
    "platform", "平台接入", "Platform connection", "state", "market", ("market", "system"),
    (
        market_column(),
        Column("system", "code", "平台", "System", required=True, codes="platform_system"),
        Column("connected", "flag", "已接入", "Connected", required=True),
        *validity(),
    ),
)  # fmt: skip

UPLOAD = Register(
    "upload", "平台归集", "Uploads to the platform", "event", "market", ("market", "day", "ledger"),
    (
        market_column(),
        Column("day", "day", "上传日期", "Uploaded on", required=True),
        Column("ledger", "code", "台账", "Ledger", required=True, codes="ledger"),
        Column("rows", "number", "条数", "Rows", required=True, low=0),
        *validity(),
    ),
    day="day",
)  # fmt: skip

ACTIVITY = Register(
    "activity", "专项活动", "Activities", "event", "market", ("market", "activity"),
    (
        market_column(),
        Column("activity", "text", "活动编号", "Activity", required=True),
        Column("kind", "code", "活动类别", "Kind", required=True, codes="activity_kind"),
        Column("held_on", "day", "活动日期", "Held on", required=True),
        Column("attendances", "number", "参加人次", "Attendances", low=0, high=999999),
        *validity(),
    ),
    day="held_on",
)  # fmt: skip

PUBLICATION = Register(
    "publication", "按月公布", "Monthly publication", "event", "unit", ("unit", "period"),
    (
        Column("unit", "text", "单位代码", "Unit", required=True),
        Column("period", "month", "数据月份", "Month of the figures", required=True),
        Column("due_on", "day", "应公布日期", "Due on", required=True),
        Column("published_on", "day", "公布日期", "Published on", required=True),
        Column("has_wages", "flag", "含平均用工价格", "With average pay", required=True),
        Column("has_ratio", "flag", "含求人倍率", "With the ratio", required=True),
        Column("place", "text", "公布位置", "Where"),
        *validity(),
    ),
    day="due_on",
)  # fmt: skip

REPORT = Register(
    "report", "报告报送", "Reports filed", "event", "unit", ("unit", "kind", "due_on"),
    (
        Column("unit", "text", "单位代码", "Unit", required=True),
        Column("kind", "code", "报告类别", "Kind", required=True, codes="report_kind"),
        Column("due_on", "day", "应报日期", "Due on", required=True),
        Column("filed_at", "moment", "报送时间", "Filed at", required=True),
        Column("dimensions", "number", "覆盖维度数", "Dimensions covered", low=0, high=9),
        Column("has_measures", "flag", "提出应对措施", "With measures"),
        Column("has_trend", "flag", "含环比同比趋势", "With the trend over month and year"),
        Column("data_sets", "number", "汇总数据类别数", "Sets of data brought together",
               low=0, high=4),
        Column("gig_chapter", "flag", "含零工市场供求分析", "With a chapter on gig work"),
        *validity(),
    ),
    day="due_on",
)  # fmt: skip

INCIDENT = Register(
    "incident", "线索与查实", "Incidents", "event", "market", ("incident_no",),
    (
        Column("incident_no", "text", "线索编号", "Incident number", required=True),
        market_column(),
        Column("kind", "code", "类别", "Kind", required=True, codes="incident_kind"),
        Column("happened_on", "day", "行为发生日", "Day of the act", required=True),
        Column("status", "code", "状态", "Status", required=True, codes="incident_status"),
        Column("origin", "code", "来源", "Origin", required=True, codes="incident_origin"),
        Column("ledger", "code", "来源台账", "Ledger", codes="ledger"),
        Column("record_id", "text", "来源编号", "Record id"),
        Column("fee_fen", "money", "涉及金额（元）", "Amount (yuan)", low=0),
        Column("answered_on", "day", "答复日期", "Answered on"),
        Column("officer_a", "key", "核实人甲", "Officer A"),
        Column("officer_b", "key", "核实人乙", "Officer B"),
        Column("document", "text", "核实文书", "Document"),
        *validity(),
    ),
    day="happened_on",
)  # fmt: skip

SUBSIDY = Register(
    "subsidy", "就业创业服务补助", "Subsidies", "event", "market", ("market", "approval"),
    (
        market_column(),
        Column("approval", "text", "批准文号", "Approval", required=True),
        Column("paid_on", "day", "拨付日期", "Paid on", required=True),
        Column("amount_fen", "money", "金额（元）", "Amount (yuan)", required=True, low=0),
        *validity(),
    ),
    day="paid_on",
)  # fmt: skip

AWARD = Register(
    "award", "表彰与典型", "Awards and cases", "event", "market", ("market", "award"),
    (
        market_column(),
        Column("award", "text", "名称", "Award", required=True),
        Column("kind", "code", "类别", "Kind", required=True, codes="award_kind"),
        Column("given_on", "day", "日期", "Given on", required=True),
        *validity(),
    ),
    day="given_on",
)  # fmt: skip

MINIMUM_WAGE = Register(
    "minimum_wage", "最低小时工资", "Minimum hourly wage", "state", "division", ("division",),
    (
        Column("division", "division", "行政区划", "Division", required=True),
        Column("hourly_fen", "money", "最低小时工资（元）", "Minimum hourly wage (yuan)",
               required=True, low=0),
        *validity(),
    ),
)  # fmt: skip

WAIVER = Register(
    "waiver", "豁免", "Waivers", "state", "market", ("market", "criterion"),
    (
        market_column(),
        Column("criterion", "text", "评价项", "Criterion", required=True),
        Column("granted_by", "key", "批准人", "Granted by", required=True),
        Column("grounds", "text", "豁免理由", "Grounds", required=True),
        *validity(),
    ),
)  # fmt: skip

FIGURE = Register(
    "figure", "外来指标", "Figures from elsewhere", "event", "holder", ("holder", "metric", "day"),
    (
        Column("holder", "text", "市场或单位代码", "Market or unit", required=True),
        Column("metric", "text", "指标", "Metric", required=True),
        Column("day", "day", "所属日期", "Day it speaks of", required=True),
        Column("numerator", "number", "分子", "Numerator", required=True, low=-10**12, high=10**12),
        Column("denominator", "number", "分母", "Denominator", required=True, low=0, high=10**12),
        *validity(),
    ),
    day="day",
)  # fmt: skip

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        MARKET, PREMISES, HOURS, CLOSURE, CONTRACT, PAYMENT, STAFF, TRAINING, INSPECTION,
        DECLARATION, VERIFICATION, DISCLOSURE, DOCUMENT, PLATFORM, UPLOAD, ACTIVITY,
        PUBLICATION, REPORT, INCIDENT, SUBSIDY, AWARD, MINIMUM_WAGE, WAIVER, FIGURE,
    )
}  # fmt: skip
