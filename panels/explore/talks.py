"""Who met, in which order, and what was announced and not held, up to the day shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from catalog.validity import holds, within
from layers.meetings import KIND_TEXT
from layers.scene.scene import Scene
from layers.text.escape import safe
from layers.text.markup import marks, records
from layers.text.words import names
from panels.session.guard import error_boundary

_LAYERS = ("rounds", "venues", "engagements")
_NOT_HELD = ("postponed", "cancelled", "unconfirmed")


@error_boundary("The talks")
def show(scene: Scene) -> None:
    """Show the rounds as a sequence, then what is announced, what was not held, who met."""
    on = str(set(_LAYERS) <= set(scene.view.layers)).lower()
    st.html(
        f'<p class="questions"><button type="button" data-layers="{".".join(_LAYERS)}" '
        f'aria-pressed="{on}">Talks on the map</button></p>'
    )
    day, window = scene.day, scene.view.window
    rounds = [row for row in records(scene.atlas, "rounds") if holds(row, day)]
    rows = [row for row in records(scene.atlas, "engagements") if holds(row, day)]
    recent = [row for row in rows if within(row, day, window)]
    span = "All days" if window is None else f"The last {window} days"
    parts = [
        _listed("The rounds, in their order", sorted(rounds, key=lambda row: int(row["round"])),
                "None was held up to this day.", "ol"),
        _listed("Announced, and not yet due", [r for r in rows if r["kind"] == "planned"],
                "Nothing that is known and still ahead on this day."),
        _listed(f"Not held as announced, or unconfirmed. {span}",
                [row for row in recent if row["kind"] in _NOT_HELD], "None in the data."),
        _listed(f"Held. {span}", [row for row in recent if row["kind"] == "held"],
                "None in the data; choose a longer window under 'When?'."),
    ]  # fmt: skip
    st.html(f'<div class="card talks">{"".join(parts)}</div>')


def _listed(title: str, rows: Iterable[Mapping[str, Any]], empty: str, tag: str = "ul") -> str:
    entries = "".join(f"<li{_mark(row)}>{_entry(row)}</li>" for row in rows)
    body = f"<{tag}>{entries}</{tag}>" if entries else f'<p class="small">{safe(empty)}</p>'
    return f"<h3>{safe(title)}</h3>{body}"


def _mark(row: Mapping[str, Any]) -> str:
    """Say which mark of the map a row is of."""
    return f' data-key="venues/{safe(row["place"])}"' if row.get("place") else ""


def _entry(row: Mapping[str, Any]) -> str:
    said = [str(row["date_text"])]
    if row.get("place_name"):
        said.append(str(row["place_name"]))
    if row["kind"] not in ("held", "round"):
        said.append(KIND_TEXT.get(str(row["kind"]), str(row["kind"])).lower())
    parties = [str(one["name"]) for one in row.get("participants") or ()]
    between = names(parties) if len(parties) > 1 else ""
    by = names([str(one["name"]) for one in row.get("mediators") or ()])
    details = [f"Between {between}" if between else "", f"mediated by {by}" if by else "",
               f"outcome: {row['outcome']}" if row.get("outcome") else ""]  # fmt: skip
    return (
        f"<b>{safe(row['name'])}</b><br>{safe(', '.join(said))}. "
        f"{safe('; '.join(part for part in details if part))}. "
        f"{safe(row.get('outcome_note') or '')}{marks(row.get('sources'))}"
    )
