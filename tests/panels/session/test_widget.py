"""A control obeys the reader and no older answer of the browser."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest


def _page():
    from datetime import date

    import streamlit as st

    from panels.session.widget import bound_widget

    now = st.session_state
    now.setdefault("shown", date(2026, 1, 1))
    st.date_input(
        "Day", **bound_widget("day", now["shown"], lambda day: now.update(shown=day, asked=day))
    )
    st.button("May", key="may", on_click=lambda: now.update(shown=date(2026, 5, 1)))
    st.checkbox("Other", key="other")


@pytest.fixture
def page():
    return AppTest.from_function(_page).run()


def _sent(page):
    """What a browser sends that shows the page as it is now."""
    return page._tree.get_widget_states()


def test_the_readers_choice_is_taken(page):
    page.date_input(key="day").set_value(date(2026, 2, 2)).run()
    assert page.session_state["shown"] == date(2026, 2, 2)
    assert page.date_input(key="day").value == date(2026, 2, 2)


def test_a_change_by_other_means_is_shown(page):
    page.button(key="may").click().run()
    assert [one.value for one in page.date_input] == [date(2026, 5, 1)]


def test_what_a_browser_sends_that_has_not_heard_of_the_change_undoes_nothing(page):
    page.date_input(key="day").set_value(date(2026, 2, 2)).run()
    page.checkbox(key="other").check()
    late = _sent(page)
    page.checkbox(key="other").uncheck()
    page.button(key="may").click().run()
    page.session_state["asked"] = None
    page._run(late)
    assert page.session_state["other"] is True
    assert page.session_state["asked"] is None
    assert page.session_state["shown"] == date(2026, 5, 1)
    assert [one.value for one in page.date_input] == [date(2026, 5, 1)]


def test_the_reader_can_choose_again_what_it_was_before(page):
    page.date_input(key="day").set_value(date(2026, 2, 2)).run()
    page.button(key="may").click().run()
    page.date_input[0].set_value(date(2026, 2, 2)).run()
    assert page.session_state["shown"] == date(2026, 2, 2)
