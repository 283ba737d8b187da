"""Worldviews: how the boundaries look as each of several states depicts them.

A worldview says who owns each claimed unit and how the line between two units is drawn. What it
does not name follows the de facto view. The pages that each depiction rests on stand in
``edits/depictions.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from catalog.tables.reading import read_table

LineClass = Literal["international", "disputed", "control", "claim", "hidden"]

CODES: tuple[str, ...] = ("defacto", "PAK", "AFG", "IND", "CHN")

_NAMES = {
    "defacto": "De facto",
    "PAK": "As Pakistan depicts it",
    "AFG": "As Afghanistan depicts it",
    "IND": "As India depicts it",
    "CHN": "As China depicts it",
}

_CAVEATS = {
    "defacto": "Lines follow who administers what: lines of control dotted, disputed and claimed "
    "lines dashed.",
    "PAK": "After Pakistan's official map of August 2020: Jammu and Kashmir, Ladakh and Siachen "
    "coloured as Pakistan's, as disputed territory whose final status is to be decided; the line "
    "of control dotted and drawn on to the Karakoram Pass; Ladakh's frontier with China "
    "undefined, here dashed. That map also shows Junagadh, Manavadar and the east bank of Sir "
    "Creek as Pakistan's; these are not drawn, for want of a geometry.",
    "AFG": "The line with Pakistan, which Kabul does not recognise as an international border, is "
    "drawn dashed. The other boundaries follow the de facto view: no depiction of them was found.",
    "IND": "After India's map of November 2019: Jammu and Kashmir and Ladakh with Azad Kashmir, "
    "Gilgit-Baltistan, Shaksgam and Aksai Chin inside India, so that India meets Afghanistan in "
    "the Wakhan; Arunachal Pradesh in India; no line of control.",
    "CHN": "After China's standard map of August 2023: Aksai Chin and Arunachal Pradesh (to China, "
    "southern Tibet) inside China; Shaksgam by the agreement of 1963. Beijing calls Kashmir a "
    "dispute left over from history between India and Pakistan, so it is shown as administered, "
    "with its lines dotted and dashed; how that map itself draws them was not seen.",
}

_KASHMIR = ("PAK-AJK", "PAK-GB", "IND-JK", "IND-SIA", "IND-DEM")

_OWNERS: dict[str, dict[str, str]] = {
    "PAK": dict.fromkeys(_KASHMIR, "PAK"),
    "AFG": {},
    "IND": dict.fromkeys((*_KASHMIR, "CHN-SHK", "CHN-AKS", "IND-ARU"), "IND"),
    "CHN": dict.fromkeys(("CHN-SHK", "CHN-AKS", "IND-DEM", "IND-ARU"), "CHN"),
}


def _pairs(rules: Mapping[LineClass, str]) -> dict[tuple[str, str], LineClass]:
    """Read pairs of units, separated by commas, by the class of the line between them."""
    table: dict[tuple[str, str], LineClass] = {}
    for kind, text in rules.items():
        for pair in text.split(","):
            one, two = sorted(pair.split())
            table[one, two] = kind
    return table


# Lines that ownership alone does not decide, by the two units that they part.
_LINES: dict[str, dict[tuple[str, str], LineClass]] = {
    "defacto": _pairs({
        # The line of control, the line in front of Siachen, the line of actual control.
        "control": "IND-JK PAK-AJK, IND-JK PAK-GB, IND-SIA PAK-GB, CHN-AKS IND-JK, CHN IND-JK, "
                   "CHN IND-DEM, CHN IND-ARU, CHN-SHK IND-SIA, CHN-AKS IND-SIA, CHN-SHK IND-JK, "
                   "CHN-AKS IND-DEM, CHN IND-SIA, ISR-GOL SYR, CYN CYP, CNM CYP, CNM CYN",
        "disputed": "CHN-SHK PAK-GB, CHN PAK-GB, PAK IND-JK, IND PAK-AJK, RUS-CRI UKR, "
                    "GEO GEO-ABK, GEO GEO-OSS, KOS SRB, SOL SOM, ISR PSX, BRT EGY, BRT SDN, "
                    "EGY SDN",
        "claim": "PAK PAK-AJK, PAK PAK-GB, IND IND-JK, CHN CHN-AKS, CHN CHN-SHK, IND IND-ARU, "
                 "CHN-AKS CHN-SHK, IND-DEM IND-JK, ISR ISR-GOL",
    }),
    "PAK": _pairs({
        "control": "IND-JK PAK-AJK, IND-JK PAK-GB, IND-JK IND-SIA",
        "hidden": "IND-SIA PAK-GB, PAK-AJK PAK-GB, IND-DEM IND-JK, CHN CHN-SHK, CHN CHN-AKS, "
                  "CHN-AKS CHN-SHK",
        "international": "IND IND-JK, IND PAK-AJK, IND IND-DEM, CHN-SHK PAK-GB, CHN PAK-GB, "
                         "CHN-SHK IND-SIA, CHN IND-SIA",
        "claim": "PAK IND-JK, PAK PAK-AJK, PAK PAK-GB",
        "disputed": "CHN-AKS IND-JK, CHN IND-JK, CHN IND-DEM, CHN-SHK IND-JK, CHN-AKS IND-DEM, "
                    "CHN-AKS IND-SIA",
    }),
    "AFG": _pairs({"disputed": "AFG PAK, AFG PAK-GB"}),
    "IND": {},
    "CHN": _pairs({"international": "CHN-SHK PAK-GB, CHN PAK-GB, CHN-AKS IND-JK, CHN IND-JK, "
                                    "CHN-SHK IND-SIA, CHN-SHK IND-JK, CHN-AKS IND-SIA, "
                                    "CHN IND-SIA"}),
}  # fmt: skip

_LINE_NAMES: dict[tuple[str, str], str] = {
    ("IND-JK", "PAK-AJK"): "Line of control",
    ("IND-JK", "PAK-GB"): "Line of control",
    ("IND-SIA", "PAK-GB"): "Line of the troops' positions before Siachen",
    ("CHN-AKS", "IND-JK"): "Line of actual control",
    ("CHN", "IND-JK"): "Line of actual control",
    ("CHN", "IND-DEM"): "Line of actual control",
    ("CHN", "IND-ARU"): "Line of actual control",
}


def owner(unit: str, holder: str, view: str) -> str:
    """Return the ISO code of the state that a worldview gives a unit to.

    Parameters
    ----------
    unit
        Id of the unit.
    holder
        ISO code of who administers it.
    view
        One of :data:`CODES`.
    """
    return _OWNERS.get(view, {}).get(unit, holder)


def line_class(left: str, right: str, holders: Mapping[str, str], view: str) -> LineClass:
    """Return how a worldview draws the line between two units.

    Parameters
    ----------
    left, right
        Ids of the units.
    holders
        ISO code of who administers each unit.
    view
        One of :data:`CODES`.
    """
    pair = (min(left, right), max(left, right))
    special = _LINES.get(view, {}).get(pair)
    if special:
        return special
    same = owner(left, holders[left], view) == owner(right, holders[right], view)
    touched = {left, right} & set(_OWNERS.get(view, {}))
    if view != "defacto" and touched:
        return "hidden" if same else "international"
    default = _LINES["defacto"].get(pair)
    if default:
        return default
    return "hidden" if same else "international"


def line_name(left: str, right: str, names: Mapping[str, str]) -> str:
    """Name the line between two units.

    Parameters
    ----------
    left, right
        Ids of the units.
    names
        Their names.
    """
    between = f"{names[left]} - {names[right]}"
    own = _LINE_NAMES.get((min(left, right), max(left, right)))
    return f"{own}, {between}" if own else between


def worldviews(sources: Path) -> dict[str, dict[str, Any]]:
    """Return each worldview's name, its caveat and the pages that it rests on.

    Raises
    ------
    ValueError
        If ``edits/depictions.csv`` names a worldview that there is not.
    """
    pages: dict[str, list[dict[str, Any]]] = {view: [] for view in CODES}
    for row in read_table(sources, "edits/depictions.csv"):
        if row["view"] not in pages:
            raise ValueError(
                f"{row.file} line {row.line}: unknown view {row['view']!r}; known are {CODES}"
            )
        pages[row["view"]].append(
            {
                "name": row["source_name"],
                "url": row["source_url"],
                "date": row["source_date"] or None,
                "says": row["says"],
            }
        )
    return {
        view: {"name": _NAMES[view], "caveat": _CAVEATS[view], "sources": pages[view]}
        for view in CODES
    }
