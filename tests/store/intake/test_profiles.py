"""Headings and words of another system are read by the profile a person has confirmed."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from store import audit, manifest
from store.home import Home
from store.intake import profiles
from store.intake.form import COVER_SHEET, SHEETS
from store.intake.mapping import Profile, SheetProfile
from store.intake.profiles import ProfileError, merged
from store.scope import PROVINCE, Scope
from tests.store.intake.month_files import MONTH, NANJING, codes, filled_month, submit_path

THEIRS = {"受理时间": "登记时间", "办结时间": "完成时间"}
SHEET = SheetProfile(
    {"登记时间": "opened_at", "完成时间": "closed_at", "内部备注": ""},
    ("satisfaction",),
    {"channel": {"大厅": "窗口"}},
)
PROFILE = Profile(NANJING, {"service": SHEET})


def from_another_system(path: Path) -> Path:
    """A sound month with other headings, a column more, one less, and a word of its own."""
    filled_month().write(path)
    book = openpyxl.load_workbook(path)
    page = book["工作日志"]
    heads = [cell.value for cell in page[1]]
    for cell in page[1]:
        cell.value = THEIRS.get(str(cell.value), cell.value)
    page.cell(1, heads.index("评价") + 1).value = "内部备注"
    page.cell(2, heads.index("评价") + 1).value = "老客户"
    page.cell(2, heads.index("渠道") + 1).value = "大厅"
    book.save(path)
    return path


def as_csv(workbook: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    book = openpyxl.load_workbook(workbook)
    names = {COVER_SHEET: "cover", **{title: sheet.name for title, sheet in SHEETS.items()}}
    for page in book:
        if page.title in names:
            path = folder / f"{names[page.title]}_{NANJING}_{MONTH}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                rows = ([("" if v is None else v) for v in row]
                        for row in page.iter_rows(values_only=True))  # fmt: skip
                csv.writer(stream).writerows(rows)
    return sorted(folder.iterdir())


def test_without_a_profile_the_headings_are_refused(home: Home, tmp_path: Path) -> None:
    outcome = submit_path(home, from_another_system(tmp_path / "a.xlsx"))
    assert set(codes(outcome.problems)) >= {"column_unknown", "column_missing"}


def test_a_workbook_and_a_csv_come_in_by_the_profile_and_are_the_same(
    home: Home, tmp_path: Path
) -> None:
    profiles.confirm(PROVINCE, home, PROFILE, "王科")
    outcome = submit_path(home, from_another_system(tmp_path / "a.xlsx"))
    assert outcome.problems == []
    assert len(manifest.active_segments(PROVINCE, home, [MONTH])) == 6
    again = submit_path(home, as_csv(tmp_path / "a.xlsx", tmp_path / "csv"))
    assert again.problems == []
    assert again.receipt is not None
    assert again.receipt.repeated


@pytest.mark.parametrize("way", ["workbook", "csv"])
def test_a_problem_is_told_by_the_heading_of_the_file(way: str, home: Home, tmp_path: Path) -> None:
    profiles.confirm(PROVINCE, home, PROFILE, "王科")
    path = from_another_system(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    page = book["工作日志"]
    place = [cell.value for cell in page[1]].index("登记时间") + 1
    page.cell(2, place).value = "九月五日"
    book.save(path)
    outcome = submit_path(home, path if way == "workbook" else as_csv(path, tmp_path / "csv"))
    [problem] = outcome.problems
    assert (problem.code, problem.column, problem.row) == ("not_moment", "登记时间", 2)
    assert "“登记时间”" in problem.text.zh
    assert "受理时间" not in problem.text.zh


def test_a_profile_says_who_confirmed_it_and_the_audit_chain_keeps_every_one(home: Home) -> None:
    profiles.confirm(PROVINCE, home, Profile(NANJING, {}), "李科")
    profiles.confirm(PROVINCE, home, PROFILE, "王科")
    kept = profiles.profiles(PROVINCE, home)
    assert (kept[NANJING].by, kept[NANJING].at) == ("王科", home.now())
    assert kept[NANJING].sheets == {"service": SHEET}
    with audit._chain(home) as chain:
        acts = chain.execute(audit.chain.select()).all()
    assert [(act.action, act.actor) for act in acts] == [("profile", "李科"), ("profile", "王科")]
    assert json.loads(acts[1].note)["sheets"]["service"]["columns"]["登记时间"] == "opened_at"
    assert audit.verify(PROVINCE, home).problems == ()


def test_a_profile_of_one_unit_means_nothing_for_another(home: Home, tmp_path: Path) -> None:
    profiles.confirm(PROVINCE, home, Profile("320200", PROFILE.sheets), "王科")
    outcome = submit_path(home, from_another_system(tmp_path / "a.xlsx"))
    assert "column_unknown" in codes(outcome.problems)


@pytest.mark.parametrize(
    ("sheet", "part"),
    [
        (
            SheetProfile({"登记时间": "opened_at", "受理日期": "opened_at"}),
            "两列都对应到“受理时间”",
        ),
        (SheetProfile({"办结时间": "opened_at"}), "已有名为“办结时间”的列"),
        (SheetProfile({}, ("opened_at",)), "“受理时间”必填"),
        (SheetProfile({"x": "nothing"}), "没有列 nothing"),
    ],
)
def test_what_cannot_be_mapped_is_refused_and_not_kept(
    sheet: SheetProfile, part: str, home: Home
) -> None:
    with pytest.raises(ProfileError) as refused:
        profiles.confirm(PROVINCE, home, Profile(NANJING, {"service": sheet}), "王科")
    assert part in refused.value.text.zh
    assert profiles.profiles(PROVINCE, home) == {}


def test_a_sheet_nobody_knows_and_a_unit_outside_are_refused(home: Home) -> None:
    with pytest.raises(ProfileError, match="没有名为 nothing 的表"):
        profiles.confirm(PROVINCE, home, Profile(NANJING, {"nothing": SHEET}), "王科")
    with pytest.raises(ProfileError, match="不在权限范围内"):
        profiles.confirm(Scope("city", ("3202",)), home, PROFILE, "王科")


def test_what_is_confirmed_later_is_added_and_the_later_word_counts() -> None:
    added = SheetProfile({"受理日期": "opened_at"}, ("fee_item",), {"channel": {"电话机": "电话"}})
    both = merged(PROFILE, Profile(NANJING, {"service": added})).sheets["service"]
    assert both.columns == {"完成时间": "closed_at", "内部备注": "", "受理日期": "opened_at"}
    assert both.absent == ("fee_item", "satisfaction")
    assert both.values == {"channel": {"大厅": "窗口", "电话机": "电话"}}
