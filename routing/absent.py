"""Absent gates: crossings and ports of the catalogue that are not on the Network, and why."""

from __future__ import annotations


def why_absent(name: str, *, port: bool) -> str:
    """Say that a gate is not on the Network, and why; without a full stop.

    Parameters
    ----------
    name
        As shown.
    port
        Whether it is a port, and not a crossing.
    """
    if port:
        return f"{name} is not on the network of the what-if: no sea lane of the data leads there"
    return (
        f"{name} is not on the network of the what-if: a small crossing, and no road of the data "
        "leads over the border near it"
    )
