"""How the answer to a what-if looks: its ways, bands and marks, over everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.palette import GATES, Ink, Style
from layers.routes import MODES

# From near to far, on either ground the near the strongest.
_BANDS = (("#1C1540", "#F3EFFF"), ("#352B78", "#CDC3F5"), ("#5347A6", "#AFA4E2"), ("#6C62B8", "#978BD0"),
          ("#7A70B6", "#887BC4"))  # fmt: skip
# Ways of a what-if, over everything else: in ink, by mode as all routes are.
SCENARIO: dict[str, Style] = {
    **{
        f"best_{mode}": Style(
            Ink("#191613"), Ink("#FFFFFF"), width=4.2, dash=dash, casing=2.2, ticks=ticks
        )
        for mode, (dash, ticks) in MODES.items()
        if mode in ("road", "rail", "sea")
    },
    **{
        f"other_{mode}": Style(
            Ink("#4C463F"), Ink("#C9C5BD"), width=1.8, dash=dash, casing=1.2, ticks=ticks
        )
        for mode, (dash, ticks) in MODES.items()
        if mode in ("road", "rail", "sea")
    },
    "baseline": Style(Ink("#77716A"), Ink("#9C9891"), width=3.0, dash="7 5", casing=1.4),
    **{
        f"gate_{gate}": Style(Ink(light, light), Ink(dark, dark), width=3.0, casing=1.2)
        for gate, (light, dark) in GATES.items()
    },
    "gate_none": Style(Ink("#191613", "#FCFAF5"), Ink("#FFFFFF", "#23272B"), width=1.6),
    **{
        f"band_{at}": Style(Ink(light), Ink(dark), width=3.6 - 0.65 * at)
        for at, (light, dark) in enumerate(_BANDS)
    },
    "closed": Style(Ink("#191613"), Ink("#FFFFFF"), width=2.6, radius=11.0, shape="cross_ring"),
    "reopened": Style(Ink("#191613"), Ink("#FFFFFF"), width=2.6, radius=11.0, shape="plain_ring"),
}


def way_style(row: Mapping[str, Any]) -> Style:
    """Return the style of a line or point of a what-if: the same rule as in the map's client."""
    names = (str(row.get("style")), f"{row['kind']}_{row.get('mode')}", str(row["kind"]))
    return SCENARIO[next(name for name in names if name in SCENARIO)]
