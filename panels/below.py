"""What stands under the map: one panel at a time, so that the map stays quick."""

from __future__ import annotations

import streamlit as st

from layers.scene import Scene
from layers.text import safe
from panels import about, changes, incidents, scenario, story, table, talks

_PANELS = (
    "In words",
    "What if",
    "What changed",
    "Incidents",
    "Talks",
    "Table",
    "Story",
    "Sources and licences",
    "About and caveats",
)


def show(scene: Scene) -> None:
    """Show the chosen panel."""
    if st.session_state.get("panel") is None:
        st.session_state["panel"] = _PANELS[0]
    chosen = st.segmented_control(
        "Under the map", _PANELS, key="panel", label_visibility="collapsed", width="stretch"
    )
    if chosen == "Table":
        table.show(scene)
    elif chosen == "What if":
        scenario.show(scene)
    elif chosen == "What changed":
        changes.show(scene)
    elif chosen == "Incidents":
        incidents.show(scene)
    elif chosen == "Talks":
        talks.show(scene)
    elif chosen == "Story":
        story.show()
    elif chosen == "Sources and licences":
        about.sources()
    elif chosen == "About and caveats":
        about.about(scene)
    else:
        st.html(f"<p>{safe(scene.summary)}</p>")
