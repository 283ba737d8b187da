"""The what-if on the map: its answer, kept for whoever asks the same, and what a click changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
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

NEED_ENDS = "Choose under 'From' and 'To' where cargo comes from and goes to."
NOTHING = ""
_REFUSED = "what-if-refused"
_ENDS = {"origin": "where it comes from", "destination": "where it goes"}


def scenario(view: View) -> Scenario | None:
    """Work out a View's what-if; None if it asks for none, and then nothing is loaded.

    Raises
    ------
    OSError
        If there is no answer now, it is still being worked out, or the network has not been built; the message says what to do.
    """
    if not view.what_if:
        return None
    found: Scenario = work.soon("Finding the ways ...", "routes", what_if_key(view))
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
        if shut != [""]:
            st.button("Close it", key="gate-close", on_click=_change,
                      kwargs=with_closed(view, place))  # fmt: skip
        if layer.file == "crossings" and shut != ["trucks"]:
            st.button("Close to trucks", key="gate-trucks", on_click=_change,
                      kwargs=with_closed(view, place, cargo="trucks"))  # fmt: skip
        if name not in view.reopen:
            st.button("Reopen it", key="gate-open", on_click=_change,
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


def refused(sentence: str = "") -> str:
    """Keep a sentence on what was typed and is no place, to be said once; give it back."""
    if sentence:
        st.session_state[_REFUSED] = sentence
        return sentence
    return str(st.session_state.pop(_REFUSED, ""))


def pointing() -> str:
    """Say what the next click on the map is taken for; "" for a click as any other."""
    return _ENDS.get(str(st.session_state.get(state.POINTING, "")), "")


def point(end: str) -> None:
    """Take the next click on the map for the origin or the destination; asked again, do not."""
    st.session_state[state.POINTING] = NOTHING if is_pointing(end) else end


def take(clicked: str) -> None:
    """Make what was clicked an end of the way: a mark's place, or a point of the map."""
    end = st.session_state.pop(state.POINTING, "")
    st.session_state["page-changed"] = True
    layer, _, key = clicked.partition("/")
    if layer in ("crossings", "ports") and key:
        row = _row_of(layer, key)
        if row and (why := absent(layer, row)):
            refused(f"{why}.")
            _change()
            return
        text = str(row.get("place") or "")
    elif clicked in _towns() or re.fullmatch(
        r"-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?", clicked
    ):
        text = clicked
    else:
        return
    if end in _ENDS and text:
        _change(**{end: text})


@cache
def _towns() -> frozenset[str]:
    return frozenset(str(row["name"]) for row in resources.shared().places)


def _row_of(layer: str, key: str) -> Mapping[str, Any]:
    rows = resources.shared().atlas[layer].records
    return next((row for row in rows if key in (row["id"], row["place"])), {})


def is_pointing(end: str) -> bool:
    """Tell whether the next click on the map is taken for an end."""
    return bool(st.session_state.get(state.POINTING) == end)
