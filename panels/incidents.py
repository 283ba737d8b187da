"""Which incidents are shown, and what each side says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from layers.filters import ALL, CONFIDENCES, DEATHS, KINDS, actors
from layers.legend import KIND_TEXT
from layers.scene import Scene
from layers.text import safe
from panels import served, state
from panels.guard import guarded

_MOST = 40
_DEATHS_TEXT = {"any": "Any number", "1": "1 or more", "5": "5 or more", "20": "20 or more"}


@guarded("The incidents")
def show(scene: Scene) -> None:
    """Show the filter, and the incidents in the window with the sides' claims beside each other."""
    if "incidents" not in scene.view.layers:
        st.info("The incidents are not on the map. What is chosen here counts once they are.")
        st.button("Show the incidents", on_click=_switch_on)
    _filter()
    rows = sorted(scene.features("incidents"), key=lambda row: str(row["valid_from"]), reverse=True)
    if not rows and "incidents" in scene.view.layers:
        st.info(
            f"No incident in the data for these days up to {scene.day}. Choose a longer window or "
            "drop a filter. No data does not mean that nothing happened."
        )
    if rows:
        st.html("".join(_entry(row) for row in rows[:_MOST]))
    if len(rows) > _MOST:
        st.caption(f"{len(rows) - _MOST} older ones: under 'Table'.")


def _filter() -> None:
    wanted = state.view().filter
    st.session_state.update(
        {
            "f-kinds": list(wanted.kinds),
            "f-actor": wanted.actor or None,
            "f-deaths": wanted.deaths,
            "f-trust": list(wanted.trust),
            "f-heat": state.view().heat == "hex",
        }
    )
    known = actors(served.shared().atlas["incidents"].records)
    known += [wanted.actor] if wanted.actor and wanted.actor not in known else []
    with st.container(key="filter", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.multiselect("Kind", KINDS, key="f-kinds", placeholder="All kinds",
                       format_func=lambda kind: KIND_TEXT.get(kind, kind), on_change=_set)  # fmt: skip
        st.selectbox("Actor", known, key="f-actor", index=None, placeholder="Any actor",
                     on_change=_set)  # fmt: skip
        st.selectbox("Deaths, lower bound", list(DEATHS), key="f-deaths", on_change=_set,
                     format_func=_DEATHS_TEXT.__getitem__)  # fmt: skip
        st.multiselect("Confidence", CONFIDENCES, key="f-trust", placeholder="All",
                       on_change=_set)  # fmt: skip
        st.checkbox("Count by hexagon", key="f-heat", on_change=_set)
        st.button("Clear", on_click=lambda: state.change(filter=ALL, heat="none"))


def _set() -> None:
    now = st.session_state
    state.change(
        filter=replace(
            ALL,
            kinds=tuple(kind for kind in KINDS if kind in now["f-kinds"]),
            actor=now["f-actor"] or "",
            deaths=now["f-deaths"],
            trust=tuple(one for one in CONFIDENCES if one in now["f-trust"]),
        ),
        heat="hex" if now["f-heat"] else "none",
    )


def _switch_on() -> None:
    state.change(layers=state.view().with_layer("incidents", on=True).layers)


def _entry(row: Mapping[str, Any]) -> str:
    low, high = row.get("deaths_min"), row.get("deaths_max")
    deaths = "" if low is None else f", deaths {low}" if low == high else f", deaths {low}-{high}"
    mark = " · disputed" if row.get("disputed") else ""
    claims = "".join(
        f"<div><b>{safe(claim.get('side') or 'Not attributed')}</b><br>{safe(claim.get('text'))}</div>"
        for claim in row.get("claims") or ()
    )
    return (
        f'<article class="card entry"><p class="kicker">{safe(row.get("date_text"))} · '
        f"{safe(KIND_TEXT.get(str(row['kind']), row['kind']))} · {safe(row.get('place_name'))}"
        f"{safe(deaths)} · {safe(row.get('confidence'))} confidence{mark}</p>"
        f"<p><b>{safe(row['name'])}</b></p>"
        f'<div class="claims">{claims}</div></article>'
    )
