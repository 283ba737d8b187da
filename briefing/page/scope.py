"""What a page shows: of what, of where, of which day or period, and what it leaves out."""

from __future__ import annotations

from datetime import timedelta

from layers.scene.scene import Scene
from layers.text.words import long_day, names, short_day

_EVENTS = {"incidents": "incidents", "incidents_ucdp": "incidents", "engagements": "meetings",
           "rounds": "rounds of talks"}  # fmt: skip
_LEFT_OUT = (
    ("incidents", ("incidents", "incidents_ucdp")),
    ("talks", ("venues", "engagements", "rounds")),
)


def scope_of(scene: Scene) -> str:
    """Say in a line or two what a page shows and what it leaves out."""
    on, view = set(scene.ids), scene.view
    what = [name for key, name in (("crossings", "crossings"), ("ports", "ports")) if key in on]
    routes = [part.layer for part in scene.layers if part.layer.file == "routes"]
    what += ["trade routes"] if routes else []
    events = list(dict.fromkeys(word for key, word in _EVENTS.items() if key in on))
    parts = [f"{names(what)} on {long_day(view.day)}"] if what else []
    if events:
        last = short_day(scene.day)
        first = None if view.window is None else view.day - timedelta(days=view.window - 1)
        span = f"all up to {last}" if first is None else f"{short_day(first.isoformat())} to {last}"
        parts.append(f"{names(events)}, {span}")
    elif not what:
        parts.append(long_day(view.day))
    said = "; ".join(parts)
    limit = scene.atlas["crossings"].meta.get("unknown_after_days") if "crossings" in on else None
    said += f"; reports of crossings up to {limit} days old" if limit else ""
    absent = [word for word, keys in _LEFT_OUT if not on.intersection(keys)] if routes else []
    absent += ["other routes"] if routes and not {"routes_north", "routes_air"} & on else []
    said += f". Left out: {names(absent)}." if absent else "."
    return said[0].upper() + said[1:]
