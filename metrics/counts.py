"""What did the ledgers count for each computed criterion, on the months each subject filed?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics.catalogue import metric, metric_of, second_of
from metrics.external import SOURCE as ELSEWHERE
from metrics.findings import Detail
from metrics.judge_computed import Counts
from metrics.model import Metric, values_of
from metrics.owed import owes_nothing
from metrics.score import Flags, Ints
from metrics.select import used
from metrics.subjects import Roster
from metrics.tally import Request, month_many, window_many
from metrics.thresholds import minimum_on, owes
from rules.model import Criterion
from store.ledger import DERIVED, Ledger, table_of
from store.scope import Scope

SUMS = ("numerator", "denominator", "undecided")
Sums = Ints
"""Numerators, denominators and undecided rows (three rows), one column per subject."""


@dataclass(frozen=True)
class _Job:
    """One metric to be counted for one criterion: for the subjects of `chosen`, under the
    parameter values of their type; `source` names the variant."""

    criterion: str
    source: str
    request: Request
    chosen: Flags
    filed: Flags


def count_all(
    scope: Scope, ledger: Ledger, criteria: Sequence[Criterion], roster: Roster, day: date
) -> dict[str, Counts]:
    """The counts of each computed criterion by its id (of a table's other metric, by that of
    `second_of`), one element per subject of the roster; `day` says which minimum n is in force
    when a metric has several sources."""
    judged = [criterion for criterion in criteria if criterion.judged_by == "computation"]
    others = [second for second in map(second_of, judged) if second is not None]
    computed = [*judged, *others]
    jobs = [job for criterion in computed for job in _jobs(criterion, roster)]
    sums = _count(scope, ledger, roster, jobs)
    return {
        criterion.id: _counts(
            criterion, roster, day,
            [(job, sums[at]) for at, job in enumerate(jobs) if job.criterion == criterion.id],
        )
        for criterion in computed
    }  # fmt: skip


def count_filed(
    scope: Scope, ledger: Ledger, roster: Roster, counted: Metric, filed: Flags
) -> Sums:
    """The sums of an additive metric over the months marked `filed` (subjects × months)."""
    request = Request(counted)
    everybody = np.ones(len(filed), dtype=np.bool_)
    job = _Job("", "", request, everybody, filed)
    return _month_sums(month_many(ledger, scope, [request], roster.months)[request], roster, job)


def sources_of(request: Request) -> set[str]:
    """The ledgers and registers a metric rests on: derived columns of a service record are made
    from its steps, and whether a day is logged from the service log."""
    sources = set()
    for item in request.counted:
        source = item.tally.source
        sources.add(source)
        if source == "day":
            sources.add("service")
        if source == "service" and DERIVED[source].keys() & used([item], table_of(source)):
            sources.add("step")
    return sources


def _jobs(criterion: Criterion, roster: Roster) -> Iterator[_Job]:
    declared = metric_of(criterion)
    sources = declared.variants or (("", declared.name),)
    types = roster.frame["kind"].to_numpy(dtype=object)
    for source, name in sources:
        counted = metric(name) if source else declared
        for kind in _kinds(criterion, types):
            request = Request(counted, values_of(counted, criterion.params, kind))
            filed = roster.filed_for(sources_of(request))
            chosen = np.ones(len(types), dtype=np.bool_) if kind == "" else types == kind
            yield _Job(criterion.id, source, request, chosen, filed)


def _kinds(criterion: Criterion, types: np.ndarray[tuple[int], np.dtype[np.object_]]) -> list[str]:
    """The market types that need an own count: none where all parameters are common."""
    common = all(
        set(dated.values) == {""} for series in criterion.params.values() for dated in series.dated
    )
    return [""] if common else sorted(kind for kind in set(types.tolist()) if owes(criterion, kind))


def _count(scope: Scope, ledger: Ledger, roster: Roster, jobs: Sequence[_Job]) -> list[Sums]:
    """The sums of each job, in their order."""
    additive = list(dict.fromkeys(job.request for job in jobs if job.request.metric.additive))
    monthly = month_many(ledger, scope, additive, roster.months) if additive else {}
    whole: dict[tuple[Request, bytes], Sums] = {}
    for filed, requests in _by_months([job for job in jobs if job.request not in monthly]):
        sums = _window_sums(scope, ledger, roster, filed, requests)
        whole |= {(request, filed.tobytes()): mine for request, mine in sums.items()}
    return [
        _month_sums(monthly[job.request], roster, job)
        if job.request in monthly
        else whole[job.request, job.filed.tobytes()]
        for job in jobs
    ]


def _month_sums(frame: pd.DataFrame, roster: Roster, job: _Job) -> Sums:
    """Sums over the months each subject filed, from a frame of one row per subject and month."""
    keys = _keys(roster, job.request.metric)
    place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    column = {month: at for at, month in enumerate(roster.months)}
    frame = frame[frame["subject"].isin(list(place))]
    row = frame["subject"].map(place).to_numpy(dtype=np.int64)
    table = np.zeros((len(SUMS), len(place), len(column)), dtype=np.int64)
    table[:, row, frame["month"].map(column).to_numpy(dtype=np.int64)] = _columns(frame)
    mine = np.array([place[key] for key in keys], dtype=np.int64)
    sums: Sums = (table[:, mine] * job.filed).sum(axis=2)
    return sums


def _by_months(jobs: Sequence[_Job]) -> Iterator[tuple[Flags, list[Request]]]:
    """Requests of one subject kind that are counted on the same months."""
    groups: dict[tuple[bytes, str], dict[Request, Flags]] = {}
    for job in jobs:
        key = job.filed.tobytes(), job.request.metric.subject_kind
        groups.setdefault(key, {})[job.request] = job.filed
    for requests in groups.values():
        yield next(iter(requests.values())), list(requests)


def _window_sums(
    scope: Scope, ledger: Ledger, roster: Roster, filed: Flags, requests: Sequence[Request]
) -> dict[Request, Sums]:
    """Whole-window sums, each subject on the months it filed."""
    keys = _keys(roster, requests[0].metric)
    found = {request: np.zeros((len(SUMS), len(keys)), dtype=np.int64) for request in requests}
    for rows in _layers(keys):
        partial = {
            keys[at]: frozenset(np.array(roster.months)[filed[at]].tolist())
            for at in rows
            if not filed[at].all()
        }
        frames = window_many(ledger, scope, requests, roster.months, partial)
        for request, frame in frames.items():
            known = frame.set_index("subject").reindex([keys[at] for at in rows])
            found[request][:, rows] = _columns(known.fillna(dict.fromkeys(SUMS, 0)))
    return found


def _layers(keys: Sequence[str]) -> list[list[int]]:
    """Rows in as few lists as can be, no key twice in one: two contracts of a market have
    months of their own."""
    seen: dict[str, int] = {}
    layers: list[list[int]] = []
    for at, key in enumerate(keys):
        depth = seen.get(key, 0)
        seen[key] = depth + 1
        if depth == len(layers):
            layers.append([])
        layers[depth].append(at)
    return layers


def _columns(frame: pd.DataFrame) -> Sums:
    return frame[list(SUMS)].to_numpy(dtype=np.int64).T


def _keys(roster: Roster, counted: Metric) -> list[str]:
    """The codes the facts of a metric carry: a contract's market facts carry its market."""
    column = "market" if counted.subject_kind == "market" else "subject"
    keys: list[str] = roster.frame[column].tolist()
    return keys


