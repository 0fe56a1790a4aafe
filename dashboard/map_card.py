"""What stands beside and under the map? The chosen area with its markets, and the table twin."""

import pandas as pd
import streamlit as st

from dashboard import areas, choices, map_sentences, places, state, states, widgets
from dashboard.badges import grade_badge, plain
from dashboard.map_picture import Picture
from dashboard.map_view import open_code
from dashboard.shades import Figure
from exports import figures
from exports.marks import VETOES
from exports.words import Words
from rules.codes import divisions

CARD_ROWS = 10


def card(picture: Picture) -> None:
    """The chosen area: its sentence, its parts, three figures, its markets."""
    words = picture.visit.words
    held = areas.inside(picture.markets, state.prefix(picture.area))
    counts = areas.standing_counts(held)
    st.subheader(map_sentences.area_card(picture.names[picture.area], counts, words), anchor=False)
    left, right = st.columns(2, gap="small")
    with left:
        _part_choice(picture)
    with right:
        _market_choice(picture, held)
    _area_figures(picture, counts)
    _market_lines(picture, held)


def _part_choice(picture: Picture) -> None:
    """The same choice as a click: the counties of the chosen city, or the cities."""
    words, tree = picture.visit.words, divisions()
    top = picture.area if picture.area.endswith("00") else tree.city_of(picture.area)
    parts = [part for part in tree.children(top) if picture.visit.scope.sees(state.prefix(part))]
    unit = (
        words.count("全部 {n} 个设区市", len(parts))
        if top == tree.province
        else words.count("全部 {n} 个区县", len(parts))
    )
    options = {top: words("{area}（{unit}）", area=picture.names[top], unit=unit)}
    options |= {part: picture.names[part] for part in parts}
    choices.mirror(picture.visit, "area", words("市或区县"), options, picture.area, picture.whole)


def _area_figures(picture: Picture, counts: dict[str, int]) -> None:
    words, area = picture.visit.words, picture.area
    good, total = counts["excellent"] + counts["good"], sum(counts.values())
    ratio, pay = picture.figure(area, "ratio"), picture.figure(area, "hourly_pay_mean")
    with st.grid(3, min_column_width=110):
        st.metric(words("优良占比"), figures.percent(good, total, 0),
                  words("{good} / {all} 个", good=good, all=total),
                  delta_color="off", delta_arrow="off")  # fmt: skip
        st.metric(words("求人倍率"), figures.ratio(ratio.numerator, ratio.denominator),
                  _counted("求职 {n} 人", ratio, words),
                  delta_color="off", delta_arrow="off")  # fmt: skip
        st.metric(words("均价（元/小时）"), figures.pay_number(pay.numerator, pay.denominator),
                  _counted("{n} 个岗位", pay, words),
                  delta_color="off", delta_arrow="off")  # fmt: skip


def _market_choice(picture: Picture, held: pd.DataFrame) -> None:
    """The same as a click on a marker: type a name or a code, and the market's page opens."""
    words = picture.visit.words
    names = dict(zip(held["market"], held["name"], strict=True))
    chosen = st.selectbox(
        words("打开市场档案"), sorted(names), index=None, key=f"open_market_{picture.area}",
        format_func=lambda code: f"{names[code]} {code}", placeholder=words("按名称或代码找市场"),
        label_visibility="collapsed",
    )  # fmt: skip
    if chosen:
        open_code(picture, chosen)


def _counted(text: str, figure: Figure, words: Words) -> str | None:
    """How many stand behind a figure; nothing where the figure isn't published."""
    return None if figure.denominator is None else words.count(text, figure.denominator)


def _market_lines(picture: Picture, held: pd.DataFrame) -> None:
    """The markets of the area, the worst first, each a link to its page."""
    words = picture.visit.words
    columns = (54, 24, 22) if words.language == "zh" else (44, 34, 22)
    heads = st.columns(columns, gap="xxsmall")
    for place, head in zip(heads, (words("市场"), words("等级"), words("得分")), strict=True):
        place.caption(head)
    for row in areas.worst_first(held).head(CARD_ROWS).to_dict("records"):
        name, grade, points = st.columns(columns, gap="xxsmall", vertical_alignment="center")
        with name:
            params = state.link(st.query_params.to_dict(), code=str(row["market"]))
            states.page_link(picture.visit, "market", plain(str(row["name"])), params)
        grade.markdown(grade_badge(words, _text(row["grade"]), _text(row["reason"])))
        veto = VETOES["not_met"].text(words).replace(" ", "")
        failed = f" :red[{veto}]" if areas.has_failed_veto(row["vetoes"]) else ""
        points.markdown(places.points_said(row) + failed)
    label = words.count("在排名中看全部 {n} 个", len(held))
    params = state.link(st.query_params.to_dict(), area=picture.area)
    states.page_link(picture.visit, "ranking", f"→ {label}", params)


def table(picture: Picture) -> None:
    """The map as a table: the cities, or the counties of the chosen city."""
    words, tree = picture.visit.words, divisions()
    top = picture.area if picture.area.endswith("00") else tree.city_of(picture.area)
    codes = list(tree.children(top))
    by, title = "city", words.count("同样内容的表格：{n} 个设区市", len(codes))
    if top != tree.province:
        by, title = "county", words.count("同样内容的表格：{n} 个区县", len(codes))
    with st.container(border=True, gap="xsmall"):
        st.subheader(title, anchor=False)
        rows = places.area_rows(picture.markets, by, codes, picture.names, picture.figure, words)
        widgets.figure_table(rows, "map", title)
        bare = [code for code in codes if not picture.figure(code, "coverage").numerator]
        covered = picture.figure(top, "coverage_zones")
        st.caption(words("覆盖按县（市、区）计；含功能区为 {covered}。",
                         covered=places.of(covered)))  # fmt: skip
        if bare and by == "county":
            listed = words("、").join(picture.names[code] for code in bare)
            st.caption(words("× 无运行中的市场：{names}", names=listed))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
