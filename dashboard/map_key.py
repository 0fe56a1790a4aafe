"""How is the map read? The key of grades and shades, the switch to SVG, the number of the map."""

import os

import streamlit as st

from dashboard import areas, choices
from dashboard.access import draws_webgl
from dashboard.badges import grade_key, plain
from dashboard.map_picture import Picture
from dashboard.shades import Shading

SIMPLE = "simple"
APPROVAL = "BIAOCHI_MAP_APPROVAL"
"""The setting that holds the approval number 审图号 of the boundaries."""


def show(picture: Picture, shading: Shading) -> None:
    """What stands under the map."""
    words = picture.visit.words
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if picture.measure == "grade":
            counts = areas.standing_counts(picture.markets)
            st.markdown(grade_key(counts, words), width="content")
        _switch(picture)
    st.html(_shade_key(picture, shading))
    approval = os.environ.get(APPROVAL, "").strip() or words("待补")
    st.caption(
        words(
            "点区县看右侧，点标记开档案；也可在右侧按名称或代码查找"
            " · 示意图，仅供内部工作使用 · 审图号：{number}",
            number=plain(approval),
        )
    )


def _shade_key(picture: Picture, shading: Shading) -> str:
    words = picture.visit.words
    title = {
        "grade": words("区县优良占比"),
        "ratio": words("区县求人倍率"),
        "pay": words("区县平均用工价格（元/小时）"),
        "coverage": words("区县有无运行中的市场"),
    }[picture.measure]
    coverage = (words("× 无"), words("有"))
    labels = coverage if picture.measure == "coverage" else shading.labels
    boxes = "".join(
        _box(colour, picture.visit.palette.city_line) + label
        for colour, label in zip(shading.colours, labels, strict=True)
    )
    return (
        f'<div style="font-size:0.875rem;color:{picture.visit.palette.muted}">{title}{boxes}</div>'
    )


def _box(colour: str, border: str) -> str:
    style = "display:inline-block;width:20px;height:10px;margin:0 5px 0 12px"
    return f'<span style="{style};background:{colour};border:1px solid {border}"></span>'


def simple() -> bool:
    """SVG by choice, and always where the browser has no WebGL."""
    return not draws_webgl() or st.query_params.get("map") == SIMPLE


def _switch(picture: Picture) -> None:
    key = "choice_map"
    st.session_state[key] = simple()
    st.toggle(
        picture.visit.words("简版地图"), key=key, disabled=not draws_webgl(),
        on_change=_write_simple, args=(key,), width="content",
    )  # fmt: skip


def _write_simple(key: str) -> None:
    choices.set_choice("map", SIMPLE if st.session_state[key] else "", "", keep=False)
