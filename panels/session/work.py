"""Work beside the server: the pool that all sessions share, and a run of the page that waits for it."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Hashable
from concurrent.futures import wait
from functools import cache
from typing import Any

import streamlit as st

from panels.session import resources
from workers.pool import Pool, wished

_LOOK_S = 0.1


@cache
def pool() -> Pool:
    """Give the pool; its processes start when something is asked of them."""
    made = Pool(wished())
    atexit.register(made.close)
    return made


def asker(name: str, *arguments: Hashable) -> Callable[[], Any]:
    """Give a function that has a task done and waits for it, wherever it is called.

    What it needs of the page is looked up now: a file that is made with a press of a button is made
    beside the page.
    """
    data = (resources.FOLDER.resolve(), resources.shared().stamp)
    own = pool()

    def ask() -> Any:
        job = own.ask(name, *data, *arguments)
        try:
            return job.future.result()
        finally:
            own.leave(job)

    return ask


def worked(words: str, name: str, *arguments: Hashable) -> Any:
    """Have a task of ``workers.tasks`` done on the data of the page, and wait for it.

    A reader who changes the view meanwhile is not kept waiting: the run ends, and what nobody else
    wants and is not begun gives way to others.

    Parameters
    ----------
    words
        Told to the reader while it takes.
    name, arguments
        The task, and what it takes besides the data.

    Raises
    ------
    UnansweredError
        If there is no answer now; the message says why.
    """
    data = (resources.FOLDER.resolve(), resources.shared().stamp)
    if (answer := pool().known(name, *data, *arguments)) is not None:
        return answer.result()
    with st.spinner(words, show_time=True):
        job = pool().ask(name, *data, *arguments)
        try:
            while not wait([job.future], _LOOK_S).done:
                # To look into the session's state is where Streamlit ends a run that is out of date.
                st.session_state.get("view")
        finally:
            pool().leave(job)
    return job.future.result()
