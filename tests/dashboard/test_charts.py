"""Do the pictures hold the numbers of their frames, in signs as well as colours?"""

import pandas as pd

from dashboard import areas
from dashboard.charts import bars, frame, grid, lines
from dashboard.theme import palette
from exports.words import translator

WORDS, LIGHT = translator("zh"), palette("light")
NAMES = {"320100": "南京", "320500": "苏州"}


def grade_table() -> pd.DataFrame:
    rows = [("320102", "good", None)] * 3 + [("320102", "unqualified", None)]
    rows += [("320505", None, "insufficient"), ("320505", "good", None)]
    held = pd.DataFrame(rows, columns=["division", "grade", "reason"])
    return areas.grade_table(areas.with_places(held), "city")


def test_the_bars_hold_every_count_and_the_share_beside_the_name() -> None:
    table = grade_table()
    drawn = bars.grade_bars(table, NAMES, LIGHT, WORDS)
    assert sum(sum(trace.x) for trace in drawn.data) == 6
    names = {trace.name: list(trace.x) for trace in drawn.data}
    assert names == {"● 良好": [3, 1], "× 不合格": [1, 0], "○ 证据不足": [0, 1]}
    assert list(drawn.layout.yaxis.ticktext) == ["南京　 75%", "苏州　 50%"]


def test_the_first_row_of_the_table_is_drawn_on_top() -> None:
    drawn = bars.grade_bars(grade_table(), NAMES, LIGHT, WORDS)
    assert list(drawn.layout.yaxis.categoryarray) == ["320500", "320100"]


def test_bad_and_undecided_bars_carry_a_pattern_and_no_label_for_nothing() -> None:
    drawn = bars.grade_bars(grade_table(), NAMES, LIGHT, WORDS)
    patterns = {trace.name[0]: trace.marker.pattern.shape for trace in drawn.data}
    assert patterns == {"●": "", "×": "/", "○": "."}
    assert list(drawn.data[1].text) == ["1", ""]


def filings() -> pd.DataFrame:
    rows = [
        ("320100", 202609, "on_time"), ("320100", 202610, "waiting"),
        ("320500", 202609, "late"), ("320500", 202610, "missing"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["unit", "period", "state"])


def test_only_what_went_wrong_is_marked_and_the_worst_stands_on_top() -> None:
    drawn = grid.filing_grid(filings(), NAMES, LIGHT, WORDS)
    heat, late, missing = drawn.data
    assert list(heat.y) == ["320500", "320100"]
    assert [list(late.x), list(late.y), list(late.text)] == [["202609"], ["320500"], ["△"]]
    assert [list(missing.x), list(missing.y), list(missing.text)] == [["202610"], ["320500"], ["×"]]
    assert heat.customdata[0][1] == "苏州　2026年10月　× 未报"
    assert drawn.layout.yaxis.autorange == "reversed"


def test_a_unit_judged_by_its_markets_says_how_many_and_a_month_without_duty_is_a_gap() -> None:
    held = filings().assign(wrong=[0, 0, 1, 2], markets=[3, 3, 3, 4]).drop(index=0)
    drawn = grid.filing_grid(held, NAMES, LIGHT, WORDS)
    heat, late, missing = drawn.data
    assert [list(late.text), list(missing.text)] == [["△ 1"], ["× 2"]]
    assert heat.customdata[0][1] == "苏州　2026年10月　× 未报 2 / 4 个市场"
    assert list(heat.z[1]) == [None, grid.STATES.index("waiting")]


def test_a_month_without_a_value_is_a_gap_and_the_last_value_is_said() -> None:
    drawn = lines.trend(
        [202608, 202609, 202610], [1.1, None, 1.18], ["1.10", "—", "1.18"], LIGHT, WORDS, 1.0
    )
    line = drawn.data[0]
    assert line.connectgaps is False
    assert list(line.y) == [1.1, None, 1.18]
    assert list(line.text) == ["", "", "1.18"]
    assert line.customdata[1] == "2026年9月　—"
    assert drawn.layout.shapes[0].y0 == 1.0


def test_no_chart_floats_an_english_toolbar_or_a_legend() -> None:
    assert frame.CONFIG["displayModeBar"] is False
    drawn = frame.figure(LIGHT, 100, margin={"t": 20})
    assert drawn.layout.showlegend is False
    assert (drawn.layout.margin.t, drawn.layout.margin.l) == (20, 4)
