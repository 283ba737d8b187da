"""Hostile strings in every field of every file, in links and in the map's answers: only text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Frame, Page

from briefing.export import export
from briefing.library import load_library
from layers.registry import FIXED, TOGGLEABLE
from tests.browser import drawn
from tests.browser.driving import GEO, PANELS, Desk, serve
from tests.catalog.built import seal

pytestmark = pytest.mark.browser

# Each would set ``hurt`` in the page if it ran, or break the map if it were read as code.
PAYLOADS = (
    "<img src=x onerror=top.hurt=1>",
    "</script><script>top.hurt=1</script>",
    "`;top.hurt=1;`",
    "${top.hurt=1}",
    r"\u{zz}",
    '"onmouseover="top.hurt=1" autofocus onfocus="top.hurt=1',
    "' onmouseover='top.hurt=1' autofocus onfocus='top.hurt=1",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:top.hurt=1",
    "data:text/html,<script>top.hurt=1</script>",
    "\u2028top.hurt=1\u2029",
    "![hurt](https://hurt.example/x.png) [hurt](javascript:top.hurt=1) **hurt**",
    ":bomb: :material/skull: :streamlit: :red[hurt] $hurt^2$",
    "https://hurt.example www.hurt.example hurt@hurt.example",
    "<!--<svg onload=top.hurt=1>",
)
LINKS = (
    "javascript:top.hurt=1",
    "data:text/html,<script>top.hurt=1</script>",
    'https://hurt.example/"onmouseover="top.hurt=1',
    "//hurt.example/",
    " JaVaScRiPt:top.hurt=1",
    "https://hurt.example/<img src=x onerror=top.hurt=1>`${top.hurt=1}`",
)
ALL = " ".join(PAYLOADS)
# What the program joins, compares or reads as a date; the check refuses anything else in it.
MACHINE = frozenset({
    "id", "place", "canonical", "same_as", "corridor", "crossings", "after_break", "engagements",
    "valid_from", "valid_to", "known_from", "known_to", "last_day", "since", "reported_on", "last_reported_on",
    "window_from", "window_to", "status_date", "date", "default_day", "last_report", "kind",
    "phase", "gate", "letter", "classes", "owner", "lines", "view", "type", "mode",
    "date_precision", "iso_a3", "verdict",
})  # fmt: skip
ASKED = (
    "from",
    "to",
    "close",
    "reopen",
    "gateway",
    "statuses",
    "baseline",
    "objective",
    "analysis",
)
"""What a message may ask of a scenario."""
SAID = ("layers", "day", "window", "at", "since", "known", "selected", "boundaries")
EVERY = ".".join(layer.id for layer in TOGGLEABLE)
DAY = "2026-03-13"
PLACE = "32,67,5"
MARKED = [layer for layer in TOGGLEABLE if layer.interactive]
_TRACES = """() => [
  ...document.querySelectorAll("img[src='x'], [onerror], [onload], [onfocus], [onmouseover], a[href^='javascript'], a[href^='data']"),
].map((node) => node.outerHTML.slice(0, 200))"""


def _poisoned(value: Any, draw: Callable[[str, str], str], key: str = "") -> Any:
    if key in MACHINE:
        return value
    if isinstance(value, dict):
        return {name: _poisoned(item, draw, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_poisoned(item, draw, key) for item in value]
    return draw(value, key) if isinstance(value, str) else value


def _in_turn() -> Callable[[str, str], str]:
    """Draw one payload after the other, every second in the text's place, the others behind it."""
    turns = count()

    def draw(text: str, key: str) -> str:
        turn = next(turns)
        if key.endswith("url"):
            return LINKS[turn % len(LINKS)]
        bad = PAYLOADS[turn % len(PAYLOADS)]
        return bad if turn % 2 else f"{text} {bad}"

    return draw


def _everything(text: str, key: str) -> str:
    return LINKS[len(text) % len(LINKS)] if key.endswith("url") else f"{text} {ALL}"


def _opened() -> dict[str, str]:
    """Name for each layer the feature whose card is opened: it gets every payload in each field."""
    return {
        layer.id: next(
            str(feature["properties"]["id"])
            for feature in drawn.features(layer.file)
            if feature["geometry"] and layer.shows(feature["properties"], DAY, None)
        )
        for layer in MARKED
    }


