"""The story: the claims of the article the project starts from, one by one, on the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from layers.text import safe, safe_link
from panels import served, state
from panels.guard import guarded

_VERDICT = {
    "yes": "Borne out",
    "partly": "Partly borne out",
    "contradicted": "Contradicted by what followed",
}


def claim_html(claim: Mapping[str, Any]) -> str:
    """Write a claim: what was said, whether it was borne out, what came of it, on what sources."""
    links = " ".join(
        f'<li><a href="{safe_link(source["url"])}" target="_blank" rel="noopener noreferrer">'
        f"{safe(source.get('name') or source['url'])}</a></li>"
        for source in claim.get("sources") or ()
        if safe_link(source.get("url"))
    )
    places = ", ".join(str(place["name"]) for place in claim.get("places") or ())
    return (
        f'<article class="card wide"><p class="kicker">{safe(claim["id"])}, '
        f"{safe(claim.get('date_text') or 'undated')}</p><h2>{safe(claim['claim'])}</h2>"
        f'<p class="status">{safe(_VERDICT.get(str(claim["verdict"]), claim["verdict"]))}</p>'
        f"<p>{safe(claim.get('note'))}</p><p class='small'>On the map: {safe(places)}.</p>"
        f"<ul class='sources'>{links}</ul></article>"
    )


@guarded("The story")
def show() -> None:
    """Show one claim with its place in the row, and put it on the map."""
    claims = {str(claim["id"]): claim for claim in served.shared().story}
    ids = list(claims)
    st.caption(
        "About 22 November 2025 an article made these claims. Each is shown with its places, "
        "whether it was borne out, and what came of it."
    )
    st.session_state["claim"] = state.view().claim or None
    left, middle, right = st.columns([1, 4, 1], vertical_alignment="bottom")
    at = ids.index(state.view().claim) if state.view().claim in claims else -1
    left.button("Previous", disabled=at <= 0, on_click=_go, args=(ids[max(at - 1, 0)],),
                width="stretch")  # fmt: skip
    middle.selectbox(
        "Claim", ids, key="claim", index=None, placeholder="Choose a claim to see it on the map",
        format_func=lambda key: f"{key}  {claims[key]['claim']}",
        on_change=lambda: _go(st.session_state["claim"]),
    )  # fmt: skip
    right.button("Next", disabled=at >= len(ids) - 1, width="stretch", on_click=_go,
                 args=(ids[min(at + 1, len(ids) - 1)],))  # fmt: skip
    if at >= 0:
        st.html(claim_html(claims[ids[at]]))
        st.button("Leave the story", on_click=_go, args=(None,))


def _go(key: str | None) -> None:
    if key is None:
        state.change(claim="")
        return
    claim = next(claim for claim in served.shared().story if claim["id"] == key)
    wanted = claim.get("view") or {}
    fields: dict[str, Any] = {"claim": key, "selected": ""}
    if wanted.get("day"):
        fields["day"] = date.fromisoformat(wanted["day"])
    layers = state.view()
    for layer in wanted.get("layers") or ():
        for known in _spread(layer):
            layers = layers.with_layer(known, on=True)
    state.change(**fields, layers=layers.layers)
    if wanted.get("center"):
        lat, lon = wanted["center"]
        state.go_to(lat, lon, float(wanted.get("zoom") or 5))


def _spread(layer: str) -> tuple[str, ...]:
    if layer == "routes":
        return ("routes_karachi", "routes_gwadar", "routes_bandar_abbas", "routes_chabahar")
    return (layer,)
