"""Trade: what a crossing's status leaves of cargo."""

from __future__ import annotations

from collections.abc import Mapping

TRADE: Mapping[str, str] = {
    "open": "open",
    "limited": "limited",
    "export_only": "limited",
    "pedestrian_only": "closed",
    "humanitarian_only": "closed",
    "returnees_only": "closed",
    "closed": "closed",
}
"""Open, limited or closed, by the status that is reported."""
