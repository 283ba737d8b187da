"""What changed between two days, by place, in words; the places are ringed on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st

from catalog.atlas.changes import Change, Changes, PlaceChanges
from catalog.atlas.lasting import kind_of
from catalog.dates import EARLIEST, LATEST
from layers.command import RingedPlace
from layers.scene import comparison
from layers.scene.digest import LINES, Digest, Moved, digest
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.text.markup import marks, words
from layers.text.words import names, plural, short_day
from layers.view.view import View
from panels.session import resources
from panels.session.guard import error_boundary

_WHAT = {"status": "status", "incident": "incident", "meeting": "meeting",
         "policy": "policy change"}  # fmt: skip
_MOST = 60
_MET = 3
_LAST = LATEST - timedelta(days=1)
_NOTHING = "-"
"""Ends a comparison, in a message of the page."""
_QUICK = (("A week", 7), ("A month", 30), ("A year", 365))

_HOW = {
    "aged": "; no newer report",
    "learned": "; learned since",
    "told": "; told later",
    "passed": "; again as before",
}
"""What made a status another, but for a report of the day."""


def compare_days(view: View) -> Changes | None:
    """Compare the day shown with the day that the View is compared with; None if there is none."""
    days = comparison.compared(view)
    return None if days is None else _between(days)


@lru_cache(maxsize=64)
def _between(days: comparison.Compared) -> Changes:
    return comparison.compare(days, resources.shared().atlas)


def changed_places(view: View) -> list[RingedPlace]:
    """Give the places whose status changed, for the map to ring; their marks bear the names."""
    found = compare_days(view)
    return [] if found is None else comparison.changed_places(found)


@error_boundary("What changed")
def show(scene: Scene) -> None:
    """Show the dates to choose, and what changed between them."""
    view = scene.view
    st.html(_dates(scene))
    found = compare_days(view)
    if found is None:
        st.info("Choose a day to see what changed since. It is in the link.")
        return
    counts = [plural(n, _WHAT[what], "statuses" if what == "status" else "")
              for what, n in found.counts().items() if n]  # fmt: skip
    head = f"Between {short_day(found.day_a)} and {short_day(found.day_b)}"
    if not counts:
        st.info(f"{head} nothing changed in the data. No data does not mean that nothing happened.")
        return
    net = digest(
        resources.shared().atlas, found.day_a, found.day_b, known=(found.known_a, found.known_b)
    )
    st.html(f"<h2>{safe(head)}</h2>{_digest(net)}")
    parts = [f"<p>{safe(names(counts))}.</p>"]
    parts += [_place(one) for one in found.places[:_MOST]]
    with st.expander("Step by step, by place"):
        st.html(f'<div class="card changes">{"".join(parts)}</div>')
    if len(found.places) > _MOST:
        st.caption(
            f"{len(found.places) - _MOST} more places: choose days that lie closer together, or use "
            f"'python -m catalog changes {found.day_a} {found.day_b}'."
        )


def _digest(net: Digest) -> str:
    """Write a line for each thing that can have become of a place; first the net change."""
    lines = []
    for key, word in LINES.items():
        told = net.lines[key]
        said = (
            "; ".join(f"{safe(one.name)}, {safe(one.now)}" for one in told[:_MET])
            if key == "met"
            else ", ".join(_moved(one) for one in told)
        )
        if key == "met" and len(told) > _MET:
            said += f"; and {len(told) - _MET} more below"
        lines.append(f"<dt>{safe(word)}{_count(told)}</dt><dd>{said or 'none in the record'}</dd>")
    return f'<dl class="digest">{"".join(lines)}</dl>'


def _moved(one: Moved) -> str:
    key = safe(one.key)
    return (
        f'<button type="button" data-choose="{key}" data-key="{key}" title="{safe(one.was)} to {safe(one.now)}">'
        f"{safe(one.name)}</button>"
    )


def _count(told: Sequence[Moved]) -> str:
    return f" <small>{len(told)}</small>" if told else ""


def _dates(scene: Scene) -> str:
    """Write the days that are compared; Enter applies one that is written, the calendar one at once."""
    view, day = scene.view, scene.view.day
    quick = {words: day - timedelta(days) for words, days in _QUICK} | _closing(scene)
    buttons = "".join(
        _button(words, since == view.since, since=since.isoformat())
        for words, since in quick.items()
        if since < day
    )
    if view.since is not None:
        side, learned = view.compare == "side", view.learned
        buttons += _button("Side by side", side, compare="none" if side else "side")
        buttons += _button(
            "With what became known of earlier days", learned, backfilled="no" if learned else "yes"
        )
    if view.since is not None or view.known is not None:
        clear = urlencode(
            {"since": _NOTHING, "known": _NOTHING, "backfilled": "no", "compare": "none"}
        )
        buttons += f'<button type="button" class="link" data-say="{safe(clear)}">Clear</button>'
    known = _field(
        "known", "As known on: leaves out whatever was first published later", view.known
    )
    return (
        f'<div class="asked"><p class="sentence">Between {_field("since", "Compared with", view.since)} '
        f"and {safe(short_day(day.isoformat()))}, as known on {known}</p>"
        f'<p class="questions" role="group" aria-label="Days to compare">{buttons}</p></div>'
    )


def _field(key: str, label: str, value: date | None) -> str:
    return (
        f'<input type="date" data-key="{key}" aria-label="{label}" title="{label}" '
        f'value="{value.isoformat() if value else ""}" min="{EARLIEST}" max="{_LAST}">'
    )


def _button(words: str, pressed: bool, **said: str) -> str:
    return (
        f'<button type="button" data-say="{safe(urlencode(said))}" '
        f'aria-pressed="{str(pressed).lower()}">{safe(words)}</button>'
    )


def _closing(scene: Scene) -> dict[str, date]:
    """Return the day before the one since which most crossings are reported closed, if there is any."""
    begun = Counter(
        str(row["since"])
        for row in scene.features("crossings")
        if kind_of(row) == "closed" and row.get("since") and not row.get("since_text", "").startswith("by")
    )  # fmt: skip
    if not begun:
        return {}
    first = date.fromisoformat(begun.most_common(1)[0][0][:10])
    return {f"before {short_day(first.isoformat())}": first - timedelta(days=1)}


def _place(place: PlaceChanges) -> str:
    items = "".join(f"<li>{_item(item)}</li>" for item in place.items)
    return f"<h3>{safe(place.name)}</h3><ul>{items}</ul>"


def _item(item: Change) -> str:
    if item.what == "status":
        how = _HOW.get(str(item.how), "")
        said = f"{words(item.before)} to <b>{safe(words(item.after))}</b>{safe(how)}"
        said += f" ({safe(item.title)})" if item.title else ""
    else:
        was = f", before: {item.before}" if item.before else ""
        state_now = f" ({item.after}{was})" if item.after else ""
        said = f"{safe(_WHAT[item.what].capitalize())}: {safe(item.title)}{safe(state_now)}"
    late = " · became known later" if item.late and item.how != "learned" else ""
    disputed = " · disputed" if item.disputed else ""
    return f"{safe(item.date_text)}: {said}{late}{disputed}{marks(item.sources)}"
