"""Writes for Node how the filter's and the layers' sides look in the browser: what it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layers.registry import REGISTRY
from layers.screen.publish import _drawn
from layers.view.filters import Filter


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in given.items()}


def served() -> dict[str, Any]:
    """Return the filter's cases as the client gets them, and the registry as it is told."""
    given = json.loads((Path(__file__).parent / "filter.json").read_text(encoding="utf-8"))
    told = [
        {
            **case,
            "row": _drawn(case["row"]),
            "filter": Filter(**_chosen(case["filter"])).as_config(),
        }
        for case in given["cases"]
    ]
    return {"filter": told, "layers": [layer.as_config() for layer in REGISTRY]}


if __name__ == "__main__":
    print(json.dumps(served(), ensure_ascii=False))
