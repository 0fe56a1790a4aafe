"""Why can a layer, a draft or a kept rule set not be used? What is wrong in Chinese and English,
then what to do in Chinese and English."""

LAYER_REASONS: dict[str, tuple[str, str, str, str]] = {
    "deep_layers": (
        "规则层级多于 {limit} 层，或彼此套叠",
        "there are more than {limit} layers, or they rest on each other",
        "省、市、合同三层以内，base 指向上一层",
        "use at most province, city and contract; let base name the layer above",
    ),
    "layer_order": (
        "“{value}”层不能以“{base}”层为基础",
        'the layer "{value}" can\'t rest on the layer "{base}"',
        "市级以省级为基础，合同以省级或市级为基础",
        "rest a city on the province, a contract on the province or a city",
    ),
    "needless_for": (
        "省级规则适用全省，不写 for",
        "the province's rules are for everybody and have no for",
        "删去 for，或把 layer 改为 city、contract",
        "delete for, or let layer be city or contract",
    ),
    "unknown_number": (
        "基础规则集里没有数值“{value}”",
        'the set below has no number "{value}"',
        "按“评价项.键”书写，如 function.time_limit.compare.full、bands.excellent",
        "write criterion and key, like function.time_limit.compare.full, or bands.excellent",
    ),
    "unknown_group": (
        "没有评价组“{value}”",
        'there is no group "{value}"',
        "写基础规则集里已有的评价组",
        "name a group of the set below",
    ),
    "criterion_again": (
        "评价项“{name}”在基础规则集里已有",
        'the set below already has the criterion "{name}"',
        "换一个名称；改已有的数值写在 changes 里",
        "use another name; change its numbers under changes",
    ),
    "layer_may_not": (
        "下级规则不能改“{value}”",
        'a lower layer may not change "{value}"',
        "只能改阈值、时限、检查有效期，或增加评价项、否决项",
        "change thresholds, limits and how long an inspection holds, or add criteria and vetoes",
    ),
    "layer_adds": (
        "下级规则增加的评价项“{name}”不能只加分",
        'the criterion "{name}" that a lower layer adds may not just add points',
        "effect 用 {allowed}",
        "let effect be one of {allowed}",
    ),
    "layer_loosens": (
        "{day}（{type}）比上级规则宽：上级 {was}，本级 {now}",
        "on {day} ({type}) this asks for less than the layer above: above {was}, here {now}",
        "下级只可从严：不低于上级的要求",
        "a lower layer may only ask for more: not less than the one above",
    ),
    "not_kept": (
        "这不是留存的规则集内容",
        "this is not the content of a rule set",
        "用系统留存或导出的文件",
        "use a file that was kept or exported here",
    ),
    "not_move": (
        "看不懂“{value}”",
        '"{value}" can\'t be read',
        "写成 评价项.键=数值，如 function.time_limit.compare.full=97%",
        "write number=value, like function.time_limit.compare.full=97%",
    ),
    "unknown_kind": (
        "数值“{number}”没有为“{value}”单列的值",
        'the number "{number}" has no value of its own for "{value}"',
        "可选：{known}",
        "choose from: {known}",
    ),
    "not_id": (
        "“{value}”不能作规则集编号",
        '"{value}" can\'t be the id of a rule set',
        "用小写字母、数字和连字符，60 个以内",
        "use up to 60 lower-case letters, digits and hyphens",
    ),
}
