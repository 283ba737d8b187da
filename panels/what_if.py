"""The what-if on the map: its answer, kept for whoever asks the same, and what a click changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import streamlit as st

from layers.publish import answered
from layers.registry import Layer
from layers.scenario import Scenario, answer, asked, link_name, with_closed, with_reopened
from layers.scene import Scene
from layers.view import View, place_text
from layers.words import country
from panels import served, state

_POINTING, _PANEL = "pointing", "What if"
_ENDS = {"origin": "where it comes from", "destination": "where it goes"}


def scenario(view: View) -> Scenario | None:
    """Work out a View's what-if; None if it asks for none, and then nothing is loaded."""
    question = asked(view)
    return _answer(repr(question), question) if view.what_if else None


@st.cache_resource(max_entries=64, show_spinner="Finding the ways ...")
def _answer(key: str, _view: View) -> Scenario:  # noqa: ARG001 (the key is what is kept by)
    return answer(served.model(), _view)


def answer_file(scene: Scene) -> str:
    """Write the lines of a Scene's what-if for the browser; "" if it has none."""
    found = scene.scenario
    if found is None or not (found.routes or found.baseline):
        return ""
    return answered(found.geojson(), served.shared().published.folder)


def buttons(layer: Layer, feature: dict[str, Any]) -> None:
    """Offer to close or reopen the gate whose card is open."""
    place = str(feature.get("place") or "")
    if layer.file not in ("crossings", "ports") or not place:
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


def _change(**fields: Any) -> None:
    state.change(**fields)
    st.session_state["panel"] = _PANEL
    st.session_state["page-changed"] = True


def pointing() -> str:
    """Say what the next click on the map is taken for; "" for a click as any other."""
    return _ENDS.get(str(st.session_state.get(_POINTING, "")), "")


def point(end: str) -> None:
    """Take the next click on the map for the origin or the destination."""
    st.session_state[_POINTING] = end


def take(clicked: str) -> None:
    """Make what was clicked an end of the way: a mark's place, or a point of the map."""
    end = st.session_state.pop(_POINTING, "")
    layer, _, key = clicked.partition("/")
    if layer in ("crossings", "ports") and key:
        text = _place_of(layer, key)
    elif re.fullmatch(r"-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?", clicked):
        text = clicked
    else:
        return
    if end in _ENDS and text:
        _change(**{end: text})


def _place_of(layer: str, key: str) -> str:
    rows = served.shared().atlas[layer].records
    return next((str(row["place"]) for row in rows if key in (row["id"], row["place"])), "")


def is_pointing(end: str) -> bool:
    """Tell whether the next click on the map is taken for an end."""
    return bool(st.session_state.get(_POINTING) == end)


@st.cache_data(show_spinner=False)
def places() -> dict[str, str]:
    """List towns, ports and crossings by the words they are found under, each as in the link."""
    shared = served.shared()
    found: dict[str, str] = {}
    for row in sorted(shared.places, key=lambda row: float(row.get("rank") or 9)):
        if row.get("country"):
            found.setdefault(f"{row['name']}, {country(row['country'])}", str(row["name"]))
    for layer, word in (("crossings", "crossing"), ("ports", "port")):
        for row in shared.atlas[layer].records:
            if row.get("kind") != "strait":
                found.setdefault(f"{row['name']} ({word})", str(row["place"]))
    return found


def place_words(value: str) -> str:
    """Give the words for a place of the link; what was written itself where there are none."""
    return next((text for text, place in places().items() if place == value), value)


def place_value(text: str) -> str:
    """Give a place as the link has it; "" if it is not fit for one."""
    try:
        return places().get(text) or place_text(text)
    except ValueError:
        return ""


@st.cache_data(show_spinner=False)
def closables() -> dict[str, str]:
    """List what can be closed, as in the link, with the words for it."""
    atlas = served.shared().atlas
    rows = [("crossing", row) for row in atlas["crossings"].records]
    rows += [
        ("port" if row["kind"] != "strait" else "strait", row) for row in atlas["ports"].records
    ]
    pairs = dict.fromkeys(
        tuple(sorted((str(row["country_a"]), str(row["country_b"]))))
        for word, row in rows
        if word == "crossing"
    )
    found = {
        f"{one}-{two}".lower(): f"All crossings {country(one)}-{country(two)}"
        for one, two in sorted(pairs)
    }
    for word, row in rows:
        found.setdefault(link_name(str(row["place"])), f"{row['name']} ({word})")
    return found


def closable_words(name: str) -> str:
    """Give the words for a name to close, with what it stops."""
    base, _, rest = name.partition(":")
    said = closables().get(base, base)
    return f"{said}, {rest.replace('+', ' ')} only" if rest else said


def closable_values(some: Iterable[str]) -> tuple[str, ...]:
    """Give names to close as the link has them; what is not fit for it is left out."""
    text = ".".join(str(one).replace(".", " ") for one in some)
    view, _ = View.from_query({"close": text}, state.view())
    return view.close if text else ()
