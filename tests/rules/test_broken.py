"""Does every error name the file, the line, the key and the reason?

Each file of `broken/` is wrong in one way; its name is the reason (after -- : which variant), its
first lines say where it belongs and where the error must point.
"""

import pickle
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rules.calendar import read_calendar
from rules.cases import cases
from rules.clauses import read_sources
from rules.codes import FOLDER as CODES
from rules.codes import code_list, read_code_list, read_divisions
from rules.draft import draft_text, drafted, read_move
from rules.file_reasons import FILE_REASONS
from rules.layer_reasons import LAYER_REASONS
from rules.reasons import REASONS, RuleFileError
from rules.set_cases import set_cases
from rules.set_reasons import SET_REASONS
from rules.sets import kept_ruleset, load_ruleset

BROKEN = sorted((Path(__file__).parent / "broken").iterdir())


def header(path: Path) -> tuple[str, str, str]:
    """What is done with the file, to which place, and where the error must be."""
    lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
    act, place = lines[0].removeprefix("# ").split(": ", 1)
    return act, place, lines[1].removeprefix("# error: ")


def put(path: Path, root: Path) -> Callable[[], object]:
    """Puts the broken file into the tiny set at `root`; what then reads it."""
    act, place, _ = header(path)
    if act == "set":
        return lambda: load_ruleset(place)
    if act == "list":
        return lambda: code_list(place)
    if act == "move":
        return lambda: drafted(load_ruleset(root), (read_move(place),), date(2026, 12, 1))
    if act == "name":
        return lambda: draft_text(load_ruleset(root), (), date(2026, 12, 1), place)
    if act == "delete":
        (root / place).unlink()
        return lambda: load_ruleset(root)
    target = root / place
    target.parent.mkdir(exist_ok=True, parents=True)
    shutil.copy(path, target)
    if place in ("codes/divisions.yaml", "codes/zones.yaml", "codes/reporting.yaml"):
        for name in ("divisions.yaml", "zones.yaml", "reporting.yaml"):
            if not (target.parent / name).exists():
                shutil.copy(CODES / name, target.parent)
    readers: dict[str, Callable[[], object]] = {
        "codes": lambda: read_divisions(target.parent),
        "calendar": lambda: read_calendar(target.parent),
        "sources": lambda: read_sources(target.parent),
        "cases": lambda: (cases(load_ruleset(root)), set_cases(load_ruleset(root))),
        "overlay": lambda: load_ruleset(target.parent),
        "city": lambda: load_ruleset(root / "city"),
        "other": lambda: load_ruleset(root / "other"),
        "kept": lambda: kept_ruleset(target.read_text(), target),
    }
    if place == "codes/colour.yaml":
        return lambda: read_code_list(target)
    return readers.get(place.split("/")[0], lambda: load_ruleset(root))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_error_names_file_line_key_and_reason(path: Path, tiny: Path) -> None:
    if header(path)[1] == "codes/divisions.yaml":
        empty = "title: {zh: 空, en: Empty}\nsource: 自拟\n"
        (tiny / "codes").mkdir()
        (tiny / "codes/zones.yaml").write_text(
            empty + "zones: [{code: 1, zh: 甲, en: A, parent: 320100}]\n"
        )
        (tiny / "codes/reporting.yaml").write_text(empty + "units: [320100]\n")
    read = put(path, tiny)
    with pytest.raises(RuleFileError) as caught:
        read()
    error = caught.value
    file = error.file.removeprefix(f"{tiny}/")
    assert f"{file}:{error.line}: {error.key}".strip() == header(path)[2].strip()
    assert error.reason == path.stem.split("--")[0]
    assert file in str(error)


def test_no_reason_is_given_twice() -> None:
    assert len(REASONS) == len(FILE_REASONS) + len(SET_REASONS) + len(LAYER_REASONS)


def test_every_reason_has_a_file_that_is_refused_for_it() -> None:
    assert {path.stem.split("--")[0] for path in BROKEN} == set(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_says_in_both_languages_what_is_wrong_and_what_to_do(reason: str) -> None:
    told = REASONS[reason]
    assert all(told)
    assert told.zh != told.mend_zh
    assert not any("一" <= letter <= "鿿" for letter in told.en + told.mend_en)
    assert any("一" <= letter <= "鿿" for letter in told.zh)


def test_an_error_reads_well_even_where_the_key_has_braces(tiny: Path) -> None:
    (tiny / "criteria/function/fast.yaml").write_text("'{0}': 1\njudged_by: inspection\n")
    with pytest.raises(RuleFileError) as caught:
        load_ruleset(tiny)
    chinese, english = str(caught.value).splitlines()
    assert chinese.endswith("effect、items、applies、subject、points、basis、example、valid_months")
    assert "fast.yaml:1: {0}: 不认识的键“{0}”" in chinese
    assert 'the key "{0}" is unknown here; the keys known here are: title, clauses, ' in english


def test_an_error_survives_the_way_out_of_a_child_process(tiny: Path) -> None:
    (tiny / "procedure.yaml").unlink()
    with pytest.raises(RuleFileError) as caught:
        load_ruleset(tiny)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
