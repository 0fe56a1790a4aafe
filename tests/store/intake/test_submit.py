"""A file is kept whole, or refused with every reason and nothing left behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from rules.calendar import month_bounds, next_month
from store import batches, manifest, registers
from store.files import digest_file, path_of
from store.home import Home, create_home
from store.intake.submit import Outcome, submit_in_turn, submit_many
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import (
    AUTHORITY,
    DAY,
    HOUR,
    KUNSHAN_UNIT,
    MONTH,
    NANJING,
    A,
    B,
    Month,
    codes,
    filled_month,
    market_row,
    service_row,
    submit_path,
)  # fmt: skip

File = Callable[..., Outcome]


def held(home: Home) -> set[Path]:
    """Every file of the home but the database's own."""
    own = ("state.db", "audit.db", "import.lock")
    return {p for p in home.root.rglob("*") if p.is_file() and not p.name.startswith(own)}


def kept_rows(home: Home, ledger: str, month: int = MONTH) -> pd.DataFrame:
    active = manifest.active_segments(PROVINCE, home, [month])
    digest = active.loc[active["ledger"] == ledger, "digest"].item()
    return pd.read_parquet(path_of(home.ledger, digest, ".parquet"))


def test_a_sound_workbook_is_kept_with_every_typed_value(home: Home, file: File) -> None:
    month = filled_month()
    outcome = file(month)
    assert outcome.problems == []
    assert outcome.accepted
    assert outcome.rows == {"service": 3, "step": 2, "vacancy": 1, "seeker": 1, "match": 1,
                            "complaint": 1}  # fmt: skip
    row = kept_rows(home, "vacancy").iloc[0]
    assert (row["market"], row["pay_fen"], row["heads"]) == (A, 20050, 3)
    assert row["valid_until"] == month.end + DAY
    assert row["industry"] == "E"
    assert row["for_difficult_groups"] == 1
    assert pd.isna(row["required_sex"])
    market = registers.rows(PROVINCE, home, "market").iloc[0]
    assert (market["market"], market["filing_unit"], market["type"]) == (A, NANJING, "general")


def test_a_cover_line_of_zero_is_kept_as_a_true_zero(home: Home, file: File) -> None:
    month = Month().add("market", market_row())
    month.cover["rows"] = {(A, "service"): 0}
    assert file(month).accepted
    covers = manifest.covers(PROVINCE, home, [MONTH])
    assert covers[["market", "ledger", "rows"]].to_numpy().tolist() == [[A, "service", 0]]
    assert len(kept_rows(home, "service")) == 0


def test_the_evidence_is_the_file_as_received(home: Home, tmp_path: Path) -> None:
    path = filled_month().write(tmp_path / "报表.xlsx")
    submit_path(home, path)
    batch = batches.history(PROVINCE, home).iloc[0]
    assert batch["evidence"] == batch["original"] == digest_file(path)
    assert path_of(home.evidence, batch["evidence"]).read_bytes() == path.read_bytes()
    assert batch["file_name"] == "报表.xlsx"


def test_the_same_file_again_changes_nothing(home: Home, file: File) -> None:
    first = file(filled_month())
    before = held(home)
    again = file(filled_month(), "again.xlsx")
    assert again.accepted
    assert again.receipt is not None
    assert again.receipt.repeated
    assert first.receipt is not None
    assert again.receipt.batch_id == first.receipt.batch_id
    assert held(home) == before


def test_a_correction_with_a_reason_supersedes(home: Home, file: File) -> None:
    first = file(filled_month())
    month = filled_month()
    month.rows["service"][0]["fee_fen"] = 500
    month.cover["reason"] = "收费漏填"
    second = file(month, "v2.xlsx")
    assert second.problems == []
    assert second.receipt is not None
    assert first.receipt is not None
    assert second.receipt.supersedes == (first.receipt.batch_id,)
    assert kept_rows(home, "service")["fee_fen"].max() == 500


def test_of_a_refused_file_nothing_is_kept(home: Home, file: File) -> None:
    before = held(home)
    month = filled_month()
    month.rows["service"][1]["closed_at"] = None
    month.rows["vacancy"][0]["pay_fen"] = -1
    outcome = file(month)
    assert not outcome.accepted
    assert sorted(codes(outcome.problems)) == ["ended_without_end", "out_of_range"]
    assert held(home) == before
    assert batches.history(PROVINCE, home).empty
    assert not list(home.root.glob(".intake*"))


