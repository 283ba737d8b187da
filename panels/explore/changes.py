"""What changed between two days, by place, in words; the places are ringed on the map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import streamlit as st

from catalog.atlas.changes import Change, Changes, PlaceChanges
from catalog.dates import EARLIEST, LATEST
from layers.command import RingedPlace
from layers.scene import comparison
from layers.scene.digest import LINES, Digest, Moved, digest
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.text.markup import marks, words
from layers.text.words import names, plural, short_day
from layers.view.view import View
from panels.session import resources, state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

_WHAT = {"status": "status", "incident": "incident", "meeting": "meeting",
         "policy": "policy change"}  # fmt: skip
_MOST = 60
_MET = 3
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
    _dates(view)
    found = compare_days(view)
    if found is None:
        st.info("Choose a day under 'Compare with' to see what changed since. It is in the link.")
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


def _dates(view: View) -> None:
    last = LATEST - timedelta(days=1)
    with st.container(key="dates", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.date_input("Compare with", format="YYYY-MM-DD", min_value=EARLIEST, max_value=last,
                      **bound_widget("c-since", view.since, _compare))  # fmt: skip
        st.date_input("As known on", format="YYYY-MM-DD", min_value=EARLIEST, max_value=last,
                      **bound_widget("c-known", view.known, lambda day: state.change(known=day)),
                      help="Leaves out whatever was first published later, on the map too.")  # fmt: skip
        st.checkbox("Side by side", disabled=view.since is None,
                    **bound_widget("c-side", view.compare == "side",
                              lambda on: state.change(compare="side" if on else "none")))  # fmt: skip
        st.checkbox("With what became known of earlier days", disabled=view.since is None,
                    **bound_widget("c-learned", view.learned, lambda on: state.change(learned=on)))  # fmt: skip
        for words, days in _QUICK:
            st.button(words, key=f"c-{days}", on_click=_compare, args=(view.day - timedelta(days),))
        st.button("Clear", key="c-clear", on_click=_clear)


def _compare(since: date | None) -> None:
    state.change(since=since, compare=state.view().compare if since else "none")


def _clear() -> None:
    state.change(since=None, known=None, learned=False, compare="none")


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
