"""Why can a comparison, a criterion, a rule set or its cases not be used? What is wrong in
Chinese and English, then what to do in Chinese and English."""

SET_REASONS: dict[str, tuple[str, str, str, str]] = {
    "zero_is_full": (
        "{day}（{type}）零分值与满分值相同",
        "on {day} ({type}) zero and full are the same",
        "使两者不同",
        "make them differ",
    ),
    "low_above_high": (
        "{day}（{type}）下限高于上限",
        "on {day} ({type}) low is above high",
        "对调或更正",
        "swap or correct them",
    ),
    "steps_order": (
        "{day}（{type}）各档次序不对",
        "on {day} ({type}) the steps are out of order",
        "at 逐档升高；share 逐档升到 100%，或从 100% 逐档降低",
        "let at rise; let share rise to 100%, or fall from 100%",
    ),
    "not_name": (
        "“{value}”不是规范的名称",
        '"{value}" is not a proper name',
        "用小写英文、数字和下划线",
        "use lower-case letters, digits and underscores",
    ),
    "unknown_metric": (
        "没有名为“{name}”的指标",
        'there is no metric named "{name}"',
        "指标见 rules/measures.yaml；外来指标先在 ruleset.yaml 的 metrics 里声明",
        "see rules/measures.yaml; declare a metric from elsewhere under metrics in ruleset.yaml",
    ),
    "foreign_metric": (
        "指标“{name}”是 {had} 的数，评价对象却是 {needs}",
        'the metric "{name}" is a number of: {had}; but the subject is: {needs}',
        "换一个指标，或更正 subject",
        "name another metric, or correct the subject",
    ),
    "foreign_clock": (
        "参数“{name}”的时钟与指标不符，指标用的是 {clock}",
        'the clock of the parameter "{name}" is not the metric\'s, which is {clock}',
        "改用指标的时钟",
        "use the metric's clock",
    ),
    "wrong_unit": (
        "指标“{name}”以 {unit} 计，数值的写法与之不符",
        'the metric "{name}" is measured in {unit}, and the numbers are not',
        "比率写成 95% 的形式，其余写成 30 的形式",
        "write shares like 95%, everything else like 30",
    ),
    "needless_points": (
        "作用为 {effect} 的评价项不计分",
        "a criterion whose effect is {effect} earns no points",
        "删去 points，或更正 effect",
        "delete points, or correct effect",
    ),
    "id_mismatch": (
        "文件夹名是 {name}，id 写的是 {value}",
        "the folder is named {name} but id says {value}",
        "使两者一致",
        "make the two agree",
    ),
    "unknown_set": (
        "没有规则集“{name}”",
        'there is no rule set "{name}"',
        "现有：{known}；也可写规则集文件夹的路径",
        "there are: {known}; or give the folder's path",
    ),
    "unlisted": (
        "评价项“{name}”不在任何评价组里",
        'the criterion "{name}" is in no group',
        "在 ruleset.yaml 的一个评价组里列出它，或删去该文件",
        "list it in one group of ruleset.yaml, or delete the file",
    ),
    "listed_twice": (
        "评价项“{name}”列了两次",
        'the criterion "{name}" is listed twice',
        "只在一个评价组里列一次",
        "list it once, in one group",
    ),
    "unknown_criterion": (
        "没有评价项“{name}”",
        'there is no criterion "{name}"',
        "更正名称，或补上 criteria 下的文件",
        "correct the name, or add the file under criteria",
    ),
    "wrong_group": (
        "评价项“{name}”（{had}）不能放在这个评价组（{needs}）",
        'the criterion "{name}" ({had}) can\'t stand in this group ({needs})',
        "移到合适的评价组，或更正其 subject、effect",
        "move it, or correct its subject or effect",
    ),
    "no_weight": (
        "{day}（{type}）所有评价组的权重都是 0",
        "on {day} ({type}) every group weighs 0",
        "给至少一个评价组权重",
        "give at least one group a weight",
    ),
    "bands_order": (
        "{day} 等次分数线没有逐级降低到 0",
        "on {day} the bands don't fall, grade by grade, to 0",
        "从优秀到不合格逐级降低，最低为 0",
        "let them fall from excellent to unqualified, which is 0",
    ),
    "must_be_above": (
        "{name} 只能由市场的上级单位报送",
        "{name} may be filed only by a unit above the market",
        "写成 [above]",
        "write [above]",
    ),
    "needless_cut_off": (
        "只有按年评价的种类才有截止月",
        "only a kind judged by the year has a cut-off month",
        "删去 cut_off_month，或把 periods 写成 [year]",
        "delete cut_off_month, or let periods be [year]",
    ),
    "impossible_finding": (
        "这类评价项不会有结论“{value}”",
        'a criterion of this kind never has the finding "{value}"',
        "更正 expect",
        "correct expect",
    ),
    "wrong_reason": (
        "结论“{finding}”的原因不能是“{value}”",
        '"{value}" can\'t be the reason of the finding "{finding}"',
        "可选：{allowed}",
        "choose from: {allowed}",
    ),
    "not_fraction": (
        "“{value}”不是 0 到 1 的分数",
        '"{value}" is not a fraction from 0 to 1',
        "写成 0、1/2 或 1 的形式",
        "write it like 0, 1/2 or 1",
    ),
    "months_crossed": (
        "已报月数多于应报月数",
        "more months are filed than were owed",
        "更正 months_duty 或 months_filed",
        "correct months_duty or months_filed",
    ),
}
