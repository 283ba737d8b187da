"""The what-if: from where to where, what is closed, and the ways that remain."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe_markdown
from layers.view.choices import CARGOES
from layers.view.parts import Question
from layers.view.view import View
from panels.session import state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget, field
from panels.what_if import breakeven, gateways, on_map, places, routes, routes_by_day, terms
from routing import MOST_ALTERNATIVES
from routing.costs.tariff import OBJECTIVES
from routing.presets import BY_KEY, PRESETS

_CARGO_WORDS = {"all": "all", "trucks": "trucks", "transit": "cargo for elsewhere"}
_OBJECTIVE_WORDS = {
    "generalised": "Best by cost and time",
    "cheapest": "Cheapest",
    "fastest": "Fastest",
    "shortest": "Shortest",
    "fewest-borders": "Fewest land borders",
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


@error_boundary("The what-if")
def show(scene: Scene) -> None:
    """Show what is asked, and the answer."""
    view = scene.view
    _ends(view)
    _closures(view)
    st.segmented_control(
        "Question", list(_ASK_WORDS), format_func=_ASK_WORDS.__getitem__,
        label_visibility="collapsed",
        **bound_widget("w-ask", view.ask, lambda ask: state.change(ask=ask or "ways")),
    )  # fmt: skip
    if said := on_map.refused():
        st.warning(safe_markdown(said))
    for sentence in scene.scenario.problems if scene.scenario else ():
        st.warning(safe_markdown(f"{sentence}."))
    if scene.scenario and scene.scenario.pending:
        st.info(f"{scene.scenario.error} ...")
    elif view.ask == "ways":
        routes.show(scene)
    elif view.ask == "breakeven":
        breakeven.show(scene)
    elif view.ask == "time":
        routes_by_day.show(scene)
    else:
        gateways.show(scene)


def _ends(view: View) -> None:
    with st.container(key="w-ends", horizontal=True, gap="small", vertical_alignment="bottom"):
        for end, label in (("origin", "From"), ("destination", "To")):
            value = getattr(view, end)
            options = places.places()
            chosen = places.place_words(value)
            st.selectbox(
                label, list(dict.fromkeys([*([chosen] if chosen else []), *options])),
                index=None, accept_new_options=True, placeholder="Town, port, crossing or lon,lat",
                **bound_widget(f"w-{end}", chosen or None, partial(_end, end)),
            )  # fmt: skip
            st.button(
                "Click it on the map", key=f"w-point-{end}", on_click=on_map.point, args=(end,),
                type="primary" if on_map.is_pointing(end) else "secondary",
                help="The next click on the map is taken for it.",
            )  # fmt: skip
        st.selectbox("Objective", OBJECTIVES, format_func=_OBJECTIVE_WORDS.__getitem__,
                     **field("objective", view.objective))  # fmt: skip
        st.selectbox("Ways", range(1, MOST_ALTERNATIVES + 1), **field("alternatives", view.alternatives),
                     help="How many ways that differ in earnest are shown at most.")  # fmt: skip


def _closures(view: View) -> None:
    options = places.closables()
    with st.container(key="w-closures", horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, label in (("close", "Close"), ("reopen", "Reopen")):
            chosen = getattr(view, name)
            st.multiselect(
                label, list(dict.fromkeys([*chosen, *options])), format_func=places.closable_words,
                placeholder="Crossing, port, border or strait", accept_new_options=True,
                **field(name, list(chosen), places.closable_values),
            )  # fmt: skip
        st.selectbox("to", CARGOES, format_func=_CARGO_WORDS.__getitem__,
                     **field("cargo", view.cargo),
                     help="What the closures stop, unless one says otherwise.")  # fmt: skip
        st.selectbox("As in history", [preset.key for preset in PRESETS], index=None,
                     format_func=lambda key: BY_KEY[key].name, placeholder="Choose",
                     **bound_widget("w-preset", None, _preset))  # fmt: skip
        st.button("Clear", key="w-clear", on_click=_clear)
    terms.show(view)


def _end(end: str, text: str | None) -> None:
    state.change(**{end: places.place_value(text) if text else ""})


def _preset(key: str | None) -> None:
    preset = BY_KEY.get(key or "")
    if preset is None:
        return
    fields: dict[str, Any] = {"day": preset.day} if preset.day else {}
    state.change(
        close=preset.close, reopen=(), cargo="all", unknown="marked", ledger="day" if preset.day else "none",
        against="open" if preset.close else "day", **fields,
    )  # fmt: skip


def _clear() -> None:
    on_map.point(on_map.NOTHING)
    view = state.view()
    state.change(**vars(Question(day=view.day, known=view.known)))
