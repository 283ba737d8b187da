"""A panel that fails says so in its place; the rest of the page stays."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from layers.text.escape import safe_markdown

P = ParamSpec("P")
R = TypeVar("R")

_log = logging.getLogger("crossings")


def error_boundary(what: str) -> Callable[[Callable[P, R]], Callable[P, R | None]]:
    """Show a sentence in place of a panel that raises; the traceback goes to the log.

    Parameters
    ----------
    what
        The panel as the reader knows it, such as "The map".
    """

    def decorate(panel: Callable[P, R]) -> Callable[P, R | None]:
        @functools.wraps(panel)
        def run(*args: P.args, **kwargs: P.kwargs) -> R | None:
            try:
                return panel(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the page must outlive any panel
                _log.exception("%s failed", what)
                said = (
                    f" ({safe_markdown(error)})" if isinstance(error, (ValueError, OSError)) else ""
                )
                st.error(
                    f"{what} could not be shown{said}. Reload the page; if it happens again, "
                    "run 'python -m catalog check' and look at the log of the app.",
                )
                return None

        return run

    return decorate
