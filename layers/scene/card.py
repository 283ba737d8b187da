"""The detail card of a feature: its facts, their dates and sources, claims side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalog.atlas.lasting import lasted
from catalog.dates import with_day
from catalog.validity import state_on
from layers.registry import Layer
from layers.scene import card_events
from layers.scene.card_figures import figures
from layers.scene.legend import LETTERS
from layers.scene_parts import Facts
from layers.text.escape import safe
from layers.text.markup import (
    Feature,
    Rows,
    claims,
    how_known,
    listing,
    marks,
    records,
    sources,
    status,
    table,
    text,
    words,
)
from layers.text.words import basis_on_map, country, names, plural, reported_day, short_day

Writer = Callable[[Feature, str, Mapping[str, Facts]], str]

_CONFIDENCE = {
    "high": "high (two outlets or an official statement)",
    "medium": "medium",
    "low": "low (one outlet, or inferred)",
}
_TRAFFIC = {"closed": "Closed to, as reported", "limited": "Traffic let through, as reported"}
_LINES = {"international": "boundary", "disputed": "disputed boundary", "claim": "edge of a claim",
          "control": "line of control", "hidden": "not drawn", "elsewhere": "another state's boundary"}  # fmt: skip
_VIEWS = {"defacto": "de facto", "PAK": "Pakistan", "AFG": "Afghanistan", "IND": "India",
          "CHN": "China"}  # fmt: skip
_MODES = {"planned_road": "road, not built", "planned_rail": "railway, not built"}
_EVENTS_SHOWN = 8
_WITH_FIGURES = ("crossings", "ports")


def card(layer: Layer, feature: Feature, *, day: str, atlas: Mapping[str, Facts]) -> str:
    """Write a feature's card as HTML; every text from data is made safe.

    Parameters
    ----------
    layer, feature
        The layer and the feature's properties.
    day
        ISO date shown on the map: later facts are left out.
    atlas
        Datasets by file name, for what belongs to the feature in other layers.
    """
    writer = _WRITERS.get(layer.file, _plain)
    parts = [
        f'<p class="kicker">{safe(layer.name)}</p>',
        f"<h2>{safe(feature.get('name') or feature['id'])}</h2>",
        writer(feature, day, atlas),
        figures(feature["place"], day, atlas) if layer.file in _WITH_FIGURES else "",
        claims(feature),
        sources(feature),
    ]
    if feature.get("confidence"):
        grade = _CONFIDENCE.get(str(feature["confidence"]), str(feature["confidence"]))
        parts.append(f'<p class="small">Confidence: {safe(grade)}.</p>')
    if feature.get("reported_on") or "phase" not in feature:
        parts.append(how_known(basis_on_map(feature)))
    if feature.get("caveat"):
        parts.append(f'<p class="caveat">{safe(feature["caveat"])}</p>')
    return f'<article class="card" aria-label="Details">{"".join(parts)}</article>'


def _crossing(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    one, other = country(row["country_a"]), country(row["country_b"])
    head, rows = _reported(row, day)
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
        + listing("Events here, newest first", events, most=_EVENTS_SHOWN)
    )


def _reported(row: Feature, day: str) -> tuple[str, Rows]:
    """Say a gate's status with its age and its length, and what else is known of the report."""
    now, reported = words(row["status"]), reported_day(row)
    since = row.get("since_text") or (short_day(row["since"]) if row.get("since") else "")
    if row["phase"] == "unknown":
        last = "no report up to this day"
        if row.get("last_status"):
            last = f"{words(row['last_status'])} {with_day('on', reported)}"
        return "Status unknown", [("Last reported", text(last))]
    rows: Rows = [("Length", text(lasted(row, day)))]
    rows += [("Again as before", text(row["passed"]))] if row.get("passed") else []
    if row["phase"] == "ageing":
        return f"Last reported {now} {with_day('on', reported)}", [
            ("On this day", "not reported; the mark fades with the report's age"),
            ("In this state since", text(since)),
            *rows,
        ]
    if row.get("told_later"):
        return f"{now.capitalize()} {with_day('since', since)}, told {with_day('on', reported)}", [
            ("On this day", "nothing was reported at the time"),
            ("Told later, in a report of", text(reported)),
            *rows,
        ]
    head = f"{now.capitalize()}, reported {with_day('since', since)}" if since else now.capitalize()
    return head, [("Last report", text(reported)), *rows]


