"""Figures of the apps side by side as a Markdown table: medians, spreads, ratios, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("what", "budget", "this app", "the plain way", "verdict", "plain / this")


@dataclass(frozen=True)
class Row:
    """One thing that was measured.

    Parameters
    ----------
    what
        In words.
    unit
        Of the figures, as printed behind them.
    ours, plain
        One figure for each time; empty if not measured.
    budget
        What this app's median must not exceed; None if there is none.
    digits
        After the decimal point.
    """

    what: str
    unit: str
    ours: Sequence[float]
    plain: Sequence[float] = ()
    budget: float | None = None
    digits: int = 0

    def verdict(self) -> str:
        """Return whether this app keeps to the budget; "" if there is none or no figure."""
        if self.budget is None or not self.ours:
            return ""
        return "holds" if median(self.ours) <= self.budget else "BROKEN"

    def ratio(self) -> str:
        """Return how many times this app's median the plain way's is; "" if that means nothing."""
        if not self.ours or not self.plain or median(self.ours) <= 0:
            return ""
        times = median(self.plain) / median(self.ours)
        return f"{times:.2g} ×" if times < 10 else f"{times:.0f} ×"

    def cells(self) -> tuple[str, ...]:
        """Return the row's texts in the order of the head."""
        limit = "" if self.budget is None else f"{self.budget:g}{_unit(self.unit)}"
        return (
            self.what,
            limit,
            spread(self.ours, self.unit, digits=self.digits),
            spread(self.plain, self.unit, digits=self.digits),
            self.verdict(),
            self.ratio(),
        )


def spread(values: Sequence[float], unit: str, *, digits: int = 0) -> str:
    """Write a median with the smallest and largest in brackets, if they differ."""
    if not values:
        return "–"
    middle, low, high = (f"{v:,.{digits}f}" for v in (median(values), min(values), max(values)))
    between = f" ({low}–{high})" if low != high else ""
    return f"{middle}{_unit(unit)}{between}"


def markdown(rows: Sequence[Row]) -> str:
    """Write the table."""
    lines = [HEAD, ("---", "---:", "---:", "---:", "---", "---:"), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def verdicts(rows: Sequence[Row]) -> str:
    """Say in a sentence or two which budgets hold and which do not."""
    judged = [row for row in rows if row.verdict()]
    broken = [row for row in judged if row.verdict() != "holds"]
    if not broken:
        return f"All {len(judged)} budgets hold."
    named = "; ".join(
        f"{row.what}: {spread(row.ours, row.unit, digits=row.digits)}, "
        f"budget {row.budget:g}{_unit(row.unit)}"
        for row in broken
    )
    return f"{len(judged) - len(broken)} of {len(judged)} budgets hold. Broken: {named}."


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""
