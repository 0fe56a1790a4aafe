"""Does every paper say where its figures come from?"""

from dataclasses import replace
from pathlib import Path

from exports.fingerprint import fingerprint_grid
from exports.provenance import marks_of, stamp_of
from exports.words import translator
from rules.sets import load_ruleset
from store import engine, evaluations
from store.home import Home, create_home
from store.scope import PROVINCE
from tests.exports.made import HEADER
from tests.exports.town import RULESET, copied

ZH, EN = translator("zh"), translator("en")


def test_the_stamp_names_cut_rules_facts_and_state() -> None:
    line = stamp_of(HEADER, RULESET, ZH).line()
    assert line.startswith("数据截至 2026-10-31 24:00 · 规则集 江苏省")
    assert "数据指纹 abababab" in line
    assert "状态：已发布（2026-11-05）" in line
    assert "引擎 1" in line
    assert RULESET.hash.removeprefix("sha256:")[:8] in line


def test_a_draft_says_so_and_bears_no_day() -> None:
    draft = replace(HEADER, status="draft", published_at=None)
    assert "状态：草稿，未发布" in stamp_of(draft, RULESET, ZH).line()


def test_synthetic_data_and_drafts_are_marked_on_every_page(tmp_path: Path) -> None:
    draft = replace(HEADER, status="draft")
    real, demo = create_home(tmp_path / "real"), create_home(tmp_path / "demo", demo=True, day=1)
    assert marks_of(PROVINCE, real, HEADER, ZH) == ()
    assert marks_of(PROVINCE, demo, HEADER, ZH) == ("演示数据",)
    assert marks_of(PROVINCE, demo, draft, ZH) == ("演示数据", "草稿，未发布")
    assert marks_of(PROVINCE, real, draft, EN) == (EN("草稿，未发布"),)
    for home in (real, demo):
        engine.close(home)


def test_months_without_a_notice_of_the_state_council_say_so(tmp_path: Path) -> None:
    home = create_home(tmp_path / "real")
    ahead = replace(HEADER, first_month=202612, last_month=202702)
    assert marks_of(PROVINCE, home, ahead, ZH) == ("工作日历暂推算",)
    engine.close(home)


def test_a_published_evaluation_whose_facts_changed_says_so(town: Home, tmp_path: Path) -> None:
    own = copied(town, tmp_path / "own")
    header = evaluations.latest(PROVINCE, own, "monitoring")
    assert header is not None
    assert "数据已更正" not in marks_of(PROVINCE, own, header, ZH)
    other = '{"registers": {}, "segments": []}'
    before = replace(header, last_batch=header.last_batch - 1, manifest=other)
    assert marks_of(PROVINCE, own, before, ZH) == ("数据已更正",)
    engine.close(own)


def test_the_fingerprint_gives_every_digest_in_full() -> None:
    rows = dict(fingerprint_grid(HEADER, RULESET, ZH).rows)
    assert rows["数据指纹"] == HEADER.facts_hash
    assert rows["规则集哈希"] == HEADER.ruleset_hash
    assert rows["工作日历哈希"] == HEADER.calendar_hash
    assert rows["评价结果哈希"] == HEADER.content
    assert rows["取数月份"] == "2026年8月—2026年10月"
    assert rows["评价种类"] == "月度监测"
    assert "取数时点" not in rows


def test_an_as_of_evaluation_says_until_when_it_knew() -> None:
    rows = dict(fingerprint_grid(replace(HEADER, as_of=1_793_721_599), RULESET, ZH).rows)
    assert rows["取数时点"] == "2026-11-03 23:59"


def test_what_a_set_must_say_of_itself_stands_in_every_stamp() -> None:
    other = load_ruleset("zhejiang-2023")
    assert "示例项·非浙江原文" in stamp_of(HEADER, other, ZH).line()
    assert "示例项" not in stamp_of(HEADER, other, EN).line()
    assert "示例项" not in stamp_of(HEADER, RULESET, ZH).line()
