"""What do the tallies of metrics add up to, by subject and month or over a window?

Tallies of one source are counted in one statement. Additive sums are kept per month and
reused; whole-window ones are counted on the rows of the window. Frames hold integers only;
nothing is divided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from metrics.conditions import Counted
from metrics.counter import Counter
from metrics.model import NO_VALUES, Metric, Values
from metrics.owed import by_territory, owed
from metrics.select import Partial
from metrics.values import combined
from store.ledger import Ledger
from store.scope import Scope

SUMS = ["numerator", "denominator", "undecided"]
ALL_MONTHS: Partial = MappingProxyType({})
Found = Mapping[Counted, pd.DataFrame]


@dataclass(frozen=True)
class Request:
    """One metric with the values of its parameters."""

    metric: Metric
    values: Values = NO_VALUES

    def __post_init__(self) -> None:
        if self.metric.variants:
            names = "、".join(name for _, name in self.metric.variants)
            raise TypeError(
                f"指标 {self.metric.name} 须选定一种来源计算：{names} / "
                f"the metric {self.metric.name} is counted by one of its variants: {names}"
            )

    @property
    def counted(self) -> tuple[Counted, ...]:
        return tuple(Counted(tally, self.values) for tally in self.metric.tallies)


def window_values(
    ledger: Ledger,
    scope: Scope,
    metric: Metric,
    values: Values,
    months: Sequence[int],
    partial: Partial = ALL_MONTHS,
) -> pd.DataFrame:
    """One row per subject: subject, numerator, denominator, undecided (int64).

    `partial` names subjects counted on fewer months of the window. A subject without a row was
    named by no fact that could count; that is not the same as zero.
    """
    request = Request(metric, values)
    return window_many(ledger, scope, [request], months, partial)[request]


def month_values(
    ledger: Ledger, scope: Scope, metric: Metric, values: Values, months: Sequence[int]
) -> pd.DataFrame:
    """One row per subject and month of an additive metric: subject, month and the sums.

    Raises TypeError for a whole-window metric.
    """
    request = Request(metric, values)
    return month_many(ledger, scope, [request], months)[request]


def sum_months(metric: Metric, frame: pd.DataFrame, partial: Partial = ALL_MONTHS) -> pd.DataFrame:
    """One row per subject: the sums of a frame of month_values over its months.

    Raises TypeError for a whole-window metric: its months don't add up.
    """
    _check_additive(metric)
    return _as_count(metric, _added(_without(frame, partial)))


def window_many(
    ledger: Ledger,
    scope: Scope,
    requests: Sequence[Request],
    months: Sequence[int],
    partial: Partial = ALL_MONTHS,
) -> dict[Request, pd.DataFrame]:
    """window_values of many metrics at once, one statement per source and kind of window."""
    counter = Counter(ledger, scope, tuple(months))
    wanted = _all(requests)
    sums = counter.monthly([item for item in wanted if item.tally.over == "months"])
    found = {item: _added(_without(frame, partial)) for item, frame in sums.items()}
    found |= counter.windowed([item for item in wanted if item.tally.over != "months"], partial)
    return {request: _window_frame(scope, request, found, months) for request in requests}


def month_many(
    ledger: Ledger, scope: Scope, requests: Sequence[Request], months: Sequence[int]
) -> dict[Request, pd.DataFrame]:
    """month_values of many additive metrics at once, one statement per source."""
    for request in requests:
        _check_additive(request.metric)
    found = Counter(ledger, scope, tuple(months)).monthly(_all(requests))
    return {request: _month_frame(scope, request, found, months) for request in requests}


def _month_frame(
    scope: Scope, request: Request, found: Found, months: Sequence[int]
) -> pd.DataFrame:
    metric = request.metric
    frame = _combined(request, found, ["subject", "month"])
    if metric.owed:
        due = [owed(scope, metric, [month]).assign(month=month) for month in months]
        frame = _with_owed(frame, pd.concat(due, ignore_index=True), ["subject", "month"])
    return _as_count(metric, frame)


def _window_frame(
    scope: Scope, request: Request, found: Found, months: Sequence[int]
) -> pd.DataFrame:
    metric = request.metric
    value = metric.numerator[0].each
    if value is not None:
        return combined(metric.form, value, found[request.counted[0]])
    frame = _combined(request, found, ["subject"])
    if metric.owed == "county":
        frame = by_territory(frame)
    if metric.owed:
        frame = _with_owed(frame, owed(scope, metric, months), ["subject"])
    return _as_count(metric, frame)


def _combined(request: Request, found: Found, keys: list[str]) -> pd.DataFrame:
    """The tallies of one metric added up: what counts above the line, what counts below it."""
    over = [found[Counted(tally, request.values)] for tally in request.metric.numerator]
    under = [found[Counted(tally, request.values)] for tally in request.metric.denominator]
    part = "decided" if _is_share(request.metric) else None
    pieces = [_sums(frame, keys, "counted", part) for frame in over]
    pieces += [_sums(frame, keys, None, "counted") for frame in under]
    if len(pieces) == 1:
        return pieces[0]
    return pd.concat(pieces, ignore_index=True).groupby(keys, as_index=False)[SUMS].sum()


def _sums(
    frame: pd.DataFrame, keys: list[str], over: str | None, under: str | None
) -> pd.DataFrame:
    """One tally as a numerator, a denominator, or a numerator with its own denominator."""
    return pd.DataFrame(
        {
            **{key: frame[key] for key in keys},
            "numerator": frame[over] if over else 0,
            "denominator": frame[under] if under else 0,
            "undecided": frame["undecided"],
        }
    )


def _is_share(metric: Metric) -> bool:
    return metric.form == "share" and not metric.owed


def _with_owed(frame: pd.DataFrame, due: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Every unit that owes something, whether it left a row or not; the others leave."""
    merged = due.merge(frame, on=keys, how="left").fillna(dict.fromkeys(SUMS, 0))
    merged = merged.assign(denominator=merged["owed"])
    return merged[[*keys, *SUMS]].astype(dict.fromkeys(SUMS, "int64"))


def _as_count(metric: Metric, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(denominator=1) if metric.form == "count" else frame


def _added(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns="month").groupby("subject", as_index=False).sum()


def _without(frame: pd.DataFrame, partial: Partial) -> pd.DataFrame:
    """Only the months each subject is counted on."""
    if not partial:
        return frame
    pairs = pd.MultiIndex.from_frame(frame[["subject", "month"]])
    kept = pd.MultiIndex.from_tuples(
        [(subject, month) for subject, months in partial.items() for month in months] or [("", 0)]
    )
    return frame[~frame["subject"].isin(list(partial)) | pairs.isin(kept)]


def _all(requests: Sequence[Request]) -> list[Counted]:
    return [item for request in requests for item in request.counted]


def _check_additive(metric: Metric) -> None:
    if not metric.additive:
        raise TypeError(
            f"指标 {metric.name} 须按整个窗口计算，不能按月相加 / the metric {metric.name} "
            "is counted over a whole window; its months don't add up"
        )
