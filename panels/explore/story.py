"""The story: the claims of the article the project starts from, one by one, on the map."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from catalog.story.story import ARTICLE_URL
from layers.registry import BY_ID
from layers.text.escape import safe
from layers.text.markup import sources
from layers.text.words import short_day
from layers.view.link import ordered
from panels.session import resources, state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

_VERDICT = {
    "yes": "Borne out",
    "partly": "Partly borne out",
    "contradicted": "Contradicted by what followed",
    "opinion": "Opinion of the article",
}
_BEFORE, _PLAYS = "before-story", "story-plays"
_TEMPO_S = 9
"""So long a claim is shown while the story plays."""


def claim_html(claim: Mapping[str, Any]) -> str:
    """Write a claim: what was said, whether it was borne out, what came of it, on what sources."""
    verdict = f'<p class="status">{safe(_verdict(claim))}</p>' if claim["verdict"] else ""
    places = ", ".join(str(place["name"]) for place in claim.get("places") or ())
    return (
        f'<article class="card claim" aria-label="Claim"><p class="kicker">{_kicker(claim)}</p>'
        f"<h2>{safe(claim['claim'])}</h2>"
        f"{verdict}"
        f"<p>{safe(claim.get('note'))}</p>"
        f"<p class='small'>On the map: {safe(places or 'no place of its own')}.</p>"
        f"{sources(claim)}</article>"
    )


def _kicker(claim: Mapping[str, Any]) -> str:
    if not claim["verdict"]:
        return f"The story, {safe(short_day(claim['view']['day']))}"
    return f"Claim {safe(claim['id'])}, {safe(claim.get('date_text') or 'undated')}"


def card(claim: Mapping[str, Any]) -> None:
    """Show a claim with the way to the one before, the one after and out of the story."""
    ids = _ids()
    at = ids.index(str(claim["id"]))
    with st.container(key="story-steps", horizontal=True, gap="small"):
        st.button("Previous", key="story-previous", disabled=at == 0, on_click=go,
                  args=(ids[max(at - 1, 0)],))  # fmt: skip
        st.button("Next", key="story-next", disabled=at == len(ids) - 1, on_click=go,
                  args=(ids[min(at + 1, len(ids) - 1)],))  # fmt: skip
        st.toggle("Play", disabled=at == len(ids) - 1,
                  **bound_widget("story-play", _plays(), _set_playing))  # fmt: skip
        st.button("Leave the story", key="story-leave", on_click=go, args=(None,), type="tertiary")
    st.html(claim_html(claim))
    if _plays() and at < len(ids) - 1:
        _play(ids[at], ids[at + 1])


@st.fragment(run_every=_TEMPO_S)
def _play(shown: str, following: str) -> None:
    """Go on to the next claim once this one has been shown for long enough."""
    now = time.monotonic()
    since, began = st.session_state.get("story-tick", ("", now))
    if since != shown:
        st.session_state["story-tick"] = (shown, now)
    elif now - began >= _TEMPO_S - 1:
        go(following)
        st.rerun()


@error_boundary("The story")
def show() -> None:
    """List the claims; the chosen one is told beside the map."""
    claims = {str(claim["id"]): claim for claim in told()}
    verdicts = [_verdict(claim) for claim in claims.values() if claim["verdict"]]
    summed = "; ".join(
        f"{verdicts.count(words)} {words.lower()}" for words in dict.fromkeys(verdicts)
    )
    st.caption(
        f"About 22 November 2025 an [article]({ARTICLE_URL}) made {len(verdicts)} claims: {summed}. "
        "It is no source of its own claims. Choose one to see "
        "its places, the day it speaks of, and what came of it, beside the map. The story goes from "
        "that day back to how it began, and on to the last day that the data cover."
    )
    now = state.view().claim
    st.selectbox(
        "Claim", list(claims), index=None, placeholder="Choose a claim",
        format_func=lambda key: _entry(claims[key]),
        **bound_widget("claim", now if now in claims else None, go),
    )  # fmt: skip
    if not state.view().claim:
        st.button("Begin with the first", on_click=go, args=(next(iter(claims)),))


def go(key: str | None) -> None:
    """Put a claim on the map with the day and the layers that it needs; None leaves the story."""
    st.session_state["page-changed"] = True
    if key is None:
        _set_playing(False)
        state.change(claim="", **st.session_state.pop(_BEFORE, {}))
        return
    claim = next(claim for claim in resources.shared().story if claim["id"] == key)
    now, wanted = state.view(), claim["view"]
    if not now.claim:
        st.session_state[_BEFORE] = {"day": now.day, "window": now.window, "layers": now.layers}
    ground = {layer for layer in now.layers if not BY_ID[layer].facts}
    state.change(
        claim=key,
        selected="",
        day=date.fromisoformat(wanted["day"]),
        window=wanted["window"],
        layers=ordered(ground | set(wanted["layers"])),
    )
    lat, lon = wanted["center"]
    state.move_map(lat, lon, float(wanted["zoom"]))


def _plays() -> bool:
    return bool(st.session_state.get(_PLAYS))


def _set_playing(on: bool) -> None:
    st.session_state[_PLAYS] = on


def _ids() -> list[str]:
    return [str(claim["id"]) for claim in told()]


def told() -> list[Mapping[str, Any]]:
    """Give the claims and chapters in the order in which they are told."""
    return sorted(resources.shared().story, key=lambda claim: int(claim["step"]))


def _entry(claim: Mapping[str, Any]) -> str:
    day = short_day(claim["view"]["day"])
    return f"{day}  {claim['id'] + '  ' if claim['verdict'] else ''}{claim['claim']}"


def _verdict(claim: Mapping[str, Any]) -> str:
    return _VERDICT.get(str(claim["verdict"]), str(claim["verdict"]))
