"""The part of a card that tells figures: the latest of each series, and a strait's daily curve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from catalog.figures.periods import ISO
from catalog.tables.basis import BASIS_SHORT, SECOND_HAND
from layers.scene_parts import Facts, Feature
from layers.text.curve import curve, in_words, picture
from layers.text.escape import safe
from layers.text.markup import link, listing, marks, records
from layers.text.words import short_day

FIGURES = "figures"
SHOWN = 6
"""So many figures stand on a card."""

_LONGEST_NOTE = 90
_WHAT = "Transit calls a day through the strait, as counted by PortWatch"
_ALT = "Curve of the daily transit calls, which is told in words below"
_NOT_ALL = (
    "PortWatch counts ships that send a signal: its transits are not all the traffic. Thin line: "
    "days; thick line: mean of seven days; the last days are provisional."
)


def figures(place: object, day: str, atlas: Mapping[str, Facts]) -> str:
    """Write the latest figure of each series of a place up to a day, and its daily curve where it has one.

    Parameters
    ----------
    place
        Canonical id.
    day
        ISO date: what is of a later time is left out.
    atlas
        With the figures; without them nothing is written.
    """
    found = newest_first(figures_of(place, day, atlas))
    series = len({_series(one) for one in found})
    return _curve(str(place), day, atlas) + listing(
        "Figures, the latest of each series",
        [_line(one) for one in found],
        most=min(SHOWN, series),
    )


def figures_of(place: object, day: str, atlas: Mapping[str, Facts]) -> list[dict[str, Any]]:
    """Return the figures of a place whose time has ended by a day; of any place if it is None."""
    return [
        one
        for one in records(atlas, FIGURES)
        if (place is None or place in one["places"]) and (one["last"] or one["known_from"]) <= day
    ]


def newest_first(found: Iterable[Feature]) -> list[Feature]:
    """Order figures: the latest of each series before the older ones, the newest first in both."""
    ordered = sorted(found, key=lambda one: str(one["last"] or ""), reverse=True)
    latest: dict[tuple[Any, ...], str] = {}
    for one in ordered:
        latest.setdefault(_series(one), one["id"])
    return sorted(ordered, key=lambda one: one["id"] != latest[_series(one)])


def as_rows(found: Iterable[Feature]) -> list[dict[str, Any]]:
    """Return figures as rows of a table, in the words of its columns."""
    return [
        {
            "figure_place": one["place_name"],
            "figure": one["label"],
            "period": one["period"],
            "value": one["value"],
            "low": one["low"],
            "high": one["high"],
            "unit": one["unit"],
            "basis": BASIS_SHORT.get(one["basis"], one["basis"]),
            "confidence": one["confidence"],
            "source": one["source"],
            "source_date": one["source_date"],
            "address": one["url"],
            "note": one["note"],
            "series": one["series"],
            "id": one["id"],
        }
        for one in found
    ]


def amount(one: Feature) -> str:
    """Write a value with its range and unit."""
    value = f"{one['value']:,}"
    if one["low"] is not None and one["high"] is not None and one["low"] != one["high"]:
        value += f" ({one['low']:,} to {one['high']:,})"
    return f"{value} {one['unit']}".strip()


def period(text: object) -> str:
    """Write a period's dates as everywhere, and its words as they are."""
    return ISO.sub(lambda found: short_day(found[0]), str(text)) or "time not stated"


def _series(one: Feature) -> tuple[Any, ...]:
    return one["series"], one["unit"], one["place_name"]


def _line(one: Feature) -> str:
    said = [f"<b>{safe(amount(one))}</b>, {safe(period(one['period']))}: {safe(one['label'])}"]
    note = str(one["note"] or "")
    if note and (len(note) <= _LONGEST_NOTE or "CONFLICT" in note):
        said.append(f" ({safe(note)})")
    basis = BASIS_SHORT.get(one["basis"], one["basis"])
    kind = "small second-hand" if one["basis"] == SECOND_HAND else "small"
    told = marks(one["sources"]) or f" {safe(one['source'])}"
    return f'{"".join(said)}. <span class="{kind}">{safe(basis)}</span>{told}'


def _curve(place: str, day: str, atlas: Mapping[str, Facts]) -> str:
    daily = (atlas[FIGURES].meta.get("daily") or {}).get(place) if FIGURES in atlas else None
    if not daily:
        return ""
    first, shown = date.fromisoformat(daily["from"]), date.fromisoformat(day)
    counts = daily["counts"]["total"][: max(0, (shown - first).days + 1)]
    if not counts:
        return ""
    words = in_words(counts, first, _WHAT)
    source = daily["source"]
    vintage = f"vintage of {short_day(source['date'])}"
    credit = next(
        (str(one["credit"]) for one in atlas[FIGURES].origins if one["id"] == "imf_portwatch"), ""
    )
    return (
        "<h3>Transits a day</h3>"
        + picture(curve(counts, first, day=shown, axis="transit calls a day"), _ALT)
        + f'<p class="small">{safe(words)}. {safe(_NOT_ALL)}</p>'
        + f'<p class="small">{safe(credit)}, {safe(vintage)}, '
        + f"{safe(BASIS_SHORT.get(daily['basis'], daily['basis']))}: "
        + f"{link(source['url'], 'the file that was read')}.</p>"
    )
