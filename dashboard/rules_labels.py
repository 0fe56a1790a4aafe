"""How are the codes of the rule book said: what a clause asks, of whom, how it is judged?"""

from collections.abc import Mapping

from exports.marks import DEFAULT_VALUE, Mark
from rules.value import Text

KINDS = {
    "required": Text("必须", "required"),
    "scored": Text("计分", "scored"),
    "optional": Text("鼓励", "encouraged"),
    "duty": Text("按期要办的事", "a duty with a date"),
    "information": Text("只是说明", "information only"),
}
OWED_BY = {
    "market": Text("市场", "the market"),
    "localities": Text("各地", "localities"),
    "reporting_units": Text("16 个报送单位", "the 16 filing units"),
    "cities": Text("设区市人社部门", "city bureaus"),
    "bureau": Text("自行运作市场的人社部门", "the bureau that runs the market"),
    "service_agency": Text("挂牌的公共就业服务机构", "the agency that hosts the market"),
    "buyer": Text("购买主体", "the buyer"),
    "contract_parties": Text("合同双方", "both parties of the contract"),
    "province": Text("省厅", "the provincial department"),
    "ministry": Text("人社部", "the ministry"),
    "none": Text("无", "nobody"),
}
OBSERVED_AT = {
    "market": Text("市场", "the market"),
    "contract": Text("合同", "the contract"),
    "unit": Text("报送单位", "the filing unit"),
    "none": Text("不评", "not judged"),
}
RHYTHMS = {
    "once": Text("一次", "once"),
    "month": Text("每月", "every month"),
    "quarter": Text("每季", "every quarter"),
    "half_year": Text("每半年", "every half-year"),
    "year": Text("每年", "every year"),
    "event": Text("有事时", "when it arises"),
}
JUDGED_BY = {
    "computation": Text("台账计算", "computed"),
    "inspection": Text("现场检查", "inspected"),
    "declaration": Text("申报核验", "declared"),
    "incident": Text("查实事实", "confirmed facts"),
}
EFFECTS = {
    "points": Text("计分", "points"),
    "bonus": Text("加分", "bonus"),
    "entry": Text("准入", "entry"),
    "veto": Text("否决", "veto"),
    "adjustment": Text("调整", "adjustment"),
}
ANSWERED_BY = {
    "criterion": Text("评价项", "criteria"),
    "duty": Text("职责", "duties"),
    "procedure": Text("程序", "procedure"),
    "information": Text("说明", "information"),
}
"""The four things that answer a clause, in the order they are told."""
NO_ANSWER = Mark("○", "无", "violet")
REVIEW_PAST = Mark("△", "已过复核日", "orange")
HAS_DEFAULT = DEFAULT_VALUE.sign


def said(table: Mapping[str, Text], code: str, language: str) -> str:
    """A code in words; one the table doesn't know is said as it stands."""
    return table[code].in_language(language) if code in table else code
