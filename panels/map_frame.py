"""The map: a fragment, so that panning and choosing never run the page again."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from catalog.dates import read_day
from catalog.problems import CatalogError
from layers.command import Command
from layers.palette import Theme
from layers.scene import comparison
from layers.scene.as_of import atlas_as_of
from layers.scene.card import card
from layers.scene.scene import Scene, compose
from layers.scene_parts import Facts
from layers.screen.folium_map import command, command_group, folium_map
from layers.text.escape import safe
from layers.text.words import capital
from layers.view.choices import MAX_ZOOM, MIN_ZOOM
from layers.view.view import View
from layers.what_if.answers import what_if_key
from layers.what_if.scenario import Scenario
from panels.explore import changes, story
from panels.session import resources, state, work
from panels.session.guard import error_boundary
from panels.what_if import on_map, start

_KEY, _PAIR = "chart", "chart-pair"
_RETURNED = ("center", "zoom", "last_object_clicked_tooltip", "last_object_clicked_count")


def page_theme() -> Theme:
    """Give the ground of the page around the map."""
    return "dark" if st.context.theme.type == "dark" else "light"


def theme() -> Theme:
    """Give the ground to draw on: the reader's choice, else what the page has."""
    wanted = state.view().theme
    return page_theme() if wanted == "auto" else "dark" if wanted == "dark" else "light"


def scene() -> Scene:
    """Work out what the session's View shows."""
    return _shown(state.view(), theme())


def printed(*, fitted: bool = False) -> Scene:
    """Work out what the session's View shows in print: on light ground unless it wants the dark.

    ``fitted`` leaves the screen's place aside: the page is then cut to what the View is about.
    """
    view = state.view()
    if fitted:
        plain = View(day=view.day)
        view = replace(view, lat=plain.lat, lon=plain.lon, zoom=plain.zoom)
    return _shown(view, "dark" if view.theme == "dark" else "light")


@lru_cache(maxsize=16)
def atlas(known: str | None) -> dict[str, Facts]:
    """Return the Atlas as it was known on a day (ISO date); None for all that is known now."""
    return atlas_as_of(resources.shared().atlas, known)


def _shown(view: View, ground: Theme) -> Scene:
    """Compose, and say in the what-if's place where it has no answer now; the map stays."""
    try:
        return _scene(view, ground)
    except work.PendingError as error:
        return _composed(view, ground, Scenario(what_if_key(view), error=str(error), pending=True))
    except (OSError, CatalogError) as error:
        return _composed(view, ground, Scenario(what_if_key(view), error=capital(str(error))))


@lru_cache(maxsize=256)
def _scene(view: View, ground: Theme) -> Scene:
    """Return the Scene for the page and for the map; a pan alone composes nothing anew."""
    return replace(_still(view.centred(), ground), view=view)


@lru_cache(maxsize=256)
def _still(view: View, ground: Theme) -> Scene:
    """Compose once for whoever asks for the same, from wherever the map is looked at."""
    return _composed(view, ground, on_map.scenario(view))


def _composed(view: View, ground: Theme, scenario: Scenario | None) -> Scene:
    shared = resources.shared()
    return compose(
        view,
        atlas(view.known.isoformat() if view.known else None),
        theme=ground,
        worldviews=shared.worldviews,
        origins=shared.origins,
        story=shared.story,
        scenario=scenario,
    )


def compared() -> Scene | None:
    """Work out what the day that is compared with shows; None for no comparison side by side."""
    other = comparison.other_view(state.view())
    return None if other is None else _shown(other, theme())


