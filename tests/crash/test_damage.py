"""Is each thing that can be damaged named by `verify`, and does the dashboard say so instead of
showing a wrong number?"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

import manage
from store import duck, engine, evaluations
from store.errors import DamageError
from store.home import Home
from store.parquet_ledger import ParquetLedger
from store.scope import PROVINCE
from tests.crash.workers import versions
from tests.exports import town as towns
from tests.exports.town import CHARGED, copied

ROOT = Path(manage.__file__).parent
Damage = Callable[[Home], str]
"""Does it, and says what `verify` must name."""


@pytest.fixture(scope="session")
def built_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        home = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)


@pytest.fixture
def home(built_town: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A copy of the town, so that a process that has seen the other finds nothing known."""
    monkeypatch.setenv("BIAOCHI_NOW", towns.NOW)
    made = copied(built_town, tmp_path / "copy")
    monkeypatch.setenv("BIAOCHI_HOME", str(made.root))
    st.cache_data.clear()
    yield made
    engine.close(made)
    duck.close(made.ledger, made.derived)
    st.cache_data.clear()


def verify() -> tuple[int, str]:
    done = CliRunner().invoke(manage.app, ["verify"])
    return done.exit_code, done.stdout


def state(home: Home, statement: str, *values: object) -> None:
    change(home.root / "state.db", statement, *values)


