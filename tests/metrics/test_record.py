"""Is an evaluation kept as a draft, and made official only when asked to?"""

from collections.abc import Iterator

import pytest

from metrics.canonical import canonical_json
from metrics.record import record
from rules.sets import load_ruleset
from store import audit, duck, engine, evaluations
from store.files import digest_bytes
from store.folder import Home
from store.scope import PROVINCE
from tests.metrics.small_city import City, market, service

MONTHS = (202608, 202609, 202610)
CODE = "320102001"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    town = City(tmp_path_factory.mktemp("record"))
    for month in MONTHS:
        rows = {"service": [service(CODE, f"{month}-1", month)]}
        facts = [market(CODE)] if month == MONTHS[0] else []
        town.file(month, [CODE], rows, registers=facts)
    yield town.home
    engine.close(town.home)
    duck.close(town.home.ledger, town.home.derived)


def test_a_draft_first_then_its_published_next_version_with_the_same_content(home: Home) -> None:
    rules = load_ruleset("jiangsu-2024")
    asked = (PROVINCE, home, rules, "monitoring", "202610", "王评")
    draft, made = record(*asked, publish=False)
    assert evaluations.latest(PROVINCE, home, "monitoring") is None
    assert evaluations.get(PROVINCE, home, draft).status == "draft"
    number, again = record(*asked, publish=True)
    official = evaluations.latest(PROVINCE, home, "monitoring")
    assert official is not None
    assert (official.evaluation_id, official.version) == (number, 2)
    assert (official.created_by, official.published_by) == ("王评", "王评")
    assert canonical_json(made) == canonical_json(again)
    assert official.content == digest_bytes(canonical_json(again)) == made.header.content
    assert len(evaluations.results(PROVINCE, home, number)) == len(made.results) == 1
    assert len(evaluations.findings(PROVINCE, home, number)) == len(made.findings)
    assert audit.verify(PROVINCE, home).sound
