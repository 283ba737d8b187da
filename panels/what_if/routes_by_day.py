"""Through time: the best open way for every day, as a strip of costs and a table of runs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe, safe_markdown
from layers.text.words import short_day
from layers.view.view import View
from layers.what_if.answers import what_if_key
from layers.what_if.scenario import signed
from panels.session import work
from panels.what_if import on_map
from panels.what_if.figures import RULE, figures, hues, stops

if TYPE_CHECKING:
    import altair as alt

    from routing.analysis.routes_by_day import Run


def show(scene: Scene) -> None:
    """Show when the way changed, and by how much."""
    if not (scene.view.origin and scene.view.destination):
        st.info(on_map.NEED_ENDS)
        return
    view = scene.view
    begun = (str(row["valid_from"]) for row in scene.atlas["incidents"].records)
    first = min(begun, default=scene.day)
    known = scene.last_report
    last = max(first, known.isoformat() if known else first, scene.day)
    span = (date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
    question = what_if_key(view)
    try:
        runs: list[Run] = work.worked("Asking every day ...", "routes_by_day", question, *span)
    except ValueError as error:
        st.error(safe_markdown(f"{error}."))
        return
    rows, before = [], None
    for run in runs:
        usd = run.route.cost_usd.central if run.route else None
        rows.append(("other", _run(run, usd, before)))
        before = usd if usd is not None else before
    st.html(
        f'<p class="ways-head"><b>The best open route for every day, {safe(short_day(first))} to '
        f"{safe(short_day(last))}:</b> it changed {len(runs) - 1} times. What the what-if closes or "
        f"reopens is so on every day; {safe(_statuses(view))}. USD for one container or lorry.</p>"
    )
    st.altair_chart(_strip(runs, view.day), width="stretch")
    st.html(figures(
        (("From", ""), ("By", "crossings and ports in travel order"), ("Lasted", "days"),
         ("USD", "low, central, high"), ("Difference", "USD from the run before"), ("Days", "in transit")),
        rows[::-1], label="The best route by day, the newest first", words=2,
    ))  # fmt: skip


def _statuses(view: View) -> str:
    """Say which statuses the days are asked by."""
    if view.ledger == "none":
        return "no reported status is counted"
    known = f", as known on {short_day(view.known.isoformat())}" if view.known else ""
    return f"the statuses are those of each day{known}"


def _run(run: Run, usd: float | None, before: float | None) -> list[str]:
    days = f"{(run.end - run.start).days:,}"
    start = safe(short_day(run.start.isoformat()))
    if run.route is None or usd is None:
        return [start, "no route", days, "", "", ""]
    cost = run.route.cost_usd
    more = signed(usd - before) if before is not None else ""
    return [
        start, safe(stops(run.route)), days,
        f"<b>{usd:,.0f}</b><small>{cost.low:,.0f} – {cost.high:,.0f}</small>", more,
        f"{run.route.time_h.central / 24:.1f}",
    ]  # fmt: skip


def _strip(runs: list[Run], day: date) -> alt.LayerChart | alt.FacetChart:
    """Draw the cost as steps, coloured by the gates, and the day shown."""
    import altair as alt

    frame = pd.DataFrame(
        [{"start": pd.Timestamp(run.start), "end": pd.Timestamp(run.end),
          "usd": run.route.cost_usd.central if run.route else None,
          "by": stops(run.route) if run.route else "no route"} for run in runs]
    )  # fmt: skip
    bars = alt.Chart(frame).mark_bar(height=9).encode(
        x=alt.X("start:T", title=None), x2="end:T",
        y=alt.Y("usd:Q", title="USD", scale=alt.Scale(zero=True)),
        color=alt.Color("by:N", title=None, scale=alt.Scale(range=hues()),
                        legend=alt.Legend(orient="bottom", columns=2, labelLimit=420)),
        tooltip=[alt.Tooltip("by:N", title="By"), alt.Tooltip("usd:Q", title="USD", format=",.0f"),
                 alt.Tooltip("start:T", title="From"), alt.Tooltip("end:T", title="Until")],
    )  # fmt: skip
    rule = (
        alt.Chart(pd.DataFrame([{"day": pd.Timestamp(day)}]))
        .mark_rule(strokeWidth=2, color=RULE)
        .encode(x="day:T")
    )
    return alt.layer(bars, rule).properties(height=260)
