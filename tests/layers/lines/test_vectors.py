"""The cases by which the client is held to this engine: what it has to give is what Python gives.

Run as ``python -m tests.layers.lines.test_vectors`` to write them anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from catalog.paths import GEO
from layers.lines import strands
from layers.screen.publish import rules

VECTORS = Path(__file__).parents[2] / "client" / "ways.json"
_EAST = [[0.0, 0.0], [200.0, 0.0]]
_LEGS: dict[str, dict[str, Any]] = {
    "open": {"strand": "a/road", "state": "open", "level": 1},
    "busy": {"strand": "a/road", "state": "closed", "level": 3},
    "cut": {"strand": "b/road", "state": "closed", "level": 2},
    "rail": {"strand": "b/rail", "state": "limited", "level": 2},
}


def _path(*spans, points):
    return {"points": points, "spans": [list(span) for span in spans]}


CASES = {
    "two strands lie side by side": (
        [_path([0, 1, 0, [], [1], []], points=_EAST), _path([0, 1, 1, [], [], [0]], points=_EAST)],
        {0: "open", 1: "cut"},
    ),
    "they part softly": (
        [
            _path([0, 1, 0, [], [1], []], [1, 2, 0, [], [], []], points=[*_EAST, [300.0, 90.0]]),
            _path([0, 1, 1, [], [], [0]], [1, 2, 1, [], [], []], points=[*_EAST, [300.0, -90.0]]),
        ],
        {0: "open", 1: "rail"},
    ),
    "a trunk has the state of its best branch": (
        [
            _path([0, 1, 0, [1], [], []], [1, 2, 0, [], [], []], points=[*_EAST, [300.0, 90.0]]),
            _path([0, 1, 1, [0], [], []], [1, 2, 1, [], [], []], points=[*_EAST, [300.0, -90.0]]),
        ],
        {0: "busy", 1: "open"},
    ),
    "what ends in another stops at its edge": (
        [
            _path([0, 1, 0, [], [], []], points=_EAST),
            _path([0, 1, 1, [], [], []], points=[[100.0, 150.0], [101.0, 0.0]]),
        ],
        {0: "open", 1: "cut"},
    ),
}


def content() -> str:
    """Return the cases with what Python gives for each."""
    cases = []
    for name, (paths, shown) in CASES.items():
        legs = {n: strands.Leg(**_LEGS[key]) for n, key in shown.items()}
        made = strands.drawn(paths, legs, lambda points: np.asarray(points, float), 1.0)
        cases.append({
            "name": name, "paths": paths,
            "shown": {str(n): _LEGS[key] for n, key in shown.items()},
            "pieces": [
                {"strand": piece.strand, "look": asdict(piece.look), "legs": list(piece.legs),
                 "start": round(piece.start, 6), "line": np.round(piece.line, 3).tolist()}
                for piece in made.pieces
            ],
        })  # fmt: skip
    numbers = {**rules(strands.read(GEO / strands.FILE)), "zooms": []}
    return json.dumps({"rules": numbers, "cases": cases}, separators=(",", ":")) + "\n"


def test_the_clients_cases_are_what_python_gives():
    said = "run 'python -m tests.layers.lines.test_vectors'"
    assert json.loads(VECTORS.read_text(encoding="utf-8")) == json.loads(content()), said


if __name__ == "__main__":
    VECTORS.write_text(content(), encoding="utf-8")
