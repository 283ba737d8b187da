"""The status of a crossing or port in words, and how old its report is."""

from __future__ import annotations

from catalog.atlas.lasting import lasted
from catalog.dates import with_day
from catalog.ledger.statuses import last_reported
from layers.scene_parts import Feature
from layers.text.markup import Rows, text, words
from layers.text.words import capital, reported_day, short_day

# In the order of the legend.
STATUS_TEXT: dict[str, str] = {
    "open": "Open",
    "limited": "Limited",
    "closed": "Closed",
    "unknown": "Unknown",
}


def reported(row: Feature, day: str) -> tuple[str, Rows]:
    """Return a gateway's status with its age and length in words, and what else the report says."""
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
        return capital(last_reported(now, reported)), [
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
