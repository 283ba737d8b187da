"""The controls, grouped by question: when, what, whose boundaries, share."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from layers.registry import BY_ID, GROUPS, SWITCHED
from layers.scene import Scene
from layers.view import EARLIEST, LATEST, WINDOWS
from panels import search, state
from panels.guard import guarded

_GROUND_WORDS = {"auto": "As the page", "light": "Light", "dark": "Dark"}
_WINDOW_WORDS = {
    "7": "7 days",
    "30": "30 days",
    "90": "90 days",
    "365": "a year",
    "all": "all days",
}


@guarded("The controls")
def show(scene: Scene, *, default_day: date) -> None:
    """Show every control of the View."""
    search.show()
    _when(default_day)
    _what(scene)
    _whose(scene)
    _share()


def _when(default_day: date) -> None:
    st.subheader("When?")
    st.session_state["day"] = state.view().day
    st.date_input(
        "Day shown", key="day", min_value=EARLIEST, max_value=LATEST - timedelta(days=1),
        format="YYYY-MM-DD", on_change=_set_day,
        help=f"Opens on {default_day.isoformat()}, the newest day on which no status of a main "
        "Pakistan crossing is stale.",
    )  # fmt: skip
    st.button("Opening day", on_click=_go, args=(default_day,), width="stretch")
    keys = list(WINDOWS)
    st.session_state["window"] = next(k for k, v in WINDOWS.items() if v == state.view().window)
    st.selectbox(
        "Events of the last", keys, key="window", format_func=_WINDOW_WORDS.__getitem__,
        on_change=_set_window,
        help="Numbers beside the layers count what is shown on the day, and the events of these days.",
    )  # fmt: skip


def _what(scene: Scene) -> None:
    st.subheader("What?")
    counts = {part.layer.id: len(part.features) for part in scene.layers}
    for group in GROUPS:
        st.markdown(f"**{group}**")
        for layer in reversed(SWITCHED):
            if layer.group != group:
                continue
            key = f"on-{layer.id}"
            st.session_state[key] = layer.id in state.view().layers
            number = f" ({counts[layer.id]})" if layer.facts and layer.id in counts else ""
            st.checkbox(layer.name + number, key=key, help=layer.about, on_change=_switch,
                        args=(layer.id,))  # fmt: skip


def _whose(scene: Scene) -> None:
    st.subheader("Whose boundaries?")
    codes = list(scene.worldviews)
    st.session_state["world"] = state.view().worldview
    st.selectbox(
        "Depiction", codes, key="world",
        format_func=lambda code: str(scene.worldviews[code]["name"]),
        on_change=lambda: state.change(worldview=st.session_state["world"]),
        help="What each depiction rests on stands under 'About and caveats'.",
    )  # fmt: skip


def _share() -> None:
    st.subheader("Share")
    st.session_state["title"] = state.view().title
    st.text_input(
        "Title", key="title", max_chars=120, placeholder="Made from what is shown",
        on_change=lambda: state.change(title=" ".join(st.session_state["title"].split())),
    )  # fmt: skip
    st.session_state["ground"] = state.view().theme
    st.radio(
        "Ground", list(_GROUND_WORDS), key="ground", format_func=_GROUND_WORDS.__getitem__,
        horizontal=True, on_change=lambda: state.change(theme=st.session_state["ground"]),
    )  # fmt: skip
    st.session_state["tiles"] = state.view().tiles == "osm"
    st.checkbox(
        "Online tiles (leaves this machine)", key="tiles", on_change=_set_tiles,
        help="Asks tile.openstreetmap.org for pictures of what you look at. Off, nothing leaves "
        "this machine.",
    )  # fmt: skip
    st.button("Presentation", on_click=lambda: state.change(mode="present"), width="stretch",
              help="The map alone; Esc ends it. To share the whole view, copy the page's address or "
              "press 'Copy link' in the map.")  # fmt: skip


def _set_day() -> None:
    chosen = st.session_state["day"]
    if chosen is not None:
        state.change(day=chosen)


def _go(day: date) -> None:
    state.change(day=day)


def _set_window() -> None:
    state.change(window=WINDOWS[st.session_state["window"]])


def _set_tiles() -> None:
    state.change(tiles="osm" if st.session_state["tiles"] else "none")


def _switch(layer: str) -> None:
    now = state.view().with_layer(BY_ID[layer].id, on=st.session_state[f"on-{layer}"])
    state.change(layers=now.layers)
