"""The drawer: the controls of the map, of which one group is seen at a time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from catalog.dates import EARLIEST, LATEST
from layers.registry import BY_ID, GROUPS, SWITCHED
from layers.scene.scene import Scene
from layers.view.choices import WINDOWS
from panels import search
from panels.session import state
from panels.session.guard import guarded
from panels.session.widget import control

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
    with st.container(key="draw-layers"):
        _layers(scene)
    with st.container(key="draw-day"):
        _day(default_day)
    with st.container(key="draw-find"):
        st.subheader("Find")
        search.show()
    with st.container(key="draw-add"):
        st.html(
            "<h3>Add</h3><p>Reports of your own will be put in here. That is not built yet.</p>"
        )
    with st.container(key="draw-settings"):
        _settings(scene)


def _day(default_day: date) -> None:
    st.subheader("Day")
    st.date_input(
        "Day shown", min_value=EARLIEST, max_value=LATEST - timedelta(days=1),
        format="YYYY-MM-DD", **control("day", state.view().day, _set_day),
        help=f"Opens on {default_day.isoformat()}, the day of the newest report on which no status "
        "of a main Pakistan crossing is stale.",
    )  # fmt: skip
    st.button("Today", on_click=_go, args=(date.today(),), width="stretch")  # noqa: DTZ011 - the reader's
    st.button("Opening day", on_click=_go, args=(default_day,), width="stretch")
    shown = next(k for k, v in WINDOWS.items() if v == state.view().window)
    st.selectbox(
        "Events of the last", list(WINDOWS), format_func=_WINDOW_WORDS.__getitem__,
        **control("window", shown, lambda key: state.change(window=WINDOWS[key])),
        help="Numbers beside the layers count what is shown on the day, and the events of these days.",
    )  # fmt: skip


def _layers(scene: Scene) -> None:
    st.subheader("Layers")
    counts = {part.layer.id: len(part.features) for part in scene.layers}
    for group in GROUPS:
        st.markdown(f"**{group}**")
        for layer in reversed(SWITCHED):
            if layer.group != group:
                continue
            on = layer.id in state.view().layers
            number = f" ({counts[layer.id]})" if layer.facts and layer.id in counts else ""
            st.checkbox(layer.name + number, help=layer.about,
                        **control(f"on-{layer.id}", on, partial(_switch, layer.id)))  # fmt: skip


def _settings(scene: Scene) -> None:
    st.subheader("Settings")
    codes = list(scene.worldviews)
    st.selectbox(
        "Whose boundaries?", codes,
        format_func=lambda code: str(scene.worldviews[code]["name"]),
        **control("world", state.view().worldview, lambda code: state.change(worldview=code)),
        help="What each depiction rests on stands under More, About.",
    )  # fmt: skip
    st.radio(
        "Ground", list(_GROUND_WORDS), format_func=_GROUND_WORDS.__getitem__, horizontal=True,
        **control("ground", state.view().theme, lambda ground: state.change(theme=ground)),
    )  # fmt: skip
    st.checkbox(
        "Online tiles (leaves this machine)",
        **control("tiles", state.view().tiles == "osm",
                  lambda on: state.change(tiles="osm" if on else "none")),
        help="Asks tile.openstreetmap.org for pictures of what you look at. Off, nothing leaves "
        "this machine.",
    )  # fmt: skip


def _set_day(chosen: date | None) -> None:
    if chosen is not None:
        state.change(day=chosen)


def _go(day: date) -> None:
    state.change(day=day)


def _switch(layer: str, on: bool) -> None:
    state.change(layers=state.view().with_layer(BY_ID[layer].id, on=on).layers)
