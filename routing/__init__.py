"""Graph logic: networks, closures, costs and routes. Owns no data and imports no drawing library.

For programs: ``Model`` is loaded once and asked often; ``route``, ``matrix`` and ``isochrones`` put a question in one
call. They are imported when they are first asked for, so that what needs a constant alone stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routing.api import isochrones, matrix, route
    from routing.model import Model

__all__ = ["MOST_ALTERNATIVES", "Model", "isochrones", "matrix", "route"]

MOST_ALTERNATIVES = 6
"""So many ways between two places are found at most."""

_HOMES = {
    "Model": "routing.model",
    "isochrones": "routing.api",
    "matrix": "routing.api",
    "route": "routing.api",
}


def __getattr__(name: str) -> Any:
    """Return a name of ``__all__`` that is not loaded yet.

    Raises
    ------
    AttributeError
        If there is no such name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module 'routing' has no '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
