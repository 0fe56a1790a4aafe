"""Which program is the dashboard? The server when it is started, one page run when it calls."""

import streamlit as st
from streamlit import runtime

from dashboard import warm
from dashboard.app import show
from dashboard.server import MIDDLEWARE, ROUTES, script_failed

if runtime.exists():
    show()
else:
    warm.begin()
    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, on_script_error=script_failed)
