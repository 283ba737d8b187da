"""Status: what is reported of crossings, ports and straits on the day, by to whom they are open."""

from __future__ import annotations

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe
from panels.session.guard import guarded


@guarded("The status")
def show(scene: Scene) -> None:
    """Show the groups with their rows."""
    st.html(f"<h2>Status on {safe(scene.day)}</h2><p>{safe(scene.summary)}</p>")
