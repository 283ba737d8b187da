"""What can go wrong when a way is asked for."""

from __future__ import annotations


class NoRouteError(ValueError):
    """No way leads from one place to another; the message names the closures in the way."""


class UnknownPlaceError(ValueError):
    """A name is not that of a town, a port or a crossing; the message suggests near ones."""
