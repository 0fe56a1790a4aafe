"""Does the application keep its folder names to itself, and its locks free of addresses?"""

import importlib.metadata
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {"rules", "store", "metrics", "casework", "exports", "demo", "dashboard"}


def test_no_installed_distribution_claims_a_name_of_ours() -> None:
    assert not ROOMS & importlib.metadata.packages_distributions().keys()


def test_no_module_of_the_dashboard_bears_the_name_of_a_room() -> None:
    # the folder of the entry script comes first on sys.path: such a module would win silently
    assert not ROOMS & {path.stem for path in (ROOT / "dashboard").glob("*.py")}


def test_lock_files_hold_names_versions_and_hashes_only() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "http" not in text
        assert "index-url" not in text


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.split(r"\n(?=[a-z])", (ROOT / name).read_text())
        assert all("--hash=sha256:" in pin for pin in pins if "==" in pin)


def test_what_runs_is_locked_alike_for_tests() -> None:
    runtime = set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements.lock").read_text(), re.M))
    tests = (ROOT / "requirements-dev.lock").read_text()
    assert all(f"\n{pin}" in f"\n{tests}" for pin in runtime)
