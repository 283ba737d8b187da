"""What can go wrong when a way is asked for, each with the exit code of the command line."""

from __future__ import annotations


class NoRouteError(ValueError):
    """No way leads from one place to another; the message names the closures in the way."""


class UnknownPlaceError(ValueError):
    """A name is not that of a town, a port or a crossing; the message suggests near ones."""


NO_ROUTE, USAGE, UNKNOWN_PLACE, REFUSED = 1, 2, 3, 4
"""Exit codes: no route; an option that cannot be; a place that is not known; what cannot be asked otherwise."""


def kind_of(error: ValueError) -> tuple[str, int]:
    """Return what kind of error it is, as JSON names it, and its exit code."""
    if isinstance(error, NoRouteError):
        return "no_route", NO_ROUTE
    if isinstance(error, UnknownPlaceError):
        return "unknown_place", UNKNOWN_PLACE
    return "refused", REFUSED
