"""Incidents as compiled from reports, and events as coded by UCDP, which overlap with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from layers.layer import Layer
from layers.palette import Style, both
from layers.scene_parts import Facts, Feature, LegendItem, LegendPart, LegendSection, Shown, note
from layers.text.escape import safe
from layers.text.markup import Rows, records, status, table, text

KIND_TEXT: dict[str, str] = {
    "clash": "Armed clash",
    "strike": "Air strike",
    "shelling": "Shelling",
    "drone": "Drone strike",
    "attack": "Attack",
    "closure": "Closure",
    "reopening": "Reopening",
    "ceasefire": "Ceasefire",
    "deportation": "Deportation",
    "fence": "Fencing",
    "other": "Other event",
    "ucdp": "Event coded by UCDP",
}
_VIOLENCE = {
    "state-based": "a state against a state or an armed group",
    "non-state": "armed groups against each other",
    "one-sided": "against civilians",
}

_PLACED = {
    "exact": "exact place",
    "district": "known to the district",
    "province": "known to the province",
    "country": "known to the country only",
}

_LETTERS = {
    "clash": "×",
    "strike": "▾",
    "shelling": "•",
    "drone": "✢",
    "attack": "!",
    "closure": "–",
    "reopening": "+",
    "ceasefire": "=",
    "deportation": "→",
    "fence": "#",
    "other": "",
}


def _style(letter: str) -> Style:
    light, dark = both("#7A1F3D", "#E58AA8")
    return Style(light, dark, width=1.4, radius=7.0, shape="diamond", letter=letter)


_INCIDENTS: dict[str, Style] = {"*": _style("")} | {
    kind: _style(letter) for kind, letter in _LETTERS.items()
}
KINDS: tuple[str, ...] = tuple(_LETTERS)


def _legend(shown: Shown) -> LegendSection:
    items = [note(f"Only: {shown.only}.")] if shown.only else []
    items += _reported(shown.on.get("incidents", ()), shown.heat)
    if coded := shown.on.get("incidents_ucdp"):
        text = f"{KIND_TEXT['ucdp']} ({len(coded)})"
        items.append(LegendItem("incidents_ucdp", "ucdp", text, "never add to the others"))
    return LegendSection("Incidents", tuple(items))


def _reported(rows: Sequence[Feature], heat: str) -> list[LegendItem]:
    counts = Counter(str(row["kind"]) for row in rows if row.get("located"))
    said = [(kind, f"{KIND_TEXT.get(kind, kind)} ({n})") for kind, n in counts.most_common()]
    items = []
    if said and heat == "hex":
        kinds = ", ".join(text for _, text in said)
        items.append(note(f"A number: so many incidents in a hexagon. {kinds}."))
    elif said:
        items += [LegendItem("incidents", kind, text) for kind, text in said]
        items.append(note("Larger: more deaths reported (lower bound). Hollow: disputed or of low "
                          "confidence. A number: so many at one spot, larger from 5 and from 15 on."))  # fmt: skip
    if hidden := sum(not row.get("located") for row in rows):
        items.append(note(f"{hidden} more known only by country: in the table."))
    return items


def _incident(row: Feature, _day: str, atlas: Mapping[str, Facts]) -> str:
    placed = _PLACED.get(str(row.get("location_precision")), str(row.get("location_precision")))
    rows: Rows = [
        ("When", text(row.get("date_text"))),
        ("What", text(KIND_TEXT.get(str(row["kind"]), row["kind"]))),
        ("Where", text(f"{row.get('place_name') or 'not stated'} ({placed})")),
        ("Actors", text(row.get("actors"))),
        ("Deaths reported", text(deaths(row.get("deaths_min"), row.get("deaths_max")))),
        ("In short", text(row.get("summary"))),
        ("The same event", _same(row, atlas, "incidents_ucdp")),
    ]
    disputed = status("Disputed: the sides differ.", "disputed") if row.get("disputed") else ""
    return disputed + table(rows)


def _ucdp(row: Feature, _day: str, atlas: Mapping[str, Facts]) -> str:
    best, low, high = (row.get(f"deaths_{key}") for key in ("best", "low", "high"))
    estimate = "not known" if best is None else f"{best:,}"
    if low is not None and high is not None and low != high:
        estimate += f" (low {low:,}, high {high:,})"
    rows: Rows = [
        ("Who", text(row.get("dyad"))),
        ("Violence", text(_VIOLENCE.get(str(row.get("violence")), row.get("violence")))),
        ("When", text(f"{row.get('date_text')} ({row.get('date_known')})")),
        ("Where", text(f"{row.get('place_name')} ({row.get('location_precision')})")),
        ("Deaths, UCDP's best estimate", text(estimate)),
        ("Civilians among them", text(row.get("deaths_civilians"), "not known")),
        ("Reported by", text(row.get("outlets"), "several outlets")),
        ("The same event", _same(row, atlas, "incidents")),
    ]
    return table(rows)


def deaths(low: int | None, high: int | None) -> str:
    """Return a range of deaths in words; either end may be unknown."""
    if low is None and high is None:
        return "not known"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _same(row: Feature, atlas: Mapping[str, Facts], other: str) -> str:
    wanted = {str(key) for key in row.get("same_as") or ()}
    names: list[Any] = [
        event["name"] for event in records(atlas, other) if str(event["id"]) in wanted
    ]
    where = "the incidents" if other == "incidents" else "UCDP's events"
    return "".join(safe(f"also among {where}: {name}. Never add the two.") for name in names)


_PART = LegendPart(_legend, rank=60)

UCDP = Layer(
    "incidents_ucdp", "Events coded by UCDP", "Incidents", "incidents_ucdp",
    "Candidate events, January to April 2026; they overlap with the incidents: never add.",
    "point", facts=True, windowed=True, interactive=True, symbol="dot",
    look={"*": Style(*both("#7A1F3D", "#E58AA8"), width=1.0, radius=2.6, shape="dot",
                     opacity=0.75)},
    legend=_PART, card=_ucdp,
)  # fmt: skip
INCIDENTS = Layer(
    "incidents", "Incidents", "Incidents", "incidents",
    "Clashes, strikes, attacks, closures and truces in the window of days.", "point",
    facts=True, windowed=True, interactive=True, symbol="diamond", group_points=True,
    look=_INCIDENTS, typical="clash", legend=_PART, card=_incident,
)  # fmt: skip
