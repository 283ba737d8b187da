"""Start: from what a scenario sets out, and which of its closures are reported already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from layers.scene.scene import Scene
from layers.scene.standing import Row, on_day
from layers.view.view import View
from layers.what_if.answers import link_name
from panels.session import resources, state

ALL_OPEN: Mapping[str, str] = {"ledger": "none", "against": "open"}
"""Nothing is closed at first, on either side of the comparison."""
AS_REPORTED: Mapping[str, str] = {"ledger": "day", "against": "day"}
"""What is reported of the day holds at first, on either side."""
_SHUT = ("trade", "ships", "closed")


def start_of(view: View) -> Mapping[str, str] | None:
    """Return the start of a View; None where both sides of the comparison have not the same."""
    return next(
        (start for start in (ALL_OPEN, AS_REPORTED)
         if (view.ledger, view.against) == (start["ledger"], start["against"])), None,
    )  # fmt: skip


def reported(scene: Scene) -> Mapping[str, Row]:
    """Return what is reported of each crossing and port on the day, by canonical id."""
    return _rows(scene.view, scene.atlas)


def shut(scene: Scene) -> Mapping[str, Row]:
    """Return those of them that are reported closed to cargo."""
    return _shut(scene.view, scene.atlas)


def places_of(name: str) -> tuple[str, ...]:
    """Return the canonical ids that a name to close means: a place, or all crossings of countries."""
    base = name.partition(":")[0].lower()
    atlas = resources.shared().atlas
    rows = [*atlas["crossings"].records, *atlas["ports"].records]
    alone = dict.fromkeys(
        str(row["place"])
        for row in rows
        if base in (link_name(row["place"]), str(row["place"]).lower())
    )
    if alone:
        return tuple(alone)
    codes = base.upper().split("-")
    return tuple(dict.fromkeys(
        str(row["place"]) for row in atlas["crossings"].records
        if set(codes) <= {row["country_a"], row["country_b"]}
    ))  # fmt: skip


def settle(before: View, atlas: Mapping[str, Any]) -> None:
    """Write what the reader has asked for as links have it, and choose the start that tells something.

    Where all that is to close is reported closed already, to close it changes nothing: then the
    start is all open. The reader may choose the other again.

    Parameters
    ----------
    before
        The View before the reader's change.
    atlas
        As it is known on the day of the View.
    """
    now = state.view()
    if (now.close, now.reopen) != (before.close, before.reopen):
        state.change(close=_short(now.close), reopen=_short(now.reopen))
    gateway = _short((now.gateway,))[0] if now.gateway else ""
    if gateway != now.gateway:
        state.change(gateway=gateway)
    now = state.view()
    asked = [place for name in now.close for place in places_of(name)]
    if now.close == before.close or not asked or start_of(now) is not AS_REPORTED:
        return
    if set(asked) <= set(_shut(now, atlas)):
        state.change(**ALL_OPEN)


def _short(some: Iterable[str]) -> tuple[str, ...]:
    """Write canonical ids as short as links do; other names stay."""
    ids = {str(row["place"]).lower(): str(row["place"]) for layer in ("crossings", "ports")
           for row in resources.shared().atlas[layer].records}  # fmt: skip
    return tuple(dict.fromkeys(
        link_name(ids[one.lower()]) if one.lower() in ids else one for one in some
    ))  # fmt: skip


def _rows(view: View, atlas: Mapping[str, Any], *groups: str) -> Mapping[str, Row]:
    return {
        row.key.partition("/")[2]: row
        for group in on_day(view, atlas)
        if not groups or group.key in groups
        for row in group.rows
    }


def _shut(view: View, atlas: Mapping[str, Any]) -> Mapping[str, Row]:
    return _rows(view, atlas, *_SHUT)
