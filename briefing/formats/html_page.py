"""HTML: one file with the map's own client, its data and its fonts; it opens with no network."""

from __future__ import annotations

import base64
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.canvas.plain import plain
from briefing.formats.job import Job
from briefing.formats.prose import paragraph
from briefing.formats.tables import Table, tables
from briefing.library import load_library
from briefing.map.extent import REGION
from briefing.profile.profile import readable_on
from briefing.receipt import Receipt, as_json
from layers.layer import Layer
from layers.registry import BY_ID
from layers.scene.card import card
from layers.scene.scene import Scene
from layers.screen.publish import STRANDS, TIMELINE, WEB, publish
from layers.text.escape import safe, safe_link, script_json
from layers.text.words import long_day
from layers.view.choices import MAX_ZOOM, MIN_ZOOM
from layers.view.view import View

# Nothing may be asked of any host, whatever stands in the data.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
)
_SHEET = """
.cx-tools div:nth-child(2) { display: none; }
#crx-views { position: absolute; z-index: 1200; top: 12px; right: 56px; display: flex; gap: 4px; }
#crx-views button { font: 600 12px "Noto Sans", sans-serif; padding: 6px 10px; border-radius: 4px;
  border: 1px solid; background: var(--cx-panel); color: var(--cx-text); cursor: pointer; }
#crx-views button[aria-pressed="true"] { background: var(--cx-accent); color: var(--cx-panel); }
#crx-card { position: absolute; z-index: 1100; top: 52px; right: 56px; width: min(384px, calc(100% - 24px));
  max-height: calc(100dvh - 200px); overflow: auto; box-sizing: border-box; padding: 11px 14px; border-radius: 6px;
  border: 1px solid; background: var(--cx-panel); color: var(--cx-text); --text-color: var(--cx-text);
  font: 14px/1.4 "Noto Sans", sans-serif; box-shadow: 0 2px 14px rgba(0, 0, 0, 0.18); }
#crx-card a { color: var(--cx-accent); }
#crx-card > button { position: absolute; right: 10px; top: 8px; font: inherit; color: inherit; cursor: pointer;
  background: none; border: 1px solid; border-radius: 4px; padding: 2px 8px; }
.crx-words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
_CARD = (
    '<aside id="crx-card" aria-label="Details" hidden>'
    '<button type="button">Close</button><div></div></aside>'
)
# The client fetches a layer by its name; here the answer stands in the page.
_FETCH = """
window.fetch = (name) => new Promise((resolve) => {
  const node = document.getElementById("crx-file-" + name);
  resolve({ ok: Boolean(node), status: node ? 200 : 404,
    json: () => Promise.resolve(JSON.parse(node.textContent)) });
});
"""
_BEGIN = """
(function () {
  const options = window.CRX_OPTIONS, commands = window.CRX_COMMANDS;
  const map = L.map("map_div", options.map);
  Crossings.start(map, { base: "", start: options.start });
  const list = document.getElementById("crx-views");
  const card = document.getElementById("crx-card"), text = card.lastElementChild;
  const cards = JSON.parse(document.getElementById("crx-cards").textContent);
  let shown = 0, from = null;
  const close = () => {
    if (card.hidden) return;
    card.hidden = true;
    if (card.contains(document.activeElement)) (from && from.isConnected ? from : map.getContainer()).focus();
  };
  window.CRX_CARD = (key, byKey) => {
    const found = cards[shown][key];
    if (!key) { close(); return; }
    // What was written for the View's day, by the same hand as the app's cards; safe as it stands.
    if (found) text.innerHTML = found;
    else text.textContent = "This file has cards of what its view shows, and none of this. Open the view in the app.";
    if (byKey) from = document.activeElement;
    card.hidden = false;
    card.scrollTop = 0;
    if (byKey) card.firstElementChild.focus();
  };
  card.firstElementChild.addEventListener("click", () => Crossings.choose(""));
  card.addEventListener("keydown", (event) => { if (event.key === "Escape") Crossings.choose(""); });
  const show = (index) => {
    shown = index;
    close();
    Crossings.apply(commands[index]);
    list.querySelectorAll("button").forEach((one, i) => one.setAttribute("aria-pressed", String(i === index)));
  };
  if (commands.length > 1) commands.forEach((command, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = String(index + 1);
    button.title = command.title;
    button.setAttribute("aria-label", command.title);
    button.addEventListener("click", () => show(index));
    list.appendChild(button);
  });
  show(0);
})();
"""


def html(job: Job) -> bytes:
    """Make a page of one file with the interactive map; several Views have a button each."""
    from layers.screen.folium_map import command

    scenes, receipts, folder = job.scenes, job.receipts, job.folder
    first = job.scene
    with tempfile.TemporaryDirectory(prefix="crossings-html-") as target:
        published = publish(folder, Path(target))
        script = (published.folder / published.script).read_bytes()
        sheets = [(published.folder / name).read_text("utf-8") for name in published.sheets]
        sheets.append((WEB / "card.css").read_text("utf-8"))
        data = _data(scenes, published.files, published.folder)
    names = {file: file for file in published.files}
    commands = [
        {
            **command(
                scene,
                ringed=load_library(folder).changed_places(scene.view),
                answer=_answer(n) if scene.scenario and scene.scenario.drawn else "",
            ),
            "credits": [*scene.credits, receipts[n].code],
            "goto": _goto(scene.view, n),
            "tiles": None,
            "present": False,
        }
        for n, scene in enumerate(scenes)
    ]
    title = safe(plain(first.title))
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<meta name="description" content="{safe(paragraph(first))}">',
        '<meta name="author" content="">',
        f'<meta name="rights" content="{safe("; ".join(first.credits))}">',
        f'<meta name="crossings-receipt" content="{safe(as_json(receipts))}">',
        *(f"<style>{_inlined(sheet)}</style>" for sheet in sheets),
        f"<style>{_SHEET}{_marked_sheet(job)}</style></head><body>",
        _marking(job),
        '<div id="map_div"></div><nav id="crx-views" aria-label="Views"></nav>',
        _CARD,
        *(_words(s, r) for s, r in zip(scenes, receipts, strict=True)),
        *(_element(name, content) for name, content in data.items()),
        f'<script type="application/json" id="crx-cards">{_cards(scenes)}</script>',
        f"<script>{_FETCH}</script>",
        f"<script>{_script(script)}</script>",
        f"<script>Object.assign(window.CROSSINGS_CONFIG.files, {script_json(names)});",
        f"window.CRX_OPTIONS = {script_json(_options(first.view))};",
        f"window.CRX_COMMANDS = {script_json(commands)};",
        f"{_pictures(data)}</script>",
        f"<script>{_BEGIN}</script>",
        "</body></html>",
    ]
    return "\n".join(parts).encode("utf-8")


def _marking(job: Job) -> str:
    """Write the marking at the page's head and foot, and the organisation's line."""
    profile = job.profile
    house = " · ".join(filter(None, (profile.name, profile.footer)))
    marked = f"<b>{safe(job.receipt.marking)}</b>" if job.receipt.marking else ""
    parts = []
    if marked:
        parts.append(f'<div class="crx-marking" style="top: 0">{marked}</div>')
    if marked or house:
        line = f"<span>{safe(house)}</span>" if house else ""
        parts.append(f'<div class="crx-marking" style="bottom: 0">{marked}{line}</div>')
    return "".join(parts)


def _marked_sheet(job: Job) -> str:
    """Make room for the marking, in its colours; only what was checked stands in the sheet."""
    profile = job.profile
    if not (job.receipt.marking or profile.name or profile.footer):
        return ""
    color = profile.marking_color if job.receipt.marking else ""
    ink = f"background: {color}; color: {readable_on(color)};" if color else ""
    top = "24px" if job.receipt.marking else "0px"
    return (
        ".crx-marking { position: fixed; left: 0; right: 0; height: 24px; z-index: 2000; display: flex; "
        'justify-content: center; align-items: center; gap: 16px; font: 12px "Noto Sans", sans-serif; '
        f"background: var(--cx-panel); color: var(--cx-text); {ink} }}"
        # Map, title and tools are placed in the body, which stands between the bands.
        f"body {{ position: absolute; inset: {top} 0 24px 0; height: auto; }}"
    )


def _data(scenes: Sequence[Scene], files: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Read what any of the Scenes draws from, and the timeline: JSON as it is, pictures as data URLs."""
    layers = [BY_ID[key] for scene in scenes for key in scene.ids]
    wanted = dict.fromkeys(
        name
        for layer in layers
        for base in (layer.file, layer.detail)
        for name in (base, f"{base}_all")
        # What is known no longer is needed where somebody asks what was known.
        if name in files and (name == base or any(scene.view.known for scene in scenes))
    )
    wanted[TIMELINE] = None
    if any(layer.file == "routes" for layer in layers):
        # The reader of the file may look from any zoom.
        wanted |= dict.fromkeys(name for name in files if name.startswith(STRANDS))
    found = {
        _answer(n): scene.scenario.geojson().decode("utf-8").replace("<", "\\u003c")
        for n, scene in enumerate(scenes)
        if scene.scenario and scene.scenario.drawn
    }
    for name in wanted:
        content = (folder / files[name]).read_bytes()
        if files[name].endswith("json"):
            # The sign that could end the element stands in texts only, where it may be escaped.
            found[name] = content.decode("utf-8").replace("<", "\\u003c")
        else:
            found[name] = _data_url(content, "image/jpeg")
    return found


