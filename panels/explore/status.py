"""Status: what is reported of crossings, ports and straits on the day, by to whom they are open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import streamlit as st

from layers.scene.digest import LINES, Digest, days_before, digest
from layers.scene.scene import Scene
from layers.scene.standing import Group, Row, on_day, told_on
from layers.text.escape import safe, safe_link
from layers.text.words import names, plural, short_day
from layers.view.view import View
from panels import map_frame
from panels.session import state
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

_SPANS = (7, 30)
_COLUMNS = (("name", "Crossing or port"), ("days", "Since"), ("report", "Last report"))
_WORDS = {"strict": "strictly reported", "last": "last known"}


@error_boundary("The status")
def show(scene: Scene) -> None:
    """Show what is reported in groups, and how far the record goes."""
    st.html(
        f'<div class="status-head"><h2>{safe(told_on(scene.day))}</h2><p>{_lead(scene)}</p></div>'
    )
    if scene.beyond:
        st.segmented_control(
            "Where nothing recent is reported", list(_WORDS), format_func=_WORDS.__getitem__,
            label_visibility="collapsed",
            **bound_widget("unreported", scene.view.unreported,
                      lambda how: state.change(unreported=how or "strict")),
        )  # fmt: skip
    st.html(_changed(scene.view) + _table(on_day(scene.view, scene.atlas)))


def _lead(scene: Scene) -> str:
    """Say how far the record goes, and that silence is not proof."""
    if scene.beyond:
        return safe(scene.beyond)
    if scene.last_report is None:
        return "Nothing was reported of crossings by then."
    if scene.last_report > scene.view.day:
        return "As far as reports up to now tell of this day."
    ago = plural((date.today() - scene.last_report).days, "day")  # noqa: DTZ011 - the reader's day
    return (
        f"The last report in the record is of {safe(scene.last_report_text)}, {safe(ago)} ago. "
        "What came later is unknown, not quiet."
    )


def _changed(view: View) -> str:
    """Tell in a line for each span how many places are another than so many days before."""
    lines = []
    for days in _SPANS:
        found = _digest(view.known.isoformat() if view.known else None, view.day.isoformat(), days)
        counts = [
            f"<b>{safe(LINES[key].lower())}</b> {safe(names([one.name for one in found.lines[key]]))}"
            for key in ("closed", "reopened", "limited", "seen", "lost")
            if found.lines[key]
        ]
        said = "; ".join(counts) or "nothing changed in the record"
        lines.append(
            f"<li>Against {days} days before, {safe(short_day(found.first))}: {said}.</li>"
        )
    return f'<ul class="status-changed">{"".join(lines)}</ul>'


@lru_cache(maxsize=64)
def _digest(known: str | None, day: str, days: int) -> Digest:
    return digest(map_frame.atlas(known), days_before(day, days), day)


def _table(groups: Sequence[Group]) -> str:
    heads = "".join(
        f'<th scope="col"><button type="button" data-sort="{key}">{safe(words)}</button></th>'
        for key, words in _COLUMNS
    )
    parts = [
        f'<tbody data-group="{group.key}"><tr class="group"><th colspan="3" scope="rowgroup">'
        f"{safe(group.title)}</th></tr>{''.join(_line(row) for row in group.rows)}</tbody>"
        for group in groups
    ]
    return f'<table class="status-table"><thead><tr>{heads}</tr></thead>{"".join(parts)}</table>'


def _line(row: Row) -> str:
    """Write a row: sign and name over basis and source, since over length, last report over age."""
    link = safe_link(row.link)
    source = safe(row.source)
    if link and source:
        source = f'<a href="{link}" target="_blank">{source}</a>'
    under = ", ".join(part for part in (safe(row.said), safe(row.basis), source) if part)
    sign = f'<i class="sign {safe(row.noun)} {safe(row.kind)} {safe(row.phase)}"></i>'
    return (
        f'<tr data-key="{safe(row.key)}" data-days="{row.days}" '
        f'data-report="{safe(row.reported_on)}"><td>{sign}<button type="button" '
        f'data-choose="{safe(row.key)}">{safe(row.name)}</button><small>{under}</small></td>'
        f"<td>{safe(row.since) or '–'}<small>{safe(row.length)}</small></td>"
        f"<td>{safe(row.reported) or '–'}<small>{safe(row.age)}</small></td></tr>"
    )
