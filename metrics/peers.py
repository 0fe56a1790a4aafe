"""Among whom is a subject ranked? Its type, and what else its kind of evaluation keeps apart."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from metrics.score import Ints
from metrics.subjects import Roster
from metrics.thresholds import number_on
from rules.model import KindRule, RuleSet

SMALL, LARGE = 60, 500
"""Records a month between the size bands, where a set has no size_small and size_large."""
LEVELS = {"direct": "county"}
"""A direct unit is a county and is ranked among the counties."""


def peers_of(rule: KindRule, roster: Roster, bands: Sequence[str | None]) -> list[str]:
    """One label per subject; those with the same label are peers."""
    frame = roster.frame
    labels = [LEVELS.get(kind, kind) for kind in frame["type"].tolist()]
    if "mode" in rule.peers:
        labels = [f"{label}/{mode}" for label, mode in zip(labels, frame["mode"], strict=True)]
    if "size" in rule.peers and bands:
        labels = [f"{label}/{band or '-'}" for label, band in zip(labels, bands, strict=True)]
    return labels


def size_bands(ruleset: RuleSet, day: date, records: Ints, months: Ints) -> list[str | None]:
    """The band of each subject by its mean service records a month over the months filed; None
    where none was filed."""
    small = number_on(ruleset, "size_small", day, SMALL)
    large = number_on(ruleset, "size_large", day, LARGE)
    band = np.where(records >= large * months, 2, np.where(records >= small * months, 1, 0))
    names = ("small", "medium", "large")
    pairs = zip(band.tolist(), months.tolist(), strict=True)
    return [names[at] if filed else None for at, filed in pairs]
