"""`python -m tests.corpus.write DIR`: every bad file there is, each in a folder of its name, and
DIR/verdicts.json with the refusals it must bring (none: it is accepted)."""

import json
import sys
from pathlib import Path

from tests.corpus.files import FILES


def write(folder: Path) -> None:
    for name, bad in FILES.items():
        (folder / name).mkdir(parents=True)
        bad.write(folder / name)
    verdicts = {name: sorted(bad.codes) for name, bad in FILES.items()}
    text = json.dumps(verdicts, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "verdicts.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
