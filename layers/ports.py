"""The ports and the strait before them, by what was last reported of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from layers.layer import Layer, own_kind
from layers.palette import STATUS, Style
from layers.scene_parts import Facts, Feature, LegendItem, LegendPart, LegendSection, Shown
from layers.text.escape import safe
from layers.text.markup import EVENTS_SHOWN, listing, marks, records, status, table, text
from layers.text.status import STATUS_TEXT, reported
from layers.text.words import plural

LETTERS: dict[str, str] = {
    "L": "limited",
    "S": "sanctioned",
    "T": "no Afghan transit",
    "W": "waiver",
    "X": "re-export",
}

_LOOKS = tuple(f"{kind}_{status}" for kind in ("gate", "destination", "strait")
                    for status in ("open", "limited", "closed"))  # fmt: skip


def _style(kind: str, shape: str, radius: float) -> Style:
    return replace(STATUS[kind], shape=shape, radius=radius, width=1.4)


_LOOK: dict[str, Style] = {
    "*": _style("unknown", "blank", 6.5),
    "destination": _style("unknown", "blank", 4.5),
    "gate_open": _style("open", "anchor", 7.0),
    "gate_limited": _style("limited", "anchor_half", 7.0),
    "gate_closed": _style("closed", "square_bar", 7.0),
    "destination_open": _style("open", "square", 5.0),
    "destination_limited": _style("limited", "anchor_half", 5.0),
    "destination_closed": _style("closed", "square_bar", 5.0),
    "strait": _style("unknown", "strait", 7.0),
    "strait_open": _style("open", "strait", 7.0),
    "strait_limited": _style("limited", "strait", 7.0),
    "strait_closed": _style("closed", "strait", 7.0),
}  # fmt: skip


def _kind(row: Feature) -> str:
    if row.get("status_kind") not in (None, "unknown"):
        return f"{row['kind']}_{row['status_kind']}"
    return own_kind(row)


def _legend(shown: Shown) -> LegendSection:
    rows = shown.on["ports"]
    looks = Counter(_kind(row) for row in rows)
    letters = sorted({str(row["letter"]) for row in rows if row.get("letter")})
    items = []
    for kind in ("open", "limited", "closed"):
        number = sum(n for look, n in looks.items() if look.endswith(f"_{kind}"))
        if not number:
            continue
        look = next(look for look in _LOOKS if look in looks and look.endswith(kind))
        explained = ""
        if kind == "limited" and letters:
            explained = ", ".join(f"{letter} {LETTERS[letter]}" for letter in letters)
        items.append(LegendItem("ports", look, f"{STATUS_TEXT[kind]} ({number})", explained))
    items += [
        LegendItem("ports", kind, text)
        for kind, text in (
            ("gate", "Port, nothing reported"),
            ("destination", "Overseas port, nothing reported"),
        )
        if kind in looks
    ]
    return LegendSection("Ports, as last reported", tuple(items))


def _card(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    head, rows = reported(row, day) if row.get("phase") else ("", [])
    told = [
        event for event in records(atlas, "policy") if event.get("id") in (row.get("events") or ())
    ]
    if row.get("status_title"):
        said = text(
            ". ".join(str(row[key]) for key in ("status_title", "status_said") if row.get(key))
        )
        rows.append(("What is reported", said + "".join(marks(one.get("sources")) for one in told)))
        rows.append(("Traffic, as reported", text(row.get("traffic"))))
    if row.get("disputed"):
        rows.append(("Disputed", "reports of the same day differ"))
    for fact in row.get("facts") or ():
        value = " ".join(str(fact[key]) for key in ("value", "unit") if fact.get(key))
        if fact.get("year"):
            value += f" ({fact['year']})"
        note = f"<br>{safe(fact['note'])}" if fact.get("note") else ""
        rows.append((str(fact["label"]), safe(value) + marks(fact.get("sources")) + note))
    if row.get("left_out"):
        said = "no date says that they were known then"
        rows.append(("Left out", f"{plural(int(row['left_out']), 'figure')}: {said}"))
    rows.append(("Position", text(row.get("position_source"))))
    here = [
        event
        for event in records(atlas, "policy")
        if row.get("place") in event["places"] and str(event["valid_from"]) <= day
    ]
    here.sort(key=lambda event: str(event["valid_from"]), reverse=True)
    measures = [
        f"{safe(event['date_text'])}: <b>{safe(event['name'])}</b>. {safe(event['text'])}"
        + marks(event.get("sources"))
        for event in here
    ]
    top = status(head, str(row["status_kind"])) if head else ""
    return top + table(rows) + listing("Measures, newest first", measures, most=EVENTS_SHOWN)


PORTS = Layer(
    "ports", "Ports", "Crossings and ports", "ports",
    "Ports of the region, overseas ports and the Strait of Hormuz, by their last report.",
    "point", on=True, facts=True, interactive=True, symbol="anchor", look=_LOOK, typical="gate_open", kind=_kind,
    legend=LegendPart(_legend, rank=30), card=_card, figures=True,
    hover=("phase", "status_kind", "status_title", "status_confidence", "since_text",
           "reported_on", "reported_text"),
)  # fmt: skip
