"""Why is a sound file refused against what the store knows?"""

from store.intake.refusal import Refusal

REFUSED_FACTS: dict[str, Refusal] = {
    # Against what the store knows.
    "unit_unknown": Refusal(
        "报送单位 {found} 不是报送单位代码。",
        "{found} is not the code of a filing unit.",
    ),
    "unit_not_allowed": Refusal(
        "市场不能作为报送单位；请由所属单位报送。",
        "A market can't be the filing unit; its unit files for it.",
    ),
    "month_not_over": Refusal(
        "{found} 尚未结束，次月起才能报送。",
        "{found} isn't over; it can be filed from the next month on.",
    ),
    "unknown_market": Refusal(
        "市场代码 {found} 不在市场名册中；请更正，或先报市场名册。",
        "There is no market {found} on the register; correct it, or file the market first.",
    ),
    "foreign_market": Refusal(
        "市场 {found} 本月由 {owner} 报送，不属于本单位。",
        "{found} is filed by {owner} in this month, not by this unit.",
    ),
    "filed_elsewhere": Refusal(
        "{found} 的“{ledger}”{month} 已在 {owner} 的文件中；请先由 {owner} 更正其文件、不再列入该市"
        "场，再由本单位报送。",
        "{ledger} of {found} for {month} stands in the file of {owner}; {owner} must first correct "
        "that file and leave the market out, then this unit can file it.",
    ),
    "unknown_contract": Refusal(
        "合同 {found} 不在合同名册中；请更正，或同时报送该合同。",
        "There is no contract {found} on the register; correct it, or file the contract too.",
    ),
    "not_authorised": Refusal(
        "“{sheet}”中 {found} 的内容不由本单位报送。",
        'This unit may not file "{sheet}" for {found}.',
    ),
    "before_opening": Refusal(
        "{found} 早于市场开办日期 {opened}；请更正时间或市场名册。",
        "{found} is before the market opened on {opened}; correct the time or the register.",
    ),
    "after_closing": Refusal(
        "{found} 晚于市场关闭日期 {closed}；请更正时间或市场名册。",
        "{found} is after the market closed on {closed}; correct the time or the register.",
    ),
    "second_end": Refusal(
        "{market} 的 {found} 与 {month} 的文件冲突：已办结的编号不能在以后月份再次出现；请用新编"
        "号，或更正状态。",
        "{found} of {market} conflicts with the file of {month}: an id that has ended can't "
        "occur in a later month; use a new id, or correct the state.",
    ),
    "open_record_missing": Refusal(
        "{market} 的 {found} 在 {month} 仍在办，本月文件里没有；请补上该行。",
        "{found} of {market} was open in {month} but is missing from this month's file; add the "
        "row.",
    ),
    "missing_in_later_month": Refusal(
        "{market} 的 {found} 在本月标为在办，但已报的 {month} 里没有；请更正，或同时更正 {month}"
        "。",
        "{found} of {market} is open in this file but missing from {month}, which is filed; "
        "correct it, or file {month} too.",
    ),
    "market_dropped": Refusal(
        "{market} 的“{ledger}”此前已报，本次文件没有列出；更正时须整份报送。",
        "{ledger} of {market} was filed before and isn't listed now; a correction replaces the "
        "whole ledger of the month.",
    ),
    "empty": Refusal(
        "文件中没有任何台账或名册内容；请填写后再报。",
        "The file holds no ledger and no register row; fill it in and submit again.",
    ),
    "outside_scope": Refusal(
        "单位 {found} 不在您的管辖范围内，不能代其报送。",
        "Unit {found} is outside your area; you can't submit for it.",
    ),
    "reason_missing": Refusal(
        "更正已报数据（{found}）须填“更正原因”。",
        "Correcting what was filed ({found}) needs a reason (更正原因).",
    ),
    "approval_missing": Refusal(
        "{found} 已于 {closed} 关账，更正须经上级单位同意。",
        "{found} was closed on {closed}; a correction needs the approval of the unit above.",
    ),
    "more_problems": Refusal(
        "问题共 {found} 处，这里列出前 {limit} 处；请先改正这些再报。",
        "There are {found} problems; the first {limit} are listed. Mend these and submit again.",
    ),
}  # fmt: skip
