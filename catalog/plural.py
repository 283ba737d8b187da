"""A number with its noun, as everything here writes it."""

from __future__ import annotations


def plural(number: int, noun: str, many: str = "") -> str:
    """Write a number with its noun: 1 crossing, 2 crossings."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
