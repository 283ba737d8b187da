"""Break-even: how much more at a gate makes the way around it the better one, computed exactly."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe, safe_markdown
from layers.view.view import View
from layers.what_if.answers import link_name, what_if_key
from layers.what_if.network_map import UNITS
from layers.what_if.scenario import Scenario, signed
from panels.session import state, work
from panels.session.widget import bound_widget
from panels.what_if import on_map, places
from panels.what_if.figures import RULE, figures, hues, stops
from panels.what_if.gateways import measure

if TYPE_CHECKING:
    import altair as alt

    from routing.analysis.breakeven import BreakEven


def show(scene: Scene) -> None:
    """Show the dial, the two ways as lines, and where any two of the ways meet."""
    if not (scene.view.origin and scene.view.destination):
        st.info(on_map.NEED_ENDS)
        return
    view, found = scene.view, scene.scenario
    measure()
    _gateway(view, found)
    if not view.gateway:
        st.info("Choose where the extra wait or fee applies.")
        return
    question = replace(what_if_key(view), gateway=view.gateway, measure=view.measure)
    try:
        answer: BreakEven = work.worked(
            "Finding where the routes cost the same ...", "crossover", question
        )
    except ValueError as error:
        st.error(safe_markdown(f"{error}."))
        return
    unit = UNITS[view.measure]
    name = places.closable_words(view.gateway)
    if answer.through is None or answer.around is None:
        missing = "past" if answer.through is None else "around"
        st.info(safe_markdown(
            f"There is no route {missing} {name} on this day in this scenario, so nothing to compare: "
            "reopen a crossing, or choose another."
        ))  # fmt: skip
        return
    through, around = (line.start for line in answer.lines)
    label = ["Through it: " + stops(answer.through), "Around it: " + stops(answer.around)]
    added = float(answer.added or 0.0)
    most = max(24.0, 2 * added) if view.measure == "hours" else max(200.0, 2 * added)
    dial = st.slider(f"More at {safe_markdown(name)}, {unit}", 0.0, float(round(most)), value=0.0, step=1.0, format="%d",
                     key=f"w-dial-{view.gateway}-{view.measure}")  # fmt: skip
    if added >= 0:
        said = f"Both are worth the same at {added:,.1f} {unit} more than the model's wait or fee"
    else:
        said = f"The route around it is better already, by {-added:,.1f} {unit}"
    better = 0 if through + dial <= around else 1
    st.html(
        f'<p class="ways-head"><b>{safe(said)}.</b> With {dial:,.0f} {unit} more, the better is '
        f"<b>{safe(label[better])}</b> ({min(through + dial, around):,.0f} {unit}).</p>"
    )
    lines = [(label[0], through, 1.0), (label[1], around, 0.0)]
    st.altair_chart(_chart(lines, most, dial, f"{name}: more, {unit}", unit), width="stretch")
    _pairs(found, answer)


def _gateway(view: View, found: Scenario | None) -> None:
    """Let the reader choose a gate: those on the ways first."""
    passed = [
        link_name(place) for route in (found.routes if found else ()) for place in route.places
    ]
    options = [one for one in places.closables() if not _group(one)]
    st.selectbox(
        "Extra wait or fee at", list(dict.fromkeys([*([view.gateway] if view.gateway else []), *passed, *options])),
        index=None, format_func=places.closable_words, placeholder="Crossing or port",
        **bound_widget("w-gate", view.gateway or None, lambda gateway: state.change(gateway=gateway or "")),
    )  # fmt: skip


def _group(name: str) -> bool:
    return name == "hormuz" or places.closable_words(name).startswith("All crossings")


def _chart(
    lines: list[tuple[str, float, float]], most: float, dial: float, title: str, unit: str
) -> alt.LayerChart | alt.FacetChart:
    """Draw two straight lines by their ends, which is all that they are, and the dial."""
    import altair as alt

    ends = pd.DataFrame(
        [{"way": name, "added": x, "total": start + slope * x}
         for name, start, slope in lines for x in (0.0, most)]
    )  # fmt: skip
    drawn = alt.Chart(ends).mark_line(strokeWidth=2.5).encode(
        x=alt.X("added:Q", title=title),
        y=alt.Y("total:Q", title=f"From end to end, {unit}", scale=alt.Scale(zero=False)),
        color=alt.Color("way:N", title=None, legend=alt.Legend(orient="top", labelLimit=600),
                        scale=alt.Scale(range=hues())),
        strokeDash=alt.StrokeDash("way:N", title=None),
    )  # fmt: skip
    rule = (
        alt.Chart(pd.DataFrame([{"added": dial}]))
        .mark_rule(strokeWidth=2, color=RULE)
        .encode(x="added:Q")
    )
    return alt.layer(drawn, rule).properties(height=260)


def _pairs(found: Scenario | None, answer: BreakEven) -> None:
    """List where any two of the shown ways are worth the same at the gate."""
    from routing.analysis.breakeven import crossover

    rows = []
    for (i, one), (j, two) in combinations(enumerate(found.routes if found else (), start=1), 2):
        added = crossover(one, two, answer.place, unit=answer.unit)
        if added is not None:
            rows.append(
                (
                    "other",
                    [f"{i} and {j}", safe(f"{stops(one)} / {stops(two)}"), signed(added, 1)],
                )
            )
    if rows:
        unit = UNITS[answer.unit]
        st.html(figures((("Routes", ""), ("By", ""), ("Same cost at", f"{unit} more there")), rows,
                        label="Where two of the routes cost the same", words=2))  # fmt: skip
