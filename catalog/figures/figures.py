"""The figures as one compact file: a column for each property, each text once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from catalog.dates import parse_date
from catalog.figures.reading import Figure, read_figures
from catalog.origin import load_origins
from catalog.tables.basis import basis_of
from catalog.tables.reading import read_table, row_sources

FILE = "figures.json"
DAILY = "figures/hormuz_daily.csv"
STRAIT = "SL-HORMUZ"
ORIGINS = ("facts", "imf_portwatch", "reach_jmmi", "wfp_prices")

_COUNTS = ("n_total", "n_tanker", "n_container")
_NUMBERS = ("value", "low", "high")


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``figures.json``.

    Returns
    -------
    files
        ``origins``; ``words``, each text of the figures once; ``columns``, by property of
        ``Figure`` its value for each figure, texts as their place in ``words``; ``daily``, by
        place the days' counts (``from`` an ISO day, one number a day) with their source and basis.

    Raises
    ------
    CatalogError
        If a table is missing or malformed.
    """
    origins = load_origins(sources)
    figures = read_figures(sources, origins["facts"].accessed)
    words = list(dict.fromkeys(word for one in figures for word in _words(one)))
    at = {word: number for number, word in enumerate(words)}
    told = {
        "origins": [asdict(origins[key]) for key in ORIGINS],
        "words": words,
        "columns": _columns(figures, at),
        "daily": {STRAIT: _daily(sources)},
    }
    return {FILE: _text(told).encode("utf-8")}


def _columns(figures: Sequence[Figure], at: Mapping[str, int]) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {}
    for field in fields(Figure):
        values = [getattr(one, field.name) for one in figures]
        if field.name in _NUMBERS:
            columns[field.name] = [_short(value) for value in values]
        elif field.name == "places":
            columns[field.name] = [[at[place] for place in places] for places in values]
        else:
            columns[field.name] = [None if value is None else at[value] for value in values]
    return columns


def _words(figure: Figure) -> list[str]:
    told = asdict(figure)
    texts = [value for value in told.values() if isinstance(value, str)]
    return [*figure.places, *texts]


def _daily(sources: Path) -> dict[str, Any]:
    rows = list(read_table(sources, DAILY))
    first = rows[0]
    return {
        "from": parse_date(first["date"]).first.isoformat(),
        "counts": {name.removeprefix("n_"): [int(row[name]) for row in rows] for name in _COUNTS},
        "source": row_sources(first)[0],
        "basis": basis_of({"why": "", "confidence": "", **first}),
    }


def _short(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _text(told: Mapping[str, Any]) -> str:
    """Write JSON with a word and a column a line, so that a change is seen where it is."""

    def dump(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    words = ",\n".join(dump(word) for word in told["words"])
    columns = ",\n".join(f"{dump(name)}:{dump(told['columns'][name])}" for name in told["columns"])
    return (
        f'{{"origins":{dump(told["origins"])},\n"words":[\n{words}\n],\n'
        f'"columns":{{\n{columns}\n}},\n"daily":{dump(told["daily"])}}}\n'
    )
