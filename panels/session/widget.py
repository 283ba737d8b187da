"""A control of the View: it shows the View's value, and only the reader's hand changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from panels.session import state

_GENERATION = "control-turns"


def bound_widget(name: str, value: Any, on_user_change: Callable[[Any], object]) -> dict[str, Any]:
    """Give the key and the callback of a widget that shows a value.

    Whatever a browser sends carries the values of all widgets, also of those that it has not yet
    heard to be others now. So a widget whose value is changed by anything but the reader is replaced
    by one of a new key, and what still comes in from the old one is nobody's wish.

    Parameters
    ----------
    name
        The control's name; its first key.
    value
        What it has to show.
    on_user_change
        Called with the value that the reader has given it.

    Returns
    -------
    arguments
        ``key``, ``on_change`` and ``args`` for the widget.
    """
    turns = st.session_state.setdefault(_GENERATION, {})
    key = _key(name, turns.get(name, 0))
    if key in st.session_state and st.session_state[key] != value:
        turns[name] = turns.get(name, 0) + 1
        key = _key(name, turns[name])
    if key not in st.session_state:
        st.session_state[key] = value
    return {"key": key, "on_change": _on_change, "args": (name, key, on_user_change)}


def field(
    name: str, value: Any, meant: Callable[[Any], Any] = lambda value: value
) -> dict[str, Any]:
    """Give the arguments of the what-if's widget for a field of the View.

    Parameters
    ----------
    name
        The field.
    value
        What the widget has to show.
    meant
        Gives what the widget's value means in the View.
    """
    return bound_widget(f"w-{name}", value, lambda chosen: state.change(**{name: meant(chosen)}))


def _on_change(name: str, key: str, on_user_change: Callable[[Any], object]) -> None:
    turns = st.session_state.get(_GENERATION)  # none where the session has lost its state
    if turns is not None and key == _key(name, turns.get(name, 0)):
        on_user_change(st.session_state[key])


def _key(name: str, turn: int) -> str:
    return f"{name}-{turn}" if turn else name
