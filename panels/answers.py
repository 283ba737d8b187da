"""The panel beside the map: one answer at a time, chosen by a name; opening one runs it alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from layers.scene.card_figures import figures
from layers.scene.scene import Scene
from layers.text.escape import safe
from panels import about, export, map_frame
from panels.explore import changes, flows, incidents, status, story, table, talks
from panels.session import state, work
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget
from panels.what_if import panel as what_if

_MORE = "more"


@st.fragment
@error_boundary("The panel")
def show() -> None:
    """Show the names of the answers, and the chosen one."""
    if state.outrun():
        st.rerun()
    chosen = state.panel()
    with st.container(key="names"):
        st.segmented_control(
            "Answers", [*_FIRST, _MORE], format_func=_name, label_visibility="collapsed",
            **bound_widget("panels", chosen if chosen in _FIRST else _MORE, _choose),
        )  # fmt: skip
        if chosen in _REST:
            st.segmented_control(
                "More answers", list(_REST), format_func=_name, label_visibility="collapsed",
                **bound_widget("panels-more", chosen, _choose),
            )  # fmt: skip
    with st.container(key="answer"):
        {**_FIRST, **_REST}[chosen][1](map_frame.scene())
    # The page's script looks whether the answer is still of what the map shows, and presses the button.
    needs = "" if chosen in _STILL else f"{state.view().day} {state.view().window}"
    needs += f" {'.'.join(state.view().layers)}" if chosen in _OF_LAYERS else ""
    st.html(f'<i class="answer-of" data-of="{safe(needs.strip())}"></i>')
    st.container(key="again").button("Show the answer anew", key="answer-again")
    state.write_url()
    work.go_on()


def _choose(name: str | None) -> None:
    if name is not None:
        state.change(selected="")  # a card lies over the answer
        state.open_panel(next(iter(_REST)) if name == _MORE else name)


def _name(key: str) -> str:
    return "More" if key == _MORE else {**_FIRST, **_REST}[key][0]


def _in_words(scene: Scene) -> None:
    told = ""
    if scene.selected and scene.selected[1].get("place"):
        told = figures(scene.selected[1]["place"], scene.day, scene.atlas)
    st.html(f'<p>{safe(scene.summary)}</p><div class="card">{told}</div>')


_STILL = ("sources", "story")
"""Answers that depend on nothing that the map alone changes."""
_OF_LAYERS = ("words", "table", "incidents", "export")
"""Those that depend on the layers that are on."""
_Answers = Mapping[str, tuple[str, Callable[[Scene], None]]]
_FIRST: _Answers = {
    "status": ("Status", status.show),
    "changes": ("Changes", changes.show),
    "scenario": ("Scenario", what_if.show),
    "talks": ("Talks", talks.show),
    "incidents": ("Incidents", incidents.show),
    "flows": ("Flows", flows.show),
    "export": ("Export", lambda _: export.show()),
}
_REST: _Answers = {
    "words": ("In words", _in_words),
    "table": ("Table", table.show),
    "story": ("Story", lambda _: story.show()),
    "sources": ("Sources", lambda _: about.sources()),
    "about": ("About", about.about),
}
