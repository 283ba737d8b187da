"""Cards of what happened: meetings, their places, incidents and events coded by UCDP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.scene.legend import KIND_TEXT
from layers.scene_parts import Facts
from layers.text.escape import safe
from layers.text.markup import Feature, Rows, listing, marks, records, status, table, text
from layers.text.words import plural, short_day

_STATES = {
    "held": "held",
    "planned": "planned, not known to have been held",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "unconfirmed": "unconfirmed: an offer or a report by one side",
}
_VIOLENCE = {
    "state-based": "a state against a state or an armed group",
    "non-state": "armed groups against each other",
    "one-sided": "against civilians",
}
_PLACED = {
    "exact": "exact place",
    "district": "known to the district",
    "province": "known to the province",
    "country": "known to the country only",
}


def venue(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    """Write what was held at a place up to the day, and what else is reported of it."""
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


def engagement(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    """Write who met whom, where, and what came of it."""
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


def incident(row: Feature, _day: str, atlas: Mapping[str, Facts]) -> str:
    """Write what happened, with deaths as a range of what was reported."""
    placed = _PLACED.get(str(row.get("location_precision")), str(row.get("location_precision")))
    rows: Rows = [
        ("When", text(row.get("date_text"))),
        ("What", text(KIND_TEXT.get(str(row["kind"]), row["kind"]))),
        ("Where", text(f"{row.get('place_name') or 'not stated'} ({placed})")),
        ("Actors", text(row.get("actors"))),
        ("Deaths reported", text(deaths(row.get("deaths_min"), row.get("deaths_max")))),
        ("In short", text(row.get("summary"))),
        ("The same event", _same(row, atlas, "incidents_ucdp")),
    ]
    disputed = status("Disputed: the sides differ.", "disputed") if row.get("disputed") else ""
    return disputed + table(rows)


def ucdp(row: Feature, _day: str, atlas: Mapping[str, Facts]) -> str:
    """Write an event as UCDP codes it: who against whom, estimates of deaths, how exact."""
    best, low, high = (row.get(f"deaths_{key}") for key in ("best", "low", "high"))
    estimate = "not known" if best is None else f"{best:,}"
    if low is not None and high is not None and low != high:
        estimate += f" (low {low:,}, high {high:,})"
    rows: Rows = [
        ("Who", text(row.get("dyad"))),
        ("Violence", text(_VIOLENCE.get(str(row.get("violence")), row.get("violence")))),
        ("When", text(f"{row.get('date_text')} ({row.get('date_known')})")),
        ("Where", text(f"{row.get('place_name')} ({row.get('location_precision')})")),
        ("Deaths, UCDP's best estimate", text(estimate)),
        ("Civilians among them", text(row.get("deaths_civilians"), "not known")),
        ("Reported by", text(row.get("outlets"), "several outlets")),
        ("The same event", _same(row, atlas, "incidents")),
    ]
    return table(rows)


def deaths(low: int | None, high: int | None) -> str:
    """Write a range of deaths; either end may be unknown."""
    if low is None and high is None:
        return "not known"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


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


def _same(row: Feature, atlas: Mapping[str, Facts], other: str) -> str:
    wanted = {str(key) for key in row.get("same_as") or ()}
    names: list[Any] = [
        event["name"] for event in records(atlas, other) if str(event["id"]) in wanted
    ]
    where = "the incidents" if other == "incidents" else "UCDP's events"
    return "".join(safe(f"also among {where}: {name}. Never add the two.") for name in names)
