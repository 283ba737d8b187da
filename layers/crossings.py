"""The border crossings, by their latest reported status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from layers.layer import Layer
from layers.palette import STATUS, THEME_COLORS, Colors, Style
from layers.scene_parts import Facts, Feature, LegendItem, LegendPart, LegendSection, Shown
from layers.text.escape import safe
from layers.text.markup import EVENTS_SHOWN, listing, records, status, table, text
from layers.text.status import STATUS_TEXT, reported
from layers.text.words import country

LETTERS: dict[str, str] = {
    "P": "people",
    "H": "humanitarian cargo",
    "R": "returnees",
    "E": "exports",
    "L": "limited",
}

_AGES = Style(Colors(THEME_COLORS["light"]["soft"]), Colors(THEME_COLORS["dark"]["soft"]),
              radius=10.0, shape="ages")  # fmt: skip
"""What stands in the legend for the three ages of a report."""

_TRAFFIC = {"closed": "Closed to, as reported", "limited": "Traffic let through, as reported"}


def _legend(shown: Shown) -> LegendSection:
    rows = shown.on["crossings"]
    counts = Counter(row["kind"] for row in rows)
    letters = sorted({row["letter"] for row in rows if row.get("letter")})
    meta = shown.atlas["crossings"].meta
    items = []
    for kind, said in STATUS_TEXT.items():
        if not counts[kind]:
            continue
        explained = ""
        if kind == "limited":
            explained = ", ".join(f"{letter} {LETTERS[letter]}" for letter in letters)
        if kind == "unknown":
            explained = f"no report, or none within {meta['unknown_after_days']} days"
        items.append(LegendItem("crossings", kind, f"{said} ({counts[kind]})", explained))
    if any(row.get("phase") == "ageing" for row in rows):
        items.append(LegendItem("crossings", "ages", "Older reports: paler"))
    return LegendSection("Crossings, as last reported", tuple(items))


def _card(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    one, other = country(row["country_a"]), country(row["country_b"])
    head, rows = reported(row, day)
    if row.get("disputed"):
        rows.append(("Disputed", "reports of the same day differ"))
    if row.get("letter"):
        rows.append(("Open to", text(LETTERS.get(str(row["letter"]), row["letter"]))))
    rows += [
        (_TRAFFIC.get(str(row["kind"]), "Traffic, as reported"), text(row.get("traffic"))),
        (f"Out of {one}", text(row.get("traffic_out"), "not reported")),
        (f"Into {one}", text(row.get("traffic_in"), "not reported")),
        ("Why", text(row.get("reason"))),
        ("By", text(row.get("mode"))),
        (f"On the side of {one}", text(row.get("side_a"))),
        (f"On the side of {other}", text(row.get("side_b"))),
        ("Position", text(row.get("position_source"))),
    ]
    here = [
        event
        for event in records(atlas, "incidents")
        if event.get("place") == row.get("place") and str(event["valid_from"]) <= day
    ]
    here.sort(key=lambda event: str(event["valid_from"]), reverse=True)
    events = [f"{safe(event['date_text'])}: {safe(event['name'])}" for event in here]
    return (
        status(head, str(row["kind"]))
        + table(rows)
        + listing("Events here, newest first", events, most=EVENTS_SHOWN)
    )


CROSSINGS = Layer(
    "crossings", "Border crossings", "Crossings and ports", "crossings",
    "Crossings with their latest reported status.", "point", on=True, facts=True,
    interactive=True, symbol="disc", look={**STATUS, "ages": _AGES}, typical="closed",
    legend=LegendPart(_legend, rank=10), card=_card, figures=True,
    hover=("phase", "status", "last_status", "since_text", "reported_on", "reported_text"),
)  # fmt: skip
