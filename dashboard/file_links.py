"""How does a page offer a file? A link button whose file is made when it is followed."""

import secrets
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard.access import Visit
from dashboard.downloads import OFFERS

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "yaml": "application/yaml",
}
_TAB = "file_links"


def file_link(
    visit: Visit, label: str, name: str, write: Callable[[Path], None], primary: bool = False,
    icon: str = ":material/download:",
) -> None:  # fmt: skip
    """A button that downloads the file `name` (its ending says the form). `write` makes it at a
    path; it must hold all it needs, for it runs after the page has gone."""
    # One offer per open page: a second tab of the same person must not end this one's link.
    page = st.session_state.setdefault(_TAB, secrets.token_hex(4))
    media = MEDIA[Path(name).suffix.removeprefix(".")]
    path = OFFERS.offer(visit.visitor, f"{page}:{name}", name, media, lambda: made(name, write))
    st.link_button(label, path, icon=icon, type="primary" if primary else "secondary")


def made(name: str, write: Callable[[Path], None]) -> bytes:
    """The bytes of a file that is written at a path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"made{Path(name).suffix}"
        write(path)
        return path.read_bytes()
