"""Are the files those a bureau would send, and the same for the same seed?"""

import json
from pathlib import Path

import pandas as pd
import pytest

from demo import write
from demo.province import DemoError
from demo.write import TRUTH, write_province
from rules.calendar import month_bounds
from tests.demo.conftest import MARKETS, MONTHS, SEED, UNTIL, Written, sheet_lines

LABELS = {"报送单位": "unit", "报送月份": "period", "报送时间": "filed_at", "更正原因": "reason"}


def _cover(path: Path) -> tuple[dict[str, object], dict[tuple[str, str], int]]:
    lines = sheet_lines(path, "报送说明")
    said = {LABELS[str(line[0])]: line[1] for line in lines if str(line[0]) in LABELS}
    start = next(at for at, line in enumerate(lines) if line[0] == "市场代码")
    counts = {(str(a), str(b)): int(n) for a, b, n in (x[:3] for x in lines[start + 1 :])}
    return said, counts


def test_the_same_seed_writes_the_same_bytes_in_one_process_or_in_two(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = ["320100", "320583", "321283"]
    monkeypatch.setattr(write, "FEW_FILES", 0)
    monkeypatch.setattr(write, "by_size", lambda province: some)
    write_province(tmp_path, MARKETS, MONTHS, UNTIL, SEED)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(
        path.name for path in written.folder.iterdir() if path.name[:6] in (*some, "truth.")
    )
    for name in names:
        assert (tmp_path / name).read_bytes() == (written.folder / name).read_bytes(), name


def test_there_is_a_file_for_every_unit_and_month(written: Written) -> None:
    units = written.province.units
    assert len(units) == 16
    for unit in units:
        for month in written.province.span.months:
            assert (written.folder / f"{unit}_{month}.xlsx").exists()


def test_the_cover_counts_the_rows_of_every_ledger_and_names_zeros(written: Written) -> None:
    path = written.folder / "320100_202610.xlsx"
    said, counts = _cover(path)
    assert (said["unit"], said["period"]) == ("320100", "202610")
    found = {
        (market, ledger): sum(row["市场代码"] == market for row in written.rows(path.name, ledger))
        for market, ledger in counts
    }
    assert found == counts
    assert {ledger for _, ledger in counts} == {"工作日志", "流转", "岗位", "求职", "匹配", "投诉"}


def test_files_in_time_are_received_by_the_third(written: Written) -> None:
    for path in written.folder.glob("*_202609.xlsx"):
        filed = pd.Timestamp(str(_cover(path)[0]["filed_at"]))
        assert pd.Timestamp("2026-10-01") <= filed < pd.Timestamp("2026-10-04")


def test_progress_is_told_unit_by_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "write_unit", lambda task: [task.unit])
    heard: list[tuple[int, int]] = []
    write_province(tmp_path, MARKETS, MONTHS, UNTIL, SEED, progress=lambda *a: heard.append(a))
    assert heard == [(done, 16) for done in range(1, 17)]


def test_truth_names_the_last_period_and_every_fact_with_its_place(written: Written) -> None:
    told = json.loads((written.folder / TRUTH).read_text(encoding="utf-8"))
    assert told["last_period"] == UNTIL
    kinds = sorted(fact["kind"] for fact in told["facts"])
    assert kinds == sorted(
        ["fee_confirmed"] * 2 + ["late"] * 2 + ["contract_past_end"] * 2 + ["insufficient"] * 2
        + ["fee_refuted", "fee_open", "copied_month", "missed_28th", "new", "operator_change"]
    )  # fmt: skip
    for fact in told["facts"]:
        assert ("market" in fact) != ("unit" in fact)
        assert fact["period"] in written.province.span.months


def test_a_folder_with_other_workbooks_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "我的数据.xlsx").write_bytes(b"")
    with pytest.raises(DemoError, match="我的数据"):
        write_province(tmp_path, MARKETS, MONTHS, UNTIL, SEED)
    assert [path.name for path in tmp_path.iterdir()] == ["我的数据.xlsx"]


@pytest.mark.parametrize(("markets", "months", "scale"), [(19, 13, 1), (300, 2, 1), (300, 13, 0)])
def test_too_small_a_province_is_refused(
    tmp_path: Path, markets: int, months: int, scale: int
) -> None:
    with pytest.raises(DemoError, match="at least 20 markets"):
        write_province(tmp_path, markets, months, UNTIL, SEED, scale)


def test_the_late_file_repeats_the_unit_and_adds_the_late_markets(written: Written) -> None:
    for market in written.truth.markets("late"):
        unit = written.unit_of(market)
        first, second = (written.folder / f"{unit}_{UNTIL}{end}.xlsx" for end in ("", "_2"))
        (said, early), (said_again, late) = _cover(first), _cover(second)
        assert market not in {code for code, _ in early}
        assert market in {code for code, _ in late}
        assert early.items() <= late.items()
        assert "补报" in str(said_again["reason"])
        assert not said.get("reason")


def test_late_rows_come_after_they_were_due(written: Written) -> None:
    due = pd.Timestamp(month_bounds(UNTIL)[1] + 3 * 86400, unit="s", tz="Asia/Shanghai")
    for path in written.folder.glob(f"*_{UNTIL}_2.xlsx"):
        filed = pd.Timestamp(str(_cover(path)[0]["filed_at"])).tz_localize("Asia/Shanghai")
        assert due <= filed < due + pd.Timedelta(days=1)
