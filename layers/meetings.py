"""Talks: the places of meetings, the arcs of delegations and the order of the rounds."""

from __future__ import annotations

from collections.abc import Mapping

from layers.arcs import MOST, frequent
from layers.layer import Layer
from layers.palette import Colors, Style, line
from layers.scene_parts import (
    Facts,
    Feature,
    LegendItem,
    LegendPart,
    LegendSection,
    Shown,
    by_kind,
    note,
)
from layers.text.escape import safe
from layers.text.markup import Rows, listing, marks, records, status, table, text
from layers.text.words import plural, short_day

KIND_TEXT: dict[str, str] = {
    "held": "Meetings held (number)",
    "announced": "Announced, none held yet",
    "planned": "Planned",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "unconfirmed": "Unconfirmed",
}
_STATES = {
    "held": "held",
    "planned": "planned, not known to have been held",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "unconfirmed": "unconfirmed: an offer or a report by one side",
}

_LIGHT, _DARK = "#3F3A6B", "#C3BEF0"
_HOLLOW = Colors(_LIGHT, "#FCFAF5", _LIGHT), Colors(_DARK, "#23272B", _DARK)

_LISTED = 6
"""Pairs without an arc that the legend names."""

_VENUES = {
    "*": Style(
        Colors(_LIGHT, _LIGHT, "#FFFFFF"),
        Colors(_DARK, _DARK, "#14181B"),
        width=1.4,
        radius=8.5,
        shape="venue",
    ),
    "announced": Style(*_HOLLOW, width=1.4, radius=8.5, shape="venue", dash="3 2"),
    "reference": Style(*_HOLLOW, width=1.0, radius=5.0, shape="venue", dash="1 2"),
}

_ENGAGEMENTS = {
    "*": line(_LIGHT, _DARK, 1.2),
    "held": line(_LIGHT, _DARK, 1.2),
    "planned": line(_LIGHT, _DARK, 1.2, dash="4 4"),
    "postponed": line(_LIGHT, _DARK, 1.2, dash="4 4"),
    "cancelled": line(_LIGHT, _DARK, 1.0, dash="1 5"),
    "unconfirmed": line(_LIGHT, _DARK, 1.0, dash="1 5"),
}


def _venues(shown: Shown) -> LegendSection:
    return by_kind(shown, "venues", "Meeting places", KIND_TEXT, counted=False)


def _arcs(shown: Shown) -> LegendSection:
    """Only a meeting that was held at a place has arcs; the others are in the table."""
    rows = shown.on["engagements"]
    met = sum(bool(row.get("met")) for row in rows)
    others = len(rows) - met
    pairs = frequent(row.get("pairs") or () for row in rows if row.get("met"))
    said = "a number: so many meetings for which somebody travelled between the two"
    items = (
        [LegendItem("engagements", "held", f"From the parties' capitals ({met})", said)]
        if met
        else []
    )
    if rest := pairs[MOST:]:
        told = [f"{pair} {number}" for pair, number in rest[:_LISTED]]
        more = f" and {len(rest) - _LISTED} pairs more" if len(rest) > _LISTED else ""
        items.append(note(f"Not drawn: {', '.join(told)}{more}."))
    if others:
        items.append(note(f"{others} more without a place or a meeting: in the table."))
    return LegendSection("Meetings in the window of days", tuple(items))


def _rounds(shown: Shown) -> LegendSection | None:
    rows = shown.on["rounds"]
    if not rows:
        return None
    number = max(int(row["round"]) for row in rows)
    text = f"From one round to the next ({number} held)"
    return LegendSection("Rounds of talks", (LegendItem("rounds", "round", text),))


def _venue(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    here = [
        event
        for event in records(atlas, "engagements")
        if event.get("place") == row.get("place") and str(event["valid_from"]) <= day
    ]
    here.sort(key=lambda event: str(event["valid_from"]), reverse=True)
    met = [_met(event) for event in here if event.get("met")]
    others = [_met(event) for event in here if not event.get("met")]
    count = int(row.get("count") or 0)
    return (
        status(f"{plural(count, 'meeting')} held up to {short_day(day)}")
        + table([("Role", text(row.get("role"))), ("Note", text(row.get("note")))])
        + listing("Meetings, newest first", met)
        + listing("Not counted as meetings", others)
    )


def _engagement(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    ours = " (our count)" if row.get("round_is_ours") else ""
    window = [short_day(str(row[key])) for key in ("window_from", "window_to") if row.get(key)]
    rows: Rows = [
        ("When", text(row.get("date_text"))),
        ("Announced for", text(" to ".join(dict.fromkeys(window)))),
        ("State", safe(_state(row))),
        ("Form", text(row.get("form"))),
        ("Where", text(row.get("place_name"), "not stated, or a call")),
        ("Round", text(f"{row['round']}{ours}" if row.get("round") else None)),
        ("Participants", text(row.get("participants"))),
        ("Hosts", text(row.get("hosts"))),
        ("Mediators", text(row.get("mediators"))),
        ("Officials named", text(row.get("named_people"))),
        ("Topic", text(row.get("topic"))),
        ("Outcome", text(row.get("outcome"))),
        ("Note", text(row.get("outcome_note"))),
    ]
    return table(rows)


def _met(event: Feature) -> str:
    outcome = str(event.get("outcome") or "")
    said = f" Outcome: {safe(outcome)}." if outcome not in ("", "unknown") else ""
    return (
        f"<b>{safe(event['date_text'])}</b> {safe(event['name'])} "
        f"<i>({safe(_state(event))})</i>.{said}{marks(event.get('sources'))}"
    )


def _state(event: Feature) -> str:
    kind = str(event["kind"])
    if kind == "held" and not event.get("met"):
        return f"{event.get('form') or 'announcement'}, not a meeting"
    return _STATES.get(kind, kind)


ENGAGEMENTS = Layer(
    "engagements", "Delegation travel", "Talks", "engagements",
    "From the parties' capitals to the place of a meeting in the window of days.", "line",
    facts=True, windowed=True, interactive=True, look=_ENGAGEMENTS,
    legend=LegendPart(_arcs, rank=50), card=_engagement,
)  # fmt: skip
ROUNDS = Layer(
    "rounds", "Rounds of talks", "Talks", "rounds",
    "The numbered talks up to the day, as a sequence: Doha, Istanbul, Riyadh, Urumqi.", "line",
    facts=True, interactive=True, look={"*": line(_LIGHT, _DARK, 2.0, casing=1.0)},
    legend=LegendPart(_rounds, rank=55), card=_engagement,
)  # fmt: skip
VENUES = Layer(
    "venues", "Meeting places", "Talks", "venues",
    "Where delegations met, with the number of meetings up to the day.", "point", facts=True,
    interactive=True, symbol="venue", where={"kind": ("held", "announced")}, look=_VENUES,
    typical="held", legend=LegendPart(_venues, rank=40), card=_venue,
)  # fmt: skip