def test_a_dry_run_says_the_same_and_keeps_nothing(home: Home, file: File) -> None:
    outcome = file(filled_month(), dry_run=True)
    assert outcome.accepted
    assert outcome.receipt is None
    assert outcome.rows["service"] == 3
    assert batches.history(PROVINCE, home).empty


def test_a_problem_names_sheet_row_column_cell_and_both_languages(file: File) -> None:
    month = filled_month()
    month.rows["vacancy"][0]["heads"] = 0
    [problem] = file(month, used_by={("vacancy", "heads"): ("supply.ratio",)}).problems
    assert (problem.sheet, problem.row, problem.column, problem.cell) == (
        "岗位",
        2,
        "需求人数",
        "L2",
    )
    assert problem.found == "0"
    assert "1 到 9999" in problem.allowed.zh
    assert problem.text.zh.startswith("“岗位” 第 2 行 “需求人数”：0 超出范围")
    assert problem.text.en.startswith('"岗位", row 2, "需求人数": 0 is out of range')
    assert problem.used_by == ("supply.ratio",)


def test_a_real_home_ignores_the_time_of_filing_on_the_cover(home: Home, tmp_path: Path) -> None:
    path = filled_month().write(tmp_path / "f.xlsx", receipt_at=month_bounds(202612)[0])
    outcome = submit_path(home, path)
    assert outcome.received_at == home.now() < month_bounds(202612)[0]


def test_a_demo_home_takes_the_receipt_from_the_cover_and_keeps_files_in_that_order(
    tmp_path: Path,
) -> None:
    home = create_home(tmp_path / "demo", demo=True, day=month_bounds(202612)[0])
    receipt = month_bounds(next_month(MONTH))[0] + 2 * DAY
    late = filled_month()
    late.rows["service"][0]["fee_fen"] = 700
    late.cover["reason"] = "补充"
    paths = [
        late.write(tmp_path / "a.xlsx", receipt + DAY),
        filled_month().write(tmp_path / "b.xlsx", receipt),
    ]
    outcomes = submit_many(PROVINCE, home, paths, "demo", authority=AUTHORITY)
    assert [outcome.paths[0].name for outcome in outcomes] == ["a.xlsx", "b.xlsx"]
    assert [outcome.receipt and outcome.receipt.version for outcome in outcomes] == [2, 1]
    assert outcomes[1].received_at == receipt
    assert kept_rows(home, "service")["fee_fen"].max() == 700


def test_a_round_is_kept_before_the_next(tmp_path: Path) -> None:
    home = create_home(tmp_path / "demo", demo=True, day=month_bounds(202612)[0])
    receipt = month_bounds(next_month(MONTH))[0] + 2 * DAY
    later = filled_month()
    later.rows["service"][0]["fee_fen"] = 700
    later.cover["reason"] = "补充"
    first = filled_month().write(tmp_path / "a.xlsx", receipt)
    barred = tmp_path / "b.pdf"
    barred.write_bytes(b"%PDF")
    rounds = [[first], [barred], [], [later.write(tmp_path / "c.xlsx", receipt + DAY), first]]
    seen: list[tuple[int, int]] = []
    outcomes = submit_in_turn(
        PROVINCE, home, rounds, "demo", authority=AUTHORITY, progress=lambda *at: seen.append(at)
    )
    assert [outcome.paths[0].name for outcome in outcomes] == [
        "a.xlsx",
        "b.pdf",
        "c.xlsx",
        "a.xlsx",
    ]
    assert [outcome.accepted for outcome in outcomes] == [True, False, True, True]
    assert [outcome.receipt and outcome.receipt.repeated for outcome in outcomes] == [
        False, None, False, True,
    ]  # fmt: skip
    assert seen == [(done, 4) for done in range(1, 5)]


def test_files_that_are_all_barred_start_nothing(home: Home, tmp_path: Path) -> None:
    barred = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for path in barred:
        path.write_bytes(b"%PDF")
    outcomes = submit_in_turn(PROVINCE, home, [[path] for path in barred], "t", authority=AUTHORITY)
    assert [codes(outcome.problems) for outcome in outcomes] == [["file_type"], ["file_type"]]


