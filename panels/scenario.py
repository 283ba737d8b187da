"""The what-if: from where to where, what is closed, and the ways that remain."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from layers.choices import CARGOES, MOST_WAYS
from layers.scene import Scene
from layers.text import safe_markdown
from layers.view import View
from panels import breakeven, gates, named, state, terms, through, ways, what_if
from panels.control import control, field
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
           "unknown", "trade", "against", "ask", "gate", "measure")  # fmt: skip


@guarded("The what-if")
def show(scene: Scene) -> None:
    """Show what is asked, and the answer."""
    view = scene.view
    _ends(view)
    _closures(view)
    st.segmented_control(
        "Question", list(_ASK_WORDS), format_func=_ASK_WORDS.__getitem__,
        label_visibility="collapsed",
        **control("w-ask", view.ask, lambda ask: state.change(ask=ask or "ways")),
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
        for end, label in (("origin", "From"), ("destination", "To")):
            value = getattr(view, end)
            options = named.places()
            chosen = named.place_words(value)
            st.selectbox(
                label, list(dict.fromkeys([*([chosen] if chosen else []), *options])),
                index=None, accept_new_options=True, placeholder="Town, port, crossing or lon,lat",
                **control(f"w-{end}", chosen or None, partial(_end, end)),
            )  # fmt: skip
            st.button(
                "Click it on the map", key=f"w-point-{end}", on_click=what_if.point, args=(end,),
                type="primary" if what_if.is_pointing(end) else "secondary",
                help="The next click on the map is taken for it.",
            )  # fmt: skip
        st.selectbox("Objective", OBJECTIVES, format_func=_OBJECTIVE_WORDS.__getitem__,
                     **field("objective", view.objective))  # fmt: skip
        st.selectbox("Ways", range(1, MOST_WAYS + 1), **field("ways", view.ways),
                     help="How many ways that differ in earnest are shown at most.")  # fmt: skip


def _closures(view: View) -> None:
    options = named.closables()
    with st.container(key="w-closures", horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, label in (("close", "Close"), ("reopen", "Reopen")):
            chosen = getattr(view, name)
            st.multiselect(
                label, list(dict.fromkeys([*chosen, *options])), format_func=named.closable_words,
                placeholder="Crossing, port, border or strait", accept_new_options=True,
                **field(name, list(chosen), named.closable_values),
            )  # fmt: skip
        st.selectbox("to", CARGOES, format_func=_CARGO_WORDS.__getitem__,
                     **field("cargo", view.cargo),
                     help="What the closures stop, unless one says otherwise.")  # fmt: skip
        st.selectbox("As in history", [preset.key for preset in PRESETS], index=None,
                     format_func=lambda key: BY_KEY[key].name, placeholder="Choose",
                     **control("w-preset", None, _preset))  # fmt: skip
        st.button("Clear", key="w-clear", on_click=_clear)
    terms.show(view)


def _end(end: str, text: str | None) -> None:
    state.change(**{end: named.place_value(text) if text else ""})


def _preset(key: str | None) -> None:
    preset = BY_KEY.get(key or "")
    if preset is None:
        return
    fields: dict[str, Any] = {"day": preset.day} if preset.day else {}
    state.change(
        close=preset.close, reopen=(), cargo="all", unknown="last", ledger="day" if preset.day else "none",
        against="open" if preset.close else "day", **fields,
    )  # fmt: skip


def _clear() -> None:
    what_if.point(what_if.NOTHING)
    fresh = View(day=state.view().day)
    state.change(**{name: getattr(fresh, name) for name in _FIELDS})