def change(path: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute(statement, values).rowcount == 1
    connection.close()


def asked(home: Home, query: str) -> str:
    with sqlite3.connect(home.root / "state.db") as connection:
        found = connection.execute(query).fetchone()[0]
    connection.close()
    return str(found)


def rewritten(path: Path, content: bytes) -> str:
    path.chmod(0o640)
    path.write_bytes(content)
    return path.name


def flipped(path: Path) -> str:
    """One bit in the middle is another."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    return rewritten(path, bytes(content))


def latest_segment(home: Home) -> Path:
    name = asked(home, "SELECT digest FROM segment WHERE ledger = 'service' ORDER BY month DESC")
    return home.ledger / f"{name.replace(':', '-')}.parquet"


def shorten(home: Home) -> str:
    path = latest_segment(home)
    return rewritten(path, path.read_bytes()[:-100])


def lower_score(home: Home) -> str:
    state(home, "UPDATE result SET score = score + 10000 WHERE evaluation_id = 2 "
          "AND subject = ?", towns.GOOD)  # fmt: skip
    return "评价结果 2 (monitoring 202610)"


def alter_finding(home: Home) -> str:
    state(home, "UPDATE finding SET numerator = numerator + 1 WHERE evaluation_id = 2 AND "
          "subject = ? AND criterion = 'function.time_limit'", CHARGED)  # fmt: skip
    return "评价结果 2 (monitoring 202610)"


def alter_figure(home: Home) -> str:
    state(home, "UPDATE aggregate SET n = n + 1 WHERE rowid = "
          "(SELECT min(rowid) FROM aggregate WHERE evaluation_id = 2)")  # fmt: skip
    return "评价结果 2 (monitoring 202610)"


def drop_result(home: Home) -> str:
    state(home, "DELETE FROM result WHERE evaluation_id = 2 AND subject = ?", CHARGED)
    return "评价结果 2 (monitoring 202610)"


def alter_fact(home: Home) -> str:
    number = asked(home, "SELECT max(row_id) FROM register_row WHERE register = 'contract'")
    state(home, "UPDATE register_row SET payload = replace(payload, '\"amount_fen\":5', "
          "'\"amount_fen\":6') WHERE row_id = ?", int(number))  # fmt: skip
    return f"名册行 {number} (contract"


def spoil_fact(home: Home) -> str:
    number = asked(home, "SELECT max(row_id) FROM register_row WHERE register = 'market'")
    state(home, "UPDATE register_row SET payload = substr(payload, 2) WHERE row_id = ?",
          int(number))  # fmt: skip
    return f"名册行 {number} (market"


def alter_digest(home: Home) -> str:
    state(home, "UPDATE segment SET digest = replace(digest, '0', '1') WHERE rowid = "
          "(SELECT max(rowid) FROM segment WHERE ledger = 'service')")  # fmt: skip
    return "批次 12 与其摘要或操作记录不符"


def alter_cover(home: Home) -> str:
    state(home, "UPDATE cover SET rows = rows + 1 WHERE batch_id = 12 AND market = ? "
          "AND ledger = 'service'", CHARGED)  # fmt: skip
    return "批次 12 与其摘要或操作记录不符"


def alter_batch(home: Home) -> str:
    state(home, "UPDATE batch SET received_at = received_at - 86400 WHERE batch_id = 12")
    return "批次 12 与其摘要或操作记录不符"


def drop_batch(home: Home) -> str:
    state(home, "DELETE FROM batch WHERE batch_id = 12")
    return "批次 12 有操作记录，状态库中没有"


def add_fact(home: Home) -> str:
    names = "batch_id, register, subject, natural_key, valid_from, valid_to, withdrawn, payload"
    state(home, f"INSERT INTO register_row ({names}, digest) SELECT {names}, digest "
          "FROM register_row WHERE row_id = 1")  # fmt: skip
    return "批次 1 与其摘要或操作记录不符"


def unpublish(home: Home) -> str:
    state(home, "UPDATE evaluation SET status = 'draft' WHERE evaluation_id = 2")
    return "评价 2 与其摘要或操作记录不符"


def alter_manifest(home: Home) -> str:
    state(home, "UPDATE evaluation SET manifest = manifest || ' ' WHERE evaluation_id = 1")
    return "评价 1 与其摘要或操作记录不符"


def alter_rules(home: Home) -> str:
    state(home, "UPDATE ruleset SET content = replace(content, '80', '70')")
    return "规则集 jiangsu-2024"


def alter_act(home: Home) -> str:
    number = asked(home, "SELECT max(outbox_id) FROM outbox")
    state(home, "UPDATE outbox SET actor = 'nobody' WHERE outbox_id = ?", int(number))
    return f"编号 {number} 的操作与审计链记录不一致"


def alter_link(home: Home) -> str:
    change(home.root / "audit.db", "UPDATE chain SET note = 'x' WHERE sequence = 3")
    return "审计链第 3 条与前后不衔接"


DAMAGES: dict[str, Damage] = {
    "a truncated segment": shorten,
    "a flipped bit in a segment": lambda home: flipped(latest_segment(home)),
    "a flipped bit in evidence": lambda home: flipped(next(home.evidence.iterdir())),
    "another score": lower_score,
    "another number in a finding": alter_finding,
    "another published figure": alter_figure,
    "a result taken out": drop_result,
    "another fact in a register": alter_fact,
    "a fact nobody can read": spoil_fact,
    "another digest of a segment": alter_digest,
    "another line of a cover sheet": alter_cover,
    "another time of receipt": alter_batch,
    "a batch taken out": drop_batch,
    "a fact put in": add_fact,
    "a publication taken back": unpublish,
    "another manifest": alter_manifest,
    "other rules": alter_rules,
    "another act": alter_act,
    "another link of the chain": alter_link,
}


@pytest.mark.parametrize("what", DAMAGES)
def test_each_damage_is_named(what: str, home: Home) -> None:
    assert verify()[0] == 0
    named = DAMAGES[what](home)
    code, said = verify()
    assert code == 1
    assert named in said
    assert "√ 全部相符" not in said


def shown(page: str, **params: str) -> tuple[AppTest, str]:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    for name, value in params.items():
        app.query_params[name] = value
    app.switch_page(f"dashboard/pages/{page}.py").run()
    assert not app.exception
    return app, "\n".join(str(part.value) for part in [*app.markdown, *app.caption])


@pytest.mark.parametrize("page", ["ranking", "overview", "market", "map", "supervision"])
@pytest.mark.parametrize("damage", [lower_score, alter_finding, drop_result])
def test_a_page_says_so_instead_of_showing_altered_results(
    page: str, damage: Damage, home: Home
) -> None:
    damage(home)
    app, said = shown(page, period="202610", code=CHARGED)
    assert "数据受损：评价 2（monitoring 202610）的结果与其摘要不符" in said
    assert "manage.py verify" in said
    assert not [*app.dataframe, *app.table, *app.metric]


@pytest.mark.parametrize("damage", [shorten, lambda home: flipped(latest_segment(home))])
def test_a_market_s_page_names_the_segment_whose_rows_it_cannot_show(
    damage: Damage, home: Home
) -> None:
    name = damage(home)
    _, said = shown("market", period="202610", code=CHARGED, criterion="function.time_limit")
    assert name in said


@pytest.mark.parametrize("damage", [alter_fact, spoil_fact])
def test_a_page_names_the_register_row_it_cannot_show(damage: Damage, home: Home) -> None:
    damage(home)
    _, said = shown("market", period="202610", code=CHARGED, tab="contract")
    assert "数据受损：名册" in said


def test_the_other_periods_are_still_shown(home: Home) -> None:
    lower_score(home)
    app, said = shown("ranking", period="202609")
    assert "数据受损" not in said
    assert app.table


def test_a_damaged_ledger_is_not_counted(home: Home) -> None:
    ledger = ParquetLedger(home)
    whole = ledger.query(PROVINCE, "service", versions, [202610])
    assert len(whole)
    flipped(latest_segment(home))
    with pytest.raises(DamageError, match="sha256-"):
        ledger.query(PROVINCE, "service", versions, [202610])
    assert len(ledger.query(PROVINCE, "service", versions, [202609]))


def test_the_command_line_shows_no_altered_result_either(home: Home) -> None:
    lower_score(home)
    path = home.root / "a.xlsx"
    for words in (["ranking"], ["market", CHARGED], ["export", "ranking", "--out", str(path)]):
        done = CliRunner().invoke(manage.app, [*words, "--period", "202610"])
        assert done.exit_code == 1
        assert "数据受损" in done.output
        assert "Damaged data" in done.output
    assert not path.exists()


def test_restored_it_is_shown_again(home: Home) -> None:
    path = latest_segment(home)
    before = path.read_bytes()
    flipped(path)
    assert verify()[0] == 1
    rewritten(path, before)
    os.utime(path)
    assert verify()[0] == 0
    assert len(ParquetLedger(home).query(PROVINCE, "service", versions, [202610]))


def test_json_of_a_damaged_evaluation_is_refused(home: Home) -> None:
    whole = CliRunner().invoke(manage.app, ["ranking", "--period", "202609", "--json"])
    assert json.loads(whole.stdout)
    lower_score(home)
    with pytest.raises(DamageError, match="202610"):
        evaluations.results(PROVINCE, home, 2)