def test_rounds_read_by_children_are_kept_in_turn(
    home: Home, tmp_path: Path, real_children: None
) -> None:
    rounds = [[filled_month(month).write(tmp_path / f"{month}.xlsx")] for month in (202607, 202608)]
    outcomes = submit_in_turn(PROVINCE, home, rounds, "t", authority=AUTHORITY, approved_by="省厅")
    assert [outcome.period for outcome in outcomes if outcome.accepted] == [202607, 202608]


def test_many_files_go_to_few_children_and_each_stands_for_itself(
    home: Home, tmp_path: Path, real_children: None
) -> None:
    paths = [filled_month(unit=unit).write(tmp_path / f"{unit}.xlsx")
             for unit in (NANJING, KUNSHAN_UNIT)]  # fmt: skip
    bad = filled_month(202608)
    bad.rows["service"][0]["kind"] = None
    paths.append(bad.write(tmp_path / "bad.xlsx"))
    seen: list[tuple[int, int]] = []
    outcomes = submit_many(
        PROVINCE, home, paths, "t", authority=AUTHORITY, progress=lambda *at: seen.append(at)
    )
    assert [outcome.accepted for outcome in outcomes] == [True, True, False]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_text_that_begins_like_a_formula_is_kept_as_text(home: Home, file: File) -> None:
    # Decided: what was typed as text stays text; every file we write stores it as text too.
    month = filled_month()
    for row, text in zip(month.rows["service"], ("=1+1", "+86", "@SUM(A1)"), strict=True):
        row["fee_item"] = text
    assert file(month).accepted
    assert set(kept_rows(home, "service")["fee_item"]) == {"=1+1", "+86", "@SUM(A1)"}


def test_a_register_row_carries_its_natural_key(home: Home, file: File) -> None:
    month = Month().add("market", market_row()).add(
        "hours", {"market": A, "weekday": 7, "opens": 0, "closes": 1440, "valid_from": 0}
    )  # fmt: skip
    month.rows["hours"][0]["valid_from"] = month.start
    assert file(month).accepted
    hours = registers.rows(PROVINCE, home, "hours").iloc[0]
    assert (hours["weekday"], hours["opens"], hours["closes"]) == (7, 0, 1440)
    assert len(registers.in_force(PROVINCE, home, "hours", month.end)) == 1


def test_an_open_record_runs_into_the_next_month(home: Home, file: File) -> None:
    first = filled_month(202608)
    first.rows["service"].append(service_row("K", first.end - HOUR, open=1, closed_at=None))
    assert file(first, "8.xlsx").accepted
    second = filled_month(MONTH)
    second.rows["service"].append(service_row("K", first.end - HOUR, closed_at=second.start + DAY))
    assert file(second, "9.xlsx").accepted


def test_a_market_added_to_a_filed_month_leaves_the_others_as_they_are(
    home: Home, file: File
) -> None:
    assert file(filled_month().add("market", market_row(B))).accepted
    late = filled_month()
    late.rows["service"].append(service_row("B1", late.start, market=B))
    late.cover["reason"] = "补报"
    outcome = file(late, "late.xlsx")
    assert outcome.problems == []
    assert set(kept_rows(home, "service")["market"]) == {A, B}


def test_a_unit_outside_the_scope_is_refused(home: Home, tmp_path: Path) -> None:
    path = filled_month().write(tmp_path / "f.xlsx")
    [outcome] = submit_many(Scope("city", ("3202",)), home, [path], "t", authority=AUTHORITY)
    assert codes(outcome.problems) == ["outside_scope"]


def test_submit_takes_the_files_of_one_submission_only(home: Home, tmp_path: Path) -> None:
    paths = [filled_month().write(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    with pytest.raises(ValueError, match="submit_many"):
        submit_path(home, paths, dry_run=True)


def test_what_a_killed_import_left_is_removed_by_the_next(home: Home, file: File) -> None:
    left = home.root / ".intake-999999999-x"
    left.mkdir()
    (left / "upload.xlsx").write_bytes(b"rows of persons")
    running = home.root / f".intake-{os.getpid()}-y"
    running.mkdir()
    assert file(filled_month()).accepted
    assert not left.exists()
    assert running.exists()
