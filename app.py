"""Crossings: trade routes and border tensions on a day, with sources. Run with ``make run``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from layers.text import safe_markdown
from layers.view import View
from panels import below, chart, controls, served, state
from panels.guard import guarded
from panels.swatch import swatches

_PAGE = Path(__file__).parent / "panels" / "page.css"
_ICON = Path(__file__).parent / "panels" / "icon.png"


@guarded("The page")
def main() -> None:
    """Lay out the page: controls, map, what stands under it."""
    st.html(_PAGE)
    default = View(day=date.fromisoformat(served.shared().atlas["crossings"].meta["default_day"]))
    state.begin(default)
    present = state.view().mode == "present"
    st.html(f"<i class='{'present' if present else 'page'}-mode'></i>")
    scene = chart.scene()
    st.html(swatches(scene.theme))
    with st.sidebar:
        controls.show(scene, default_day=default.day)
    for sentence in state.problems():
        st.warning(safe_markdown(sentence))
    chart.show()
    if not present:
        below.show(scene)
    state.write_url()


st.set_page_config(page_title="Crossings", page_icon=str(_ICON), layout="wide")
main()
