"""Which choices live in the URL? Drop-downs and switches that write it, and what it may not ask."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import data, state
from dashboard.access import Visit
from exports import figures
from store.evaluations import Header

_MEMORY, _REFUSED = "choices", "refused"


def begin() -> None:
    """A page begins: nothing has been refused yet."""
    st.session_state[_REFUSED] = []


def choose(
    visit: Visit, name: str, label: str, options: Mapping[str, str], default: str,
    width: int = 130, keep: bool = True,
) -> str:  # fmt: skip
    """A drop-down whose value is the URL's `name`; returns a code.

    `options` maps codes to labels. `keep` carries the choice to the other pages. A single option
    is plain text. A value that isn't offered falls back to `default`; `refusals` says so.
    """
    value = _value(name, label, list(options), default, keep)
    if len(options) == 1:
        st.markdown(_begun(options[value]), width="content")
        return value
    key = _prepared(name, value)
    st.selectbox(
        label, list(options), format_func=lambda code: _begun(options[code]), key=key, width=width,
        label_visibility="collapsed", on_change=_write, args=(name, key, default, keep),
    )  # fmt: skip
    return str(st.session_state[key])


def switch(
    visit: Visit, name: str, label: str, options: Mapping[str, str], default: str,
    keep: bool = False,
) -> str:  # fmt: skip
    """Like `choose`, as a row of buttons; for two to six options."""
    value = _value(name, label, list(options), default, keep)
    key = _prepared(name, value)
    st.segmented_control(
        label, list(options), format_func=lambda code: _begun(options[code]), key=key,
        required=True, label_visibility="collapsed", on_change=_write,
        args=(name, key, default, keep),
    )  # fmt: skip
    return str(st.session_state[key])


def choose_month(visit: Visit, published: pd.DataFrame) -> Header:
    """The month filter over the published evaluations (newest first); returns the chosen one."""
    periods = {row: figures.period(row, visit.words) for row in published["period"].astype(str)}
    first = next(iter(periods))
    period = choose(visit, "period", visit.words("月份"), periods, first)
    kind = str(published["kind"].iloc[0])
    header = data.header(visit.scope, visit.home, kind, period)
    if header is None:  # withdrawn between the list and this line
        st.rerun()
    return header


def choose_area(
    visit: Visit, offered: Sequence[str], tops: Sequence[str], names: Mapping[str, str]
) -> str:
    """The area filter, listing `tops`; the URL may also hold any other area of `offered` (a
    county chosen on the map), which is then listed too."""
    held = _value("area", visit.words("地区"), offered, offered[0], keep=True)
    options = {code: names[code] for code in tops}
    if held not in options:
        options[held] = names[held]
    return choose(visit, "area", visit.words("地区"), options, offered[0])


def mirror(
    visit: Visit, name: str, label: str, options: Mapping[str, str], value: str, default: str
) -> None:
    """A second control over a choice already read: writes the same URL parameter."""
    key = f"mirror_{name}"
    st.session_state[key] = value
    st.selectbox(
        label, list(options), format_func=lambda code: _begun(options[code]), key=key,
        label_visibility="collapsed", on_change=_write, args=(name, key, default, True),
    )  # fmt: skip


def set_choice(name: str, value: str, default: str, keep: bool = True) -> None:
    """Write a choice made elsewhere (a click on the map) into the URL and the memory."""
    st.query_params.from_dict(state.with_choice(st.query_params.to_dict(), name, value, default))
    if keep:
        st.session_state.setdefault(_MEMORY, {})[name] = value


def refusals(visit: Visit) -> None:
    """One caption when the URL asked for what isn't offered; call it after the last filter."""
    refused: list[str] = st.session_state.get(_REFUSED, [])
    if refused:
        st.caption(
            visit.words(
                "链接中的{labels}不可用，已改用默认选项。",
                labels=visit.words("、").join(refused),
            )
        )


def _begun(label: str) -> str:
    """A label begins with a capital where its letters have one."""
    return label[:1].upper() + label[1:]


def _value(name: str, label: str, offered: Sequence[str], default: str, keep: bool) -> str:
    params = st.query_params.to_dict()
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {}) if keep else {}
    found = state.remembered(params, memory, name, offered, default)
    if found.refused:
        st.session_state.setdefault(_REFUSED, []).append(label)
    if found.refused or params.get(name, default) != found.value:
        set_choice(name, found.value, default, keep=False)
    memory[name] = found.value
    return found.value


def _prepared(name: str, value: str) -> str:
    key = f"choice_{name}"
    st.session_state[key] = value
    return key


def _write(name: str, key: str, default: str, keep: bool) -> None:
    set_choice(name, str(st.session_state[key]), default, keep)
