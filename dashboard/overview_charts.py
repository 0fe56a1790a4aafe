"""Which pictures does the overview draw? Grades by area, filings by month, 求人倍率 over time."""

import pandas as pd
import streamlit as st

from dashboard import area_figures, area_names, areas, cards, sentences, widgets
from dashboard.badges import grade_key
from dashboard.charts import bars, frame, grid, lines
from dashboard.overview_month import Month
from exports import figures
from rules.codes import divisions


def grade_bars(month: Month) -> None:
    """Stacked grades by city, or by county inside one city, with counts and a table twin."""
    words = month.visit.words
    whole = month.area == divisions().province
    table = areas.grade_table(month.markets, "city" if whole else "county")
    names = month.names | (area_names.short(month.visit.language) if whole else {})
    sentence = sentences.grades(table, names, words)
    st.subheader(sentence, anchor=False)
    if table.empty:
        return
    st.markdown(grade_key(areas.standing_counts(month.markets), words))
    drawn = bars.grade_bars(table, names, month.visit.palette, words)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence)
    st.caption(
        words("各地市场个数，地名后为优良占比；斜纹为不合格，点纹为证据不足；{kind}，{period}。",
              kind=words("月度监测"), period=figures.month(month.last, words))
    )  # fmt: skip
    with st.expander(words("同样内容的表格")):
        widgets.figure_table(cards.grade_rows(table, names, words), "grades", sentence)


def filing_grid(month: Month) -> None:
    """Monthly reports by unit and month; only what went wrong is marked."""
    words = month.visit.words
    names = month.names | area_names.short(month.visit.language)
    sentence = sentences.filings(month.filings, names, words)
    st.subheader(sentence, anchor=False)
    drawn = grid.filing_grid(month.filings, names, month.visit.palette, words)
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence)
    st.caption(words("月度供求分析报告；△ 迟报，× 未报，未标的按时。"))


def ratio_line(month: Month) -> None:
    """求人倍率 over twelve months with its table twin."""
    words = month.visit.words
    held = area_figures.series(month.visit.scope, month.visit.home, month.area, "ratio", month.last)
    months = [number for number, _ in held]
    values = [figure.value for _, figure in held]
    sentence = sentences.ratio(months, values, words)
    st.subheader(sentence, anchor=False)
    said = [figures.ratio(figure.numerator, figure.denominator) for _, figure in held]
    drawn = lines.trend(
        months,
        [None if value is None else float(value) for value in values],
        said,
        month.visit.palette,
        words,
        1.0,
    )
    st.plotly_chart(drawn, config=frame.CONFIG, alt=sentence)
    st.caption(words("求人倍率为有效需求人数与有效求职人数之比，含上月结转；虚线为 1.00。"))
    with st.expander(words("同样内容的表格")):
        rows = {words("月份"): [figures.month(number, words) for number in months],
                words("求人倍率"): said}  # fmt: skip
        widgets.figure_table(pd.DataFrame(rows), "ratio", sentence)
