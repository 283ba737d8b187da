"""Events coded by the Uppsala Conflict Data Program: what the map needs of each, as coded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.dates import Span, parse_span
from catalog.facts.claims import size_of
from catalog.problems import CatalogError
from catalog.tables.basis import UCDP
from catalog.tables.reading import read_table
from catalog.tables.rows import Row, Source
from catalog.tables.ucdp_codes import WHERE, day_of, day_text, month_only, when_known

UCDP_ID = "UCDP-{}"
"""A feature's id from the number that UCDP gives the event."""

_TABLE = "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv"
_WHOLE_BORDER = "Afghanistan-Pakistan border"
_COUNTRY = "6"
_COUNTRIES = {"Afghanistan": "AFG", "Pakistan": "PAK"}
_VIOLENCE = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_PLACED = {
    "3": "The point stands for the district.",
    "4": "The point stands for the province.",
    "5": "The point stands for a stretch of the border or a region.",
    "6": "Placed by country only: not drawn as a site.",
}
_LONGEST_OUTLETS = 80


def ucdp_records(sources: Path, quoted: Mapping[str, str]) -> list[dict[str, Any]]:
    """Read the events.

    Parameters
    ----------
    sources
        The folder of sources.
    quoted
        Our incident by the id of the event that it says is the same.

    Returns
    -------
    records
        In order of days; ``position`` is None where the event is placed only by country or by the
        whole border.

    Raises
    ------
    CatalogError
        With every event whose codes, dates or numbers cannot be read.
    """
    releases = _releases(sources)
    records, problems = [], []
    for row in read_table(sources, _TABLE):
        try:
            records.append(_record(row, releases, quoted))
        except KeyError as error:
            problems.append(row.problem(f"code {error} is none that UCDP's codebook has"))
        except ValueError as error:
            problems.append(row.problem(str(error)))
    if problems:
        raise CatalogError(problems)
    return sorted(records, key=lambda record: (record["valid_from"], record["id"]))


def _releases(sources: Path) -> dict[str, Source]:
    """Find the releases as the incidents cite them, by their numbers."""
    found: dict[str, Source] = {}
    for row in read_table(sources, "facts/border_events.csv"):
        for at in ("source_1", "source_2"):
            file = re.search(r"GEDEvent_v([\d_]+)\.csv$", row[f"{at}_url"])
            if file:
                release = file[1].replace("_", ".")
                found[release] = {
                    "name": f"UCDP Candidate Events Dataset {release}",
                    "url": row[f"{at}_url"],
                    "date": row[f"{at}_date"] or None,
                }
    return found


def _record(row: Row, releases: Mapping[str, Source], quoted: Mapping[str, str]) -> dict[str, Any]:
    key = UCDP_ID.format(row["id"])
    span = parse_span(row["date_start_iso"], row["date_end_iso"])
    where = row["where_coordinates"]
    located = row["where_prec"] != _COUNTRY and where != _WHOLE_BORDER
    deaths = int(row["best"])
    outlets = "; ".join(dict.fromkeys(part.strip() for part in row["source_office"].split(";")))
    same = quoted.get(key)
    return {
        "id": key,
        "name": f"{_dyad(row)}, {where}",
        "kind": "ucdp",
        "place_name": where,
        "country": _COUNTRIES[row["country"]],
        "valid_from": span.valid_from,
        "valid_to": None,
        "known_from": _known_from(row, span, releases),
        "known_to": None,
        "date_precision": "month" if month_only(row) or row["date_prec"] > "3" else "day",
        "date_text": day_text(row),
        "date_basis": day_of(row),
        "date_known": when_known(row),
        "dyad": row["dyad_name"],
        "violence": _VIOLENCE[row["type_of_violence"]],
        "deaths_best": deaths,
        "deaths_low": int(row["low"]),
        "deaths_high": int(row["high"]),
        "deaths_civilians": int(row["deaths_civilians"]),
        "size": size_of(deaths),
        "location_precision": WHERE[row["where_prec"]],
        "located": located,
        "interstate": row["afg_pak_interstate"] == "1",
        "outlets": outlets if len(outlets) <= _LONGEST_OUTLETS else None,
        "same_as": [same] if same else [],
        "confidence": _confidence(row),
        "basis": UCDP,
        "sources": [releases[row["release"]]],
        "caveat": _caveat(row, located=located),
        "position": (float(row["longitude"]), float(row["latitude"])) if located else None,
    }


def _dyad(row: Row) -> str:
    """Name both sides; ``XXX`` and a number is UCDP's code for an actor not yet identified."""
    sides = (
        "unidentified actor" if re.fullmatch(r"XXX\d*", row[side]) else row[side]
        for side in ("side_a", "side_b")
    )
    return " / ".join(sides)


def _known_from(row: Row, span: Span, releases: Mapping[str, Source]) -> str:
    """Return the day of the first report, where it is written as an ISO date."""
    days = re.findall(r"\d{4}-\d{2}-\d{2}", row["source_date"])
    first = min(days, default=releases[row["release"]]["date"] or span.valid_from)
    return max(first, span.valid_from)


def _confidence(row: Row) -> str:
    """Grade a row of preliminary data: never high."""
    clear = row["event_clarity"] == "1" and row["code_status"] == "Clear"
    return "medium" if clear else "low"


def _caveat(row: Row, *, located: bool) -> str:
    sentences = ["Preliminary; UCDP revises it."]
    if not located:
        sentences.append(
            _PLACED[_COUNTRY]
            if row["where_prec"] == _COUNTRY
            else "Placed by the whole border: not drawn as a site."
        )
    elif row["where_prec"] in _PLACED:
        sentences.append(_PLACED[row["where_prec"]])
    if row["date_quality"] != "published":
        known = "month" if month_only(row) else "day of the first report"
        sentences.append(f"Only the {known} is known from the copy at hand.")
    return " ".join(sentences)
