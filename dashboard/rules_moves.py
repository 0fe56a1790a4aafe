"""Which numbers are moved? Sliders of a form, and the moves of the URL they are read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import streamlit as st

from exports.marks import DEFAULT_VALUE, GRADES
from exports.observations import label
from exports.requirements import role_name
from exports.words import Words
from rules.draft import Move, movable, read_move
from rules.model import RuleSet
from rules.numbers import TYPES, suffix
from rules.value import RuleError, Series

PARAM, APART = "m", ";"
WHOLE_DAY = {"%": (0.0, 100.0), "h": (0.25, 72.0), "d": (1.0, 90.0)}


@dataclass(frozen=True)
class Knob:
    """One slider: the number it moves, for whom (several types whose value is the same), what it
    is called, and its value as written today."""

    number: str
    kinds: tuple[str, ...]
    title: str
    written: str

    @property
    def key(self) -> str:
        return f"knob_{self.number}_{'_'.join(self.kinds)}"


def asked(ruleset: RuleSet) -> tuple[tuple[Move, ...], bool]:
    """The moves of the URL that the set can have, and whether all of them could be read."""
    known = movable(ruleset)
    texts = [text for text in str(st.query_params.get(PARAM, "")).split(APART) if text]
    found = []
    for text in texts:
        try:
            move = read_move(text)
        except RuleError:
            continue
        if move.number in known:
            found.append(move)
    return tuple(found), len(found) == len(texts)


def write(moves: Sequence[Move]) -> None:
    """The moves into the URL, so that a link shows the same trial."""
    params = {name: held for name, held in st.query_params.to_dict().items() if name != PARAM}
    if moves:
        params[PARAM] = APART.join(text_of(move) for move in moves)
    st.query_params.from_dict(params)


def text_of(move: Move) -> str:
    whom = f"[{move.kind}]" if move.kind else ""
    return f"{move.number}{whom}={move.value}"


def said(ruleset: RuleSet, move: Move, words: Words) -> str:
    """What a move moves, in words: `限时办结·满分线`, `等级线·良好`, or its key."""
    part, _, rest = move.number.partition(".")
    criterion = next((c for c in ruleset.criteria if move.number.startswith(f"{c}.")), "")
    text = move.number
    if criterion:
        role = move.number.removeprefix(f"{criterion}.")
        text = "·".join((ruleset.criteria[criterion].title.in_language(words.language),
                         role_name(role.removeprefix("compare."), words)))  # fmt: skip
    elif part == "bands":
        text = "·".join((words("等级线"), words(GRADES[rest].zh)))
    elif part == "groups":
        titles = {group.id: group.title.in_language(words.language) for group in ruleset.groups}
        text = "·".join((words("评价组权重"), titles.get(rest.partition(".")[0], rest)))
    whom = label("market_type", move.kind, words) if move.kind in TYPES else move.kind
    return words("{number}（{whom}）", number=text, whom=whom) if whom else text


def knobs(series: Series, title: str, day: date, words: Words) -> Iterator[Knob]:
    """One knob for each value a number has today, types that share one together."""
    dated = series.on(max(day, series.dated[0].since))
    title += f" {DEFAULT_VALUE.sign}" if dated.status == "default" else ""
    if set(dated.shown) <= {""}:
        yield Knob(series.key, (), title, dated.shown[""])
        return
    by_value: dict[str, list[str]] = {}
    for kind, written in dated.shown.items():
        by_value.setdefault(written, []).append(kind)
    for written, kinds in by_value.items():
        if len(by_value) == 1:
            yield Knob(series.key, tuple(kinds), title, written)
            continue
        whom = words("、").join(label("market_type", kind, words) if kind in TYPES else kind
                                for kind in kinds)  # fmt: skip
        named = words("{number}（{whom}）", number=title, whom=whom)
        yield Knob(series.key, tuple(kinds), named, written)


def draw(knob: Knob, moves: Sequence[Move]) -> None:
    """The slider of a knob, at the moved value where it is moved."""
    unit = suffix(knob.written)
    now = _number(moved(knob, moves) or knob.written)
    low, high, step = _range(_number(knob.written), unit, knob.number)
    low, high = min(low, now), max(high, now)
    shown = {"%": "%g%%", "h": "%g h", "d": "%g d"}.get(unit, "%g")
    st.slider(knob.title, low, high, now, step, format=shown, key=knob.key)


def moved(knob: Knob, moves: Sequence[Move]) -> str:
    """The value a knob has been moved to; "" where it hasn't."""
    mine = [move for move in moves if move.number == knob.number]
    for move in reversed(mine):
        if not move.kind or move.kind in knob.kinds:
            return move.value
    return ""


def turned(drawn: Sequence[Knob], before: Sequence[Move]) -> list[Move]:
    """The moves after the form is sent: those of the knobs drawn, and earlier ones of others."""
    numbers = {knob.number for knob in drawn}
    kept = [move for move in before if move.number not in numbers]
    for knob in drawn:
        value = Fraction(str(st.session_state[knob.key]))
        if value != Fraction(str(_number(knob.written))):
            written = f"{float(value):g}{suffix(knob.written)}"
            kept += [Move(knob.number, kind, written) for kind in knob.kinds or ("",)]
    return kept


def _number(written: str) -> float:
    return float(written.rstrip("%hd"))


def _range(value: float, unit: str, number: str) -> tuple[float, float, float]:
    """From where to where a slider goes, and by which step."""
    if unit in WHOLE_DAY:
        low, high = WHOLE_DAY[unit]
        return low, high, {"%": 1.0 if value == int(value) else 0.5, "h": 0.25, "d": 1.0}[unit]
    if number.startswith(("bands.", "groups.")) or number == "bonus_limit":
        return 0.0, 100.0, 0.5 if number.startswith("bands.") else 1.0
    step = 1.0 if value == int(value) else 0.1
    return 0.0, max(10 * step, 3 * value), step