def _port(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    head, rows = _reported(row, day) if row.get("phase") else ("", [])
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
    return top + table(rows) + listing("Measures, newest first", measures, most=_EVENTS_SHOWN)


def _route(row: Feature, day: str, atlas: Mapping[str, Facts]) -> str:
    legs = [leg for leg in records(atlas, "routes") if leg.get("corridor") == row.get("corridor")]
    state = state_on(row, day)
    rows: Rows = [("Corridor", text(f"{row.get('corridor')} {row.get('corridor_name')}"))]
    if state:
        rows.append((f"On {short_day(day)}", text(state.get("text") or state["kind"])))
    rows += [
        ("This leg", text(f"{row.get('from_name')} to {row.get('to_name')}, {_mode(row)}")),
        ("Length of the leg", text(_length(row))),
        ("Traffic", text(row.get("traffic_note"), "no figure found")),
        ("Bottlenecks", text(row.get("bottlenecks"))),
    ]
    when = str(row.get("status_date") or "")
    if row.get("status_text") and when <= day:
        dated = f" ({short_day(when)})" if when else ""
        rows.append(("As reported", text(f"{row['status_text']}{dated}")))
    for said in row.get("published") or ():
        value = " ".join(str(said[key]) for key in ("value", "unit") if said.get(key))
        note = f" ({said['note']})" if said.get("note") else ""
        rows.append((f"Published {said['what']}", safe(value + note) + marks(said.get("sources"))))
    lines = [
        safe(f"{leg['from_name']} to {leg['to_name']}: {_length(leg)}, {_mode(leg)}")
        for leg in legs
    ]
    note = f'<p class="small">{safe(row["note"])}</p>' if row.get("note") else ""
    return table(rows) + note + listing("Legs", lines, ordered=True)


def _border(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    return table(
        [
            ("Depiction", text(row.get("depiction"))),
            ("Recognition", text(row.get("recognition"))),
            ("Length", text(row.get("published_length"))),
            ("Here", text(row.get("note"))),
        ]
    )


def _depiction(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    drawn: dict[str, list[str]] = {}
    for view, kind in (row.get("classes") or {}).items():
        drawn.setdefault(_LINES.get(str(kind), str(kind)), []).append(_VIEWS.get(view, view))
    told = "; ".join(f"{kind}: {names(views)}" for kind, views in drawn.items())
    return table([("Who says what", text(row.get("note"))), ("Drawn as", text(told))])


def _plain(row: Feature, _day: str, _atlas: Mapping[str, Facts]) -> str:
    skip = {"id", "name", "kind", "sources", "claims", "caveat", "confidence", "basis", "date_basis", "valid_from", "valid_to",
            "known_from", "date_precision", "label", "rank", "minzoom", "classes", "owner",
            "geometry", "origin"}  # fmt: skip
    return table(
        (words(key).capitalize(), text(value))
        for key, value in row.items()
        if key not in skip and value not in (None, "", [], {}) and not isinstance(value, dict)
    )


_WRITERS: dict[str, Writer] = {
    "boundaries": _depiction,
    "disputed_areas": _depiction,
    "border": _border,
    "crossings": _crossing,
    "ports": _port,
    "routes": _route,
    "venues": card_events.venue,
    "engagements": card_events.engagement,
    "rounds": card_events.engagement,
    "incidents": card_events.incident,
    "incidents_ucdp": card_events.ucdp,
}


def _mode(row: Feature) -> str:
    mode = str(row["mode"])
    built = _MODES.get(mode, words(mode))
    return built if row.get("built", True) or mode in _MODES else f"{built}, not built"


def _length(row: Feature) -> str:
    length = row.get("length_km")
    if length is None:
        return "length not known"
    about = "about " if row.get("schematic") else ""
    return f"{about}{float(length):,.0f} km"
