"""Crossings: trade routes and border tensions on a day, with sources. Run with ``make run``."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from catalog.manifest import intact
from catalog.paths import GEO
from catalog.printing import shown_lines
from panels.shell.addresses import Addresses, metrics_open
from panels.shell.door import Door, seats
from panels.shell.shell import Shell
from workers.pool import wished

# What no reader could be served with ends the start, in words: before the first reader sees it.
try:
    intact(GEO)
    wished()
    room, metrics = seats(), metrics_open()
except ValueError as error:
    sys.exit(shown_lines(error))

app = st.App(
    Path(__file__).parent / "panels" / "page.py",
    middleware=[
        Middleware(Addresses, metrics=metrics),
        Middleware(Door, seats=room),
        Middleware(Shell),
    ],
)
