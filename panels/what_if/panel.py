"""The scenario: from where to where if what closes, the routes that remain, and what else can be asked."""

from __future__ import annotations

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe, safe_markdown
from panels.session.guard import error_boundary
from panels.what_if import breakeven, cards, gateways, routes, routes_by_day, sentence

_QUESTIONS = {
    "alternatives": "Routes",
    "breakeven": "When does it pay?",
    "provinces": "Who is hit?",
    "by-day": "By day",
    "isochrones": "Travel time",
    "gateways": "If one more closes",
}
_TABLE, _GROUNDS = "Table", "Sources and assumptions"


@error_boundary("The scenario")
def show(scene: Scene) -> None:
    """Show what is asked, and the answer."""
    st.html(sentence.written(scene) + _questions(scene.view.ask))
    for text in scene.scenario.problems if scene.scenario else ():
        st.warning(safe_markdown(f"{text}."))
    if scene.scenario and scene.scenario.pending:
        st.info(f"{scene.scenario.error} ...")
    elif scene.view.ask == "alternatives":
        _routes(scene)
    elif scene.view.ask == "breakeven":
        breakeven.show(scene)
    elif scene.view.ask == "by-day":
        routes_by_day.show(scene)
    else:
        gateways.show(scene)


def _questions(now: str) -> str:
    buttons = "".join(
        f'<button type="button" data-say="analysis={key}" aria-pressed="{str(key == now).lower()}">'
        f"{safe(words)}</button>"
        for key, words in _QUESTIONS.items()
    )
    return f'<p class="questions" role="group" aria-label="Question">{buttons}</p>'


def _routes(scene: Scene) -> None:
    found = scene.scenario
    if found is None or not (scene.view.origin and scene.view.destination):
        st.html(
            '<p class="note">Name both ends: write a place, in Latin letters or in Arabic script, or '
            "press the cross-hair and click on the map. Crossings are closed here, or from their "
            "cards.</p>"
        )
        return
    if found.error:
        st.error(safe_markdown(f"{found.error}. {found.advice}".strip()))
        return
    st.html(cards.written(scene, found))
    wanted = st.pills(
        "More", [_TABLE, _GROUNDS], selection_mode="multi", label_visibility="collapsed",
        key="scenario-more",
    )  # fmt: skip
    if _TABLE in wanted:
        routes.show(scene, found)
    if _GROUNDS in wanted:
        routes.grounds(found)
