"""What a View is compared with: the other day, and the places whose status is another one there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalog.atlas.changes import Changes, changes
from catalog.atlas.dataset import Dataset
from layers.command import RingedPlace
from layers.view.view import View

Compared = tuple[str, str, str | None, str | None]
"""The earlier and the later day, and what was known for each; ISO dates."""


def other_view(view: View) -> View | None:
    """Return the View of the other day that is shown side by side; None for no such comparison."""
    if view.compare != "side" or view.since is None:
        return None
    return replace(view, day=view.since, since=view.day, title="", subtitle="", claim="")


def compared(view: View) -> Compared | None:
    """Return which two days a View compares; None if it compares none."""
    if view.since is None:
        return None
    first, last = sorted((view.since, view.day))
    known = view.known.isoformat() if view.known else None
    then = first.isoformat() if view.learned and (not known or first.isoformat() < known) else known
    return first.isoformat(), last.isoformat(), then, known


def compare(days: Compared, atlas: Mapping[str, Dataset]) -> Changes:
    """Compare two days; the Atlas is as it is known now."""
    first, last, then, known = days
    return changes(atlas, first, last, known_a=then, known_b=known)


def changed_places(found: Changes) -> list[RingedPlace]:
    """Return the places whose status changed; their marks bear the names."""
    changed = {one.place for one in found.places if any(i.what == "status" for i in one.items)}
    return [
        {"id": one["id"], "name": "", "lon": one["lon"], "lat": one["lat"]}
        for one in found.on_the_map()
        if one["id"] in changed
    ]
