"""Does a submission become a batch whole, once, and never without its reason?"""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from store import audit, files
from store.batches import RegisterRow, commit, history
from store.engine import reading
from store.errors import CommitError
from store.home import Home
from store.manifest import active_segments, covers
from store.registers import rows
from store.scope import PROVINCE, Scope
from store.tables import metadata
from tests.store.making import at, fact, submission, submit
from tests.store.records import A, B, service

UNIT = "320100"
FIRST = [service(A, 1, "2026-09-01T09:00", "2026-09-01T10:00")]
OTHER = [service(A, 2, "2026-09-01T09:00", "2026-09-01T10:00")]


def counts(home: Home) -> dict[str, int]:
    with reading(home) as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def digest(home: Home) -> str:
    (row,) = active_segments(PROVINCE, home, [202609]).itertuples()
    return str(row.digest)


def test_a_batch_holds_its_parts_its_files_and_its_act(home: Home, tmp_path: Path) -> None:
    made = submission(
        tmp_path, UNIT, 202609, {"service": FIRST}, fact("training", market=A, session="1",
        held_on=at("2026-09-03"), attendances=4, valid_from=at("2026-09-03")), markets=[B],
    )  # fmt: skip
    receipt = commit(PROVINCE, home, made)
    assert (receipt.version, receipt.supersedes, receipt.repeated) == (1, (), False)
    (batch,) = history(PROVINCE, home).to_dict("records")
    assert (batch["segments"], batch["rows"], batch["register_rows"]) == (1, 1, 1)
    assert files.path_of(home.evidence, batch["evidence"]).read_bytes() == (
        made.evidence.read_bytes()
    )
    (part,) = active_segments(PROVINCE, home, [202609]).to_dict("records")
    kept = files.path_of(home.ledger, part["digest"], ".parquet")
    assert files.digest_file(kept) == part["file"]
    lines = covers(PROVINCE, home, [202609])
    assert dict(zip(lines["market"], lines["rows"], strict=True)) == {A: 1, B: 0}
    assert audit.verify(PROVINCE, home).links == 1


def test_a_repeat_is_recognised_and_changes_nothing(home: Home, tmp_path: Path) -> None:
    first = submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    before = counts(home)
    again = submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    assert again.repeated
    assert (again.batch_id, again.version) == (first.batch_id, 1)
    assert counts(home) == before
    assert len(list(home.evidence.iterdir())) == 1


def test_the_same_rows_with_another_cover_are_no_repeat(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    wider = submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, markets=[B])
    assert not wider.repeated
    assert set(covers(PROVINCE, home, [202609])["market"]) == {A, B}


def test_a_correction_needs_a_reason_and_replaces_the_segment_whole(
    home: Home, tmp_path: Path
) -> None:
    first = submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    before = counts(home), digest(home)
    with pytest.raises(CommitError, match="更正原因"):
        submit(home, tmp_path, UNIT, 202609, {"service": OTHER})
    assert (counts(home), digest(home)) == before
    second = submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, reason="漏报")
    assert (second.version, second.supersedes) == (2, (first.batch_id,))
    assert digest(home) != before[1]


def test_a_withdrawn_correction_is_a_third_batch_not_a_repeat(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    original = digest(home)
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, reason="漏报")
    back = submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, reason="撤回更正")
    assert (back.repeated, back.version) == (False, 3)
    assert digest(home) == original


def test_a_month_closes_on_the_15th_and_then_wants_an_approval(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    late = {"received": "2026-10-16T00:00", "reason": "漏报"}
    with pytest.raises(CommitError, match="上级单位批准"):
        submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, **late)
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, approved_by="320000 王处", **late)
    assert history(PROVINCE, home)["version"].tolist() == [2, 1]


def test_the_last_second_of_the_15th_still_corrects_without_one(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    submit(home, tmp_path, UNIT, 202609, {"service": OTHER}, received="2026-10-15T23:59:59",
           reason="漏报")  # fmt: skip


def test_a_first_file_that_comes_after_closing_is_late_but_no_correction(
    home: Home, tmp_path: Path
) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST}, received="2026-11-20")


def test_nobody_submits_for_a_unit_outside_their_area(home: Home, tmp_path: Path) -> None:
    made = submission(tmp_path, UNIT, 202609, {"service": FIRST})
    with pytest.raises(CommitError, match=UNIT):
        commit(Scope("city", ("3202",)), home, made)
    assert counts(home)["batch"] == 0


def test_an_empty_submission_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(CommitError, match="没有任何"):
        submit(home, tmp_path, UNIT, 202609, {})


def test_a_cover_without_its_segment_is_a_contradiction(home: Home, tmp_path: Path) -> None:
    made = submission(tmp_path, UNIT, 202609, {"service": FIRST})
    made.covers.append((A, "match", 202609, 0))
    with pytest.raises(ValueError, match="match"):
        commit(PROVINCE, home, made)


def staff(source: str, **more: Any) -> RegisterRow:
    return fact("staff", market=A, staff_key="K1", employment="full_time", source=source,
                **{"valid_from": at("2026-09-01"), **more})  # fmt: skip


def test_register_rows_that_say_nothing_new_are_not_kept_again(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired"))
    again = submit(home, tmp_path, UNIT, 202610, {}, staff("hired"))
    assert again.repeated
    both = submit(home, tmp_path, UNIT, 202610, {"service": []}, staff("hired"), markets=[A])
    assert not both.repeated
    assert counts(home)["register_row"] == 1


def test_a_register_row_of_the_same_key_and_day_corrects_with_a_reason(
    home: Home, tmp_path: Path
) -> None:
    first = submit(home, tmp_path, UNIT, 202609, {}, staff("hired"))
    with pytest.raises(CommitError, match="更正原因"):
        submit(home, tmp_path, UNIT, 202609, {}, staff("sent"))
    second = submit(home, tmp_path, UNIT, 202609, {}, staff("sent", reason="录错"))
    assert second.supersedes == (first.batch_id,)
    assert rows(PROVINCE, home, "staff")["source"].tolist() == ["sent"]


def test_a_change_from_a_later_day_needs_no_reason(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {}, staff("hired"))
    later = submit(home, tmp_path, UNIT, 202610, {}, staff("sent", valid_from=at("2026-10-01")))
    assert later.supersedes == ()


def test_batches_of_other_areas_are_not_shown(home: Home, tmp_path: Path) -> None:
    submit(home, tmp_path, UNIT, 202609, {"service": FIRST})
    assert history(Scope("city", ("3202",)), home).empty
    assert len(history(Scope("city", ("3201",)), home, UNIT, 202609)) == 1
    assert history(PROVINCE, home, period=202610).empty
