"""Which rule set is read, which part of it, and on which day?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import choices, rulebook, state
from dashboard.access import Visit
from rules.answers import Answer, answers
from rules.calendar import date_of
from rules.model import RuleSet

TABS = {"clauses": "条款对照", "criteria": "评价项", "compare": "版本比较", "trial": "试算"}
_SEEN = "rules_set_seen"


@dataclass(frozen=True)
class Book:
    """One rule set as read: `answers` by clause, `current` where it is the one in force; `sets`
    are all that can be chosen, by the name a link gives them."""

    visit: Visit
    ruleset: RuleSet
    day: date
    current: bool
    tab: str
    answers: Mapping[str, tuple[Answer, ...]]
    sets: Mapping[str, RuleSet]

    @property
    def language(self) -> str:
        return self.visit.language


def chosen(seen: Visit, filters: DeltaGenerator) -> Book:
    """Draws the choice of part and rule set into the title row. Raises RuleError where the
    files of the set can't be read."""
    words, known = seen.words, rulebook.held_sets(seen.scope, seen.home)
    used = rulebook.in_force(seen.scope, seen.home)
    default = next(name for name, held in known.items() if held.hash == used.hash)
    with filters:
        tabs = {name: words(title) for name, title in TABS.items()}
        tab = choices.switch(seen, "tab", words("看什么"), tabs, next(iter(TABS)))
        titles = {name: held.title.in_language(seen.language) for name, held in known.items()}
        name = choices.choose(seen, "set", words("规则集"), titles, default, width=330, keep=False)
    ruleset = known[name]
    found = answers(ruleset)
    _forget_others(name, {"clause": list(found), "criterion": list(ruleset.criteria)})
    day = date_of(seen.home.now())
    return Book(seen, ruleset, day, name == default, tab, found, known)


def picked(key: str, param: str, ids: Sequence[str]) -> None:
    """A row of the table `key` was picked: its id goes into the URL."""
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        choices.set_choice(param, ids[rows[0]], "", keep=False)


def _forget_others(name: str, offered: Mapping[str, Sequence[str]]) -> None:
    """With another rule set the clause and criterion of the one before are no longer asked for."""
    before = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = name
    if before in (None, name):
        return
    params = st.query_params.to_dict()
    for param, ids in offered.items():
        if params.get(param) not in ids:
            params = state.with_choice(params, param, "", "")
    st.query_params.from_dict(params)
