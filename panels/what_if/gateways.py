"""The gates: which provinces depend on which, whom the loss of one hurts, how far one gets."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe, safe_markdown
from layers.text.words import names, plural
from layers.view.choices import MEASURES
from layers.what_if.answers import what_if_key
from layers.what_if.network_map import (
    HITS_USD,
    LIMITS,
    NO_ROUTE,
    UNITS,
    Hit,
    NetworkMap,
    Town,
)
from layers.what_if.scenario import signed
from panels.session import state, work
from panels.what_if.figures import figures

if TYPE_CHECKING:
    from routing.analysis.criticality import GatewayLoss, ProvinceRoute

MEASURE_WORDS = {"hours": "hours", "usd": "dollars"}
_UNIT_OF = {"generalised": "USD with hours", "cheapest": "USD", "fastest": "h", "shortest": "km", "fewest-borders": "USD",
            "safest": "km, weighted by incidents"}  # fmt: skip
_MOST = 40


def show(scene: Scene) -> None:
    """Answer the question that is asked."""
    found = scene.scenario
    if found is not None and found.error and scene.view.ask == "isochrones":
        st.error(safe_markdown(f"{found.error}."))
    elif scene.view.ask == "gateways":
        _losses(scene)
    elif scene.view.ask == "isochrones":
        _isochrones(found.network_map if found else None)
    elif found is not None and found.network_map is not None:
        _provinces(found.network_map)


def _provinces(network_map: NetworkMap) -> None:
    if network_map.hits:
        _hits(network_map)
        return
    routes = sorted(
        network_map.provinces, key=lambda entry: entry.route.cost_usd.central if entry.route else 0
    )
    rows = [("other", _province(entry)) for entry in routes]
    st.html(
        f'<p class="finding">{safe(network_map.finding)}.</p><p class="small">Nothing is closed beyond '
        "the start: close a crossing or a port above to see who is hit. From each province's capital, by "
        "the model's cheapest route; it is not what trade uses.</p>"
        + figures(
            (("Province", "measured from"), ("By", "crossings and port in travel order"),
             ("USD", "low, central, high"), ("Days", ""), ("Length", "km"), ("Assumed", "% of USD")),
            rows, label="Every province's route to the sea", words=2,
        )
    )  # fmt: skip


def _hits(network_map: NetworkMap) -> None:
    """Rank the provinces by the difference, with a bar for each."""
    told = [hit for hit in network_map.hits if hit.more > HITS_USD[1]]
    most = max((hit.more for hit in told if isfinite(hit.more)), default=1.0)
    rows = "".join(
        f'<li class="hit"><b>{safe(hit.province)}</b><span>{_more(hit)}</span>'
        f'<i style="width:{100 * min(1.0, hit.more / most):.0f}%"></i></li>'
        for hit in told
    )
    rest = len(network_map.hits) - len(told)
    said = f"{plural(rest, 'province')} not hit." if rest else ""
    st.html(
        f'<p class="finding">{safe(network_map.finding)}.</p><ol class="hits">{rows}</ol>'
        f"<p class=\"small\">{said} By how much the model's cheapest route from the province's capital to the "
        "sea is dearer than at the start, per 20-foot container; each province counts once, whatever its "
        "people and trade.</p>"
    )


def _more(hit: Hit) -> str:
    if hit.after is None or hit.before is None:
        return "no route left"
    return f"{signed(hit.more)} USD <small>{hit.before:,.0f} to {hit.after:,.0f}</small>"


def _province(entry: ProvinceRoute) -> list[str]:
    head = [f"<b>{safe(entry.province)}</b><small>{safe(entry.capital)}</small>"]
    route = entry.route
    if route is None:
        return [*head, NO_ROUTE, "", "", "", ""]
    stops = " – ".join(leg.origin for leg in route.legs if leg.place)
    cost = route.cost_usd
    return [
        *head,
        safe(stops),
        f"<b>{cost.central:,.0f}</b><small>{cost.low:,.0f} – {cost.high:,.0f}</small>",
        f"{route.time_h.central / 24:.1f}",
        f"{route.length_km:,.0f}",
        f"{100 * route.assumed_share:.0f}",
    ]


def _losses(scene: Scene) -> None:
    ranked: list[GatewayLoss] = work.worked(
        "Closing each crossing and port in turn ...", "gateway_criticality", what_if_key(scene.view)
    )
    found = [loss for loss in ranked if loss.users or loss.cut_off]
    unit = _UNIT_OF[scene.view.objective]
    if not found:
        st.info(
            "No province has a route to the sea, so nothing more can be lost. Reopen a crossing."
        )
        return
    rows = [("other", _loss(loss)) for loss in found]
    st.html(
        f'<p class="ways-head"><b>{plural(len(found), "crossing or port", "crossings and ports")} that a '
        "province's best route to the sea passes:</b> which provinces suffer most if one more closes?</p>"
        + figures(
            (("Crossing or port", ""), ("Provinces that use it", ""), ("Cut off", "provinces"),
             ("More on average", f"{unit}, all provinces"), ("Most in", unit)),
            rows, label="Effect of losing each crossing or port, the worst first", words=1,
        )
    )  # fmt: skip


def _loss(loss: GatewayLoss) -> list[str]:
    province, worst = loss.worst
    return [
        f"<b>{safe(loss.gateway.name)}</b><small>{safe(names(list(loss.users)))}</small>",
        f"{len(loss.users)}",
        f"{len(loss.cut_off)}" + (f"<small>{safe(names(list(loss.cut_off)))}</small>" if loss.cut_off else ""),
        f"<b>{signed(loss.mean_added)}</b>",
        f"{signed(worst)}<small>{safe(province)}</small>",
    ]  # fmt: skip


def _isochrones(network_map: NetworkMap | None) -> None:
    st.html(measure())
    if network_map is None:
        st.info("Choose under 'From' where to start: a town, a port, a crossing or a point.")
        return
    unit = UNITS[state.view().measure]
    towns = [one for one in network_map.towns if one.more > 0.5 or one.after is not None]
    st.html(
        f'<p class="ways-head"><b>{safe(network_map.subject)}:</b> {safe(network_map.finding)}.</p>'
        + figures(
            (("Town", "farther by the what-if first"), ("Takes", unit), ("At the baseline", unit),
             ("Difference", unit)),
            [("other", _town(one)) for one in towns[:_MOST]], label="Towns reached",
        )
    )  # fmt: skip
    if len(towns) > _MOST:
        st.caption(f"{len(towns) - _MOST} more towns, farther away, are on the map's lines.")


def _town(one: Town) -> list[str]:
    now = f"{one.after:,.0f}" if one.after is not None else "no route"
    was = f"{one.before:,.0f}" if one.before is not None else "no route"
    both = one.after is not None and one.before is not None
    return [safe(one.name), f"<b>{now}</b>", was, signed(one.more) if both else "cut off"]


def measure() -> str:
    """Write the choice between hours and dollars."""
    now = state.view().measure
    limits = " and ".join(f"{LIMITS[key][-1]:,.0f} {UNITS[key]}" for key in MEASURES)
    buttons = "".join(
        f'<button type="button" data-say="measure={key}" aria-pressed="{str(key == now).lower()}">'
        f"{safe(words)}</button>"
        for key, words in MEASURE_WORDS.items()
    )
    return (
        f'<p class="questions" title="Drawn up to {safe(limits)}">Measured in <span class="starts" '
        f'role="group" aria-label="Measured in">{buttons}</span></p>'
    )
