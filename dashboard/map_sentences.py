"""What does the map say? One sentence, computed from the very figures it is painted by."""

from collections.abc import Mapping

from dashboard.sentences import SHOWN_NAMES, named
from dashboard.shades import Figure, said
from exports.figures import count
from exports.words import Words


def grade_map(
    counts_by_city: Mapping[str, int], names: Mapping[str, str], graded: int, words: Words
) -> str:
    """Where the 不合格 markets are; `counts_by_city` counts them by city."""
    held = {city: number for city, number in counts_by_city.items() if number}
    total = sum(held.values())
    if not total:
        return words.count("{n} 个已定级市场中没有不合格", graded)
    most = max(held.values())
    who = [names[city] for city, number in held.items() if number == most]
    spread = words.count("{total} 个不合格市场分布在 {n} 个市", len(held), total=count(total))
    if len(held) == 1:
        return words("{total} 个不合格市场都在{city}", total=count(total), city=who[0])
    if most == 1:
        return spread + words("，每市 1 个")
    if len(who) == 1:
        return spread + words("，{city}最多（{most} 个）", city=who[0], most=most)
    if len(who) > SHOWN_NAMES:
        return spread + words.count("，最多的 {n} 个市各 {most} 个", len(who), most=most)
    return spread + words("，{names}最多（各 {most} 个）", names=named(who, words), most=most)


def figure_map(
    measure: str, figures: Mapping[str, Figure], names: Mapping[str, str], words: Words
) -> str:
    """Which county has the highest and the lowest value of a numeric measure."""
    held = {area: figure for area, figure in figures.items() if figure.value is not None}
    if not held:
        return words("没有可显示的数据")
    ranked = sorted(held, key=lambda area: (held[area].value, area))
    low, high = ranked[0], ranked[-1]
    title = words("求人倍率") if measure == "ratio" else words("平均用工价格")
    return words(
        "{title}最高的是{high}（{most}），最低的是{low}（{least}）", title=title,
        high=names[high], most=said(measure, held[high], words),
        low=names[low], least=said(measure, held[low], words),
    )  # fmt: skip


def coverage_map(figures: Mapping[str, Figure], names: Mapping[str, str], words: Words) -> str:
    """Which counties have no running market."""
    bare = [area for area, figure in figures.items() if not figure.numerator]
    total = len(figures)
    if not bare:
        return words.count("{n} 个区县都有运行中的市场", total)
    covered = words(
        "{covered} / {total} 个区县有运行中的市场", covered=total - len(bare), total=total
    )
    return covered + words("，缺{names}", names=named([names[area] for area in bare], words, 6))


def area_card(name: str, counts: Mapping[str, int], words: Words) -> str:
    """One area in a line: its markets, the good ones, the bad ones."""
    good = counts["excellent"] + counts["good"]
    return words.count(
        "{area}：{n} 个市场，{good} 个优良，{bad} 个不合格", sum(counts.values()),
        area=name[:1].upper() + name[1:], good=good, bad=counts["unqualified"],
    )  # fmt: skip
