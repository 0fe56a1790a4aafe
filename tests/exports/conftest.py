"""One town for all tests here: built once, only read."""

from collections.abc import Iterator

import pytest

from store import duck, engine
from store.folder import Home
from tests.exports import town as towns


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """See tests.exports.town. A test that writes takes `copied(town, …)`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIAOCHI_NOW", towns.NOW)
        home = towns.shared(towns.base_of(tmp_path_factory.getbasetemp()))
        yield home
        engine.close(home)
        duck.close(home.ledger, home.derived)