@st.fragment
@error_boundary("The map")
def show() -> None:
    """Show the map and, over it, the card of what is chosen or of the claim that is told."""
    if st.session_state.get("page-changed"):
        st.rerun()
    shown, other = scene(), compared()
    state.drawn()
    with st.container(key="map"):
        _draw(
            _KEY,
            command(
                shown,
                goto=state.pending_move(),
                answered=_clicks(_KEY),
                beside=other,
                ringed=changes.changed_places(shown.view),
                answer=on_map.answer_file(shown),
            ),
        )
    if other is not None:
        with st.container(key="pair"):
            _draw(
                _PAIR,
                command(
                    other,
                    goto=state.pending_move(),
                    answered=_clicks(_PAIR),
                    paired=True,
                    answer=on_map.answer_file(other),
                ),
            )
    if shown.selected:
        with st.container(key="card"):
            st.button("Dismiss", key="close-card", on_click=_close, type="tertiary",
                      help="Dismiss this card (Esc)")  # fmt: skip
            st.html(card(*shown.selected, day=shown.day, atlas=shown.atlas, known=shown.knowledge))
            on_map.buttons(*shown.selected)
    elif shown.claim:
        with st.container(key="claim-card"):
            story.card(shown.claim)
    st.html(f'<p class="spoken" role="status">{safe(shown.summary)}</p>')
    state.write_url()
    work.go_on()


def _draw(key: str, content: Command) -> None:
    """Show one map: its script is the same for the whole session, what it is told changes."""
    lat, lon, zoom, fit = state.initial_camera()
    st_folium(
        folium_map(
            resources.shared().published, base=resources.BASE, lat=lat, lon=lon, zoom=zoom, fit=fit
        ),
        key=key,
        height=620,
        use_container_width=True,
        render=False,  # the map alone is rendered, not a page around it
        returned_objects=list(_RETURNED),
        feature_group_to_add=command_group(content),
        on_change=partial(_answer, key),
    )


def _clicks(key: str) -> int:
    """Return how many questions of one of the maps are answered.

    A session that takes the place of a lost one finds a map that has asked before. What was asked
    is in the address by then, or was lost with the session: either way it counts as answered, so
    that the map shows what the words say.
    """
    counted = f"clicks-{key}"
    if counted not in st.session_state:
        told: dict[str, Any] = st.session_state.get(key) or {}
        before = told.get("last_object_clicked_count")
        st.session_state[counted] = before if isinstance(before, int) else 0
    return int(st.session_state[counted])


def _answer(key: str) -> None:
    """Take over what the reader did in a map: moved, chose, closed, asked for full screen."""
    told: dict[str, Any] = st.session_state.get(key) or {}
    if (camera := _camera(told)) is not None:
        state.change(**camera)
    count = told.get("last_object_clicked_count")
    if not isinstance(count, int) or count in (0, _clicks(key)):
        return
    st.session_state[f"clicks-{key}"] = count
    chosen = str(told.get("last_object_clicked_tooltip") or "")
    if chosen in ("!present", "!exit"):
        state.change(mode="present" if chosen == "!present" else "page")
        st.session_state["page-changed"] = True
    elif chosen.startswith("!day="):
        _set_day(chosen.removeprefix("!day="))
    elif chosen.startswith("!view="):
        before = state.view()
        state.take(chosen.removeprefix("!view="))
        now = state.view()
        start.settle(before, atlas(now.known.isoformat() if now.known else None))
    elif chosen.startswith("!"):
        return
    elif len(chosen) <= 200:
        state.change(selected=chosen)


def _camera(told: dict[str, Any]) -> dict[str, float] | None:
    """Read where the map looks; None for what no map of this page says."""
    try:
        lat, lon, zoom = (
            float(one) for one in (told["center"]["lat"], told["center"]["lng"], told["zoom"])
        )
    except (KeyError, TypeError, ValueError):
        return None
    if not (abs(lat) <= 85 and abs(lon) <= 180 and MIN_ZOOM <= zoom <= MAX_ZOOM):
        return None
    return {"lat": round(lat, 3), "lon": round(lon, 3), "zoom": zoom}


def _set_day(text: str) -> None:
    """Take the day of the timeline; what a hostile frame might send instead is left alone."""
    try:
        day = read_day(text)
    except ValueError:
        return
    state.change(day=day)


def _close() -> None:
    state.change(selected="")
