"""The story: the claims of the article the project starts from, each with a view that shows it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from catalog.dates import Span, parse_span
from catalog.facts.places import Actors, Place, read_places
from catalog.problems import CatalogError, Problem
from catalog.rules.rules import UNDATED
from catalog.story.chapters import chapters
from catalog.tables.basis import basis_of
from catalog.tables.reading import read_table, url_sources, with_corrections
from catalog.tables.rows import Row
from catalog.tables.schema import ARTICLE

ARTICLE_DAY = "2025-11-22"
"""Day of the article, as claim C02 fixes it; shown for claims without a date of their own."""

ARTICLE_URL = f"https://khyberchronicles.pk/{ARTICLE}"

VERDICTS = ("yes", "partly", "contradicted", "opinion")
_ROUTES = ("routes_karachi", "routes_gwadar", "routes_bandar_abbas", "routes_chabahar")
LAYERS: Mapping[str, tuple[str, ...]] = {
    "border tensions": ("border", "crossings", "incidents"),
    "trade routes": ("border", "crossings", "ports", *_ROUTES),
    "venues": ("border", "venues", "engagements"),
}
"""What the map shows for each kind of claim."""

_WIDE, _HIGH = 900.0, 480.0
"""Pixels of a small map; a claim's places are to fit into this much of it."""

_LEAST_ZOOM = 3.0
_WINDOWS = (30, 90, 365)


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``story.json``: the claims in their order and the chapters around them, one a line.

    ``step`` is the place of each in the telling: the article's day, back to how it began, and on to
    the last day covered.

    Raises
    ------
    CatalogError
        With every claim whose place, date, verdict or layer is not known.
    """
    places, actors = read_places(sources), Actors.read(sources)
    claims: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row in read_table(sources, "facts/seed_claims.csv"):
        span, found = _problems_of(row, places)
        problems += found
        if not found:
            claims.append(_claim(row, span, places, actors))
    if problems:
        raise CatalogError(problems)
    for chapter in chapters(sources, ARTICLE_DAY):
        shown = [places[place["id"]] for place in chapter["places"]]
        view = view_of(shown, parse_span(chapter["valid_from"]), LAYERS[chapter["map_layer"]])
        claims.append({**chapter, "view": view})
    for step, claim in enumerate(sorted(claims, key=_telling)):
        claim["step"] = step
    lines = [json.dumps(claim, ensure_ascii=False, separators=(",", ":")) for claim in claims]
    return {"story.json": ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")}


def _telling(claim: Mapping[str, Any]) -> tuple[int, int, str]:
    """Sort the claims of the article's day first, then back in time, then on from that day."""
    day = claim["view"]["day"]
    back = (date.fromisoformat(ARTICLE_DAY) - date.fromisoformat(day)).days
    part = 0 if not back else 1 if back > 0 else 2
    return part, abs(back), claim["id"]


def view_of(places: Sequence[Place], span: Span | None, layers: Sequence[str]) -> dict[str, Any]:
    """Suggest a view that shows a claim.

    Parameters
    ----------
    places
        All are to be seen; at least one.
    span
        When it is said to be so; None where undated.
    layers
        Ids of the layers that show it.

    Returns
    -------
    view
        ``day`` (ISO; the last day of the span, so that a window of days ends with it; the
        article's day where the span is years or none), ``window`` (days of events that cover the
        span), ``layers``, ``center`` (lat, lon), ``zoom``
        (of Web Mercator, in half levels).
    """
    dated = span is not None and span.precision != "year"
    day = span.last.isoformat() if span is not None and dated else ARTICLE_DAY
    west, east = min(place.lon for place in places), max(place.lon for place in places)
    south, north = min(place.lat for place in places), max(place.lat for place in places)
    low, high = _mercator(south), _mercator(north)
    middle = math.degrees(math.atan(math.sinh(math.radians((low + high) / 2))))
    room = [
        math.log2(pixels * 360 / (256 * extent))
        for pixels, extent in ((_WIDE, east - west), (_HIGH, high - low))
        if extent > 0
    ]
    # Arcs and routes lead far beyond a claim's own places.
    zoom = min([6.0 if "incidents" in layers else 5.0, *room])
    length = (span.last - span.first).days + 1 if span is not None and dated else 1
    return {
        "day": day,
        "window": next((window for window in _WINDOWS if length <= window), _WINDOWS[-1]),
        "layers": list(layers),
        "center": [round(middle, 3), round((west + east) / 2, 3)],
        "zoom": max(_LEAST_ZOOM, math.floor(zoom * 2) / 2),
    }


def _mercator(lat: float) -> float:
    """Return a latitude's height on a Mercator map, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _problems_of(row: Row, places: Mapping[str, Place]) -> tuple[Span | None, list[Problem]]:
    texts = [
        f"no place '{name}' with a position in facts/canonical_ids.csv"
        for name in _split(row["places"])
        if name not in places
    ]
    if not _split(row["places"]):
        texts.append("names no place")
    if row["corroborated"] not in VERDICTS:
        texts.append(f"verdict '{row['corroborated']}' is none of {', '.join(VERDICTS)}")
    if row["map_layer"] not in LAYERS:
        texts.append(f"map_layer '{row['map_layer']}' is none of {', '.join(LAYERS)}")
    span = None
    if row["date_implied"] != UNDATED:
        try:
            span = parse_span(row["date_implied"])
        except ValueError as error:
            texts.append(str(error))
    return span, [row.problem(text) for text in texts]


def _claim(
    row: Row, span: Span | None, places: Mapping[str, Place], actors: Actors
) -> dict[str, Any]:
    shown = [places[name] for name in _split(row["places"])]
    return {
        "id": row["claim_id"],
        "claim": row["claim"],
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "lon": round(place.lon, 5),
                "lat": round(place.lat, 5),
            }
            for place in shown
        ],
        "actors": actors.named(row["actors"]),
        "date_text": span.text if span else None,
        "valid_from": span.valid_from if span else None,
        "valid_to": span.valid_to if span else None,
        "verdict": row["corroborated"],
        "note": row["note"],
        "basis": basis_of(row),
        "sources": with_corrections(url_sources(row["source_urls"]), row),
        "map_layer": row["map_layer"],
        "view": view_of(shown, span, LAYERS[row["map_layer"]]),
    }


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
