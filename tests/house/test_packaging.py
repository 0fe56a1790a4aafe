"""Does the application keep its folder names to itself, and its locks free of addresses?"""

import importlib.metadata
import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-spark.lock")
MAKEFILE = (ROOT / "Makefile").read_text()
ROOMS = {"rules", "store", "metrics", "casework", "exports", "demo", "dashboard"}


def test_no_installed_distribution_claims_a_name_of_ours() -> None:
    assert not ROOMS & importlib.metadata.packages_distributions().keys()


def test_no_module_of_the_dashboard_bears_the_name_of_a_room() -> None:
    # the folder of the entry script comes first on sys.path: such a module would win silently
    assert not ROOMS & {path.stem for path in (ROOT / "dashboard").glob("*.py")}


def test_lock_files_hold_names_versions_and_hashes_only() -> None:
    for name in LOCKS:
        text = (ROOT / name).read_text()
        assert "http" not in text
        assert "index-url" not in text


def test_every_locked_package_has_a_hash() -> None:
    for name in LOCKS:
        pins = re.split(r"\n(?=[a-z])", (ROOT / name).read_text())
        assert all("--hash=sha256:" in pin for pin in pins if "==" in pin)


def test_what_runs_is_locked_alike_for_tests() -> None:
    runtime = set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / "requirements.lock").read_text(), re.M))
    tests = (ROOT / "requirements-dev.lock").read_text()
    assert all(f"\n{pin}" in f"\n{tests}" for pin in runtime)


def test_the_locks_leave_nothing_to_resolve_so_that_a_newer_release_can_not_break_an_install() -> (
    None
):
    pins = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.M))
    asked = {
        canonicalize_name(wanted.name)
        for found in importlib.metadata.distributions()
        if canonicalize_name(found.name) in pins
        for wanted in map(Requirement, found.requires or [])
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""})
    }
    assert asked
    assert asked <= pins
    assert all("--no-deps" in line for line in MAKEFILE.splitlines() if "pip install" in line)
