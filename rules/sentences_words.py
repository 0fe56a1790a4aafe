"""In which words is a criterion told? The phrases of its sentence, in both languages."""

from rules.value import Text

DEFAULT_BADGE = Text("默认值·非标准·待省厅确认", "default, not a standard, to be confirmed")
FORMS = {
    "at_least": Text("不低于{limit}为达标", "met at {limit} or more"),
    "at_most": Text("不高于{limit}为达标", "met at {limit} or less"),
    "between": Text("在{low}至{high}之间为达标", "met between {low} and {high}"),
    "more": Text(
        "达到{full}得满分，{zero}及以下不得分，其间按比例计分",
        "full points at {full} or more, none at {zero} or less, in proportion between",
    ),
    "less": Text(
        "不高于{full}得满分，{zero}及以上不得分，其间按比例计分",
        "full points at {full} or less, none at {zero} or more, in proportion between",
    ),
    "step": Text("达到{at}得{share}的分", "{share} of the points from {at}"),
}
BY = Text("按“{measure}”计，{asked}", "by “{measure}”, {asked}")
CROSSED = Text(
    "按“{first}”和“{second}”交叉定档，“{second}”依次为{columns}",
    "by “{first}” crossed with “{second}”, which is in turn {columns}",
)
ROW = Text(
    "“{first}”{row}的，依次得{shares}的分",
    "where “{first}” is {row}, {shares} of the points in turn",
)
BELOW = Text("低于{upper}", "below {upper}")
WITHIN = Text("{lower}及以上且低于{upper}", "{lower} or more but below {upper}")
ABOVE = Text("{lower}及以上", "{lower} or more")
MEASURED = {
    "items": Text("{n}项", "{n} items"),
    "months": Text("{n}个月", "{n} months"),
    "square_metres": Text("{n}平方米", "{n} m²"),
    "per_thousand": Text("每千件{n}件", "{n} per 1,000"),
    "per_year": Text("每年{n}次", "{n} a year"),
    "per_staff_year": Text("每人每年{n}次", "{n} per person and year"),
    "records_per_staff_month": Text("每人每月{n}件", "{n} per staff-month"),
    "fen_per_hour": Text("每小时{n}分", "{n} fen an hour"),
    "days": Text("{n}天", "{n} days"),
}
"""How a number of a comparison is said by what its metric is measured in; others stand bare."""
ITEMS = {
    "inspection": Text("现场检查：{items}", "inspected on site: {items}"),
    "declaration": Text("申报并经核验：{items}", "declared and verified: {items}"),
}
EQUAL = Text("{n}项同权", "{n} items of equal weight")
INCIDENT = Text("没有查实的“{items}”为达标", "met while no case of “{items}” is confirmed")
EFFECTS = {
    "points": Text("分值{points}", "worth {points}"),
    "bonus": Text("加分项，分值{points}", "a bonus worth {points}"),
    "entry": Text("准入条件", "an entry condition"),
    "veto": Text("一票否决", "a veto"),
    "adjustment": Text("计分后加减项", "an adjustment after the points"),
}
ADDS = Text("计分后加减项，最多加{points}分", "an adjustment that adds up to {points} points")
DEDUCTS = Text("计分后加减项，最多减{points}分", "an adjustment that deducts up to {points} points")
MIN_N = Text("样本少于{n}不评", "not judged below {n} in the denominator")
VALID = Text("检查结论{n}个月内有效", "a result holds for {n} months")
ONLY = Text("只适用于{names}", "only for: {names}")
CLOCKS = {
    "h": Text("{n}小时（营业时间）", "{n} opening hours"),
    "d": Text("{n}个工作日", "{n} working days"),
}
SERIAL = Text("、", ", ")
CLAUSE = Text("；", "; ")
COLON = Text("：", ": ")
END = Text("。", ".")
BADGE = Text("{told}〔{badge}〕", "{told}〔{badge}〕")
FOR_WHOM = Text("{said}（{kind}）", "{said} ({kind})")
APART = Text("{kind}{said}", "{kind} {said}")

STEP_ADDS = Text(
    "第{n}步：“{criterion}”按所得比例加分，最多加{points}分",
    "Step {n}: “{criterion}” adds in proportion to what it wins, up to {points} points",
)
STEP_DEDUCTS = Text(
    "第{n}步：“{criterion}”按所得比例减分，最多减{points}分",
    "Step {n}: “{criterion}” deducts in proportion to what it wins, up to {points} points",
)
STEP_HELD = Text(
    "第{n}步：以上各步合计不低于{low}分、不高于{high}分",
    "Step {n}: what the steps so far come to is held between {low} and {high} points",
)
CAP_FOUND = Text(
    "“{criterion}”{findings}的，等级最高为{grade}",
    "While “{criterion}” is {findings}, the grade is {grade} at best",
)
CAP_BELOW = Text(
    "“{criterion}”低于{limit}的，等级最高为{grade}",
    "While “{criterion}” is below {limit}, the grade is {grade} at best",
)
CAP_ABOVE = Text(
    "“{criterion}”高于{limit}的，等级最高为{grade}",
    "While “{criterion}” is above {limit}, the grade is {grade} at best",
)
OR = Text("或", " or ")
GRADES = {
    "excellent": Text("优秀", "excellent"),
    "good": Text("良好", "good"),
    "qualified": Text("合格", "qualified"),
    "unqualified": Text("不合格", "unqualified"),
}
FINDINGS = {
    "met": Text("达标", "met"),
    "partly": Text("部分达标", "partly met"),
    "not_met": Text("不达标", "not met"),
    "no_data": Text("待核", "pending"),
    "not_applicable": Text("不适用", "not applicable"),
}
