"""What are the places, operators and codes of the demo called?

Markets follow the naming pattern city + county (trade) 零工市场. Operators are invented and say
so (演示): no real firm is named.
"""

PLACES = (
    "城东", "城西", "城南", "城北", "新城", "开发区", "高铁站", "汽车站", "人民路", "建设路",
    "中山路", "解放路", "文化路", "东风路", "和平路", "滨河", "科创园", "物流园", "老街", "产业园",
    "南站", "北站", "湖滨", "桥头", "胜利路", "青年路", "友谊路", "新港", "大学城", "花园路",
)  # fmt: skip
TRADES = (
    "家政服务", "建筑装饰", "物流配送", "餐饮服务", "电子制造", "纺织服装", "农业采收", "护理照料",
    "装卸搬运", "会展服务", "水产加工", "维修安装",
)  # fmt: skip
FIRMS = (
    "禾力", "众安", "同舟", "启明", "惠民", "新程", "嘉业", "恒信", "锦程", "力聚",
    "优工", "汇才", "诚达", "东方红叶", "江海", "润泽",
)  # fmt: skip
AREA_CODES = {
    "3201": "025", "3202": "0510", "3203": "0516", "3204": "0519", "3205": "0512", "3206": "0513",
    "3207": "0518", "3208": "0517", "3209": "0515", "3210": "0514", "3211": "0511", "3212": "0523",
    "3213": "0527",
}  # fmt: skip
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def market_name(city: str, county: str, kind: str, number: int) -> str:
    """南京市鼓楼区零工市场, 南京市鼓楼区物流配送零工市场, 南京市鼓楼区城东零工服务站."""
    if kind == "station":
        return f"{city}{county}{_nth(PLACES, number)}零工服务站"
    if kind == "sector":
        start = sum(map(ord, county)) % len(TRADES)
        return f"{city}{county}{_nth(TRADES[start:] + TRADES[:start], number)}零工市场"
    return f"{city}{county}{_nth(PLACES, number - 1) if number else ''}零工市场"


def _nth(words: tuple[str, ...], number: int) -> str:
    turn, place = divmod(number, len(words))
    return words[place] + (f"第{turn + 1}" if turn else "")


def managing_unit(city: str, county: str, mode: str, market: str) -> str:
    """Who runs the market: a public office, or in a contracted market its operator."""
    if mode == "self":
        return f"{city}{county}公共就业和人才服务中心"
    if mode == "sign":
        return f"{city}{county}人力资源市场服务中心"
    return operator_name(market, 0)


def operator_name(market: str, turn: int) -> str:
    """The invented operator of a contracted market; another one for every turn."""
    return f"江苏{FIRMS[(int(market) + 7 * turn) % len(FIRMS)]}人力资源服务有限公司（演示）"


def operator_code(operator: str) -> str:
    """A well-formed 18-character credit code (GB 32100) that belongs to nobody: the
    registration authority in it is 320000, the number is made from the operator's name."""
    number = sum((place + 1) * ord(letter) for place, letter in enumerate(operator)) % 10**6
    body = f"91320000MA{number:06d}D"
    total = sum(CREDIT_LETTERS.index(c) * w for c, w in zip(body, CREDIT_WEIGHTS, strict=True))
    return body + CREDIT_LETTERS[(31 - total % 31) % 31]


def address(city: str, county: str, number: int) -> str:
    return f"{city}{county}{PLACES[number % len(PLACES)]}{number % 180 + 1}号"


def city_code_of(city: str) -> str:
    """The telephone area code of a city."""
    return AREA_CODES[city[:4]]
