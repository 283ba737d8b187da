"""The routes of a scenario as a table with the difference from the start, and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.text.markup import link
from layers.text.words import names, plural
from layers.what_if.scenario import Scenario, signed
from panels.explore import table
from panels.what_if.figures import figures

if TYPE_CHECKING:
    from routing.analysis.compare import Row

_TOWNS = 9
_ASSUMED = '<sup title="rests in part on assumed figures">a</sup>'


def show(scene: Scene, found: Scenario) -> None:
    """Show the routes ranked in full, on demand, with what they rest on."""
    st.html(_table(found))
    frame = pd.DataFrame([table_row(row) for row in found.rows])
    st.download_button("Download the routes as CSV", table.csv(frame),
                       file_name=f"crossings-routes-{scene.day}.csv", mime="text/csv")  # fmt: skip


def grounds(found: Scenario) -> None:
    """Show what the figures rest on."""
    st.html(_grounds(found))


def table_row(row: Row) -> dict[str, object]:
    """Give a way's figures for a spreadsheet: lists as text."""
    return {
        key: "; ".join(value) if isinstance(value, tuple) else value
        for key, value in row.as_dict().items()
    }


def _table(found: Scenario) -> str:
    from routing.network.incidents import DAYS, NEAR_KM

    head = (
        ("", ""), ("Route", "crossings, ports and towns passed"), ("USD", "difference"),
        ("USD", "low, central, high"), ("Days", "low, central, high"), ("Length", "km"),
        ("Borders", "over land"), ("Assumed", "% of USD"),
        ("Incidents", f"within {NEAR_KM:g} km, {DAYS} days"), ("Passes", "shut by snow"),
    )  # fmt: skip
    rows = [_row(row, found, str(row.rank)) for row in found.rows]
    if found.base_row is not None:
        rows.append(_row(found.base_row, found, "base"))
    return figures(head, rows, label="The routes, ranked", words=2)


def _row(row: Row, found: Scenario, number: str) -> tuple[str, list[str]]:
    route = found.baseline if number == "base" else found.routes[row.rank - 1]
    gateways = safe(" – ".join(route.stops if route else ()) or "no border")
    via = (
        row.via if len(row.via) <= _TOWNS else (*row.via[:_TOWNS], f"{len(row.via) - _TOWNS} more")
    )
    towns = safe(names(via))
    if number == "base":
        gateways = f"Baseline, {safe(found.held_against)}: {gateways}"
    mark = _ASSUMED if row.assumed_share > 0 else ""
    more = _more(row) if number != "base" else ""
    passes = [f"{name}{' (in season)' if name in row.snowbound else ''}" for name in row.passes]
    badge = safe(number) if number != "base" else ""
    cells = [
        more,
        f"<b>{row.cost_usd:,.0f}</b>{mark}<small>{row.cost_low_usd:,.0f} – {row.cost_high_usd:,.0f}</small>",
        f"<b>{row.time_days:.1f}</b>{mark}<small>{row.time_low_days:.1f} – {row.time_high_days:.1f}</small>",
        f"{row.length_km:,.0f}",
        f"{row.borders}",
        f"{100 * row.assumed_share:.0f}",
        f"{row.incidents:,}",
        safe(names(passes)) or "none",
    ]
    kind = "base" if number == "base" else "best" if row.rank == 1 else "other"
    return kind, [f"<i>{badge}</i>", f"{gateways}<small>{towns}</small>", *cells]


def _more(row: Row) -> str:
    if row.more_usd is None or row.more_days is None or row.more_km is None:
        return "none"
    return (
        f"<b>{signed(row.more_usd)}</b>"
        f"<small>{signed(row.more_days, 1)} days, {signed(row.more_km)} km</small>"
    )


def _grounds(found: Scenario) -> str:
    assumed = "".join(f"<li>{safe(text)}</li>" for text in found.assumptions)
    sources = "".join(f"<li>{link(url, name)}</li>" for name, url in found.sources)
    notes = "".join(f"<li>{safe(text)}</li>" for text in found.notes)
    gateways = f"<h3>Of the crossings and ports passed</h3><ul>{notes}</ul>" if notes else ""
    moves = "".join(f"<p>{safe(text)}.</p>" for text in found.moves)
    return (
        '<div class="card"><p>For one container of 20 feet, or a lorry of 20 tonnes. Ranges overlap '
        "almost always, and what two routes share cancels in their difference: compare the middles, and "
        "distrust small differences. No queue, guarantee, bribe or insurance is in them; see "
        "docs/routing.md.</p>"
        f"{moves}{gateways}<h3>{_ASSUMED} Assumed, {plural(len(found.assumptions), 'figure')}</h3><ul>{assumed}</ul>"
        f"<h3>Sources of the others</h3><ul class='sources'>{sources}</ul></div>"
    )
