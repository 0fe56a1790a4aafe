import pytest


@pytest.fixture(params=["duckdb", "sqlite"])
def engine(request: pytest.FixtureRequest) -> str:
    """Every declaration must count alike on both."""
    return str(request.param)
