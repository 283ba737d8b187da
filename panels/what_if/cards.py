"""The routes of a scenario, a card each: what they take, by which crossings, and against what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layers.scene.scene import Scene
from layers.scene.standing import Row as Status
from layers.text.escape import safe
from layers.text.words import names
from layers.what_if.scenario import Scenario, signed
from panels.what_if import start
from panels.what_if.sentence import sign

if TYPE_CHECKING:
    from routing.analysis.compare import Row
    from routing.paths.routes import Route

_STEPS = (100, 200, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000)
_LEAST_USD, _LEAST_DAYS = 0.5, 0.05


def written(scene: Scene, found: Scenario) -> str:
    """Write the finding and a card for each route, for the start and for the best by the reports."""
    told = start.reported(scene)
    last = [(found.base_row, found.baseline), (found.reported_row, found.reported)]
    rows = [*found.rows, *(row for row, _ in last if row)]
    step = _step(max(row.cost_high_usd for row in rows))
    top = step * 2
    cards = [
        _card(row, told, top, badge=str(row.rank), kind="best" if row.rank == 1 else "other",
              name=by(route), more=_more(row))
        for row, route in zip(found.rows, found.routes, strict=True)
    ]  # fmt: skip
    if found.base_row and found.baseline and found.moved:
        cards.append(_card(found.base_row, told, top, badge="", kind="base",
                           name=f"Start, {found.held_against}: {by(found.baseline)}", more=""))  # fmt: skip
    if found.reported_row and found.reported:
        cards.append(_card(found.reported_row, told, top, badge="", kind="reported",
                           name=f"As reported: {by(found.reported)}", more=_more(found.reported_row)))  # fmt: skip
    scale = "".join(f"<span>{value:,.0f}{' USD' if value == top else ''}</span>" for value in (0, step, top))  # fmt: skip
    beside = "".join(f'<p class="small">{safe(text)}</p>' for text in found.beside)
    return (
        f'<p class="finding">{safe(said(found))}</p>{beside}<ol class="routes">{"".join(cards)}</ol>'
        f'<p class="scale" aria-hidden="true">{scale}</p>'
        '<p class="small">Bars: low to high, the line is the central figure. Where ranges overlap, '
        "distrust small differences: what two routes share is in both.</p>"
    )


def by(route: Route) -> str:
    """Name the crossings and ports that a route passes, in travel order."""
    return " \u2013 ".join(leg.origin for leg in route.legs if leg.place) or "no border"


def said(found: Scenario) -> str:
    """Say which route is the best, by how much it differs from the start, and whether ranges overlap."""
    best, route = found.rows[0], found.routes[0]
    figures = f"{best.cost_usd:,.0f} USD, {best.time_days:.1f} days"
    base = found.base_row
    if base is None:
        return f"The best goes by {by(route)}: {figures}. From the start there is no route."
    if not found.moved or best.more_usd is None or abs(best.more_usd) < _LEAST_USD:
        first = f"The best goes by {by(route)}: {figures}; nothing changes from the start."
        second = found.rows[1] if len(found.rows) > 1 else None
        if second is None:
            return first
        return f"{first} {_ranges(best, second, 'first two')}"
    verb = "more" if best.more_usd > 0 else "less"
    days = best.more_days or 0.0
    time = (
        "in the same time"
        if abs(days) < _LEAST_DAYS
        else f"and {abs(days):.1f} days {'more' if days > 0 else 'less'}"
    )
    return (
        f"The next best goes by {by(route)}, for {abs(best.more_usd):,.0f} USD {verb} {time}. "
        f"{_ranges(best, base, 'two')}"
    )


def _ranges(one: Row, two: Row, which: str) -> str:
    apart = one.cost_low_usd > two.cost_high_usd or two.cost_low_usd > one.cost_high_usd
    if apart:
        return f"The ranges of the {which} do not overlap."
    return f"The ranges of the {which} overlap."


def _card(
    row: Row, told: Mapping[str, Status], top: float, *, badge: str, kind: str,
    name: str, more: str,
) -> str:  # fmt: skip
    signs = _signs(row, told)
    parts = [f"{row.time_days:.1f} days", f"{row.length_km:,.0f} km"]
    if row.assumed_share >= 0.005:
        parts.append(f"{100 * row.assumed_share:.0f} % of it assumed")
    snow = [name for name in row.passes if name in row.snowbound]
    if snow:
        parts.append(f"snow may shut {names(snow)}")
    low, middle, high = (
        100 * value / top for value in (row.cost_low_usd, row.cost_usd, row.cost_high_usd)
    )
    label = f"{row.cost_low_usd:,.0f} to {row.cost_high_usd:,.0f} USD"
    number = 0 if kind in ("base", "reported") else row.rank
    return (
        f'<li class="route {kind}" data-way="{number}" tabindex="0"><i class="no">{safe(badge)}</i>'
        f'<p><b>{safe(name)}</b><b class="usd">{row.cost_usd:,.0f} USD</b></p>'
        f"<p><span>{safe(', '.join(parts))}{signs}</span><span>{safe(more)}</span></p>"
        f'<div class="bar" role="img" aria-label="{label}" title="{label}"><u style="left:{low:.1f}%;'
        f'width:{high - low:.1f}%"></u><s style="left:{middle:.1f}%"></s></div></li>'
    )


def _signs(row: Row, told: Mapping[str, Status]) -> str:
    """Write the sign of each crossing or port passed that is not reported open."""
    found = [told[place] for place in row.places if place in told and told[place].kind != "open"]
    words = {"closed": "reported closed", "limited": "limited", "unknown": "not reported"}
    gateways = sum(place in told for place in row.places)
    return "".join(
        f'; <span class="passed">{sign(one)} {f"{safe(one.name)} " if gateways > 1 else ""}'
        f"{words[one.kind]}</span>"
        for one in found
    )


def _more(row: Row) -> str:
    if row.more_usd is None or row.more_days is None:
        return ""
    return f"{signed(row.more_usd)} USD, {signed(row.more_days, 1)} d"


def _step(most: float) -> float:
    """Return half the length of the bars' scale: round, and twice it takes the longest."""
    return float(next((step for step in _STEPS if 2 * step >= most), most / 2))
