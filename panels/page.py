"""The page: the map, the drawer of controls at its left, the answer at its right."""

from __future__ import annotations

from datetime import date

import streamlit as st


def main() -> None:
    """Lay out the page; its places are in the order of the keys: drawer, map, answer."""
    from layers.text.escape import safe_markdown
    from layers.view.view import View
    from panels import answers, drawer, map_frame
    from panels.layer_swatches import swatches
    from panels.session import resources, state, work
    from panels.session.guard import error_boundary

    @error_boundary("The page")
    def show() -> None:
        meta = resources.shared().atlas["crossings"].meta
        default = View(day=date.fromisoformat(meta["default_day"]))
        state.restore_view(default)
        work.begin()
        state.drawn()
        present = state.view().mode == "present"
        st.html(f"<i class='{'present' if present else 'page'}-mode'></i>")
        scene = map_frame.scene()
        st.html(swatches(scene.theme, page=map_frame.page_theme()))
        notes = st.container(key="notes")
        controls = st.container(key="drawer")
        # The map before the rest.
        map_frame.show()
        with notes:
            for sentence in state.problems():
                st.warning(safe_markdown(sentence))
        with controls:
            drawer.show(scene)
        with st.container(key="panel"):
            if not present:
                answers.show()
        # Pressed by the shell's script once a lost connection is back; nobody sees it.
        st.container(key="resume").button("Show the page anew", key="resume-page")
        state.write_url()
        resources.freeze_shared_objects()
        work.see_through()

    show()


st.set_page_config(page_title="Crossings")
main()
