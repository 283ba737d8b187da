from dataclasses import replace
from datetime import date

import pytest

from layers.palette import GATEWAYS, THEME_COLORS
from layers.registry import FIXED, REGISTRY, STYLES
from layers.scene.as_of import atlas_as_of
from layers.scene.scene import compose
from panels.what_if.figures import HUES
from tests.layers.pictures import ATLAS, META, ORIGINS, VIEW, WORLDVIEWS, Small, crossing


def scene(view=VIEW, story=(), atlas=ATLAS):
    return compose(view, atlas, theme="light", worldviews=WORLDVIEWS, origins=ORIGINS, story=story)


def ids(layer, view=VIEW):
    return [row["id"] for row in scene(view).features(layer)]


def test_a_day_shows_the_features_valid_on_it():
    assert ids("crossings") == ["A@2026-03-01", "B@2026-03-10"]
    assert ids("crossings", replace(VIEW, day=date(2026, 3, 9))) == ["A@2026-03-01", "B@2026-03-01"]


def test_events_are_shown_in_the_window_before_the_day():
    assert ids("incidents") == ["near"]
    assert ids("incidents", replace(VIEW, window=None)) == ["near", "far"]


def test_a_layer_that_is_off_shows_nothing_and_has_no_legend():
    shown = scene(replace(VIEW, layers=("border",)))
    assert shown.features("crossings") == ()
    assert [section.title for section in shown.legend] == ["Boundaries"]


def test_credits_name_each_producer_once():
    assert scene().credits == ("Boundaries and roads: © Somebody", "Test")


def test_the_legend_counts_what_is_visible():
    legend = {s.title: [i.text for i in s.items] for s in scene().legend}
    assert legend["Crossings, as last reported"] == ["Closed (1)", "Unknown (1)"]
    assert legend["Incidents"][0] == "Armed clash (1)"


def test_moving_the_day_forward_and_back_gives_the_same_scene():
    there = scene(replace(VIEW, day=date(2026, 3, 9)))
    assert scene().layers == scene(replace(there.view, day=VIEW.day)).layers


def test_choosing_a_place_finds_its_feature_on_the_day():
    chosen = scene(replace(VIEW, selected="crossings/B")).selected
    assert chosen[1]["id"] == "B@2026-03-10"
    before = scene(replace(VIEW, selected="crossings/B@2026-03-10", day=date(2026, 3, 2)))
    assert before.selected[1]["id"] == "B@2026-03-01"


def test_choosing_what_does_not_exist_chooses_nothing():
    assert scene(replace(VIEW, selected="crossings/Z")).selected is None


def test_the_caveat_of_the_border_stands_on_the_map():
    assert "Afghanistan does not recognise it." in scene().caveats


def test_the_date_block_names_the_day_the_last_report_and_the_oldest_status():
    told = ("reported up to 1 Mar 2026", "oldest fact drawn: 1 Mar 2026")
    assert scene(replace(VIEW, day=date(2026, 3, 1))).day_lines == ("Shown: 1 Mar 2026", *told)


def test_a_day_after_the_last_report_says_where_the_record_ends_and_how_long_ago():
    last = scene(replace(VIEW, day=date(2026, 3, 1)))
    assert (last.beyond, last.last_known_day) == ("", "2026-03-01")
    assert scene().beyond == (
        "The record of crossings ends on 1 Mar 2026, 12 days before: marks show what was last "
        "reported, not what holds on the day shown."
    )
    assert scene(replace(VIEW, day=date(2026, 6, 30))).beyond.endswith(
        "121 days before: what holds on the day shown is not known."
    )
    assert not any("reported up to" in line for line in scene().day_lines)


def with_meta(day, **more):
    """Compose a day of a record with another opening day, or other newest facts."""
    gateways = {"crossings": replace(ATLAS["crossings"], meta={**META, **more})}
    return scene(replace(VIEW, day=day), atlas={**ATLAS, **gateways})


def test_a_day_beyond_the_fresh_ones_says_so():
    shown = with_meta(date(2026, 3, 1), default_day="2026-02-27")
    assert shown.day_lines[1] == "main Pakistan crossings fresh up to 27 Feb 2026"
    assert shown.last_known_day == "2026-02-27"


