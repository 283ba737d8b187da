"""The what-if: from where to where, what is closed, and the ways that remain."""

from __future__ import annotations

from typing import Any

import streamlit as st

from layers.scene import Scene
from layers.text import safe_markdown
from layers.view import CARGOES, MOST_WAYS, View
from panels import breakeven, gates, named, state, through, ways, what_if
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
           "against", "ask", "gate", "measure")  # fmt: skip


@guarded("The what-if")
def show(scene: Scene) -> None:
    """Show what is asked, and the answer."""
    view = scene.view
    _ends(view)
    _closures(view)
    st.session_state[what_if.key("ask")] = view.ask
    st.segmented_control(
        "Question", list(_ASK_WORDS), key=what_if.key("ask"), format_func=_ASK_WORDS.__getitem__,
        on_change=_ask, label_visibility="collapsed",
    )  # fmt: skip
    if said := what_if.refused():
        st.warning(safe_markdown(said))
    for sentence in scene.scenario.problems if scene.scenario else ():
        st.warning(safe_markdown(f"{sentence}."))
    if view.ask == "ways":
        ways.show(scene)
    elif view.ask == "breakeven":
        breakeven.show(scene)
    elif view.ask == "time":
        through.show(scene)
    else:
        gates.show(scene)


def _ends(view: View) -> None:
    with st.container(key="w-ends", horizontal=True, gap="small", vertical_alignment="bottom"):
        for field, label in (("origin", "From"), ("destination", "To")):
            value = getattr(view, field)
            options = named.places()
            chosen = named.place_words(value)
            st.session_state[what_if.key(field)] = chosen or None
            st.selectbox(
                label, list(dict.fromkeys([*([chosen] if chosen else []), *options])),
                index=None, key=what_if.key(field), on_change=_end, args=(field,),
                accept_new_options=True, placeholder="Town, port, crossing or lon,lat",
            )  # fmt: skip
            st.button(
                "Click it on the map", key=f"w-point-{field}", on_click=what_if.point, args=(field,),
                type="primary" if what_if.is_pointing(field) else "secondary",
                help="The next click on the map is taken for it.",
            )  # fmt: skip
        st.session_state[what_if.key("objective")] = view.objective
        st.selectbox("Objective", OBJECTIVES, key=what_if.key("objective"), on_change=_set,
                     format_func=_OBJECTIVE_WORDS.__getitem__)  # fmt: skip
        st.session_state[what_if.key("ways")] = view.ways
        st.selectbox("Ways", range(1, MOST_WAYS + 1), key=what_if.key("ways"), on_change=_set,
                     help="How many ways that differ in earnest are shown at most.")  # fmt: skip


def _closures(view: View) -> None:
    options = named.closables()
    with st.container(key="w-closures", horizontal=True, gap="small", vertical_alignment="bottom"):
        for field, label in (("close", "Close"), ("reopen", "Reopen")):
            chosen = getattr(view, field)
            st.session_state[what_if.key(field)] = list(chosen)
            st.multiselect(
                label, list(dict.fromkeys([*chosen, *options])), key=what_if.key(field), on_change=_set,
                format_func=named.closable_words,
                placeholder="Crossing, port, border or strait", accept_new_options=True,
            )  # fmt: skip
        st.session_state[what_if.key("cargo")] = view.cargo
        st.selectbox("to", CARGOES, key=what_if.key("cargo"), on_change=_set,
                     format_func=_CARGO_WORDS.__getitem__,
                     help="What the closures stop, unless one says otherwise.")  # fmt: skip
        st.session_state[what_if.key("ledger")] = view.ledger == "day"
        st.session_state[what_if.key("against")] = view.against == "open"
        st.selectbox("As in history", [preset.key for preset in PRESETS], index=None, key=what_if.key("preset"),
                     on_change=_preset, format_func=lambda key: BY_KEY[key].name,
                     placeholder="Choose")  # fmt: skip
        st.button("Clear", key="w-clear", on_click=_clear)
    with st.container(key="w-terms", horizontal=True, gap="medium"):
        st.checkbox(
            "Count what is reported closed on the day", key=what_if.key("ledger"), on_change=_set
        )
        st.checkbox("Compare with everything open, not with the day as reported", key=what_if.key("against"),
                    on_change=_set)  # fmt: skip


def _ask() -> None:
    state.change(ask=st.session_state[what_if.key("ask")] or "ways")


def _end(field: str) -> None:
    text = st.session_state[what_if.key(field)]
    state.change(**{field: named.place_value(text) if text else ""})


def _set() -> None:
    now = st.session_state
    state.change(
        objective=now[what_if.key("objective")], ways=now[what_if.key("ways")], cargo=now[what_if.key("cargo")],
        close=named.closable_values(now[what_if.key("close")]), reopen=named.closable_values(now[what_if.key("reopen")]),
        ledger="day" if now[what_if.key("ledger")] else "none", against="open" if now[what_if.key("against")] else "day",
    )  # fmt: skip


def _preset() -> None:
    preset = BY_KEY.get(st.session_state[what_if.key("preset")] or "")
    st.session_state[what_if.key("preset")] = None
    if preset is None:
        return
    fields: dict[str, Any] = {"day": preset.day} if preset.day else {}
    what_if.change(
        close=preset.close, reopen=(), cargo="all", ledger="day" if preset.day else "none",
        against="open" if preset.close else "day", **fields,
    )  # fmt: skip


def _clear() -> None:
    what_if.point(what_if.NOTHING)
    fresh = View(day=state.view().day)
    what_if.change(**{field: getattr(fresh, field) for field in _FIELDS})
