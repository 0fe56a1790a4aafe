"""Whom does a lower layer judge? The markets of its city, or its own contracts."""

from dataclasses import replace

import numpy as np
import pandas as pd

from metrics.subjects import Roster
from rules.model import KindRule, Layer, Subject
from store.scope import Scope

UNRANKED = ("rank", "rank_best", "rank_worst", "peers")


def subjects_of(rule: KindRule, layer: Layer) -> tuple[Subject, ...]:
    """A contract's own rules judge contracts only."""
    if layer.name != "contract":
        return rule.subjects
    return tuple(subject for subject in rule.subjects if subject == "contract")


def narrowed(scope: Scope, layer: Layer) -> Scope:
    """What is left of a scope inside the city a layer is for."""
    if layer.name != "city":
        return scope
    (city,) = layer.of
    prefix = city[:4]
    if scope.sees(prefix):
        return Scope(scope.role, (prefix,))
    return Scope(scope.role, tuple(p for p in scope.prefixes if p.startswith(prefix)))


def of_layer(people: Roster, layer: Layer) -> Roster:
    """Of a roster of contracts, those the layer is for; any other roster as it is."""
    if layer.name != "contract":
        return people
    mine = people.frame["subject"].isin(layer.of).to_numpy(dtype=np.bool_)
    return replace(
        people,
        frame=people.frame[mine].reset_index(drop=True),
        duty=people.duty[mine],
        full_months=people.full_months[mine],
        left=people.left[mine],
        filed={name: filed[mine] for name, filed in people.filed.items()},
    )


def unranked(results: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Only the province ranks: a second result bears no place (design §6, Layers)."""
    if layer.name == "province":
        return results
    return results.assign(**dict.fromkeys(UNRANKED))
