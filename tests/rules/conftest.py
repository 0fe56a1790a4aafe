"""A small rule set that is right, copied where a test may break it."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The folder of a whole, valid rule set with one criterion of each way of judging,
    and the overlays of two cities in it."""
    folder = shutil.copytree(HERE / "tiny", tmp_path / "tiny")
    shutil.copytree(HERE / "layers", folder, dirs_exist_ok=True)
    return folder