def test_the_opening_day_says_of_what_kind_the_newest_facts_are():
    told = {"default_day": "2026-03-01", "newest": "crossings: 1 Mar 2026, second-hand"}
    assert (
        "newest facts: crossings: 1 Mar 2026, second-hand"
        in with_meta(date(2026, 3, 1), **told).day_lines
    )
    assert not any("newest" in line for line in with_meta(date(2026, 2, 1), **told).day_lines)


def test_the_legend_shows_only_the_kinds_of_boundary_that_the_worldview_draws():
    view = replace(VIEW, layers=("boundaries",))
    drawn = {"defacto": ["Disputed or claimed", "Line of control"], "AFG": []}
    for world, texts in drawn.items():
        (*sections,) = scene(replace(view, worldview=world)).legend
        assert [item.text for section in sections for item in section.items] == texts


def test_the_summary_says_what_the_map_shows():
    assert "Border crossings on 13 March 2026: 1 closed and 1 unknown." in scene().summary
    assert "Closed, as reported: A." in scene().summary


def test_a_measure_at_a_port_stands_on_the_map_and_in_words():
    states = [{"valid_from": "2026-03-01", "valid_to": "2026-03-20", "kind": "closed",
               "place": "P", "text": "Blockade: nothing passes"}]  # fmt: skip
    leg = {"id": "C-1", "name": "C", "corridor_name": "A to P", "gate": "karachi", "built": True,
           "mode": "road", "kind": "road", "valid_from": None, "valid_to": None, "states": states}  # fmt: skip
    atlas = {**ATLAS, "routes": Small([leg])}
    view = replace(VIEW, layers=("routes_karachi",))
    shown = compose(view, atlas, theme="light", worldviews=WORLDVIEWS, origins=ORIGINS)
    assert "Blockade, reported since 1 Mar 2026." in shown.caveats
    assert "Closed to trade along the route: A to P." in shown.summary
    texts = [item.text or item.note for section in shown.legend for item in section.items]
    assert "Cut at a crossing or port" in texts
    later = compose(
        replace(view, day=date(2026, 3, 20)), atlas, theme="light", worldviews=WORLDVIEWS,
        origins=ORIGINS,
    )  # fmt: skip
    assert later.measures == ()


def test_a_measure_that_is_only_last_reported_says_of_which_day_the_report_is():
    states = [{"valid_from": "2026-03-01", "valid_to": None, "kind": "closed",
               "place": "P", "text": "Blockade: nothing passes"}]  # fmt: skip
    leg = {"id": "C-1", "name": "C", "corridor_name": "A to P", "gate": "karachi", "built": True,
           "mode": "road", "kind": "road", "valid_from": None, "valid_to": None, "states": states}  # fmt: skip
    port = {"id": "P-1", "place": "P", "since": "2026-03-01", "phase": "ageing",
            "reported_on": "2026-03-09", "valid_from": "2026-03-09", "valid_to": None}  # fmt: skip
    atlas = {**ATLAS, "routes": Small([leg]), "ports": Small([port])}
    view = replace(VIEW, layers=("routes_karachi",), day=date(2026, 3, 20))
    shown = compose(view, atlas, theme="light", worldviews=WORLDVIEWS, origins=ORIGINS)
    assert shown.measures == ("Blockade, reported since 1 Mar 2026, last report of 9 Mar 2026.",)


def test_a_title_and_a_subtitle_of_the_readers_own_are_used():
    own = scene(replace(VIEW, title="Mine", subtitle="And why"))
    assert (own.title, own.subtitle) == ("Mine", "And why")
    assert scene(replace(VIEW, title="Mine")).subtitle == scene(VIEW).title


def test_a_claim_gives_the_title_and_its_places():
    story = [{"id": "C01", "claim": "A team is due", "places": [{"id": "V", "name": "V"}]}]
    shown = scene(replace(VIEW, claim="C01"), story)
    assert shown.title == "Claim C01, 13 March 2026"
    assert shown.subtitle == "A team is due"
    assert shown.claim["places"][0]["id"] == "V"


