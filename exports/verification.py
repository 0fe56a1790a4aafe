"""Are the kept files and rows still what was committed, and is the chain of acts unbroken?"""

import json
from dataclasses import dataclass
from pathlib import Path

from exports.refusals import ExportError
from rules.value import Text
from store import audit
from store.home import Home
from store.scope import Scope
from store.verification import RowDamage, damages, kept, state_damages


@dataclass(frozen=True)
class Verification:
    """What was checked: files of evidence, files of segments, links of the chain; names of files
    that are missing, altered or written anew with the same rows, rows of the state that aren't
    what was recorded, and the codes of what is wrong with the chain."""

    evidence: int
    segments: int
    chain: audit.Verdict
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    rewritten: tuple[str, ...]
    rows: tuple[RowDamage, ...]

    @property
    def sound(self) -> bool:
        return self.chain.sound and not (
            self.missing or self.altered or self.rewritten or self.rows
        )


def verification(scope: Scope, home: Home, anchor: Path | None = None) -> Verification:
    """Digest every kept file again, compare the rows of the state with what covers them, the
    superseded ones too, and walk the chain. `anchor` is a file with the sequence and hash of a
    link, noted down elsewhere: {"sequence": 12, "hash": "sha256:…"}."""
    noted = _anchor(anchor)
    names: dict[str, list[str]] = {"missing": [], "altered": [], "rewritten": []}
    for damage in damages(scope, home):
        names[damage.state].append(damage.file_name)
    missing, altered, rewritten = (tuple(sorted(held)) for held in names.values())
    counted = kept(scope, home)
    return Verification(
        counted.evidence, counted.segments, audit.verify(scope, home, noted),
        missing, altered, rewritten, tuple(state_damages(scope, home)),
    )  # fmt: skip


def _anchor(path: Path | None) -> audit.Anchor | None:
    if path is None:
        return None
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        return audit.Anchor(int(noted["sequence"]), str(noted["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise ExportError(
            Text(
                f'{path.name} 不是锚点文件，应为 {{"sequence": 序号, "hash": "sha256:…"}}。',
                f"{path.name} is no anchor file; it should hold "
                '{"sequence": number, "hash": "sha256:…"}.',
            )
        ) from None
