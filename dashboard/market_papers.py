"""Which papers can be taken from this page? The market's report, and the exit dossier if due."""

from pathlib import Path

import streamlit as st

from casework.ends import Refusal
from dashboard import data
from dashboard.file_links import file_link
from dashboard.market_choice import Profile
from exports import figures
from exports.exit_refusals import exit_refused
from exports.taken import export_to

BY = "看板"
FORMS = {"pdf": "PDF", "docx": "Word"}


def show(profile: Profile) -> None:
    """Two links to the report; two to the dossier, or why there is none."""
    words = profile.visit.words
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for form, said in FORMS.items():
            _link(profile, "market", words("评价报告 {form}", form=said), form)
    seen, header = profile.visit, profile.header
    grounds = data.exit_grounds(
        seen.scope, seen.home, profile.ruleset, profile.market, header.period
    )
    if isinstance(grounds, Refusal):
        period = figures.period(header.period, words)
        refused = exit_refused(grounds, str(profile.row["name"]), period)
        st.button(words("退出卷宗"), disabled=True, icon=":material/download:")
        st.caption(refused.text.in_language(words.language))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for form, said in FORMS.items():
            _link(profile, "exit", words("退出卷宗 {form}", form=said), form)


def _link(profile: Profile, what: str, label: str, form: str) -> None:
    seen, market, header = profile.visit, profile.market, profile.header
    scope, home, language, kind = seen.scope, seen.home, seen.language, header.kind

    def write(path: Path) -> None:
        export_to(scope, home, what, market, kind, header.period, form, path, language, by=BY)

    name = "_".join(
        (label.rpartition(" ")[0], str(profile.row["name"]),
         figures.period(header.period, seen.words))
    )  # fmt: skip
    file_link(seen, label, f"{name}.{form}", write)
