"""What is one line of a market's findings? Finding, points, value, requirement, counts, clause."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exports import figures
from exports.apportion import apportioned
from exports.appraised import measured, parts, won
from exports.marks import FINDINGS, NOTICE, PENDING, REASONS, VETOES, finding_mark
from exports.values import has_default, required_text
from exports.words import Words
from rules.model import Criterion, RuleSet

COLUMNS = (
    "group", "criterion", "finding", "points", "value", "required", "parts", "clauses",
)  # fmt: skip
GATES = ("veto", "entry")


def with_points(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings with `lost`, `pending` and `most` as they are shown: whole tenths of a point
    in 1/10,000. Lost and pending points are each shared out by largest remainder, so that they
    add up to the shown total; the most there were is never less than both. 0 for gates and
    bonuses, which lose nothing."""
    held = findings[findings["effect"] == "points"]
    low, high, most = (
        held[name].astype("int64") for name in ("points_low", "points_high", "points_maximum")
    )
    lost, pending = _shared_out(most - high), _shared_out(high - low)
    whole_most = _shared_out(most).where(low > 0, lost + pending)
    columns = {"lost": lost, "pending": pending, "most": whole_most.clip(lower=lost + pending)}
    return findings.assign(
        **{
            name: part.reindex(findings.index, fill_value=0).astype("int64")
            for name, part in columns.items()
        }
    )


def _shared_out(points: "pd.Series[int]") -> "pd.Series[int]":
    return pd.Series(apportioned(points.tolist(), int(points.sum())), index=points.index)


def losses(findings: pd.DataFrame) -> pd.DataFrame:
    """Of `with_points`: gates that failed or wait, then what lost points, then what only waits;
    the greatest first, equal ones in the order of the set."""
    gate = findings["effect"].isin(GATES)
    failing = findings["finding"].isin(["not_met", "partly", "no_data"])
    points = findings["effect"] == "points"
    held = findings[(failing & gate) | (points & ((findings["lost"] > 0) | _waits(findings)))]
    order = held.assign(
        gated=(~held["effect"].isin(GATES)).astype("int64"),
        minus=-held["lost"], wait=-held["pending"],
    )  # fmt: skip
    order = order.sort_values(["gated", "minus", "wait"], kind="stable")
    return held.loc[order.index].reset_index(drop=True)


def _waits(findings: pd.DataFrame) -> "pd.Series[bool]":
    return (findings["finding"] == "no_data") | (findings["pending"] > 0)


def in_set_order(findings: pd.DataFrame, ruleset: RuleSet) -> pd.DataFrame:
    """The findings in the order in which the rule set lists their criteria."""
    names = [name for group in ruleset.groups for name in group.criteria]
    place = {name: at for at, name in enumerate(names)}
    return findings.sort_values("criterion", key=lambda held: held.map(place), ignore_index=True)


def lines(
    findings: pd.DataFrame, ruleset: RuleSet, words: Words, points_won: bool = False
) -> pd.DataFrame:
    """One row per finding of `with_points`, in COLUMNS, as text; `points` are those lost and
    pending, or with `points_won` those won."""
    rows = [_line(row, ruleset, words, points_won) for row in findings.to_dict("records")]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _line(
    row: Mapping[Any, Any], ruleset: RuleSet, words: Words, points_won: bool
) -> tuple[object, ...]:
    criterion = ruleset.criteria[row["criterion"]]
    group = next(group for group in ruleset.groups if group.id == row["group_id"])
    return (
        group.title.in_language(words.language),
        criterion.title.in_language(words.language),
        [finding_words(row, words)],
        won_words(row, words) if points_won else lost_words(row, words),
        value_words(criterion, row, words),
        required_words(criterion, row, words),
        parts(row, criterion),
        criterion.clauses[0] + (" …" if len(criterion.clauses) > 1 else ""),
    )


def finding_words(row: Mapping[Any, Any], words: Words) -> str:
    """The pill of a finding; a waived one says so."""
    if row["waived"]:
        return f"{FINDINGS['not_applicable'].sign} {words('豁免')}"
    return finding_mark(str(row["finding"]), str(row["effect"])).text(words)


def pills(words: Words) -> dict[str, str]:
    """Every pill a finding can have, with its colour's name."""
    marks = [*FINDINGS.values(), *VETOES.values()]
    held = {mark.text(words): mark.colour for mark in marks}
    return held | {f"{FINDINGS['not_applicable'].sign} {words('豁免')}": "gray"}


def lost_words(row: Mapping[Any, Any], words: Words) -> str:
    """`−2.5 / 8`, `待核 1.4 / 2`, `−1.0 / 4 ？1.0` where both; a gate's kind."""
    if row["effect"] in GATES:
        return words(GATE_WORDS[str(row["effect"])])
    lost, pending, most = int(row["lost"]), int(row["pending"]), int(row["most"])
    if not pending:
        return figures.lost(most - lost, most)
    waiting = figures.score(pending)
    if not lost:
        return words(
            "待核 {points}", points=f"{waiting} / {figures.score(most).removesuffix('.0')}"
        )
    return f"{figures.lost(most - lost, most)} {PENDING.sign}{waiting}"


def won_words(row: Mapping[Any, Any], words: Words) -> str:
    """`5.5 / 8.0`; of a gate its kind, of what isn't applicable `—`."""
    return words(GATE_WORDS[str(row["effect"])]) if row["effect"] in GATES else won(row)


GATE_WORDS = {"veto": "一票否决", "entry": "准入条件"}


def value_words(criterion: Criterion, row: Mapping[Any, Any], words: Words) -> str:
    """What was measured; where nothing could be, why."""
    said = measured(row, criterion, words)
    if said != figures.MISSING and row["finding"] != "no_data":
        return said
    return words(REASONS[row["reason"]]) if row["reason"] in REASONS else said


def required_words(criterion: Criterion, row: Mapping[Any, Any], words: Words) -> str:
    """What is asked, with ※ where a number behind it is only a default."""
    asked = required_text(criterion, row["threshold"], words)
    if asked == figures.MISSING or not has_default(row["threshold"]):
        return asked
    return f"{asked} {NOTICE.sign}"


def gate_counts(findings: pd.DataFrame, effect: str) -> dict[str, int]:
    """How many gates of an effect apply, and how many are met, failed and pending."""
    held = findings[(findings["effect"] == effect) & (findings["finding"] != "not_applicable")]
    counts: Mapping[Any, int] = held["finding"].value_counts().to_dict()
    names: Sequence[str] = ("met", "not_met", "no_data")
    return {"all": len(held)} | {name: int(counts.get(name, 0)) for name in names}
