"""The View of a session: in the session's state, in the widgets and in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from catalog.names import did_you_mean
from layers.command import Goto
from layers.view.link import short, told
from layers.view.view import View, key_of

_VIEW, _WRITTEN, _PROBLEMS, _GOTO, _START = "view", "query", "problems", "goto", "start"
_PANEL, _DRAWN = "panel", "view-drawn"
PANELS = ("status", "changes", "scenario", "talks", "incidents", "flows", "export", "words", "table",
          "story", "sources", "about")  # fmt: skip
"""The answers beside the map, by the name that the link has for them."""
_STREAMLITS = ("embed", "embed_options")
"""Parameters that Streamlit reads itself."""


def restore_view(default: View) -> None:
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
    asked = [text for key, text in pairs if key == _PANEL]
    own = [(key, text) for key, text in pairs if key not in (_PANEL, *_STREAMLITS)]
    wanted, problems = View.from_query(own, default)
    st.session_state[_PANEL] = _asked_for(wanted, asked, problems)
    st.session_state[_VIEW] = wanted
    st.session_state[_PROBLEMS] = told([f"{one} It is left out." for one in problems])
    st.session_state[_WRITTEN] = {
        key: text for key, text in query.items() if key not in _STREAMLITS
    }
    if fresh:
        st.session_state[_START] = (
            wanted.lat,
            wanted.lon,
            wanted.zoom,
            "at" not in map(str.casefold, query),
        )
        st.session_state[_GOTO] = None
    else:
        move_map(wanted.lat, wanted.lon, wanted.zoom)
        st.session_state[_WRITTEN] = _query()


def _asked_for(wanted: View, asked: list[str], problems: list[str]) -> str:
    """Say which answer a link is about: the one that it names, else the one that it needs."""
    for name in asked:
        if name in PANELS:
            return name
        hint = did_you_mean(name, PANELS)
        problems.append(f"The link's panel '{short(name)}' is not known{hint}.")
    if wanted.claim:
        return "story"
    if wanted.what_if:
        return "scenario"
    return "status" if wanted.since is None and wanted.known is None else "changes"


def panel() -> str:
    """Return the answer that is open beside the map."""
    name: str = st.session_state[_PANEL]
    return name


def open_panel(name: str) -> None:
    """Open another answer."""
    st.session_state[_PANEL] = name


def drawn() -> None:
    """Note that the map and the page are of the View as it is."""
    st.session_state[_DRAWN] = view()
    st.session_state.pop("page-changed", None)


def outrun() -> bool:
    """Return whether the map has yet to be told of a change."""
    return bool(st.session_state.get(_DRAWN) != view())


def _query() -> dict[str, str]:
    """Write the View and the open answer as the address has them; what a link without it opens is left out."""
    usual = panel() == _asked_for(view(), [], [])
    return {**view().to_query(), **({} if usual else {_PANEL: panel()})}


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


_LONGEST_MESSAGE = 2000
_SAYABLE = frozenset({"day", "layers", "window", "boundaries", "theme", "tiles", "selected", "since",
                      "known", "compare", "backfilled", "unreported", "at", "from", "to", "close", "reopen", "closure_scope",
                      "objective", "alternatives", "statuses", "unknown", "cargo_type", "baseline",
                      "analysis", "gateway", "measure"})  # fmt: skip
"""What the page may change of the View by a message: pieces of a link."""
_NOTHING = "-"
"""Says of what a link leaves out that it is not asked for any more."""
_EMPTY: Mapping[str, Any] = {"since": None, "known": None, "from": "", "to": "", "close": (), "reopen": (),
                             "gateway": "", "selected": ""}  # fmt: skip
_FIELDS: Mapping[str, str] = {"from": "origin", "to": "destination"}  # fmt: skip


def take(message: str) -> None:
    """Change the View by a piece of a link that the page sent; what cannot be read is left out.

    Parameters
    ----------
    message
        A query such as ``layers=ports.crossings``. It may come from anybody: it is read as a link is.
    """
    if len(message) > _LONGEST_MESSAGE:
        return
    asked = [(key_of(name), text) for name, text in parse_qsl(message)]
    pairs = [(key, text) for key, text in asked if key in _SAYABLE]
    ended = [key for key, text in pairs if text == _NOTHING and key in _EMPTY]
    wanted, _ = View.from_query([pair for pair in pairs if pair[0] not in ended], view())
    wanted = replace(wanted, **{_FIELDS.get(key, key): _EMPTY[key] for key in ended})
    moved = (wanted.lat, wanted.lon, wanted.zoom) != (view().lat, view().lon, view().zoom)
    st.session_state[_VIEW] = wanted
    if moved:
        move_map(wanted.lat, wanted.lon, wanted.zoom)


def initial_camera() -> tuple[float, float, float, bool]:
    """Give the first centre, zoom and whether to frame the region instead.

    The map's script is built on it and never changes.
    """
    first: tuple[float, float, float, bool] = st.session_state[_START]
    return first


def move_map(lat: float, lon: float, zoom: float) -> None:
    """Move the map: degrees (WGS84) and zoom level."""
    before = st.session_state.get(_GOTO) or {"seq": 0}
    st.session_state[_GOTO] = {"seq": before["seq"] + 1, "center": [lat, lon], "zoom": zoom}
    change(lat=round(lat, 3), lon=round(lon, 3), zoom=zoom)


def pending_move() -> Goto | None:
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
    query = _query()
    if query != st.session_state[_WRITTEN]:
        st.session_state[_WRITTEN] = query
        kept = {key: st.query_params[key] for key in _STREAMLITS if key in st.query_params}
        st.query_params.from_dict({**query, **kept})
