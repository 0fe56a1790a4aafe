"""Does a long task say how far it is, on standard error and by stage?"""

import pytest

from exports.progress import STAGES, bar, stages


def test_each_stage_has_its_own_bar_and_ends_whole(capsys: pytest.CaptureFixture[str]) -> None:
    hear = stages("zh")
    for stage in STAGES:
        for done in range(4):
            hear(stage, done, 3)
    out, err = capsys.readouterr()
    assert out == ""
    assert all(said in err for said in STAGES.values())
    assert "3/3" in err


def test_one_bar_says_what_is_done_in_the_readers_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with bar("import", "en") as step:
        step(2, 7)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Checking and importing" in err
    assert "2/7" in err
