"""The View of a session: in the session's state, in the widgets and in the URL."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from layers.command import Goto
from layers.view.link import told
from layers.view.view import View

_VIEW, _WRITTEN, _PROBLEMS, _GOTO, _START = "view", "query", "problems", "goto", "start"


def begin(default: View) -> None:
    """Read the View from the URL at the session's start and when the reader goes back or forward.

    Any other run may bring the address of before the last change, for the browser writes it a
    moment after the page. An address that was gone back to stays as it is: writing another would
    put an end to going further back.
    """
    fresh = is_new()
    if not fresh and not _moved_in_history():
        return
    query = {key: st.query_params[key] for key in st.query_params}
    pairs = [(key, value) for key in query for value in st.query_params.get_all(key)]
    wanted, problems = View.from_query(pairs, default)
    st.session_state[_VIEW] = wanted
    st.session_state[_PROBLEMS] = told([f"{one} It is left out." for one in problems])
    st.session_state[_WRITTEN] = query
    if fresh:
        st.session_state[_START] = (
            wanted.lat,
            wanted.lon,
            wanted.zoom,
            "at" not in map(str.casefold, query),
        )
        st.session_state[_GOTO] = None
    else:
        go_to(wanted.lat, wanted.lon, wanted.zoom)
        st.session_state[_WRITTEN] = view().to_query()


def _moved_in_history() -> bool:
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def is_new() -> bool:
    """Tell whether this is the session's first run."""
    return _VIEW not in st.session_state


def view() -> View:
    """Give the session's View."""
    current: View = st.session_state[_VIEW]
    return current


def change(**fields: Any) -> None:
    """Replace parts of the session's View."""
    st.session_state[_VIEW] = replace(view(), **fields)


def start() -> tuple[float, float, float, bool]:
    """Give the first centre, zoom and whether to frame the region instead.

    The map's script is built on it and never changes.
    """
    first: tuple[float, float, float, bool] = st.session_state[_START]
    return first


def go_to(lat: float, lon: float, zoom: float) -> None:
    """Move the map: degrees (WGS84) and zoom level."""
    before = st.session_state.get(_GOTO) or {"seq": 0}
    st.session_state[_GOTO] = {"seq": before["seq"] + 1, "center": [lat, lon], "zoom": zoom}
    change(lat=round(lat, 3), lon=round(lon, 3), zoom=zoom)


def goto() -> Goto | None:
    """Give the last move by code, for the client to carry out once."""
    move: Goto | None = st.session_state[_GOTO]
    return move


def problems() -> list[str]:
    """Give the sentences on what was wrong with the link."""
    found: list[str] = st.session_state[_PROBLEMS]
    return found


def forget_problems() -> None:
    """Drop the sentences once the reader has dismissed them."""
    st.session_state[_PROBLEMS] = []


def write_url() -> None:
    """Write the View into the URL if it has changed."""
    query = view().to_query()
    if query != st.session_state[_WRITTEN]:
        st.session_state[_WRITTEN] = query
        st.query_params.from_dict(query)