def _cards(scenes: Sequence[Scene]) -> str:
    """Write the card of each feature that a View shows, by the client's key for it."""
    found = [
        {
            f"{part.layer.id}/{row['id']}": _dated(scene, part.layer, row)
            for part in scene.layers
            if part.layer.facts or part.layer.interactive
            for row in part.features
        }
        for scene in scenes
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _dated(scene: Scene, layer: Layer, row: Mapping[str, Any]) -> str:
    day = safe(long_day(scene.view.day))
    return f'{card(layer, row, day=scene.day, atlas=scene.atlas, known=scene.knowledge)}<p class="small">As on {day}.</p>'


def _answer(number: int) -> str:
    """Name the lines of a View's what-if."""
    return f"what-if-{number}"


def _element(name: str, content: str) -> str:
    kind = "text/plain" if content.startswith("data:") else "application/json"
    return f'<script type="{kind}" id="crx-file-{safe(name)}">{content}</script>'


def _pictures(data: Mapping[str, str]) -> str:
    """Let the client find pictures by their data URL."""
    return "".join(
        f'window.CROSSINGS_CONFIG.files["{name}"] = '
        f'document.getElementById("crx-file-{name}").textContent;'
        for name, content in data.items()
        if content.startswith("data:")
    )


def _script(content: bytes) -> str:
    """Give a script of ours so that nothing in it ends the element."""
    return content.decode("utf-8").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _inlined(sheet: str) -> str:
    """Put fonts into a style sheet, and leave out pictures that the map does not use."""

    def content(match: re.Match[str]) -> str:
        path = WEB / match.group(1)
        if path.suffix == ".woff2" and path.is_file():
            return f'url("{_data_url(path.read_bytes(), "font/woff2")}")'
        return 'url("data:,")'

    return re.sub(r"url\([\"']?([^\"'()]+)[\"']?\)", content, sheet)


def _data_url(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _region(view: View) -> list[list[float]] | None:
    plain_view = View(day=view.day)
    if (view.lat, view.lon, view.zoom) != (plain_view.lat, plain_view.lon, plain_view.zoom):
        return None
    west, south, east, north = REGION
    return [[south, west], [north, east]]


def _goto(view: View, number: int) -> dict[str, Any]:
    region = _region(view)
    place: dict[str, Any] = (
        {"bounds": region}
        if region
        else {"center": [float(view.lat), float(view.lon)], "zoom": float(view.zoom)}
    )
    return {"seq": number + 1, **place}


def _options(view: View) -> dict[str, Any]:
    start: dict[str, Any] = {
        "center": [float(view.lat), float(view.lon)],
        "zoom": float(view.zoom),
        "minzoom": MIN_ZOOM,
    }
    region = _region(view)
    if region:
        start["fit"] = region
    return {
        "start": start,
        "map": {
            "center": [float(view.lat), float(view.lon)], "zoom": float(view.zoom), "minZoom": MIN_ZOOM,
            "maxZoom": MAX_ZOOM, "zoomControl": False, "attributionControl": False,
            "zoomSnap": 0.5, "preferCanvas": True, "trackResize": False,
            "maxBounds": [[0, 20], [60, 100]],
        },
    }  # fmt: skip


def _words(scene: Scene, receipt: Receipt) -> str:
    """Write the Scene in words for those who do not see the map."""
    link = safe_link(receipt.link)
    address = f'<a href="{link}">{safe(receipt.code)}</a>' if link else safe(receipt.code)
    return (
        f'<section class="crx-words"><h2>{safe(plain(scene.title))}</h2>'
        f"<p>{safe(paragraph(scene))}</p><p>{safe(' '.join(scene.caveats))}</p>"
        + "".join(_table(table) for table in tables(scene))
        + f"<p>Sources: {safe('; '.join(scene.credits))}. {address}</p></section>"
    )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{safe(cell)}</th>' for cell in table.head)
    body = "".join(
        f"<tr>{''.join(f'<td>{safe(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return f"<table><caption>{safe(table.title)}</caption><tr>{head}</tr>{body}</table>"