def _counts(
    criterion: Criterion, roster: Roster, day: date, found: Sequence[tuple[_Job, Sums]]
) -> Counts:
    """One Counts from the jobs of a criterion: of several sources the first that has the
    minimum n, else the one with the most; of several types each subject's own."""
    types = roster.frame["kind"].tolist()
    minimum = np.array([minimum_on(criterion, day, kind) for kind in types], dtype=np.int64)
    best = np.full(len(types), -1, dtype=np.int64)
    sums = np.zeros((len(SUMS), len(types)), dtype=np.int64)
    source = np.full(len(types), "", dtype=object)
    filed = np.zeros_like(roster.duty)
    for job, mine in found:
        enough = np.minimum(mine[1], minimum)
        taken = job.chosen & (enough > best)
        best[taken], source[taken] = enough[taken], job.source
        sums[:, taken], filed[taken] = mine[:, taken], job.filed[taken]
    counted = metric_of(criterion)
    if counted.form == "count":
        sums[1] = 1
    if counted.numerator and counted.numerator[0].source == ELSEWHERE:
        filed &= (sums[1] > 0)[:, np.newaxis]  # nobody brought a figure: missing, not nothing
    duty = roster.duty.sum(axis=1).astype(np.int64)
    if owes_nothing(counted, roster.months):
        duty = np.zeros_like(duty)
    return Counts(
        sums[0], sums[1], sums[2],
        duty,
        filed.sum(axis=1).astype(np.int64),
        _details(roster, filed, source.tolist()),
    )  # fmt: skip


def _details(roster: Roster, filed: Flags, source: Sequence[str]) -> list[Detail]:
    months = np.array(roster.months)
    details: list[Detail] = []
    for missing, name in zip(roster.duty & ~filed, source, strict=True):
        detail: Detail = {"source": name} if name else {}
        if missing.any():
            detail["missing_months"] = months[missing].tolist()
        details.append(detail)
    return details
