"""Which file is taken to the meeting? One door for every list and paper, whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casework import candidacy, supervision
from exports import figures
from exports.chosen import chosen, rules_today
from exports.document import Document
from exports.dossier import exit_dossier
from exports.fingerprint import kind_title
from exports.lists import write_candidacy, write_ranking, write_supervision
from exports.pdf import write_pdf
from exports.provenance import marks_of, stamp_of
from exports.refusals import ExportError, unknown_export
from exports.report import market_report
from exports.unit_lists import by_level, write_unit_ranking
from exports.whole_file import whole_file
from exports.word import write_word
from exports.words import Words, translator
from rules.model import RuleSet
from rules.value import Text
from store import evaluations
from store.evaluations import Header
from store.home import Home
from store.scope import Scope

FORMATS = {
    "ranking": ("xlsx", "csv"), "candidacy": ("xlsx", "csv"), "supervision": ("xlsx", "csv"),
    "market": ("docx", "pdf"), "exit": ("docx", "pdf"),
}  # fmt: skip
"""What can be taken along, and as what; the first is the default."""
PRINTERS: dict[str, Callable[[Document, Path], None]] = {"docx": write_word, "pdf": write_pdf}


@dataclass(frozen=True)
class Wanted:
    """What was asked for: a market's code for papers, a period ("" for the last published)."""

    code: str
    kind: str
    period: str
    by: str
    words: Words


def export_to(
    scope: Scope, home: Home, what: str, code: str, kind: str, period: str, form: str, path: Path,
    language: str, *, by: str,
) -> None:  # fmt: skip
    """Write one list or paper to `path`. Raises ExportError with the reason in two languages
    when there is no such export, nothing to export, or no ground for an exit; then nothing is
    written."""
    ending = path.suffix.removeprefix(".").casefold()
    form = form or ending
    mixed = form != ending and "csv" in (form, ending)
    if form not in FORMATS.get(what, ()) or mixed:
        known = "；".join(f"{name}: {', '.join(forms)}" for name, forms in FORMATS.items())
        raise unknown_export(what, form or "?", known)
    wanted = Wanted(code, kind, period, by, translator(language))
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as part:
        if what in LISTS:
            LISTS[what](scope, home, wanted, part)
        else:
            PRINTERS[form](PAPERS[what](scope, home, wanted), part)


def _ranking(scope: Scope, home: Home, wanted: Wanted, path: Path) -> None:
    words = wanted.words
    header, ruleset = chosen(scope, home, wanted.kind, wanted.period, "", wanted.by)
    subject = ruleset.kinds[header.kind].subjects[0]
    frame = by_level(evaluations.results(scope, home, header.evaluation_id, subject))
    stamp = stamp_of(header, ruleset, words)
    filters = _filters(header, ruleset, words)
    write = write_unit_ranking if subject == "unit" else write_ranking
    write(path, frame, filters, stamp, marks_of(scope, home, header, words), words)


def _candidacy(scope: Scope, home: Home, wanted: Wanted, path: Path) -> None:
    words = wanted.words
    header, ruleset = chosen(scope, home, "performance", wanted.period, "", wanted.by)
    frame = candidacy.candidates(scope, home, header.period)
    stamp = stamp_of(header, ruleset, words)
    filters = _filters(header, ruleset, words)
    write_candidacy(
        path, frame, ruleset, filters, stamp, marks_of(scope, home, header, words), words
    )


def _supervision(scope: Scope, home: Home, wanted: Wanted, path: Path) -> None:
    words = wanted.words
    header, ruleset = chosen(scope, home, "monitoring", wanted.period, "", wanted.by)
    frame = supervision.contracts(scope, home, header.period, ruleset)
    stamp = stamp_of(header, ruleset, words)
    filters = _filters(header, ruleset, words)
    write_supervision(path, frame, filters, stamp, marks_of(scope, home, header, words), words)


def _filters(header: Header, ruleset: RuleSet, words: Words) -> dict[str, str]:
    return {
        words("评价种类"): kind_title(header, ruleset, words),
        words("评价期"): figures.period(header.period, words),
    }


def _market(scope: Scope, home: Home, wanted: Wanted) -> Document:
    _need_code(wanted.code)
    header, ruleset = chosen(scope, home, wanted.kind, wanted.period, "", wanted.by)
    return market_report(scope, home, header, ruleset, wanted.code, wanted.words)


def _exit(scope: Scope, home: Home, wanted: Wanted) -> Document:
    _need_code(wanted.code)
    period, ruleset = wanted.period, rules_today(scope, home)
    if not period:
        header, ruleset = chosen(scope, home, "performance", "", "", wanted.by)
        period = header.period
    return exit_dossier(scope, home, ruleset, wanted.code, period, wanted.words)


def _need_code(code: str) -> None:
    if not code:
        raise ExportError(
            Text(
                "请写明市场代码，例如：export market 320102001。",
                "Name the market by its code, for example: export market 320102001.",
            )
        )


LISTS: dict[str, Callable[[Scope, Home, Wanted, Path], None]] = {
    "ranking": _ranking, "candidacy": _candidacy, "supervision": _supervision,
}  # fmt: skip
PAPERS: dict[str, Callable[[Scope, Home, Wanted], Document]] = {"market": _market, "exit": _exit}
