"""A Scene in words and tables: alternative text, speaker notes, summary. No sentence without data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.canvas.plain import plain
from briefing.map import what_if
from briefing.receipt import Receipt
from catalog.dates import with_day
from catalog.ledger.statuses import in_words
from catalog.tables.basis import BASIS_SHORT, SECOND_HAND
from catalog.validity import state_on
from layers.layer import Layer
from layers.scene.scene import Scene
from layers.scene_parts import Feature
from layers.text.words import basis_on_map, names, plural, reported_day, short_day

_NAMED = 6
"""So many are named in a sentence; of more the number is given."""
_CITED = 3
"""So many sources are named in a row of a table; of more the number is given."""


@dataclass(frozen=True)
class Table:
    """A table of texts."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def paragraph(scene: Scene) -> str:
    """Say what is shown on which day, what is closed, disputed and stale."""
    parts = [
        plain(scene.summary),
        _compared(scene),
        *_disputed(scene),
        *_second_hand(scene),
        *_stale(scene),
    ]
    return " ".join(" ".join(part.split()) for part in parts if part)


def notes(scene: Scene, receipt: Receipt) -> str:
    """Write the speaker notes: the paragraph, what the signs mean, caveats, sources, link, code."""
    signs = [plain(item.note) for section in scene.legend for item in section.items if item.note]
    return "\n\n".join(
        part
        for part in (
            paragraph(scene),
            "Signs: " + " ".join(signs) if signs else "",
            " ".join(plain(one) for one in scene.caveats),
            plain(what_if.grounds(scene.scenario)) if scene.scenario else "",
            "Sources: " + "; ".join(plain(one) for one in scene.credits) + ".",
            f"{receipt.code} {receipt.link}",
        )
        if part
    )


def tables(scene: Scene) -> list[Table]:
    """Give what is shown as tables: a what-if's ways, crossings, corridors, ports, meetings, incidents."""
    found = [_what_if(scene), _crossings(scene), _corridors(scene), _ports(scene)]
    for part in scene.layers:
        if part.layer.windowed or part.layer.id == "venues":
            found.append(_events(part.layer, part.features))  # noqa: PERF401
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
    return Table(title, head, tuple(tuple(plain(cell) for cell in row) for row in found))


def _crossings(scene: Scene) -> Table:
    rows = sorted(scene.features("crossings"), key=lambda row: float(row.get("rank") or 99))
    return Table(
        "Border crossings",
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
    )


def _ports(scene: Scene) -> Table:
    rows = sorted(scene.features("ports"), key=lambda row: float(row.get("rank") or 99))
    return Table(
        "Ports",
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
        "Trade routes",
        ("Route", "State", "Length", "Sources"),
        tuple(
            (name, _state(rows, scene.day), _length(rows), cited(rows))
            for name, rows in legs.items()
        ),
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


def _events(layer: Layer, features: Sequence[Feature]) -> Table:
    rows = sorted(features, key=lambda row: str(row.get("valid_from")), reverse=True)
    return Table(
        layer.name,
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
    )


def _compared(scene: Scene) -> str:
    """Say which other day the picture shows, and how."""
    view = scene.view
    if view.since is None:
        return ""
    how = "shown beside it; " if view.compare == "side" else ""
    day = short_day(view.since.isoformat())
    return f"Compared with {day}: {how}places with another status are ringed."


def _disputed(scene: Scene) -> list[str]:
    said = []
    gateways = [plain(row["name"]) for row in scene.features("crossings") if row.get("disputed")]
    if gateways:
        said.append(f"Status disputed between sources: {_some(gateways)}.")
    events = sum(bool(row.get("disputed")) for row in scene.features("incidents"))
    if events:
        said.append(f"{plural(events, 'incident')} disputed between sources.")
    return said


def _second_hand(scene: Scene) -> list[str]:
    """Name what stands on the map on the word of another text alone."""
    gateways = [
        plain(row["name"])
        for layer in ("crossings", "ports")
        for row in scene.features(layer)
        if row.get("phase") != "unknown" and basis_on_map(row) == SECOND_HAND
    ]
    said = []
    if gateways:
        said.append(
            f"Second-hand alone, the page itself not read: the status of {_some(gateways)}."
        )
    for part in scene.layers:
        number = sum(
            part.layer.windowed and row.get("basis") == SECOND_HAND for row in part.features
        )
        if number:
            said.append(f"{part.layer.name} second-hand alone: {number} of {len(part.features)}.")
    return said


def _basis(row: Feature) -> str:
    """Say how we have what a row of a table tells; "" of a place of which nothing was reported."""
    told = row.get("reported_on") or "phase" not in row
    return BASIS_SHORT.get(basis_on_map(row), "") if told else ""


def _stale(scene: Scene) -> list[str]:
    ageing = [plain(r["name"]) for r in scene.features("crossings") if r.get("phase") == "ageing"]
    said = []
    if ageing:
        said.append(f"Not fresh, carried on from an older report: {_some(ageing)}.")
    if scene.oldest is not None:
        said.append(f"Oldest fact drawn: {scene.oldest.text}.")
    return said


def _some(parts: Sequence[str]) -> str:
    if len(parts) <= _NAMED:
        return names(parts)
    return f"{names([*parts[:_NAMED], f'{len(parts) - _NAMED} more'])}"
