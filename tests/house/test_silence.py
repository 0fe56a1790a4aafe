"""Does the project speak only of itself?"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".yaml", ".toml", ".po", ".typ", ".js", ".css", ".txt", ".lock", ".csv"}
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|tmp/\w+)/|index-url|registry\.npmjs|files\.pythonhosted"
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and path.exists()]


def test_no_file_names_a_path_of_a_machine_or_a_package_index() -> None:
    own = {Path(__file__), ROOT / "tests/house/test_packaging.py"}
    found = [
        path.relative_to(ROOT)
        for path in tracked()
        if path not in own and FOREIGN.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found
