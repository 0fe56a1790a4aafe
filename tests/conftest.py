"""What must no test leave behind for the next one?"""

import sys
from collections.abc import Iterator

import pytest

from tests import postgres

PROGRAM = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def the_program_stays_the_program() -> Iterator[None]:
    # A page run by AppTest takes the place of __main__; a process spawned afterwards would run
    # that page again instead of the work it was started for.
    sys.modules["__main__"] = PROGRAM
    yield
    sys.modules["__main__"] = PROGRAM


@pytest.fixture(autouse=True, scope="session")
def the_database_server_ends_with_the_session() -> Iterator[None]:
    yield
    postgres.stop()
