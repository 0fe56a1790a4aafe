"""With 入库前脱敏 no number of a person reaches the store, in rows, evidence or name."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from store import batches, manifest
from store.files import digest_file, path_of
from store.home import Home
from store.intake.persons import person_key
from store.scope import PROVINCE
from tests.store.intake.month_files import A, filled_month, submit_path

ID, MOBILE, KEY = "11010519491231002X", "13912345678", b"0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "province.key").write_bytes(KEY + b"\n")
    monkeypatch.setenv("BIAOCHI_PERSON_KEY", str(tmp_path / "province.key"))


def with_persons(path: Path) -> Path:
    month = filled_month()
    month.rows["service"][0]["person_key"] = ID
    month.rows["service"][1]["person_key"] = ID.lower()
    month.rows["service"][2]["fee_item"] = f"电话 {MOBILE}"
    month.rows["seeker"][0]["person_key"] = ID
    month.write(path)
    book = load_workbook(path)
    book["投诉"]["G2"] = int(MOBILE)
    book.save(path)
    return path


def rows(home: Home, ledger: str) -> pd.DataFrame:
    active = manifest.active_segments(PROVINCE, home, [202609])
    digest = active.loc[active["ledger"] == ledger, "digest"].item()
    return pd.read_parquet(path_of(home.ledger, digest, ".parquet"))


def test_without_it_the_file_is_refused_cell_by_cell(home: Home, tmp_path: Path) -> None:
    outcome = submit_path(home, with_persons(tmp_path / "a.xlsx"))
    assert sorted((each.code, each.sheet, each.cell) for each in outcome.problems) == [
        ("person_id", "工作日志", "G2"), ("person_id", "工作日志", "G3"),
        ("person_id", "求职", "G2"), ("person_phone", "工作日志", "Y4"),
        ("person_phone", "投诉", "G2"),
    ]  # fmt: skip


def test_ids_become_the_same_key_and_numbers_go(home: Home, tmp_path: Path) -> None:
    outcome = submit_path(home, with_persons(tmp_path / "a.xlsx"), pseudonymise=True)
    assert outcome.problems == []
    key = person_key(ID, KEY)
    assert rows(home, "service")["person_key"].tolist()[:2] == [key, key]
    assert rows(home, "seeker")["person_key"].tolist() == [key]
    assert rows(home, "service")["fee_item"].tolist()[2] == "电话"
    assert pd.isna(rows(home, "complaint")["subject"].item())


def test_the_evidence_is_the_copy_and_the_original_only_a_digest(
    home: Home, tmp_path: Path
) -> None:
    path = with_persons(tmp_path / "a.xlsx")
    submit_path(home, path, pseudonymise=True)
    batch = batches.history(PROVINCE, home).iloc[0]
    assert batch["original"] == digest_file(path) != batch["evidence"]
    for kept in home.root.rglob("*"):
        if kept.is_file():
            assert ID.encode() not in kept.read_bytes()
    with zipfile.ZipFile(path_of(home.evidence, batch["evidence"])) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert ID.encode() not in content.upper()
            assert MOBILE.encode() not in content


def test_a_copy_opens_as_the_same_workbook(home: Home, tmp_path: Path) -> None:
    path = with_persons(tmp_path / "a.xlsx")
    submit_path(home, path, pseudonymise=True)
    batch = batches.history(PROVINCE, home).iloc[0]
    kept = tmp_path / "kept.xlsx"
    kept.write_bytes(path_of(home.evidence, batch["evidence"]).read_bytes())
    before, after = load_workbook(path), load_workbook(kept)
    assert after.sheetnames == before.sheetnames
    assert after["岗位"]["M2"].value == before["岗位"]["M2"].value == 200.5
    assert after["投诉"]["G2"].value is None


def test_csv_files_are_pseudonymised_too(home: Home, tmp_path: Path) -> None:
    submit_path(home, filled_month(202608).write(tmp_path / "r.xlsx"))
    cover = f"报送单位,320100\n报送月份,202609\n市场代码,台账,行数\n{A},求职,1\n"
    seeker = (
        "市场代码,编号,在办,登记时间,有效期至,关闭时间,人员标识,意向行业,意向工种,意向周期,"
        "期望时薪（元）,登记失业人员,新就业形态从业人员,农民工,退役军人,大龄,残疾,低收入人口,"
        "特困职工家庭成员,其他就业困难,性别,出生年,户籍地,首次匹配时间,首次上岗时间\n"
        f'{A},Q1,否,2026-09-01,2026-09-30,,"{ID}",,,,,,,,,,,,,,,,,,\n'
    )
    for name, text in (("cover", cover), ("seeker", seeker)):
        (tmp_path / f"{name}_320100_202609.csv").write_text(text, encoding="gb18030")
    paths = sorted(tmp_path.glob("*.csv"))
    assert submit_path(home, paths, pseudonymise=True).problems == []
    assert rows(home, "seeker")["person_key"].tolist() == [person_key(ID, KEY)]
