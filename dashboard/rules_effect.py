"""Who would be graded otherwise, where, and by which rule? Tables and one picture of an effect."""

from typing import Any

import streamlit as st

from dashboard import area_names, state, widgets
from dashboard.access import Visit
from dashboard.badges import plain
from dashboard.charts import frame
from dashboard.charts.moves import move_bars
from dashboard.registry import page_file
from dashboard.rulebook import Effect
from dashboard.rules_effect_rows import PEOPLE, Titles, city_rows, mover_rows, people_rows
from exports import figures

HEIGHT = 418
_OPENED = "changed_opened"
_HEADINGS = ("市场", "设区市", "原等级", "新等级", "原得分", "新得分", "起因")
_WIDTHS: dict[str, int | tuple[int, int]] = {
    "name": (186, 190), "city": (64, 84), "before": (88, 112), "after": (88, 112),
    "score_before": 58, "score_after": 58, "cause": (160, 200),
}  # fmt: skip


def show(visit: Visit, effect: Effect, titles: Titles, key: str) -> None:
    """Who changes grade, then by city as a picture, and by what does it; a table behind each."""
    words = visit.words
    if effect.changed.empty:
        st.caption(words("参评 {n} 个市场，没有市场改变等级。", n=figures.count(effect.judged)))
        return
    left, right = st.columns([61, 39], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        st.subheader(words("谁的等级变了"), anchor=False)
        _people(visit, effect, titles, key)
    with right.container(border=True, gap="xsmall", height="stretch"):
        _cities(visit, effect, key)
    with st.container(border=True, gap="xsmall"):
        st.subheader(words("因哪一项"), anchor=False)
        rows = mover_rows(effect, titles, words)
        widgets.figure_table(rows, f"movers_{key}", words("因哪一项"))


def _people(visit: Visit, effect: Effect, titles: Titles, key: str) -> None:
    words, opened = visit.words, f"{_OPENED}_{key}"
    rows = people_rows(effect.changed, titles, area_names.short(visit.language), words)
    st.dataframe(
        rows, hide_index=True, height=HEIGHT, row_height=widgets.ROW,
        column_config=_columns(visit, opened), alt=words("谁的等级变了"),
    )  # fmt: skip
    st.caption(
        words("{n} 个市场改变等级，参评 {all} 个；另有 {contracts} 份合同；点名称看档案",
              n=len(rows), all=figures.count(effect.judged), contracts=effect.contracts)
    )  # fmt: skip
    asked, file = st.session_state.get(opened), page_file("market")
    if asked is not None and file is not None:
        code = str(effect.changed["subject"].iloc[asked["row"]])
        st.switch_page(file, query_params=state.link(st.query_params.to_dict(), code=code))


def _columns(visit: Visit, opened: str) -> dict[str, Any]:
    config, wide = st.column_config, widgets.widths(_WIDTHS, visit.words)
    columns: dict[str, Any] = {
        name: config.TextColumn(visit.words(title), width=wide[name])
        for name, title in zip(PEOPLE, _HEADINGS, strict=True)
    }
    columns["name"] = config.ButtonColumn(
        visit.words("市场"), type="tertiary", alignment="left", key=opened, width=wide["name"]
    )
    return columns


def _cities(visit: Visit, effect: Effect, key: str) -> None:
    words = visit.words
    table = effect.by_city.assign(total=effect.by_city["up"] + effect.by_city["down"])
    table = table.sort_values("total", ascending=False, kind="stable")
    names = [area_names.short(visit.language)[code] for code in table["city"]]
    most = table.iloc[0]
    told = words("{city}变动最多：升 {up}、降 {down}", city=names[0], up=most["up"],
                 down=most["down"])  # fmt: skip
    st.subheader(plain(told), anchor=False)
    st.caption(words("各市升档（右）和降档（左）的市场数"))
    drawn = move_bars(names, table["up"].tolist(), table["down"].tolist(),
                      (words("升档"), words("降档")), visit.palette)  # fmt: skip
    st.plotly_chart(drawn, config=frame.CONFIG, alt=told, key=f"moves_{key}")
    with st.expander(words("同样内容的表格")):
        widgets.figure_table(city_rows(table, names, words), f"cities_{key}", told)
