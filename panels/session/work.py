"""Work beside the server: the pool that all sessions share, and runs of the page that wait for it."""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable, Hashable
from concurrent.futures import wait
from functools import cache
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from panels.session import resources
from workers.errors import UnansweredError
from workers.pool import Job, Pool, wished

_LOOK_S = 0.1
_PATIENCE_S = 1.0
"""So long the page waits for what the map shows; then it is drawn without, and anew with the answer."""
_AWAITED, _PENDING, _FAILED = "work-awaited", "work-pending", "work-failed"
_Question = tuple[Hashable, ...]


class PendingError(UnansweredError):
    """The answer is being worked out: the page is drawn without it, and anew once it is there."""


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

    A reader who does something meanwhile is not kept waiting: the run ends, and what nobody else
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
    question = _question(name, arguments)
    if (answer := pool().known(*question)) is not None:
        return answer.result()
    with st.spinner(words, show_time=True):
        job = pool().ask(*question)
        try:
            while not _is_done(job):
                if _is_asked_of_a_part():
                    st.rerun()
        finally:
            pool().leave(job)
    return job.future.result()


def soon(words: str, name: str, *arguments: Hashable) -> Any:
    """Have a task done that the map waits for: for a moment, and not at all once a reader went on.

    Raises
    ------
    PendingError
        If it takes longer, or the reader does something meanwhile; ``see_through`` waits on.
    UnansweredError
        If there is no answer now; the message says why.
    """
    question = _question(name, arguments)
    if (answer := pool().known(*question)) is not None:
        return answer.result()
    if (failed := st.session_state.get(_FAILED, {}).get(question)) is not None:
        raise failed
    awaited = st.session_state.setdefault(_AWAITED, set())
    if question not in awaited:
        awaited.add(question)  # a run that is ended here is followed by one that does not wait
        until = time.monotonic() + _PATIENCE_S
        with st.spinner(words, show_time=True):
            job = pool().ask(*question)
            try:
                while not (done := _is_done(job)):
                    if time.monotonic() > until or _is_asked_of_a_part():
                        break
            finally:
                pool().leave(job)
        if done:
            return job.future.result()
    st.session_state.setdefault(_PENDING, {})[question] = None
    raise PendingError("It is being worked out")


def begin() -> None:
    """At the start of a run of the page: nothing is drawn yet, with an answer or without."""
    st.session_state[_PENDING] = {}


def see_through() -> None:
    """At the end of a run of the page: wait for what the map was drawn without, and have the page drawn with it.

    The reader's next step ends the waiting, and is answered at once.
    """
    st.session_state.pop(_FAILED, None)
    failed: dict[_Question, BaseException] = {}
    for question in st.session_state[_PENDING]:
        try:
            job = pool().ask(*question)
        except UnansweredError as error:
            failed[question] = error
            continue
        try:
            while not _is_done(job):
                if _is_asked_of_a_part():
                    return
        finally:
            pool().leave(job)
        if (wrong := job.future.exception()) is not None:
            failed[question] = wrong
    st.session_state[_AWAITED] = set()
    if st.session_state[_PENDING]:
        st.session_state[_FAILED] = failed
        st.rerun()


def go_on() -> None:
    """At the end of a run of a part alone: have the page wait on for what the map was drawn without."""
    run = get_script_run_ctx()
    if run is not None and run.fragment_ids_this_run and st.session_state.get(_PENDING):
        st.rerun()


def _question(name: str, arguments: tuple[Hashable, ...]) -> Any:
    return (name, resources.FOLDER.resolve(), resources.shared().stamp, *arguments)


def _is_done(job: Job) -> bool:
    """Wait for a moment; return whether a job is done.

    To look into the session's state is where Streamlit ends a run that is out of date.
    """
    done = bool(wait([job.future], _LOOK_S).done)
    if not done:
        st.session_state.get("view")
    return done


def _is_asked_of_a_part() -> bool:
    """Return whether the map or the panel has sent something: Streamlit ends no run for a part of the page."""
    run = get_script_run_ctx()
    requests = run.script_requests if run is not None else None
    return requests is not None and requests._state is ScriptRequestType.RERUN  # noqa: SLF001 - it tells nobody
