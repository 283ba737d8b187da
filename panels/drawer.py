"""The drawer's groups that Python draws; layers, day and window are the page's own (panels/shell)."""

from __future__ import annotations

import streamlit as st

from layers.scene.scene import Scene
from panels.session import state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

_GROUND_WORDS = {"auto": "As the page", "light": "Light", "dark": "Dark"}


@error_boundary("The controls")
def show(scene: Scene) -> None:
    """Show what the page's own drawer (panels/shell/desk.js) leaves to Python."""
    with st.container(key="draw-settings"):
        _settings(scene)


def _settings(scene: Scene) -> None:
    st.subheader("Settings")
    codes = list(scene.worldviews)
    st.selectbox(
        "Whose boundaries?", codes,
        format_func=lambda code: str(scene.worldviews[code]["name"]),
        **bound_widget("world", state.view().worldview, lambda code: state.change(worldview=code)),
        help="What each depiction rests on stands under More, About.",
    )  # fmt: skip
    st.radio(
        "Ground", list(_GROUND_WORDS), format_func=_GROUND_WORDS.__getitem__, horizontal=True,
        **bound_widget("ground", state.view().theme, lambda ground: state.change(theme=ground)),
    )  # fmt: skip
    st.checkbox(
        "Online tiles (leaves this machine)",
        **bound_widget("tiles", state.view().tiles == "osm",
                  lambda on: state.change(tiles="osm" if on else "none")),
        help="Asks tile.openstreetmap.org for pictures of what you look at. Off, nothing leaves "
        "this machine.",
    )  # fmt: skip
