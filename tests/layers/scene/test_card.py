"""The detail card: its facts, dates and sources, and that no text from data is ever code."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from briefing.library import load_library
from catalog.atlas.dataset import load_atlas
from layers.incidents import deaths
from layers.registry import BY_ID, FACT_FILES
from layers.scene.as_of import atlas_as_of
from layers.scene.card import card
from tests.layers.pictures import Small

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</article></dl><iframe src=//x>",
    '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "`${alert(1)}`", "{{7*7}}",
    "&lt;b&gt;", "\\u003cscript\\u003e", "\u202e\x00\x1b[31m",
]  # fmt: skip
DAY = "2026-03-13"
SOURCE = {"name": "Dawn", "url": "https://www.dawn.com/1", "date": "2026-03-12"}
VENUE = {"id": "V", "place": "V_DOHA", "name": "Doha", "kind": "held", "count": 1,
         "valid_from": "2025-10-18"}  # fmt: skip
GATEWAY = {"id": "T", "place": "XG-T", "name": "Torkham", "kind": "closed", "status": "closed",
        "phase": "reported", "since": "2025-10-01", "since_text": "Oct 2025",
        "reported_on": "2026-03-10", "date_text": "10 Mar 2026", "country_a": "AFG",
        "country_b": "PAK", "mode": "road"}  # fmt: skip
UCDP = {"id": "UCDP-1", "name": "A / B, Khost", "kind": "ucdp", "dyad": "A - B",
        "violence": "state-based", "date_text": "26 Feb 2026", "date_known": "exact day",
        "place_name": "Khost", "location_precision": "district", "located": True, "size": 3,
        "deaths_best": 23, "deaths_low": 12, "deaths_high": 1223, "deaths_civilians": 0,
        "same_as": ["ours"], "outlets": None, "interstate": True}  # fmt: skip
LEG = {"id": "C01-1", "name": "Karachi to Torkham", "corridor": "C01", "corridor_name": "Main",
       "mode": "road", "built": True, "from_name": "Karachi", "to_name": "Torkham",
       "length_km": 1610.7, "kind": "road"}  # fmt: skip


def meeting(key, day, kind="held", *, met=True, form="visit", **more):
    return {"id": key, "name": key, "place": "V_DOHA", "valid_from": day, "date_text": day,
            "kind": kind, "met": met, "form": form, "outcome": "unknown", **more}  # fmt: skip


def shown(layer, feature, day=DAY, **files):
    return card(BY_ID[layer], feature, day=day, atlas={k: Small(v) for k, v in files.items()})


class Reader(HTMLParser):
    """Takes a card apart as a browser does."""

    def __init__(self, html):
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[dict[str, str]] = []
        self.words: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)
        self.text = " ".join(self.words)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data):
        self.words.append(data)


def poisoned(value, poison):
    if isinstance(value, str):
        return poison
    if isinstance(value, dict):
        return {key: poisoned(item, poison) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, poison) for item in value]
    return value


KEPT = ("id", "place", "corridor", "valid_from", "valid_to", "since", "reported_on", "status_date",
        "last_reported_on", "window_from", "window_to", "date", "same_as")  # fmt: skip
PLAIN_TAGS = {"article", "p", "h2", "h3", "dl", "dt", "dd", "ul", "ol", "li", "b", "i", "br",
              "a", "div", "span"}  # fmt: skip
CURVE = re.compile(r'<img class="curve" src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+" [^<>]*>')
"""A picture of ours; no other may stand on a card."""
PLAIN_ATTRIBUTES = {"class", "aria-label", "href", "target", "rel", "title"}


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.mark.parametrize("name", FACT_FILES)
def test_hostile_texts_in_every_field_are_only_text(atlas, name):
    layer = next(layer for layer in BY_ID.values() if layer.file == name)
    longest = sorted(atlas[name].records, key=lambda row: -len(str(row)))[:3]
    for row in longest:
        for poison in HOSTILE:
            bad = {
                key: value if key in KEPT else poisoned(_dateless(value), poison)
                for key, value in row.items()
            }
            bad["phase"] = row.get("phase")
            page = Reader(CURVE.sub("", card(layer, bad, day="2026-06-30", atlas=atlas)))
            assert page.tags <= PLAIN_TAGS
            assert page.attributes <= PLAIN_ATTRIBUTES
            assert poison.replace("\x00", "").replace("\x1b", "") in page.text


def _dateless(value):
    """Leave out dates: a text in their place never passes the build."""
    if isinstance(value, dict):
        return {key: None if key in KEPT else _dateless(item) for key, item in value.items()}
    return [_dateless(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", FACT_FILES)
def test_every_feature_of_the_data_has_a_card_in_words(atlas, name):
    layer = next(layer for layer in BY_ID.values() if layer.file == name)
    for row in atlas[name].records:
        text = Reader(card(layer, row, day="2026-06-30", atlas=atlas)).text
        assert str(row["name"]) in text
        assert not re.search(r"\b(True|False|None|nan)\b|[{}\[\]]|\w_\w", _ours(text, row)), text


def _ours(text, row):
    """Leave out the names of outlets, as they spell themselves."""
    for name in (*(source["name"] for source in row.get("sources") or ()), row.get("outlets")):
        text = text.replace(str(name), "") if name else text
    return text


def test_a_claimed_area_says_who_administers_and_who_claims_it():
    atlas = load_atlas()
    layer = BY_ID["disputed_areas"]
    (row,) = [row for row in atlas["disputed_areas"].records if row["id"] == "CHN-AKS"]
    text = Reader(card(layer, row, day="2026-03-13", atlas=atlas)).text
    assert "Administered by China, claimed by India" in text
    assert "Natural Earth" in text


def test_a_boundary_says_how_each_view_draws_it():
    atlas = load_atlas()
    (row,) = [row for row in atlas["boundaries"].records if row["id"] == "IND-JK|PAK-AJK"]
    text = Reader(card(BY_ID["boundaries"], row, day="2026-03-13", atlas=atlas)).text
    assert "line of control: de facto, Pakistan" in text
    assert "not drawn: India" in text


def test_links_are_the_webs_and_open_apart():
    bad = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "", None]
    sources = [SOURCE, *({"name": f"no {n}", "url": url} for n, url in enumerate(bad))]
    page = Reader(shown("incidents", {"id": "i", "name": "n", "kind": "clash", "sources": sources}))
    (link,) = page.links
    assert link["href"] == SOURCE["url"]
    assert set(link["rel"].split()) >= {"noopener", "noreferrer"}
    assert link["target"] == "_blank"
    assert "12 Mar 2026" in page.text
    assert all(f"no {number}" in page.text for number in range(len(bad)))


def test_sources_without_a_date_say_so():
    row = {"id": "i", "name": "n", "kind": "clash", "sources": [{**SOURCE, "date": None}]}
    assert "Dawn , undated" in Reader(shown("incidents", row)).text


def test_claims_of_both_sides_stand_beside_each_other_and_are_not_added():
    row = {"id": "i", "name": "n", "kind": "clash", "disputed": True, "deaths_min": 12,
           "deaths_max": 223, "claims": [{"side": "Kabul", "text": "58 killed"},
           {"side": "Pakistan", "text": "133 killed"}, {"side": None, "text": "fire seen"}]}  # fmt: skip
    html = shown("incidents", row)
    (grid,) = re.findall(r'<div class="claims">(.*?</div>)</div>', html)
    assert re.findall(r"<b>(.*?)</b><p>(.*?)</p>", grid) == [
        ("Kabul", "58 killed"), ("Pakistan", "133 killed"), ("As reported", "fire seen"),
    ]  # fmt: skip
    assert "never added" in html
    assert "Disputed" in html
    assert "12 to 223" in html
    assert "191" not in html


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(None, None, "not known"), (3, 3, "3"), (3, 1200, "3 to 1,200"), (None, 4, "up to 4"),
     (4, None, "at least 4"), (0, 0, "0")],
)  # fmt: skip
def test_deaths_are_a_range_as_reported(low, high, text):
    assert deaths(low, high) == text


def test_a_venue_lists_meetings_up_to_the_day_newest_first():
    events = [meeting("round one", "2025-10-18"), meeting("a later one", "2026-03-14"),
              meeting("round two", "2025-11-06", outcome="no agreement")]  # fmt: skip
    text = Reader(shown("venues", VENUE, engagements=events)).text
    assert text.index("round two") < text.index("round one")
    assert "a later one" not in text
    assert "1 meeting held up to 13 Mar 2026" in text
    assert "Outcome: no agreement." in text
    assert "unknown" not in text


def test_a_meetings_state_is_in_plain_words():
    events = [meeting("a", "2025-10-18"), meeting("b", "2025-10-19", "postponed", met=False),
              meeting("c", "2025-10-20", met=False, form="phone call"),
              meeting("d", "2025-10-21", "unconfirmed", met=False)]  # fmt: skip
    text = Reader(shown("venues", VENUE, engagements=events)).text
    assert "(number)" not in text
    meetings, others = text.split("Not counted as meetings")
    assert "held" in meetings.split("newest first")[1]
    for words in ("postponed", "phone call, not a meeting", "unconfirmed: an offer"):
        assert words in others
        assert words not in meetings


def test_an_announcement_is_called_no_meeting_on_its_own_card():
    row = meeting("a", "2024-02-01", met=False, form="announcement", participants=[
        {"code": "AFG", "name": "Afghanistan"}, {"code": "IRN", "name": "Iran"}])  # fmt: skip
    text = Reader(shown("engagements", row)).text
    assert "announcement, not a meeting" in text
    assert "Afghanistan; Iran" in text


def test_a_round_counted_by_us_is_marked_as_ours():
    row = meeting("a", "2025-11-25", round="4", round_is_ours=True)
    assert "4 (our count)" in Reader(shown("engagements", row)).text
    assert "our count" not in Reader(shown("engagements", {**row, "round_is_ours": False})).text


def test_a_ucdp_event_is_told_in_words_with_its_estimates():
    ours = {"id": "ours", "name": "Afghan offensive"}
    text = Reader(shown("incidents_ucdp", UCDP, incidents=[ours])).text
    for words in ("A - B", "23 (low 12, high 1,223)", "26 Feb 2026 (exact day)", "Khost (district)",
                  "also among the incidents: Afghan offensive. Never add the two."):  # fmt: skip
        assert words in text
    for raw in ("Located", "Size", "same_as", "Same as", "Interstate", "True"):
        assert raw not in text


def test_an_incident_names_the_ucdp_event_that_is_the_same():
    row = {"id": "ours", "name": "Offensive", "kind": "clash", "same_as": ["UCDP-1"]}
    text = Reader(shown("incidents", row, incidents_ucdp=[UCDP])).text
    assert "also among UCDP's events: A / B, Khost" in text


def test_a_crossings_status_begins_as_precisely_as_is_known():
    text = Reader(shown("crossings", GATEWAY)).text
    assert "Closed, reported since Oct 2025" in text
    assert "1 Oct 2025" not in text
    assert "10 Mar 2026" in text


def test_an_old_report_is_called_the_last_one_and_an_older_one_unknown():
    ageing = Reader(shown("crossings", {**GATEWAY, "phase": "ageing"})).text
    assert "Last reported closed on 10 Mar 2026" in ageing
    unknown = {**GATEWAY, "phase": "unknown", "last_status": "pedestrian_only",
               "date_text": "30 Nov 2025"}  # fmt: skip
    text = Reader(shown("crossings", unknown)).text
    assert "Status unknown" in text
    assert "pedestrian only on 30 Nov 2025" in text
    never = Reader(shown("crossings", {**unknown, "last_status": None})).text
    assert "no report up to this day" in never


def test_a_gateway_lists_its_events_up_to_the_day_and_says_how_many_more():
    events = [{"id": str(n), "name": f"event {n:02}", "place": "XG-T", "date_text": "x",
               "valid_from": f"2026-03-{n:02}"} for n in range(1, 20)]  # fmt: skip
    other = {**events[0], "name": "elsewhere", "place": "XG-C"}
    text = Reader(shown("crossings", GATEWAY, incidents=[*events, other])).text
    assert text.index("event 13") < text.index("event 06")
    assert "5 more in the table" in text
    for words in ("event 14", "event 05", "elsewhere"):
        assert words not in text


def test_a_ports_measures_after_the_day_are_left_out():
    policy = [{"date_text": "a", "name": "waiver", "text": "t", "valid_from": "2026-03-13",
               "places": ["IR-P", "IR-Q"]},
              {"date_text": "b", "name": "blockade", "text": "t", "valid_from": "2026-04-13",
               "places": ["IR-P"]},
              {"date_text": "c", "name": "tariff", "text": "t", "valid_from": "2026-03-13",
               "places": ["IR-Q"]}]  # fmt: skip
    facts = [{"label": "Containers", "value": "2,650", "unit": "TEU a year", "year": "2024",
              "note": "sources differ", "sources": [SOURCE]}]  # fmt: skip
    row = {"id": "P", "place": "IR-P", "name": "Port", "kind": "gate", "facts": facts}
    page = Reader(shown("ports", row, policy=policy))
    assert "waiver" in page.text
    assert "tariff" not in page.text
    assert "blockade" not in page.text
    assert "2,650 TEU a year (2024)" in page.text
    assert "sources differ" in page.text
    assert page.links[0]["title"] == "Dawn 2026-03-12"


def test_a_route_shows_the_state_of_the_day_and_all_legs_of_its_corridor():
    states = [{"valid_from": None, "valid_to": "2026-01-01", "kind": "open", "text": "was open"},
              {"valid_from": "2026-01-01", "valid_to": None, "kind": "closed", "text": "now shut"}]  # fmt: skip
    second = {**LEG, "id": "C01-2", "from_name": "Torkham", "to_name": "Kabul", "length_km": None}
    other = {**LEG, "id": "C02-1", "corridor": "C02", "to_name": "Chaman"}
    row = {
        **LEG,
        "states": states,
        "status_text": "talks of reopening",
        "status_date": "2026-04-01",
    }
    text = Reader(shown("routes_karachi", row, routes=[row, second, other])).text
    assert "now shut" in text
    assert "was open" not in text
    assert "1,611 km" in text
    assert "Torkham to Kabul: length not known" in text
    assert "Chaman" not in text
    assert "no figure found" in text
    assert "talks of reopening" not in text
    later = Reader(shown("routes_karachi", row, day="2026-04-02", routes=[row])).text
    assert "talks of reopening (1 Apr 2026)" in later


def test_a_line_that_is_not_built_says_so_once():
    row = {**LEG, "mode": "planned_rail", "built": False, "schematic": True}
    text = Reader(shown("routes_planned", row, routes=[row])).text
    assert "railway, not built" in text
    assert "not built, not built" not in text
    assert "about 1,611 km" in text


def test_confidence_and_caveat_are_said():
    text = Reader(shown("crossings", {**GATEWAY, "confidence": "low", "caveat": "Beware."})).text
    assert "Confidence: low (one outlet, or inferred)." in text
    assert "Beware." in text


def port(material, place, day, known=None):
    view = replace(material.default, day=day, known=known, selected=f"ports/{place}").with_layer(
        "ports", on=True
    )
    scene = material.scene(view)
    return Reader(card(*scene.selected, day=scene.day, atlas=scene.atlas)).text


@pytest.fixture(scope="module")
def material():
    return load_library()


@pytest.mark.parametrize(
    ("place", "day", "said"),
    [
        ("IR-BND", date(2026, 5, 1), "Closed, reported since 13 Apr 2026"),
        ("SL-HORMUZ", date(2026, 5, 1), "Closed, reported since Mar 2026"),
        ("PK-KHI", date(2026, 1, 10), "Transit suspended, reported since 15 Oct 2025"),
    ],
)
def test_a_ports_card_begins_with_its_status_and_who_reported_it(material, place, day, said):
    text = port(material, place, day)
    assert said in text
    assert text.index(said) < text.index("Position")
    assert "What is reported" in text


def test_what_was_known_of_a_port_leaves_out_what_bears_no_date(material):
    later = "again by 22 Jun 2026"
    assert later in port(material, "IR-BND", date(2026, 5, 1))
    text = port(material, "IR-BND", date(2026, 5, 1), known=date(2026, 5, 1))
    assert later not in text
    assert "no date says that they were known then" in text
    assert "undated" not in text


def test_what_was_known_of_a_corridor_leaves_out_what_was_said_later(material):
    known = "2025-10-01"
    now = [row for row in material.atlas["routes"].records if str(row["status_date"]) > known]
    assert [row for row in now if row["status_text"]]
    then = atlas_as_of(material.atlas, known)["routes"].records
    assert all(str(row["status_date"] or "") <= known for row in then)
