"""The what-if: from where to where, what is closed, and the ways that remain."""

from __future__ import annotations

from typing import Any

import streamlit as st

from layers.scene import Scene
from layers.text import safe_markdown
from layers.view import CARGOES, MOST_WAYS, View
from panels import state, ways, what_if
from panels.guard import guarded
from routing.cost import OBJECTIVES
from routing.presets import BY_KEY, PRESETS

_CARGO_WORDS = {"all": "all", "trucks": "trucks", "transit": "cargo for elsewhere"}
_OBJECTIVE_WORDS = {
    "cheapest": "Cheapest",
    "fastest": "Fastest",
    "shortest": "Shortest",
    "fewest-borders": "Fewest borders",
    "safest": "Safest",
}
_ASK_WORDS = {
    "ways": "Ways",
    "provinces": "Provinces",
    "losses": "If a gate is lost",
    "reach": "Reach",
    "breakeven": "Break-even",
    "time": "Through time",
}
_FIELDS = ("origin", "destination", "close", "reopen", "cargo", "objective", "ways", "ledger",
           "against", "ask", "measure")  # fmt: skip


@guarded("The what-if")
def show(scene: Scene) -> None:
    """Show what is asked, and the answer."""
    view = scene.view
    _ends(view)
    _closures(view)
    st.session_state["w-ask"] = view.ask
    st.segmented_control(
        "Question", list(_ASK_WORDS), key="w-ask", format_func=_ASK_WORDS.__getitem__,
        on_change=_ask, label_visibility="collapsed",
    )  # fmt: skip
    for sentence in scene.scenario.problems if scene.scenario else ():
        st.warning(safe_markdown(f"{sentence}."))
    ways.show(scene)


def _ends(view: View) -> None:
    with st.container(key="w-ends", horizontal=True, gap="small", vertical_alignment="bottom"):
        for field, label in (("origin", "From"), ("destination", "To")):
            value = getattr(view, field)
            options = what_if.places()
            named = what_if.place_words(value)
            st.session_state[f"w-{field}"] = named or None
            st.selectbox(
                label, list(dict.fromkeys([*([named] if named else []), *options])),
                index=None, key=f"w-{field}", on_change=_end, args=(field,),
                accept_new_options=True, placeholder="Town, port, crossing or lon,lat",
            )  # fmt: skip
            st.button(
                "Click it on the map", key=f"w-point-{field}", on_click=what_if.point, args=(field,),
                type="primary" if what_if.is_pointing(field) else "secondary",
                help="The next click on the map is taken for it.",
            )  # fmt: skip
        st.session_state["w-objective"] = view.objective
        st.selectbox("Objective", OBJECTIVES, key="w-objective", on_change=_set,
                     format_func=_OBJECTIVE_WORDS.__getitem__)  # fmt: skip
        st.session_state["w-ways"] = view.ways
        st.selectbox("Ways", range(1, MOST_WAYS + 1), key="w-ways", on_change=_set,
                     help="How many ways that differ in earnest are shown at most.")  # fmt: skip


def _closures(view: View) -> None:
    options = what_if.closables()
    with st.container(key="w-closures", horizontal=True, gap="small", vertical_alignment="bottom"):
        for field, label in (("close", "Close"), ("reopen", "Reopen")):
            named = getattr(view, field)
            st.session_state[f"w-{field}"] = list(named)
            st.multiselect(
                label, list(dict.fromkeys([*named, *options])), key=f"w-{field}", on_change=_set,
                format_func=what_if.closable_words,
                placeholder="Crossing, port, border or strait", accept_new_options=True,
            )  # fmt: skip
        st.session_state["w-cargo"] = view.cargo
        st.selectbox("to", CARGOES, key="w-cargo", on_change=_set,
                     format_func=_CARGO_WORDS.__getitem__,
                     help="What the closures stop, unless one says otherwise.")  # fmt: skip
        st.session_state["w-ledger"] = view.ledger == "day"
        st.session_state["w-against"] = view.against == "open"
        st.selectbox("As in history", [preset.key for preset in PRESETS], index=None, key="w-preset",
                     on_change=_preset, format_func=lambda key: BY_KEY[key].name,
                     placeholder="Choose")  # fmt: skip
        st.button("Clear", key="w-clear", on_click=_clear)
    with st.container(key="w-terms", horizontal=True, gap="medium"):
        st.checkbox("Count what is reported closed on the day", key="w-ledger", on_change=_set)
        st.checkbox("Compare with everything open, not with the day as reported", key="w-against",
                    on_change=_set)  # fmt: skip


def _ask() -> None:
    state.change(ask=st.session_state["w-ask"] or "ways")


def _end(field: str) -> None:
    text = st.session_state[f"w-{field}"]
    state.change(**{field: what_if.place_value(text) if text else ""})


def _set() -> None:
    now = st.session_state
    state.change(
        objective=now["w-objective"], ways=now["w-ways"], cargo=now["w-cargo"],
        close=what_if.closable_values(now["w-close"]), reopen=what_if.closable_values(now["w-reopen"]),
        ledger="day" if now["w-ledger"] else "none", against="open" if now["w-against"] else "day",
    )  # fmt: skip


def _preset() -> None:
    preset = BY_KEY.get(st.session_state["w-preset"] or "")
    st.session_state["w-preset"] = None
    if preset is None:
        return
    fields: dict[str, Any] = {"day": preset.day} if preset.day else {}
    state.change(
        close=preset.close, reopen=(), cargo="all", ledger="day" if preset.day else "none",
        against="open" if preset.close else "day", **fields,
    )  # fmt: skip


def _clear() -> None:
    what_if.point("")
    fresh = View(day=state.view().day)
    state.change(**{field: getattr(fresh, field) for field in _FIELDS})
