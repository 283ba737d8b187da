"""How much of the routes on a picture lies under another."""

from __future__ import annotations

from collections import defaultdict

import shapely

LET = 0.7
"""CSS pixels that two lines may touch each other: less is not seen."""


def hidden(drawn, unit=1.0):
    """Return the share of the lines' length that lies under another strand's line, 0 to 1.

    Lines may cross: what is no longer than twice the wider of two lines does not count.
    """
    strands = defaultdict(list)
    for piece in drawn.pieces:
        strands[piece.strand].append((shapely.linestrings(piece.line), piece.look.width * unit))
    whole = under = 0.0
    for strand, own in strands.items():
        others = [one for key, lines in strands.items() if key != strand for one in lines]
        for line, wide in own:
            parts = [part for other in others for part in _met(line, wide, *other, LET * unit)]
            under += shapely.union_all(parts).length if parts else 0.0
            whole += line.length
    return under / whole


def _met(line, wide, other, width, let):
    reach = (wide + width) / 2 - let
    if line.distance(other) > reach:
        return []
    common = line.intersection(other.buffer(reach, cap_style="flat"))
    merged = shapely.line_merge(common) if common.geom_type == "MultiLineString" else common
    return [part for part in shapely.get_parts(merged) if part.length > 2 * max(wide, width)]
