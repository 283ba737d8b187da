"""Which incidents are shown, and what each side says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from catalog.tables.basis import BASES, BASIS_SHORT
from layers.incidents import KIND_TEXT, KINDS
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.view.filters import ALL, CONFIDENCES, DEATHS, actors
from panels.session import resources, state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

_MOST = 40
_DEATHS_TEXT = {"any": "Any number", "1": "1 or more", "5": "5 or more", "20": "20 or more"}


@error_boundary("The incidents")
def show(scene: Scene) -> None:
    """Show the filter, and the incidents in the window with the sides' claims beside each other."""
    if "incidents" not in scene.view.layers:
        st.info("The incidents are not on the map. What is chosen here counts once they are.")
        st.html(
            '<p class="questions"><button type="button" data-layers="incidents" aria-pressed="false">'
            "Incidents on the map</button></p>"
        )
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
    known = actors(resources.shared().atlas["incidents"].records)
    known += [wanted.actor] if wanted.actor and wanted.actor not in known else []
    with st.container(key="filter", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.multiselect(
            "Kind", KINDS, placeholder="All kinds",
            format_func=lambda kind: KIND_TEXT.get(kind, kind),
            **bound_widget("f-kinds", list(wanted.kinds), lambda chosen: _let(kinds=_some(KINDS, chosen))),
        )  # fmt: skip
        st.selectbox(
            "Actor", known, index=None, placeholder="Any actor",
            **bound_widget("f-actor", wanted.actor or None, lambda name: _let(actor=name or "")),
        )  # fmt: skip
        st.selectbox(
            "Deaths, lower bound", list(DEATHS), format_func=_DEATHS_TEXT.__getitem__,
            **bound_widget("f-deaths", wanted.deaths, lambda least: _let(deaths=least)),
        )  # fmt: skip
        st.multiselect(
            "Confidence", CONFIDENCES, placeholder="All",
            **bound_widget("f-trust", list(wanted.trust),
                      lambda chosen: _let(trust=_some(CONFIDENCES, chosen))),
        )  # fmt: skip
        st.multiselect(
            "Basis, of all facts", BASES, placeholder="All", format_func=BASIS_SHORT.__getitem__,
            **bound_widget("f-basis", list(wanted.basis),
                      lambda chosen: _let(basis=_some(BASES, chosen))),
        )  # fmt: skip
        st.checkbox(
            "Count by hexagon",
            **bound_widget("f-heat", state.view().heat == "hex",
                      lambda on: state.change(heat="hex" if on else "none")),
        )  # fmt: skip
        st.button("Clear", on_click=lambda: state.change(filter=ALL, heat="none"))


def _let(**fields: Any) -> None:
    state.change(filter=replace(state.view().filter, **fields))


def _some(all_of: Iterable[str], chosen: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in all_of if one in set(chosen))


def _entry(row: Mapping[str, Any]) -> str:
    low, high = row.get("deaths_min"), row.get("deaths_max")
    deaths = "" if low is None else f", deaths {low}" if low == high else f", deaths {low}-{high}"
    mark = " · disputed" if row.get("disputed") else ""
    claims = "".join(
        f"<div><b>{safe(claim.get('side') or 'Not attributed')}</b><br>{safe(claim.get('text'))}</div>"
        for claim in row.get("claims") or ()
    )
    return (
        f'<article class="card entry" data-key="incidents/{safe(row["id"])}"><p class="kicker">{safe(row.get("date_text"))} · '
        f"{safe(KIND_TEXT.get(str(row['kind']), row['kind']))} · {safe(row.get('place_name'))}"
        f"{safe(deaths)} · {safe(row.get('confidence'))} confidence · "
        f"{safe(BASIS_SHORT.get(str(row.get('basis')), ''))}{mark}</p>"
        f"<p><b>{safe(row['name'])}</b></p>"
        f'<div class="claims">{claims}</div></article>'
    )
