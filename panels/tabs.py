"""What stands under the map: one panel at a time, so that the map stays quick."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from layers.scene.card_figures import figures
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.view.view import View
from panels import about, export
from panels.explore import changes, incidents, story, table, talks
from panels.session.widget import control
from panels.what_if import panel as what_if


def show(scene: Scene) -> None:
    """Show the chosen panel."""
    if st.session_state.get("panel") is None:
        st.session_state["panel"] = _asked_for(scene.view)
    st.segmented_control(
        "Under the map", list(_PANELS), label_visibility="collapsed", width="stretch",
        **control("panels", st.session_state["panel"], _choose),
    )  # fmt: skip
    _PANELS[st.session_state["panel"]](scene)


def _asked_for(view: View) -> str:
    """Say which panel a link is about; the first if about none."""
    if view.claim:
        return "Story"
    if view.what_if:
        return "What if"
    return "In words" if view.since is None and view.known is None else "What changed"


def _choose(panel: str | None) -> None:
    if panel is not None:
        st.session_state["panel"] = panel


def _in_words(scene: Scene) -> None:
    told = ""
    if scene.selected and scene.selected[1].get("place"):
        told = figures(scene.selected[1]["place"], scene.day, scene.atlas)
    st.html(f'<p>{safe(scene.summary)}</p><div class="card">{told}</div>')


_PANELS: Mapping[str, Callable[[Scene], None]] = {
    "In words": _in_words,
    "What if": what_if.show,
    "What changed": changes.show,
    "Incidents": incidents.show,
    "Talks": talks.show,
    "Table": table.show,
    "Story": lambda _: story.show(),
    "Export": lambda _: export.show(),
    "Sources and licences": lambda _: about.sources(),
    "About and caveats": about.about,
}
