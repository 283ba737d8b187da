"""The line between Pakistan and Afghanistan, with what has to be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from catalog.geography.worldviews import CODES, line_class, owner
from catalog.tables.basis import basis_of, best
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

BORDER: tuple[tuple[str, str], ...] = (("AFG", "PAK"), ("AFG", "PAK-GB"))
"""The units that the border parts."""

_NAMES = {
    "PAK": "Pakistan-Afghanistan border (Durand Line)",
    "PAK-GB": "Pakistan-Afghanistan border (Durand Line), Gilgit-Baltistan",
}
_DEPICTION = (
    "OpenStreetMap, data of about April 2022: the line as its contributors have drawn it; it is no "
    "survey and no treaty text"
)
_LABELS = {"PAK": "Pakistan-Afghanistan border"}
"""What a view writes on the line in place of "Durand Line"."""
_HERE = "India claims Gilgit-Baltistan, so that in its view the line here is with India."


def border(lines: gpd.GeoDataFrame, sources: Path) -> gpd.GeoDataFrame:
    """Return the border's features.

    Parameters
    ----------
    lines
        Edges that units share, at the level of detail that is drawn.
    sources
        Where ``edits/border_facts.csv`` stands.
    """
    facts = list(read_table(sources, "edits/border_facts.csv"))
    unrecognised = [row for row in facts if row["what"] == "recognition"]
    rows: list[dict[str, Any]] = []
    shapes = []
    for left, right, shape in zip(lines["left"], lines["right"], lines.geometry, strict=True):
        if (left, right) not in BORDER:
            continue
        held = {"AFG": "AFG", right: "PAK"}
        rows.append(
            {
                "id": f"border-{len(rows) + 1}",
                "name": _NAMES[right],
                "kind": "border",
                "label": "Durand Line" if right == "PAK" else None,
                "rank": 0,
                "valid_from": None,
                "valid_to": None,
                # A depiction is no news: it stands whatever was known on a day.
                "known_from": None,
                "known_to": None,
                "date_precision": "day",
                "date_text": "a depiction, without a date of its own",
                "confidence": "high",
                "basis": best(map(basis_of, facts)),
                "left": left,
                "right": right,
                "classes": {view: _class(left, right, held, view) for view in CODES},
                "depiction": _DEPICTION,
                "recognition": "; ".join(row["value"] for row in unrecognised),
                "published_length": published_length(facts),
                "caveat": "Afghanistan does not recognise its line with Pakistan as an international "
                "border; Pakistan holds that it is one.",
                "labels": _LABELS if right == "PAK" else {},
                "note": None if right == "PAK" else _HERE,
                "sources": [
                    {
                        "name": row["source_name"],
                        "url": row["source_url"],
                        "date": row["source_date"] or None,
                    }
                    for row in facts
                ],
            }
        )
        shapes.append(shape)
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=lines.crs)


def _class(left: str, right: str, held: Mapping[str, str], view: str) -> str:
    """Describe how a view draws the line; where it is another state's line, as any other boundary."""
    if owner(right, held[right], view) != "PAK":
        return "elsewhere"
    return line_class(left, right, held, view)


def published_length(facts: Sequence[Row]) -> str:
    """Put the lengths that are in print into a sentence, each with who gives it."""
    said: dict[str, list[str]] = {}
    for row in facts:
        if row["what"] == "published length":
            said.setdefault(row["value"], []).append(row["source_name"])
    figures = ", ".join(f"{value} ({'; '.join(names)})" for value, names in said.items())
    return (
        f"Published lengths differ: {figures}. A length measured on a map grows with the map's "
        "detail, so none is given here."
    )
