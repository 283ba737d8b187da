"""Break-even: how much more at a crossing makes the other route the better one, computed exactly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe, safe_markdown
from layers.view.view import View
from layers.what_if.answers import link_name, what_if_key
from layers.what_if.network_map import UNITS
from layers.what_if.scenario import Scenario, signed
from panels.session import work
from panels.what_if import on_map, places
from panels.what_if.cards import by
from panels.what_if.figures import RULE, figures
from panels.what_if.gateways import MEASURE_WORDS

if TYPE_CHECKING:
    from routing.analysis.breakeven import BreakEven
    from routing.paths.routes import Route

_HOURS_A_DAY = 24
_WIDE, _HIGH = 360, 120
"""Of the chart, px."""


def show(scene: Scene) -> None:
    """Show the two routes as lines, where they meet, and where any two of the routes meet."""
    view, found = scene.view, scene.scenario
    if not (view.origin and view.destination):
        st.info(on_map.NEED_ENDS)
        return
    st.html(_question(view, found))
    if not view.gateway:
        return
    question = replace(what_if_key(view), gateway=view.gateway, measure=view.measure)
    try:
        answer: BreakEven = work.worked(
            "Finding where the routes are worth the same ...", "crossover", question
        )
    except ValueError as error:
        st.error(safe_markdown(f"{error}."))
        return
    name = places.closable_words(view.gateway)
    if answer.through is None or answer.around is None or _twice(answer.through):
        st.info(safe_markdown(_nothing_to_compare(name, answer)))
        return
    st.html(_answer(name, answer, answer.through, answer.around) + _pairs(found, answer))


def _nothing_to_compare(name: str, answer: BreakEven) -> str:
    if answer.through is not None and answer.around is not None:
        return (
            f"No route past {name} is one for cargo: it would leave and come back by the same "
            "crossing. Choose one that lies between the two ends."
        )
    missing = "past" if answer.through is None else "around"
    return (
        f"There is no route {missing} {name} from this start with these closures, so nothing to "
        "compare: reopen a crossing, or choose another."
    )


def _twice(route: Route) -> bool:
    return len({*route.places}) < len(route.places)


def _question(view: View, found: Scenario | None) -> str:
    """Write where is waited or paid, and in what it is measured."""
    passed = [
        link_name(place) for route in (found.routes if found else ()) for place in route.places
    ]
    chips = "".join(
        f'<button type="button" data-say="{safe(urlencode({"gate": one}))}" '
        f'aria-pressed="{str(one == view.gateway).lower()}">{safe(_bare(places.closable_words(one)))}</button>'
        for one in dict.fromkeys(passed)
    )  # fmt: skip
    units = "".join(
        f'<button type="button" data-say="measure={key}" aria-pressed="{str(key == view.measure).lower()}">'
        f"{safe(words)}</button>"
        for key, words in MEASURE_WORDS.items()
    )
    value = safe(_bare(places.closable_words(view.gateway))) if view.gateway else ""
    return (
        '<div class="asked"><p class="sentence">How much more at <input type="text" data-what="gateways" '
        f'data-pick="gate" value="{value}" data-without="{safe(" ".join(places.absent_ids()))}" '
        'placeholder="a crossing or port" size="16" aria-label="Where is waited or paid">, in '
        f'<span class="starts" role="group" aria-label="Measured in">{units}</span>, until the route '
        f"around it pays?</p>{_choices(chips)}</div>"
    )


def _choices(chips: str) -> str:
    return f'<p class="questions">On these routes: {chips}</p>' if chips else ""


def _bare(words: str) -> str:
    return words.removesuffix(" (crossing)").removesuffix(" (port)")


def _answer(name: str, answer: BreakEven, through: Route, around: Route) -> str:
    unit, (one, two) = UNITS[answer.unit], (line.start for line in answer.lines)
    added = float(answer.added or 0.0)
    much = f"{added:,.0f} {unit}"
    if answer.unit == "hours" and added >= _HOURS_A_DAY:
        much = f"{added / _HOURS_A_DAY:.1f} days"
    said = (
        f"From {much} more at {_bare(name)} on, the route by {by(around)} pays."
        if added >= 0
        else f"The route by {by(around)} is better already, by {-added:,.0f} {unit}."
    )
    most = max(24.0, 2 * added) if answer.unit == "hours" else max(200.0, 2 * added)
    names = (f"by {by(through)}", f"by {by(around)}")
    dial = json.dumps([{"name": names[0], "start": one}, {"name": names[1], "start": two}, unit])
    rows = "".join(
        f'<li class="route {kind}"><i class="no">{mark}</i><p><b>{safe(words)}</b>'
        f'<b class="usd">{value:,.0f} {unit}</b></p></li>'
        for kind, mark, words, value in (
            ("best", "1", names[0], one),
            ("other", "2", names[1], two),
        )
    )
    return (
        f'<p class="finding">{safe(said)}</p><ol class="routes">{rows}</ol>'
        f"{_chart(one, two, most, added)}"
        f'<p class="dial"><label>More at {safe(_bare(name))} <input type="range" min="0" '
        f'max="{most:.0f}" step="1" value="0" data-dial="{safe(dial)}"></label> <output></output></p>'
    )


def _chart(through: float, around: float, most: float, added: float) -> str:
    """Draw the two lines, of which one rises with what is added, and where they meet."""
    top = max(through + most, around) * 1.05
    low = min(through, around) * 0.9
    height = _HIGH / (top - low)

    def up(value: float) -> float:
        return _HIGH - (value - low) * height

    meet = ""
    if 0 < added < most:
        x, y = _WIDE * added / most, up(around)
        meet = f'<circle fill="{RULE}" cx="{x:.0f}" cy="{y:.0f}" r="5"/>'
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 -6 {_WIDE + 12} {_HIGH + 12}" fill="none" '
        f'stroke="{RULE}" font-family="sans-serif" font-size="12"><path d="M0 {_HIGH}H{_WIDE}"/>'
        f'<path stroke-width="3" d="M0 {up(through):.0f}L{_WIDE} {up(through + most):.0f}"/>'
        f'<path stroke-width="3" stroke-dasharray="7 5" d="M0 {up(around):.0f}H{_WIDE}"/>{meet}'
        f'<g fill="{RULE}" stroke="none"><text x="2" y="{up(through) - 5:.0f}">1</text>'
        f'<text x="{_WIDE - 8}" y="{up(around) - 5:.0f}">2</text></g></svg>'
    )
    said = "Two lines: the first rises with what is added, the second does not"
    return f'<img class="meet" alt="{said}" src="data:image/svg+xml,{quote(drawn)}">'


def _pairs(found: Scenario | None, answer: BreakEven) -> str:
    """List where any two of the shown routes are worth the same at the crossing."""
    from routing.analysis.breakeven import crossover

    rows: list[tuple[str, list[str]]] = []
    routes: Mapping[int, Route] = dict(enumerate(found.routes if found else (), start=1))
    for (i, one), (j, two) in combinations(routes.items(), 2):
        added = crossover(one, two, answer.place, unit=answer.unit)
        if added is not None:
            rows.append(
                ("other", [f"{i} and {j}", safe(f"{by(one)} / {by(two)}"), signed(added, 1)])
            )
    if not rows:
        return ""
    head = (("Routes", ""), ("By", ""), ("Worth the same at", f"{UNITS[answer.unit]} more"))
    return figures(head, rows, label="Where two of the routes are worth the same", words=2)
