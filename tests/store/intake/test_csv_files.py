"""CSV files of one unit and month are one submission, in the encodings bureaus use."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from store import batches, manifest
from store.files import digest_file, path_of
from store.home import Home
from store.intake.submit import Outcome
from store.scope import PROVINCE
from tests.store.intake.month_files import MONTH, A, Month, codes, market_row, submit_path

COVER = f"报送单位,320100\n报送月份,202609\n\n市场代码,台账,行数\n{A},工作日志,2\n{A},流转,1\n"
SERVICE = (
    "市场代码,编号,在办,受理时间,办件类别,渠道,人员标识,登记失业人员,新就业形态从业人员,农民工,"
    "退役军人,大龄,残疾,低收入人口,特困职工家庭成员,其他就业困难,性别,出生年,首问人员,办结时间,"
    "承诺时限（小时）,办理结果,收费（元）,缴费人,收费项目,评价,评价来源\n"
    f"{A},甲1,否,2026-09-05 09:00,撮合,,p1,,,是,,,,,,,女性,1990,s1,2026/9/5 10:00,1.5,,20.50,,,,\n"
    f'{A},甲2,是,2026年9月6日,其他,,"p2",,,,,,,,,,,,,,,,,,"茶水,费",,\n'
)
STEP = f"市场代码,编号,序号,时间,经办人员,环节\n{A},甲1,1,2026-09-05 09:00,s1,受理\n"
FILES = {"cover": COVER, "service": SERVICE, "step": STEP}


def write(folder: Path, files: Mapping[str, str], encoding: str = "utf-8") -> list[Path]:
    for name, text in files.items():
        path = folder / f"{name}_320100_202609.csv"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return sorted(folder.glob("*.csv"))


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    """Where to write; the market is on the register already."""
    register = Month(period=202608).add("market", market_row())
    assert submit_path(home, register.write(tmp_path / "register.xlsx")).accepted
    (tmp_path / "csv").mkdir()
    return tmp_path / "csv"


def kept(home: Home) -> pd.DataFrame:
    active = manifest.active_segments(PROVINCE, home, [MONTH])
    digest = active.loc[active["ledger"] == "service", "digest"].item()
    return pd.read_parquet(path_of(home.ledger, digest, ".parquet"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_usual_encoding_gives_the_same_rows(encoding: str, home: Home, folder: Path) -> None:
    outcome = submit_path(home, write(folder, FILES, encoding))
    assert outcome.problems == []
    assert outcome.rows == {"service": 2, "step": 1}
    first, second = kept(home).to_dict("records")
    assert (first["record_id"], first["fee_fen"], first["promised_seconds"]) == ("甲1", 2050, 5400)
    assert first["closed_at"] - first["opened_at"] == 3600
    assert (first["group_migrant"], first["sex"]) == (1, "2")
    assert (second["open"], second["fee_item"]) == (1, "茶水,费")


def test_a_workbook_and_a_csv_of_the_same_rows_have_the_same_digest(
    home: Home, folder: Path, tmp_path: Path
) -> None:
    start = Month().start
    month = Month().add("service",
        {"market": A, "record_id": "甲1", "open": 0, "opened_at": start + 4 * 86400 + 9 * 3600,
         "kind": "matching", "person_key": "p1", "group_migrant": 1, "sex": "2",
         "birth_year": 1990, "first_staff_key": "s1", "closed_at": start + 4 * 86400 + 36000,
         "promised_seconds": 5400, "fee_fen": 2050},
        {"market": A, "record_id": "甲2", "open": 1, "opened_at": start + 5 * 86400,
         "kind": "other", "person_key": "p2", "fee_item": "茶水,费"})  # fmt: skip
    month.add("step", {"market": A, "record_id": "甲1", "seq": 1,
                       "at": start + 4 * 86400 + 9 * 3600, "staff_key": "s1",
                       "kind": "accepted"})  # fmt: skip
    assert submit_path(home, month.write(tmp_path / "a.xlsx")).problems == []
    outcome = submit_path(home, write(folder, FILES))
    assert outcome.receipt is not None
    assert outcome.receipt.repeated


def test_the_evidence_holds_every_file_as_received(home: Home, folder: Path) -> None:
    paths = write(folder, FILES, "gb18030")
    submit_path(home, paths)
    batch = batches.history(PROVINCE, home).iloc[0]
    evidence = path_of(home.evidence, batch["evidence"])
    assert digest_file(evidence) == batch["original"]
    with zipfile.ZipFile(evidence) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in paths
        }


def refused(home: Home, folder: Path, files: dict[str, str]) -> Outcome:
    return submit_path(home, write(folder, FILES | files))


def test_a_problem_names_the_line_of_the_file(home: Home, folder: Path) -> None:
    broken = SERVICE.replace("撮合", "算命").replace(f"{A},甲2", f"\n\n{A},甲2").replace(
        "2026年9月6日", "九月六日"
    )  # fmt: skip
    problems = refused(home, folder, {"service": broken}).problems
    assert [(each.code, each.row, each.cell) for each in problems] == [
        ("not_code", 2, "E2"), ("not_moment", 5, "D5"),
    ]  # fmt: skip


def test_a_wrong_number_of_fields_and_a_stray_quote_are_told(home: Home, folder: Path) -> None:
    problems = refused(home, folder, {"step": STEP + f'{A},甲1,2\n{A},"甲"1,3\n'}).problems
    assert [(each.code, each.row) for each in problems if each.code == "bad_csv"] == [
        ("bad_csv", 3), ("bad_csv", 4),
    ]  # fmt: skip


def test_an_undecodable_byte_is_told_with_its_line(home: Home, folder: Path) -> None:
    paths = write(folder, FILES)
    step = folder / "step_320100_202609.csv"
    step.write_bytes(step.read_bytes().replace("受理".encode(), b"\xff\xfe\xff"))
    [problem] = submit_path(home, paths).problems[:1]
    assert problem.code == "not_text_file"
    assert "第 2 行" in problem.text.zh


def test_a_single_csv_without_its_cover_is_refused(home: Home, folder: Path) -> None:
    [path] = write(folder, {"step": STEP})
    assert "cover_missing" in codes(submit_path(home, path).problems)


def test_a_person_in_a_csv_is_refused_unseen(home: Home, folder: Path) -> None:
    outcome = refused(home, folder, {"service": SERVICE.replace("p1", "11010519491231002X")})
    assert codes(outcome.problems) == ["person_id"]
    assert "11010519491231002X" not in repr(outcome.problems)
