"""The process that parses: jobs come in on standard input, one round a line; results are files.

`python -m store.intake.child` answers each line with a line. It has no connection to the state
and reads nothing but the files it is given.
"""

import json
import sys
from pathlib import Path

from store.intake import limits


def main() -> None:
    limits.limit_memory()
    # The heavy libraries come under the limit too.
    from store.intake.job import Job
    from store.intake.marked import mark
    from store.intake.rounds import run

    for line in sys.stdin:
        asked = json.loads(line)
        limits.limit_time(asked["size"])
        if "mark" in asked:
            mark(**asked["mark"])
        else:
            run([Job(**{**job, "paths": tuple(job["paths"])}) for job in asked["jobs"]])
        print("done", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
