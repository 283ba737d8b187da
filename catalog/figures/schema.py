"""What each table of figures must keep to: one entry for each table of ``data/sources/figures``."""

from __future__ import annotations

from catalog.tables.basis import BASES
from catalog.tables.corrections import BASIS
from catalog.tables.schema import Daily, Join, Spec

_GRADES = frozenset({"high", "medium", "low"})
_PRECISIONS = frozenset({"day", "week", "month", "quarter", "half-year", "year", "cumulative",
                         "undated"})  # fmt: skip
_FILLED = ("series_id", "place", "period", "value", "unit", "what", "source_name", "accessed")
DERIVED = "derived"
"""A basis: worked out here from figures that were published."""

DERIVED_HERE = "derived here"
"""The same in the words of a note."""


def _table(name: str) -> Spec:
    return Spec(
        f"figures/{name}.csv", "id", filled=_FILLED, urls=("source_url",), sourced=("source_url",),
        dates=("source_date", "accessed"), periods=("period",), numbers=("value",),
        words={"confidence": _GRADES, "period_precision": _PRECISIONS}, may={BASIS: frozenset(BASES)},
        joins={"canonical_id": Join(("places",), "|")},
    )  # fmt: skip


FIGURE_SPECS: tuple[Spec, ...] = (
    *(_table(name) for name in ("demand", "capacity", "prices", "prices_surveys", "returns",
                                "returns_weeks", "port_calls")),
    Spec(
        "figures/gate_parameters.csv", "place+parameter+direction+from+source_url",
        filled=("place", "parameter", "source_name", "note"), urls=("source_url",),
        sourced=("source_url",), dates=("source_date",), periods=("from", "until"),
        numbers=("low", "value", "high"), ranges=(("low", "value"), ("value", "high")),
        words={BASIS: frozenset({*BASES, DERIVED}),
               "direction": frozenset({"forth", "back", "both"})},
    ),
    Spec(
        "figures/hormuz_daily.csv", "date", filled=("date", "source_name", "accessed"),
        urls=("source_url",), sourced=("source_url",), dates=("date", "source_date", "accessed"),
        numbers=("n_total", "n_tanker", "n_container", "n_dry_bulk", "n_general_cargo", "n_roro"),
        daily=Daily("date", "n_total", ("n_tanker", "n_container", "n_dry_bulk",
                                        "n_general_cargo", "n_roro"), "source_date"),
    ),
)  # fmt: skip
