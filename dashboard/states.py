"""What does a page say when there is nothing to show, or not to you? The same words everywhere."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dashboard.access import Visit
from dashboard.registry import page_file
from exports.words import Words
from store.errors import DamageError, StoreError
from store.storage import StorageError


def empty(text: str, todo: str = "") -> None:
    """Why there is nothing here and what to do about it."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{text}**")
        if todo:
            st.caption(todo)


def nothing_published(visit: Visit, text: str = "", todo: str = "") -> None:
    """No published evaluation of the kind a page shows, and where the way to one begins."""
    words = visit.words
    empty(text or words("还没有已发布的评价。"),
          todo or words("报送台账、评价并发布后，这里显示结果。"))  # fmt: skip
    page_link(visit, "submit", words("→ 到“数据报送”查看哪些单位还没有报齐"))


def loading(height: int) -> Any:
    """A grey box of the size of what is coming: `with loading(300): …`."""
    return st.skeleton(height=height)


def failed(words: Words, reference: str) -> None:
    """An error nobody foresaw: a number for the log, no trace."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(words("**× 页面出错，没有显示结果。数据未受影响。**"))
        st.caption(
            words(
                "请刷新页面再试；仍然出错时，把编号 {reference} 告诉管理员，日志中有详细记录。",
                reference=reference,
            )
        )


def damaged(text: str, words: Words) -> None:
    """Something kept is no longer what was committed, or can't be read: no numbers are shown."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**× {text}**")
        st.caption(words("为免显示错误的数字，这里不再显示结果。"))


def unshown(text: str, words: Words) -> None:
    """What stands in the way of a page and how to mend it; nothing kept is wrong."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**× {text}**")
        st.caption(words("这里不显示结果；数据未受影响。"))


def told(error: StoreError, words: Words) -> None:
    """A page that can't be made, for a reason that has words."""
    say = damaged if isinstance(error, (DamageError, StorageError)) else unshown
    say(error.text.in_language(words.language), words)


def refused(text: str, words: Words) -> None:
    """What was wrong with a request and what to do: a person's error, already in words."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**× {text}**")
        st.caption(words("改正后重试；页面上的其他内容不受影响。"))


def no_permission(visit: Visit, area: str) -> None:
    """Outside the viewer's scope; says nothing about whether the thing exists."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(visit.words("**你的范围是{area}，所请求的内容不在范围内。**", area=area))
        page_link(visit, "overview", visit.words("回到总览"))


def page_link(visit: Visit, page: str, label: str, params: Mapping[str, str] | None = None) -> None:
    """A link to another page in the same tab; plain text where the page isn't served."""
    file = page_file(page)
    try:
        if file is not None:
            st.page_link(file, label=label, query_params=dict(params or {}))
            return
    except StreamlitPageNotFoundError:
        pass  # the page runs by itself, outside the shell
    st.caption(label)
