"""The question of a scenario as a sentence, with what is assumed; each part is changed in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlencode

from layers.scene.scene import Scene
from layers.scene.standing import Row
from layers.text.escape import safe
from layers.text.words import names, short_day
from layers.view.choices import CARGOES
from layers.view.view import View
from panels.what_if import places, start
from routing import MOST_ALTERNATIVES
from routing.costs.tariff import OBJECTIVES
from routing.network.closures import TRADES
from routing.presets import PRESETS
from routing.statuses import UNKNOWNS

_OBJECTIVES = {
    "generalised": "best by cost and time",
    "cheapest": "cheapest",
    "fastest": "fastest",
    "shortest": "shortest",
    "fewest-borders": "fewest land borders",
    "safest": "safest",
}
_TRADES = {"transit": "transit cargo", "bilateral": "cargo of two neighbours"}
_CARGOES = {
    "all": "closed to all",
    "trucks": "closed to lorries",
    "transit": "closed to transit cargo",
}
_UNKNOWNS = {
    "marked": "unknown is passed with a mark",
    "last": "unknown counts as last reported",
    "open": "unknown counts as open",
    "closed": "unknown counts as closed",
}
_FRESH = View(day=date.min)
"""What a scenario asks as long as nobody has chosen otherwise."""
_ENDS = {"from": "where cargo comes from", "to": "where it goes"}


def written(scene: Scene) -> str:
    """Write the sentence, what has to be said of its closures, and the assumptions."""
    view = scene.view
    told = start.reported(scene)
    closing = "".join(_chip("close", view.close, name, told) for name in view.close)
    opening = "".join(_chip("reopen", view.reopen, name, told) for name in view.reopen)
    verb = (
        "closes" if len(view.close) == 1 and len(start.places_of(view.close[0])) == 1 else "close"
    )
    also = f' and <span class="chips">{opening}</span> open{"s" if len(view.reopen) == 1 else ""}'
    return (
        '<div class="asked"><p class="sentence">From '
        f"{_end('from', view.origin)} to {_end('to', view.destination)} if "
        f"{closing}{_adder('close', view.close, 'Close a crossing or port')} {verb}"
        f"{also if opening else ''}, starting from {_starts(view)}</p>"
        f"{_already(scene, view)}{_assumptions(view)}</div>"
    )


def _end(end: str, value: str) -> str:
    words = safe(places.end_words(value))
    return (
        f'<span class="end"><input type="text" data-what="ends" data-pick="{end}" value="{words}" '
        f'data-without="{safe(" ".join(places.absent_ids()))}" '
        f'placeholder="a place" size="{max(7, min(22, len(words)))}" aria-label="{_ENDS[end].capitalize()}">'
        f'<button type="button" data-point="{end}" data-words="{_ENDS[end]}" aria-pressed="false" '
        f'title="Choose on the map" aria-label="Choose on the map {_ENDS[end]}">\u2316</button></span>'
    )


def _chip(field: str, some: Iterable[str], name: str, told: Mapping[str, Row]) -> str:
    """Write a name that is closed or reopened, with the sign of what is reported of it."""
    rest = ".".join(one for one in some if one != name) or "-"
    ids = start.places_of(name)
    row = told.get(ids[0]) if len(ids) == 1 else None
    words = places.closable_words(name).removesuffix(" (crossing)")
    undo = "Do not close" if field == "close" else "Do not reopen"
    return (
        f'<span class="chip">{sign(row)}{safe(words)}<button type="button" '
        f'data-say="{safe(urlencode({field: rest}))}" aria-label="{undo} {safe(words)}">\u00d7</button></span> '
    )


def sign(row: Row | None) -> str:
    """Draw the sign of what is reported of a place; "" for none."""
    if row is None:
        return ""
    return (
        f'<i class="sign here {row.noun} {row.kind} {row.phase}" title="{safe(reported(row))}"></i>'
    )


def reported(row: Row) -> str:
    """Say in a few words what is reported of a place."""
    state = row.said or ("not reported" if row.kind == "unknown" else row.kind)
    since = f" since {row.since}" if row.since else ""
    return f"reported {state}{since}" if row.kind != "unknown" else state


def _adder(field: str, now: tuple[str, ...], label: str) -> str:
    groups = [[key, words] for key, words in places.closables().items() if words.startswith("All ")]
    held = [place for name in now for place in start.places_of(name)]
    return (
        f'<input type="text" class="adder" data-what="gateways" data-pick="{field}" value="" '
        f'data-list="{safe(".".join(now))}" data-groups="{safe(json.dumps(groups))}" '
        f'data-without="{safe(" ".join((*places.absent_ids(), *held)))}" placeholder="+" '
        f'size="{2 if now else 14}" aria-label="{label}" title="{label}">'
    )


def _starts(view: View) -> str:
    now = start.start_of(view)
    day = short_day(view.day.isoformat())
    buttons = "".join(
        f'<button type="button" data-say="{safe(urlencode(one))}" aria-pressed="{str(now is one).lower()}">'
        f"{safe(words)}</button>"
        for one, words in ((start.ALL_OPEN, "all open"), (start.AS_REPORTED, f"{day} as reported"))
    )
    return f'<span class="starts" role="group" aria-label="Start">{buttons}</span>'


def _already(scene: Scene, view: View) -> str:
    """Say what of the closures is reported already, and offer the other start."""
    now = start.start_of(view)
    if now is None:
        day = safe(short_day(view.day.isoformat()))
        return (
            f'<p class="note">Both sides start otherwise: routes with what is reported for {day}, '
            "held against everything open. Choose one start to have the same on both.</p>"
        )
    shut = start.shut(scene)
    ids = [place for name in view.close for place in start.places_of(name)]
    found = [shut[place] for place in ids if place in shut]
    if not found:
        return ""
    whole = len(found) == len(ids)
    which = {1: "It is", 2: "Both are"}.get(len(ids), "All are") if whole else f"{_named(found)}:"
    when = dict.fromkeys(row.since for row in found if row.since)
    since = f", since {names(list(when))}" if len(when) in (1, 2) else ""
    said = f"{safe(which)} <b>already reported closed</b>{safe(since)}"
    if now is start.ALL_OPEN:
        return (
            f'<p class="note">{said}; the start is all open, so that closing tells something.</p>'
        )
    what = "closing changes nothing from this start" if whole else "closing these changes nothing"
    query = safe(urlencode(start.ALL_OPEN))
    return (
        f'<p class="note">{said}; {what}. <button type="button" class="link" data-say="{query}">'
        "Start from all open</button></p>"
    )


def _named(rows: Iterable[Row]) -> str:
    return names([row.name for row in rows])


def _assumptions(view: View) -> str:
    """Write the chips of what is assumed, each a list of its values."""
    counts = {
        str(n): f"{n} route{'s' if n > 1 else ''} at most" for n in range(1, MOST_ALTERNATIVES + 1)
    }
    chips = [
        '<span class="plain" title="or a lorry of 20 tonnes">per 20-foot container</span>',
        _list("objective", "What is to be least", _words(OBJECTIVES, _OBJECTIVES), view.objective),
        _list("trade", "Cargo", _words(TRADES, _TRADES), view.trade),
        "<details><summary>more</summary>",
        _list("unknown", "A status that is too old to be carried on", _words(UNKNOWNS, _UNKNOWNS), view.unknown),
        _list("cargo", "What the closures stop", _words(CARGOES, _CARGOES), view.cargo) if view.close else "",
        _list("ways", "Maximum number of clearly different routes", counts, str(view.alternatives)),
        _adder_of_openings(view),
        _history(),
        "</details>",
    ]  # fmt: skip
    fresh = dict.fromkeys(("from", "to", "close", "reopen", "gate"), "-") | {
        "ask": _FRESH.ask, "cargo": _FRESH.cargo, "objective": _FRESH.objective,
        "ways": str(_FRESH.alternatives), "trade": _FRESH.trade, "unknown": _FRESH.unknown,
        **start.AS_REPORTED,
    }  # fmt: skip
    clear = f'<button type="button" class="link" data-say="{safe(urlencode(fresh))}">Clear</button>'
    return (
        f'<div class="assumed" role="group" aria-label="Assumptions">{"".join(chips)}{clear}</div>'
    )


def _words(keys: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    return {key: words.get(key, key.replace("-", " ")) for key in keys}


def _list(key: str, label: str, options: Mapping[str, str], now: str) -> str:
    rows = "".join(
        f'<option value="{safe(value)}"{" selected" if value == now else ""}>{safe(words)}</option>'
        for value, words in options.items()
    )
    return (
        f'<select data-key="{key}" aria-label="{safe(label)}" title="{safe(label)}">{rows}</select>'
    )


def _adder_of_openings(view: View) -> str:
    held = " ".join(places.absent_ids())
    return (
        '<input type="text" class="adder" data-what="gateways" data-pick="reopen" value="" '
        f'data-list="{safe(".".join(view.reopen))}" data-without="{safe(held)}" size="11" '
        'placeholder="reopen one" aria-label="Reopen a crossing or port">'
    )


def _history() -> str:
    rows = "".join(
        f'<option value="{safe(urlencode(_preset(preset.close, preset.day)))}">{safe(preset.name)}</option>'
        for preset in PRESETS
    )
    return (
        f'<select data-says aria-label="Presets"><option value="">presets</option>{rows}</select>'
    )


def _preset(close: tuple[str, ...], day: object) -> dict[str, str]:
    """Return what a preset asks for: the day's reports, held against everything open."""
    base = {
        "close": ".".join(close) or "-",
        "reopen": "-",
        "cargo": "all",
        "unknown": _FRESH.unknown,
    }
    if day:
        return {**base, "day": str(day), "ledger": "day", "against": "open" if close else "day"}
    return {**base, **start.ALL_OPEN}
