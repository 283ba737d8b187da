"""The figures as the app reads them: one record for each, as of a Dataset without geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from catalog.paths import GEO, relative
from catalog.problems import CatalogError, Problem

FILE = "figures.json"
_TEXTS = ("id", "kind", "place_name", "series", "label", "period", "first", "last", "unit",
          "source", "url", "source_date", "known_from", "basis", "confidence", "note")  # fmt: skip
_NUMBERS = ("value", "low", "high")


def read_figures(
    folder: Path = GEO,
) -> tuple[list[dict[str, Any]], dict[str, Any], tuple[dict[str, Any], ...]]:
    """Read ``figures.json``.

    Returns
    -------
    records
        One for each figure, with the properties of ``catalog.figures.reading.Figure``; ``name`` is
        its label, ``sources`` its source, ``known_to`` is None.
    meta
        ``daily``, by place: ``from``, ``counts``, ``source``, ``basis``.
    origins
        Where the figures come from.

    Raises
    ------
    CatalogError
        If it is not as the build writes it.
    """
    path = folder / FILE
    try:
        told = json.loads(path.read_bytes())
        words, columns = told["words"], told["columns"]
        texts = {name: [_word(words, at) for at in columns[name]] for name in _TEXTS}
        places = [[words[at] for at in row] for row in columns["places"]]
        numbers = {name: columns[name] for name in _NUMBERS}
        records = [
            _record(dict(zip((*texts, *numbers), row, strict=True)), of)
            for row, of in zip(
                zip(*texts.values(), *numbers.values(), strict=True), places, strict=True
            )
        ]
        return records, {"daily": told["daily"]}, tuple(told["origins"])
    except (LookupError, TypeError, ValueError) as error:
        text = f"is not as `make build` writes it ({error!r}); run `make build`"
        raise CatalogError([Problem(relative(path), 0, text)]) from error


def _word(words: list[str], at: int | None) -> str | None:
    return None if at is None else words[at]


def _record(row: dict[str, Any], places: list[str]) -> dict[str, Any]:
    source = {"name": row["source"], "url": row["url"], "date": row["source_date"]}
    return {**row, "name": row["label"], "places": places, "sources": [source], "known_to": None}
