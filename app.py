"""Crossings: trade routes and border tensions on a day, with sources. Run with ``make run``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from panels.shell.door import Door, seats
from panels.shell.shell import Shell

app = st.App(
    Path(__file__).parent / "panels" / "page.py",
    middleware=[Middleware(Door, seats=seats()), Middleware(Shell)],
)
