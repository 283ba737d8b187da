"""The what-if on the map: its answer, kept for whoever asks the same, and what a click changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from catalog.problems import CatalogError
from layers.layer import Layer
from layers.scene.scene import Scene
from layers.screen.publish import answered
from layers.text.escape import safe
from layers.view.view import View
from layers.what_if.answers import link_name, what_if_key, with_closed, with_reopened
from layers.what_if.scenario import Scenario
from panels.session import resources, state, work
from routing.places import why_absent

NEED_ENDS = "Choose under 'From' and 'to' where cargo comes from and goes to."


def scenario(view: View) -> Scenario | None:
    """Work out a View's what-if; None if it asks for none, and then nothing is loaded.

    Raises
    ------
    OSError
        If there is no answer now, it is still being worked out, or the network has not been built; the message says what to do.
    """
    if not view.what_if:
        return None
    found: Scenario = work.soon("Finding the routes ...", "routes", what_if_key(view))
    return found


def answer_file(scene: Scene) -> str:
    """Write the lines of a Scene's what-if for the browser; "" if it has none."""
    found = scene.scenario
    if found is None or not found.drawn:
        return ""
    return answered(found.geojson(), resources.shared().published.folder)


def buttons(layer: Layer, feature: Mapping[str, Any]) -> None:
    """Offer to close or reopen the gate whose card is open; say why where it cannot be."""
    place = str(feature.get("place") or "")
    if layer.file not in ("crossings", "ports") or not place:
        return
    if why := absent(layer.file, feature):
        st.html(f'<p class="gate-absent">{safe(why)}.</p>')
        return
    name = link_name(place)
    view = state.view()
    shut = [one.partition(":")[2] for one in view.close if one.partition(":")[0] == name]
    with st.container(key="gate-buttons", horizontal=True, gap="small"):
        st.html("<b>Try in a scenario</b>")
        if shut != [""]:
            st.button("Closed to all", key="gate-close", on_click=_change,
                      kwargs=with_closed(view, place))  # fmt: skip
        if layer.file == "crossings" and shut != ["trucks"]:
            st.button("Closed to lorries", key="gate-trucks", on_click=_change,
                      kwargs=with_closed(view, place, cargo="trucks"))  # fmt: skip
        if name not in view.reopen:
            st.button("Open", key="gate-open", on_click=_change,
                      kwargs=with_reopened(view, place))  # fmt: skip
        else:
            st.button("As reported", key="gate-reported", on_click=_change,
                      kwargs={"reopen": tuple(one for one in view.reopen if one != name)})  # fmt: skip


def absent(layer: str, row: Mapping[str, Any]) -> str:
    """Say why a crossing or a port cannot be closed; "" if it can.

    Where no network has been built everything can: the answer then says how to build it.
    """
    try:
        if row["kind"] == "strait" or row["place"] in resources.routable_places():
            return ""
    except (FileNotFoundError, CatalogError):
        return ""
    return why_absent(str(row["name"]), port=layer == "ports")


def _change(**fields: Any) -> None:
    """Change the View, and open the panel that answers in the place of the card."""
    state.change(**{"selected": "", **fields})
    state.open_panel("scenario")
    st.session_state["page-changed"] = True
