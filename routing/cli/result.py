"""Results: what a question of the command line comes to, written as text, JSON, GeoJSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.printing import json_text
from routing.errors import kind_of

VERSION = 2
"""Of the JSON: it grows when a key changes its meaning or goes; ``docs/routing.schema.json`` says what stands in it."""
FORMATS = ("text", "json", "geojson", "csv")


@dataclass(frozen=True)
class Result:
    """An answer.

    Parameters
    ----------
    text
        For the terminal.
    data
        For JSON, without the version.
    rows
        For CSV: one for each route, province, crossing, run or pair.
    features
        For GeoJSON; a row without a line has none.
    code
        Exit code.
    form
        In which format it was asked for.
    """

    text: str
    data: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]] = ()
    features: Sequence[Mapping[str, Any]] = field(default=())
    code: int = 0
    form: str = "text"

    def named(self, form: str) -> Result:
        """Return it as it is to be written, in a format of ``FORMATS``."""
        return replace(self, form=form)

    def written(self) -> str:
        """Write it in the format asked for."""
        form = self.form
        if form == "json":
            return json_text({"version": VERSION, **self.data})
        if form == "geojson":
            return json_text(
                {"type": "FeatureCollection", "version": VERSION, "features": list(self.features)},
                indent=None,
            )
        if form == "csv":
            return table(self.rows)
        return self.text


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as CSV, with every column that any of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().rstrip("\n")


def failure(error: ValueError) -> tuple[dict[str, Any], int]:
    """Return what JSON says of an error, and the exit code."""
    kind, code = kind_of(error)
    return {"version": VERSION, "error": {"kind": kind, "code": code, "message": str(error)}}, code
