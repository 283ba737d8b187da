"""How the answer to a what-if looks: its routes, bands and marks, over everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.palette import GATEWAYS, Colors, Style
from layers.routes import MODES

# From near to far, on either ground the near the strongest.
_BANDS = (("#1C1540", "#F3EFFF"), ("#352B78", "#CDC3F5"), ("#5347A6", "#AFA4E2"), ("#6C62B8", "#978BD0"),
          ("#7A70B6", "#887BC4"))  # fmt: skip
# From not hit to hit the hardest; one hue, darker on light ground and lighter on dark.
_HITS = (("#CFCAC0", "#4A4F54"), ("#D9C3D3", "#6B5063"), ("#BF93B3", "#8E6583"), ("#A1648F", "#B583A9"),
         ("#7E3A6B", "#D8A6CC"), ("#571C47", "#F5CFEB"))  # fmt: skip
# The edge of each, so that the palest stands out on its ground too.
_HIT_EDGE = ("#7E3A6B", "#D8A6CC")
# Routes of a what-if, over everything else: in ink, by mode as all routes are.
SCENARIO: dict[str, Style] = {
    **{
        f"best_{mode}": Style(
            Colors("#191613"), Colors("#FFFFFF"), width=4.2, dash=dash, casing=2.2, ticks=ticks
        )
        for mode, (dash, ticks) in MODES.items()
        if mode in ("road", "rail", "sea")
    },
    **{
        f"other_{mode}": Style(
            Colors("#4C463F"), Colors("#C9C5BD"), width=1.8, dash=dash, casing=1.2, ticks=ticks
        )
        for mode, (dash, ticks) in MODES.items()
        if mode in ("road", "rail", "sea")
    },
    "baseline": Style(Colors("#77716A"), Colors("#9C9891"), width=3.0, dash="7 5", casing=1.4),
    **{
        f"gate_{gateway}": Style(Colors(light, light), Colors(dark, dark), width=3.0, casing=1.2)
        for gateway, (light, dark) in GATEWAYS.items()
    },
    "gate_none": Style(Colors("#191613", "#FCFAF5"), Colors("#FFFFFF", "#23272B"), width=1.6),
    **{
        f"band_{at}": Style(Colors(light), Colors(dark), width=3.6 - 0.65 * at)
        for at, (light, dark) in enumerate(_BANDS)
    },
    **{
        f"hit_{at}": Style(
            Colors(light_edge, light), Colors(dark_edge, dark), width=1.4, casing=1.2
        )
        for at, (light, dark) in enumerate(_HITS)
        for light_edge, dark_edge in [_HIT_EDGE]
    },
    "closed": Style(
        Colors("#191613"), Colors("#FFFFFF"), width=2.6, radius=11.0, shape="cross_ring"
    ),
    "reopened": Style(
        Colors("#191613"), Colors("#FFFFFF"), width=2.6, radius=11.0, shape="plain_ring"
    ),
}


def what_if_style(row: Mapping[str, Any]) -> Style:
    """Return the style of a line or point of a what-if: the same rule as in the map's client."""
    names = (str(row.get("style")), f"{row['kind']}_{row.get('mode')}", str(row["kind"]))
    return SCENARIO[next(name for name in names if name in SCENARIO)]
