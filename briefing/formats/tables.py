"""What a Scene shows as tables, each with the day or period in its title and sources in every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefing.canvas.plain import plain
from briefing.map import what_if
from catalog.dates import with_day
from catalog.ledger.statuses import in_words
from catalog.tables.basis import BASIS_SHORT
from catalog.validity import state_on
from layers.layer import Layer
from layers.scene.scene import Scene
from layers.scene_parts import Feature
from layers.text.words import basis_on_map, long_day, reported_day, short_day

_CITED = 3
"""So many sources are named in a row of a table; of more the number is given."""


@dataclass(frozen=True)
class Table:
    """A table of texts.

    Parameters
    ----------
    title
        With the day or period that its rows are of.
    head, rows
        Its cells.
    name
        Short, without a day: of a file or a sheet.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = ""


def tables(scene: Scene) -> list[Table]:
    """Give what is shown as tables: a what-if's ways, crossings, corridors, ports, meetings, incidents."""
    found = [_what_if(scene), _crossings(scene), _corridors(scene), _ports(scene)]
    for part in scene.layers:
        if part.layer.windowed or part.layer.id == "venues":
            found.append(_events(scene, part.layer, part.features))  # noqa: PERF401
    return [table for table in found if table.rows]


def counts(scene: Scene) -> dict[str, str]:
    """Give the figures that Views are compared by."""
    rows = scene.features("crossings")
    figures = {"Day": short_day(scene.day)}
    if scene.scenario is not None and scene.scenario.rows:
        best = scene.scenario.rows[0]
        figures |= {"Best route, km": f"{best.length_km:,.0f}", "days": f"{best.time_days:.1f}",
                    "USD": f"{best.cost_usd:,.0f}"}  # fmt: skip
    for kind in ("open", "limited", "closed", "unknown"):
        if rows:
            figures[f"Crossings {kind}"] = str(sum(row.get("kind") == kind for row in rows))
    corridors = _corridors(scene).rows
    if corridors:
        figures["Corridors shown"] = str(len(corridors))
        figures["Corridors closed"] = str(sum(row[1].startswith("closed") for row in corridors))
    for part in scene.layers:
        if part.layer.windowed:
            figures[part.layer.name] = str(len(part.features))
    return figures


def status_text(row: Feature) -> str:
    """Say a crossing's status as the sources allow."""
    return plain(in_words(row, reported_day(row)))


def _what_if(scene: Scene) -> Table:
    title, head, found = what_if.rows(scene.scenario) if scene.scenario else ("", (), [])
    cells = tuple(tuple(plain(cell) for cell in row) for row in found)
    return Table(_on(title, scene), head, cells, "What-if")


def _crossings(scene: Scene) -> Table:
    rows = sorted(scene.features("crossings"), key=lambda row: float(row.get("rank") or 99))
    return Table(
        _on("Border crossings", scene),
        ("Crossing", "Status", "Last report", "Reason given", "Basis", "Sources"),
        tuple(
            (
                plain(row["name"]),
                status_text(row) + (" (disputed)" if row.get("disputed") else ""),
                plain(reported_day(row)) if row.get("reported_on") else "none",
                plain(row.get("reason")),
                _basis(row),
                cited([row]),
            )
            for row in rows
        ),
        "Border crossings",
    )


def _ports(scene: Scene) -> Table:
    rows = sorted(scene.features("ports"), key=lambda row: float(row.get("rank") or 99))
    return Table(
        _on("Ports", scene),
        ("Port", "Status", "Last report", "Basis", "Sources"),
        tuple(
            (
                plain(row["name"]),
                _port_status(row),
                plain(reported_day(row)) if row.get("reported_on") else "none",
                _basis(row),
                cited([row]),
            )
            for row in rows
        ),
        "Ports",
    )


def _port_status(row: Feature) -> str:
    if row.get("phase") == "unknown" or not row.get("status_title"):
        return "nothing reported" if not row.get("last_status") else status_text(row)
    since = f" {with_day('since', str(row['since_text']))}" if row.get("since_text") else ""
    return plain(row["status_title"]) + since + (" (disputed)" if row.get("disputed") else "")


def cited(rows: Sequence[Feature]) -> str:
    """Name the sources of a row of a table, with their dates."""
    found = dict.fromkeys(
        plain(one["name"]) + (f" ({short_day(str(one['date']))})" if one.get("date") else "")
        for row in rows
        for one in row.get("sources") or ()
        if one.get("name")
    )
    if len(found) > _CITED + 1:
        return "; ".join([*list(found)[:_CITED], f"{len(found) - _CITED} more"])
    return "; ".join(found)


def _corridors(scene: Scene) -> Table:
    legs: dict[str, list[Feature]] = {}
    for part in scene.layers:
        if part.layer.file == "routes":
            for row in part.features:
                legs.setdefault(plain(row.get("corridor_name") or row["name"]), []).append(row)
    return Table(
        _on("Trade routes", scene),
        ("Route", "State", "Length", "Sources"),
        tuple(
            (name, _state(rows, scene.day), _length(rows), cited(rows))
            for name, rows in legs.items()
        ),
        "Trade routes",
    )


def _state(legs: Sequence[Feature], day: str) -> str:
    now = [state for row in legs if (state := state_on(row, day)) is not None]
    for kind in ("closed", "limited", "open"):
        texts = dict.fromkeys(plain(one.get("text")) for one in now if one.get("kind") == kind)
        if texts:
            return f"{kind} ({'; '.join(text for text in texts if text)})"
    return "unknown"


def _length(legs: Sequence[Feature]) -> str:
    lengths = [row.get("length_km") for row in legs]
    if not lengths or any(one is None for one in lengths):
        return "not known"
    return f"{sum(float(one) for one in lengths if one is not None):,.0f} km"


def _events(scene: Scene, layer: Layer, features: Sequence[Feature]) -> Table:
    rows = sorted(features, key=lambda row: str(row.get("valid_from")), reverse=True)
    return Table(
        f"{layer.name}, {_period(scene, layer)}",
        ("When", "What", "Kind", "Confidence", "Basis", "Sources"),
        tuple(
            (
                plain(row.get("date_text")),
                plain(row["name"]),
                plain(row.get("kind")).replace("_", " "),
                plain(row.get("confidence")) + (", disputed" if row.get("disputed") else ""),
                _basis(row),
                cited([row]),
            )
            for row in rows
        ),
        layer.name,
    )


def _on(title: str, scene: Scene) -> str:
    """Put the day into a table's title: a table is passed on without the map beside it."""
    return f"{title} on {long_day(scene.view.day)}"


def _period(scene: Scene, layer: Layer) -> str:
    """Say of which days the events of a layer are."""
    view = scene.view
    if not layer.windowed:
        return f"on {long_day(view.day)}"
    if view.window is None:
        return f"all up to {long_day(view.day)}"
    first = view.day - timedelta(days=view.window - 1)
    return f"{long_day(first)} to {long_day(view.day)}"


def _basis(row: Feature) -> str:
    """Say how we have what a row of a table tells; "" of a place of which nothing was reported."""
    told = row.get("reported_on") or "phase" not in row
    return BASIS_SHORT.get(basis_on_map(row), "") if told else ""
