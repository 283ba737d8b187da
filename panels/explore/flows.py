"""Flows: the place for observed quantities through crossings and ports."""

from __future__ import annotations

import streamlit as st

from layers.scene.card_figures import figures_of
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.text.words import plural
from panels.session.guard import error_boundary


@error_boundary("The flows")
def show(scene: Scene) -> None:
    """Say what will stand here, and where the figures that are known stand until then."""
    known = plural(len(figures_of(None, scene.day, scene.atlas)), "figure")
    st.html(
        "<h2>Flows</h2><p>Nothing stands here yet. What is meant for it: quantities as they were "
        "counted through a crossing or a port in a period, such as lorries a day or tonnes a year, "
        "with their range, unit, source and basis, drawn on the map by their size. A figure that a "
        "model made up will never be among them.</p>"
        f"<p>Until then: {safe(known)} up to the day shown stand on the cards of the places, and "
        "under More, Table, as 'Figures'.</p>"
    )
