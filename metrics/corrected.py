"""Has anything come since that changes a published evaluation, and whom would it change?

A published evaluation is never written over: what came later is judged beside it, as a draft,
and becomes the next version by decision only (design §4, Months).
"""

import json
from dataclasses import dataclass

import pandas as pd

from metrics.changes import way
from metrics.layered import narrowed
from metrics.record import record
from metrics.rulebook import ruleset_of
from rules.calendar import months_between
from store import corrections, evaluations, manifest
from store.evaluations import Header
from store.home import Home
from store.scope import Scope


@dataclass(frozen=True)
class Correction:
    """A published evaluation whose facts have changed: it, the batches that came later, and the
    draft made of the facts of now (None until it is made)."""

    header: Header
    batches: pd.DataFrame
    draft: Header | None


def is_corrected(scope: Scope, home: Home, header: Header) -> bool:
    """Are the facts of now others than those this published evaluation read? One made of the
    facts of an earlier day, or never published, is never corrected."""
    if header.as_of is not None or header.status != "published":
        return False
    months = months_between(header.first_month, header.last_month)
    later = corrections.later_batches(scope, home, header.last_batch, months)
    if later.empty:
        return False
    then, now = (json.loads(text) for text in (header.manifest, _facts(scope, home, header)[1]))
    return any(then[name] != now[name] for name in ("segments", "registers"))


def corrected(scope: Scope, home: Home) -> list[Correction]:
    """Every published evaluation, in its latest version, whose facts have changed; the last
    period first."""
    rows = evaluations.published(scope, home)
    keys = ["kind", "period", "layer", "ruleset"]
    latest = rows.sort_values("version", ascending=False).drop_duplicates(keys)
    headers = [evaluations.get(scope, home, int(number)) for number in latest["evaluation_id"]]
    found = [header for header in headers if is_corrected(scope, home, header)]
    found.sort(key=lambda header: (-header.last_month, header.kind, header.ruleset))
    return [Correction(h, _later(scope, home, h), draft_of(scope, home, h)) for h in found]


def recompute(scope: Scope, home: Home, header: Header, by: str) -> Header:
    """The evaluation made of the facts of now under the same rules, kept as a draft beside it;
    made once for the same facts."""
    known = draft_of(scope, home, header)
    if known is not None:
        return known
    rules = ruleset_of(scope, home, header)
    number, _ = record(scope, home, rules, header.kind, header.period, by, publish=False)
    return evaluations.get(scope, home, number)


def draft_of(scope: Scope, home: Home, header: Header) -> Header | None:
    """The draft of the facts of now under the rules of an evaluation; None until it is made."""
    found = evaluations.latest(
        scope, home, header.kind, header.period, header.layer, header.ruleset, "draft"
    )
    if found is None or found.ruleset_hash != header.ruleset_hash:
        return None
    return found if found.facts_hash == _facts(scope, home, header)[0] else None


def moved(scope: Scope, home: Home, before: Header, after: Header) -> pd.DataFrame:
    """One row per subject whose grade differs between two evaluations: subject_kind, subject,
    name, division, grade_before, grade_after, score_before, score_after (1/10,000 point), way
    (up, down, other); a grade is "" where there is none."""
    frames = []
    for kind in ("market", "contract", "unit"):
        pair = [
            evaluations.results(scope, home, header.evaluation_id, kind).set_index("subject")
            for header in (before, after)
        ]
        both = pair[0].merge(
            pair[1], how="outer", left_index=True, right_index=True, suffixes=("_before", "_after")
        )
        for name in ("grade_before", "grade_after"):
            both[name] = both[name].astype(object).where(both[name].notna(), "")
        frames.append(both[both["grade_before"] != both["grade_after"]].reset_index())
    whole = pd.concat(frames, ignore_index=True)
    names = {name: whole[f"{name}_after"].fillna(whole[f"{name}_before"])
             for name in ("subject_kind", "name", "division")}  # fmt: skip
    pairs = zip(whole["grade_before"], whole["grade_after"], strict=True)
    ways = [way(*pair) for pair in pairs]
    kept = whole[["subject", "grade_before", "grade_after", "score_before", "score_after"]]
    return kept.assign(**names, way=pd.Series(ways, index=whole.index, dtype=object))


def _facts(scope: Scope, home: Home, header: Header) -> tuple[str, str]:
    """The facts of now for its months: their hash, and the manifest it is made of."""
    months = months_between(header.first_month, header.last_month)
    return manifest.facts_hash(_seen(scope, home, header), home, months)


def _seen(scope: Scope, home: Home, header: Header) -> Scope:
    """Only a city's rules see less; a province's needn't be kept to know what they saw."""
    if header.layer != "city":
        return scope
    return narrowed(scope, ruleset_of(scope, home, header).layer)


def _later(scope: Scope, home: Home, header: Header) -> pd.DataFrame:
    months = months_between(header.first_month, header.last_month)
    return corrections.later_batches(scope, home, header.last_batch, months)