@pytest.mark.parametrize("layer", REGISTRY, ids=lambda layer: layer.id)
def test_every_layer_can_be_drawn_listed_and_explained(layer):
    assert layer.about.endswith(".")
    assert layer.geometry in ("label", "image") or layer.id in STYLES
    assert layer.group or layer.id in FIXED
    assert layer.as_config()["file"] == layer.file


def test_ids_of_layers_are_unique_and_fit_a_link():
    names = [layer.id for layer in REGISTRY]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalnum() for name in names)


def _contrast(one, two):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


_QUIET = {"land", "lakes", "rivers", "main_roads", "provinces", "boundaries", "disputed_areas"}
MARKS = [
    (layer, kind, theme)
    for layer, kinds in STYLES.items()
    if layer not in _QUIET
    for kind in kinds
    if kind != "elsewhere"  # drawn as the other boundaries
    for theme in ("light", "dark")
]


@pytest.mark.parametrize(("layer", "kind", "theme"), MARKS)
def test_marks_stand_out_three_to_one_on_both_grounds(layer, kind, theme):
    ink = STYLES[layer][kind].ink(theme)
    for ground in ("land", "focus", "water"):
        assert _contrast(ink.color, THEME_COLORS[theme][ground]) >= 3.0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_four_and_a_half_to_one(theme):
    colours = THEME_COLORS[theme]
    assert _contrast(colours["text"], colours["land"]) >= 4.5
    assert _contrast(colours["text"], colours["panel"]) >= 4.5
    assert _contrast(colours["soft"], colours["panel"]) >= 4.5
    assert _contrast(colours["water_text"], colours["water"]) >= 4.5


def test_what_became_known_later_is_neither_drawn_nor_counted_as_known():
    first = {**crossing("A", "closed"), "known_from": "2026-03-02", "known_to": "2026-03-20"}
    later = {**crossing("A", "open"), "known_from": "2026-03-20", "known_to": None}
    atlas = {"crossings": Small([first, later], META)}
    view = replace(VIEW, layers=("crossings",), known=date(2026, 3, 10))

    def kinds(known):
        shown = compose(
            view, atlas_as_of(atlas, known), theme="light", worldviews=WORLDVIEWS, origins=ORIGINS
        )
        return [row["kind"] for row in shown.features("crossings")]

    assert kinds("2026-03-10") == ["closed"]
    assert kinds("2026-03-20") == ["open"]
    assert kinds(None) == ["open"]
    assert kinds("2026-03-01") == []


def test_words_without_a_date_and_figures_of_later_are_not_part_of_what_was_known():
    figures = [{"text": "then", "sources": [{"date": "2026-03-01"}]},
               {"text": "later", "sources": [{"date": "2026-06-22"}]},
               {"text": "undated", "sources": [{"date": ""}]}]  # fmt: skip
    words = dict.fromkeys(("note", "status_text", "role"), "resumed by 22 Jun 2026")
    atlas = {"ports": Small([{"id": "P", "known_to": None, "facts": figures, **words}])}

    (then,) = atlas_as_of(atlas, "2026-05-01")["ports"].records
    assert [one["text"] for one in then["facts"]] == ["then"]
    assert then["left_out"] == 2
    assert {then[name] for name in words} == {None}
    (now,) = atlas_as_of(atlas, None)["ports"].records
    assert now == atlas["ports"].records[0]


def test_the_date_block_says_as_of_when_it_was_known():
    shown = scene(replace(VIEW, known=date(2026, 3, 10)))
    assert shown.day_lines[1] == "as known on 10 Mar 2026"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_charts_hues_stand_out_and_are_none_of_the_maps(theme):
    dark = theme == "dark"
    own = [hue[dark] for hue in HUES]
    assert len(set(own)) == len(own)
    assert not set(own) & {gateway[dark] for gateway in GATEWAYS.values()}
    for hue in own:
        assert _contrast(hue, THEME_COLORS[theme]["panel"][:7]) >= 3.0