def poison(target: Path) -> None:
    """Copy ``data/geo`` with hostile strings in every field that holds words."""
    shutil.copytree(GEO, target)
    draw, worst = _in_turn(), set(_opened().values())
    for path in target.glob("*.geojson"):
        data = json.loads(path.read_text(encoding="utf-8"))
        features = data.pop("features")
        head = {key: value if key == "name" else _poisoned(value, draw, key)
                for key, value in data.items()}  # fmt: skip
        lines = []
        for feature in features:
            row = _poisoned(feature["properties"], _everything if feature["id"] in worst else draw)
            lines.append(json.dumps({**feature, "properties": {**row, PAYLOADS[0]: PAYLOADS[0]}}))
        opening = json.dumps(head, separators=(",", ":"))[:-1] + ',"features":['
        path.write_text(opening + "\n" + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    for name in ("story.json", "worldviews.json"):
        path = target / name
        data = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(_poisoned(data, _everything)), encoding="utf-8")
    seal(target)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data full of hostile strings."""
    folder = tmp_path_factory.mktemp("hostile") / "geo"
    poison(folder)
    return folder


@pytest.fixture(scope="module")
def hostile(poisoned: Path) -> Iterator[str]:
    """The app on such data."""
    with serve(log=poisoned.parent / "log", env={"CROSSINGS_GEO": str(poisoned)}) as address:
        yield address


@pytest.fixture
def victim(desks: Callable[..., Desk], hostile: str) -> Iterator[Desk]:
    """A reader of that app; at the end nothing may have run."""
    reader = desks(address=hostile)
    yield reader
    inert(reader)


def inert(reader: Desk) -> None:
    """Hold that no payload ran or became more than text, in the page and in the map."""
    places: tuple[Page | Frame, ...] = (reader.page, reader.frame)
    for place in places:
        assert place.evaluate("window.hurt") is None
        assert place.evaluate(_TRACES) == []
    for address in reader.page.locator("a[href]").evaluate_all("all => all.map((one) => one.href)"):
        assert address.startswith(("http://", "https://")), address


def _open(reader: Desk, **query: str) -> Desk:
    asked: dict[str, Any] = {"day": DAY, "at": PLACE, "window": "all", "layers": EVERY}
    return reader.open(**asked | query)


def _read(reader: Desk, name: str) -> str:
    reader.panel(name)
    inert(reader)
    told = reader.page.locator("[data-testid=stMain]").inner_text()
    assert "could not be shown" not in told, name
    return told


@pytest.mark.parametrize(
    ("world", "ground", "mode"), [("defacto", "light", "page"), ("IND", "dark", "present")]
)
def test_every_layer_is_drawn_whole(victim: Desk, world: str, ground: str, mode: str):
    _open(victim, world=world, ground=ground, mode=mode)
    layers = (*FIXED, *(layer.id for layer in TOGGLEABLE))
    zoom = victim.state()["zoom"]
    wanted = drawn.in_the_files(layers, day=DAY, window=None, world=world, zoom=zoom)
    assert drawn.on_the_map(victim) == wanted
    assert "top.hurt" in str(victim.frame.locator(".cx-foot").text_content())


def test_names_at_the_pointer_and_at_the_focus_are_text(victim: Desk):
    _open(victim)
    for layer in MARKED:
        marks = victim.frame.locator(f".leaflet-cx-{layer.id}-pane :is(.cx-mark, .cx-hit, .cx-dot)")
        assert marks.count(), layer.id
        marks.first.dispatch_event("mouseover", {"clientX": 300, "clientY": 300})
        if marks.first.get_attribute("tabindex"):
            marks.first.focus()
    assert victim.frame.locator(".cx-tip").inner_text()


def test_a_card_shows_the_hostile_words_as_words(victim: Desk):
    first = MARKED[0].id
    _open(victim, sel=f"{first}/{_opened()[first]}")
    for number, layer in enumerate(MARKED):
        if number:
            chosen = f"{layer.id}/{_opened()[layer.id]}"
            _chosen(victim, chosen, number)
        card = victim.card()
        assert [payload for payload in PAYLOADS[:8] if payload not in card] == [], layer.id
        inert(victim)


def _chosen(victim: Desk, chosen: str, number: int) -> None:
    """Choose a feature as a click on the map does, and wait for its card."""
    value = {"last_object_clicked_tooltip": chosen, "last_object_clicked_count": number,
             "center": {"lat": 32, "lng": 67}, "zoom": 5}  # fmt: skip
    victim.frame.evaluate("value => Streamlit.setComponentValue(value)", value)
    victim.frame.wait_for_function(
        "chosen => Crossings.state().selected === chosen", arg=chosen, timeout=20_000
    )
    victim.rest()


def test_every_card_of_a_page_of_html_is_text(browser: Browser, poisoned: Path, tmp_path: Path):
    view, _ = load_library(poisoned).view(f"day={DAY}&at={PLACE}&window=all&layers={EVERY}")
    path = tmp_path / "hostile.html"
    path.write_bytes(export(view, "html", folder=poisoned))
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(path.as_uri())
    page.evaluate("() => Crossings.ready()")
    shown = page.evaluate(
        """traces => {
          const [cards] = JSON.parse(document.getElementById("crx-cards").textContent);
          const found = [], box = document.getElementById("crx-card");
          for (const key of Object.keys(cards)) {
            window.CRX_CARD(key);
            found.push(...eval(traces)());
            for (const link of box.querySelectorAll("a[href]"))
              if (!/^https?:/.test(link.href)) found.push(link.outerHTML);
          }
          return [Object.keys(cards).length, found, box.textContent];
        }""",
        _TRACES,
    )
    assert shown[0] > 300
    assert shown[1] == []
    page.wait_for_timeout(300)  # what an event handler would do, it has done by now
    assert page.evaluate("window.hurt") is None
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    page.context.close()


def test_the_panels_are_text(victim: Desk):
    _open(victim)
    told = {panel: _read(victim, panel) for panel in PANELS}
    assert "top.hurt" in told["Sources"]
    assert "top.hurt" in told["About"]
    _read(victim, "Table")
    victim.page.locator("[data-testid=stDataFrame]").wait_for()
    _read(victim, "Story")
    victim.page.get_by_role("button", name="Begin with the first").click()
    claim = victim.page.locator(".st-key-claim-card")
    claim.wait_for(timeout=15_000)
    assert "top.hurt" in claim.inner_text()
    victim.drawer("find")
    field = victim.page.locator("#desk-search")
    for words in ("Torkham", ALL[:120]):
        field.fill(words)
        victim.page.get_by_role("option").first.wait_for()
    assert ALL[:40].strip()[:10] in victim.page.get_by_role("option").first.inner_text()


def test_a_title_of_the_readers_own_is_text(victim: Desk):
    _open(victim, layers="crossings", title=ALL[:120])
    assert victim.frame.locator(".cx-head h1").inner_text() == " ".join(ALL[:120].split())


def test_what_the_map_answers_wrongly_breaks_nothing(victim: Desk):
    _open(victim, layers="crossings")
    answers: list[dict[str, Any]] = [
        {"last_object_clicked_tooltip": ALL},
        {"last_object_clicked_tooltip": "crossings/" + "x" * 500},
        {"last_object_clicked_tooltip": "nowhere/1"},
        {"last_object_clicked_tooltip": 7, "last_object_clicked_count": "many"},
        {"zoom": 99, "center": {"lat": 1e308, "lng": -1e308}},
        {"zoom": "five", "center": "here"},
        {"center": {"lat": None}, "zoom": 5},
        {"last_object_clicked_tooltip": "!view="},
        {
            "last_object_clicked_tooltip": "!view=layers=x.crossings&at=1e308,-1e308,99&day=2026-99-99"
        },
        {
            "last_object_clicked_tooltip": "!view="
            + urlencode(dict(zip(SAID, PAYLOADS, strict=False)))
        },
    ]
    for number, answer in enumerate(answers, start=1):
        value: dict[str, Any] = {
            "last_object_clicked_count": number,
            "center": {"lat": 32, "lng": 67},
            "zoom": 5,
        }
        victim.frame.evaluate("value => Streamlit.setComponentValue(value)", value | answer)
        victim.rest()
        alerts = victim.page.locator("[data-testid=stAlert]").all_inner_texts()
        assert alerts == [], answer
    victim.switch("ports", on=True)
    assert drawn.on_the_map(victim)["ports"] > 0


def test_what_is_asked_of_a_scenario_is_text_whatever_it_is(victim: Desk):
    _open(victim, layers="crossings", panel="scenario")
    for number, payload in enumerate(PAYLOADS[:4], start=1):
        asked = urlencode(dict.fromkeys(ASKED, payload[:70]))
        value = {
            "last_object_clicked_count": number,
            "last_object_clicked_tooltip": f"!view={asked}",
        }
        victim.frame.evaluate("value => Streamlit.setComponentValue(value)", value)
        victim.rest()
    assert victim.page.locator(".sentence").count() == 1
    victim.switch("ports", on=True)
    assert drawn.on_the_map(victim)["ports"] > 0
