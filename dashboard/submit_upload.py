"""How is a file handed in? Chosen, checked without writing, shown, and kept when confirmed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import states, submit_mapping, submit_problems, submit_words, widgets
from dashboard.badges import plain
from dashboard.file_links import file_link
from dashboard.submit_check import Terms, Upload, can_be_marked, check, keep, marked_file
from dashboard.submit_choice import Desk
from exports.marks import ON_TIME, OVERDUE
from store.errors import StoreError
from store.intake.submit import Outcome

BY = "看板"
_ROUND, _CHECKED, _KEPT = "submit_round", "submit_checked", "submit_kept"
CLOSED = "approval_missing"


def choose(desk: Desk) -> tuple[list[Upload], Terms]:
    """The uploader and what goes with it; what was chosen."""
    words = desk.visit.words
    st.subheader(words("报送文件"), anchor=False)
    number = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        words("选择 .xlsx，或一套 .csv（含报送说明）"), type=["xlsx", "csv"],
        accept_multiple_files=True, key=f"submit_files_{number}",
    )  # fmt: skip
    hide = st.checkbox(
        words("入库前脱敏"), key=f"submit_hide_{number}",
        help=words("身份证号换成省厅密钥算出的标识，手机号删去；留存的是脱敏后的文件和原件的指纹。"),
    )  # fmt: skip
    approved = _approval(desk, number)
    st.caption(words("先核对，不写入；全部通过后由你确认入库。有一处错误，整份不入库。"))
    uploads = [Upload(file.name, file.getvalue()) for file in files]
    return uploads, Terms(BY, desk.ruleset, bool(hide), approved)


def _approval(desk: Desk, number: int) -> str:
    """Asked only when the last check found a correction of a closed month."""
    words = desk.visit.words
    _, outcomes = st.session_state.get(_CHECKED, ((), []))
    key = f"submit_approved_{number}"
    asked = any(problem.code == CLOSED for held in outcomes for problem in held.problems)
    if not asked and not st.session_state.get(key):
        return ""
    return st.text_input(words("同意更正的上级人员（已关账的月份）"), key=key).strip()


def show(desk: Desk, uploads: Sequence[Upload], terms: Terms) -> None:
    """What became of the files chosen, or of those kept in the run before."""
    words = desk.visit.words
    for outcome in st.session_state.pop(_KEPT, []):
        with st.container(border=True, gap="xxsmall"):
            said = submit_words.kept(outcome, desk.names, words)
            st.markdown(f":green-badge[{ON_TIME.sign}] **{plain(said)}**")
    if not uploads:
        st.session_state.pop(_CHECKED, None)
        return
    try:
        outcomes = _checked(desk, uploads, terms)
    except StoreError as error:
        states.refused(error.text.in_language(words.language), words)
        return
    for place, outcome in enumerate(outcomes):
        with st.container(border=True, gap="xsmall"):
            _accepted(desk, outcome) if outcome.accepted else _refused(
                desk, outcome, uploads, place
            )
    if all(outcome.accepted for outcome in outcomes):
        _confirm(desk, uploads, terms, outcomes)


def _checked(desk: Desk, uploads: Sequence[Upload], terms: Terms) -> list[Outcome]:
    """The outcome of the check; done once for the same files, choices and state."""
    newest = int(desk.batches["batch_id"].max()) if len(desk.batches) else 0
    files = tuple((upload.name, upload.digest) for upload in uploads)
    key = (files, terms.pseudonymise, terms.approved_by, newest)
    known, outcomes = st.session_state.get(_CHECKED, ((), []))
    if known != key:
        outcomes = _check(desk, uploads, terms)
        st.session_state[_CHECKED] = (key, outcomes)
        if any(problem.code == CLOSED for held in outcomes for problem in held.problems):
            st.rerun()  # so that the approval is asked for
    return list(outcomes)


def _check(desk: Desk, uploads: Sequence[Upload], terms: Terms) -> list[Outcome]:
    seen, words = desk.visit, desk.visit.words
    with st.status(words("正在核对"), expanded=True) as box:
        size = sum(len(upload.content) for upload in uploads) // 1024
        st.write(words.count("收到 {n} 个文件，共 {size} kB", len(uploads), size=f"{size:,}"))
        st.write(words("在受限进程中读取，逐格核对格式、代码和个人信息"))
        st.write(words("核对名册、报送权限和前后月衔接"))
        bar = st.progress(0.0)

        def show_part(done: float, total: int) -> None:
            said = words("正在核对（{done} / {total} 份）", done=int(done), total=total)
            bar.progress(min(done / total, 1.0), said)

        outcomes = check(seen.scope, seen.home, uploads, terms, show_part)
        wrong = sum(len(outcome.problems) for outcome in outcomes)
        said = words.count("核对完成：{n} 处问题", wrong) if wrong else words("核对完成：全部通过")
        box.update(label=said, state="error" if wrong else "complete", expanded=False)
    return outcomes


def _accepted(desk: Desk, outcome: Outcome) -> None:
    """What would be kept, beside what is on file."""
    words = desk.visit.words
    said = submit_words.verdict(outcome, words)
    st.markdown(f":green-badge[{ON_TIME.sign}] **{plain(said)}**")
    note = submit_words.elsewhere([outcome], desk.unit, desk.period, desk.names, words)
    if note:
        st.caption(note)
    elif outcome.rows:
        table = submit_problems.changes(desk.ledgers, outcome.rows, words)
        widgets.figure_table(table, "changes", said)


def _refused(desk: Desk, outcome: Outcome, uploads: Sequence[Upload], place: int) -> None:
    """Every problem, and the workbook with the bad cells marked."""
    words = desk.visit.words
    said = submit_words.verdict(outcome, words)
    st.markdown(f":red-badge[{OVERDUE.sign}] **{plain(said)}**")
    st.dataframe(
        submit_problems.problem_rows(outcome.problems, desk.ruleset, words), hide_index=True,
        alt=said, key=f"submit_problems_{place}", column_config=_columns(desk), row_height=32,
        height=32 * (min(len(outcome.problems), 10) + 1) + 2,
    )  # fmt: skip
    if submit_mapping.show(desk, outcome, place, BY):
        st.session_state.pop(_CHECKED, None)
        st.rerun()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(
            words("{capped}。全部改正后再传；拒收的文件不留存。",
                  capped=submit_problems.capped(outcome.problems, words)), width="content",
        )  # fmt: skip
        if can_be_marked(outcome):
            _marked(desk, outcome, uploads)


def _columns(desk: Desk) -> dict[str, Any]:
    widths = dict(zip(submit_problems.HEADS, (86, 46, 96, 120, 200, 340, 170), strict=True))
    return {
        desk.visit.words(head): st.column_config.TextColumn(width=width)
        for head, width in widths.items()
    }


def _marked(desk: Desk, outcome: Outcome, uploads: Sequence[Upload]) -> None:
    words, language = desk.visit.words, desk.visit.language
    held = list(uploads)

    def write(path: Path) -> None:
        path.write_bytes(marked_file(outcome, held, language))

    stem = outcome.paths[0].stem
    name = words("{file}_标出错误.xlsx", file=stem)
    file_link(desk.visit, words("下载标好错误的工作簿"), name, write)


def _confirm(
    desk: Desk, uploads: Sequence[Upload], terms: Terms, outcomes: Sequence[Outcome]
) -> None:
    words = desk.visit.words
    files = (
        words.count("确认入库 {n} 份", len(outcomes)) if len(outcomes) > 1 else words("确认入库")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        confirmed = st.button(files, type="primary", icon=":material/inventory:")
        if desk.visit.home.demo:
            st.caption(words("演示数据：收到时间取报送说明的“报送时间”。"), width="content")
    if not confirmed:
        return
    try:
        with st.status(words("再次核对并入库"), expanded=False):
            kept = keep(desk.visit.scope, desk.visit.home, uploads, terms)
    except StoreError as error:
        states.refused(error.text.in_language(words.language), words)
        return
    # What was refused now (somebody else filed meanwhile) stays chosen and is checked anew.
    st.session_state[_KEPT] = [outcome for outcome in kept if outcome.accepted]
    st.session_state.pop(_CHECKED, None)
    if all(outcome.accepted for outcome in kept):
        st.session_state[_ROUND] += 1
    st.rerun()
