"""The figures on a card: the latest of each series first, none of a later time, the curve."""

import pytest

from layers.scene.as_of import atlas_as_of
from layers.scene.card_figures import SHOWN, amount, as_rows, figures, newest_first, period
from tests.layers.pictures import Small

DAILY = {"from": "2026-06-01", "counts": {"total": [30, 20, 10]}, "basis": "page_read",
         "source": {"name": "PortWatch", "url": "https://example.org/daily", "date": "2026-08-18"}}  # fmt: skip


def figure(key, last, *, series="lorries", **more):
    return {
        "id": key, "places": ["G"], "place_name": "Gate", "series": series, "unit": "trucks",
        "label": key, "period": last, "first": last, "last": last, "value": 1234, "low": None,
        "high": None, "basis": "excerpt_read", "confidence": "high", "note": None,
        "source": "Dawn", "url": "https://www.dawn.com/1", "source_date": last,
        "known_from": last, "known_to": None,
        "sources": [{"name": "Dawn", "url": "https://www.dawn.com/1", "date": last}], **more,
    }  # fmt: skip


def atlas(*rows, **daily):
    origins = ({"id": "imf_portwatch", "credit": "IMF PortWatch"},)
    return {"figures": Small(list(rows), {"daily": daily}, origins)}


def test_the_latest_of_each_series_goes_before_all_older_ones():
    found = [
        figure("a-old", "2025-01-01"), figure("a-new", "2025-03-01"),
        figure("b-old", "2024-01-01", series="tonnes"), figure("b-new", "2024-06-01", series="tonnes"),
        figure("undated", None, series="design", period="design", first=None),
    ]  # fmt: skip
    named = [one["id"] for one in newest_first(found)]
    assert named == ["a-new", "b-new", "undated", "a-old", "b-old"]


def test_a_figure_says_its_period_value_unit_basis_and_source():
    told = figures("G", "2026-01-01", atlas(figure("lorries over the gate", "2025-03-01")))
    assert "<b>1,234 trucks</b>, 1 Mar 2025: lorries over the gate" in told
    assert "excerpt read" in told
    assert 'href="https://www.dawn.com/1"' in told


def test_what_is_second_hand_is_marked():
    told = figures("G", "2026-01-01", atlas(figure("x", "2025-03-01", basis="second_hand")))
    assert '<span class="small second-hand">second-hand</span>' in told


def test_figures_of_a_later_time_or_another_place_are_left_out():
    rows = (figure("later", "2026-03-01"), figure("elsewhere", "2025-01-01", places=["H"]))
    assert figures("G", "2026-02-28", atlas(*rows)) == ""


def test_a_time_that_has_not_ended_by_the_day_is_a_later_fact():
    one = figure("x", "2026-01-31", first="2026-01-01", period="2026-01")
    assert figures("G", "2026-01-30", atlas(one)) == ""
    assert "Jan 2026" in figures("G", "2026-01-31", atlas(one))


def test_the_older_figures_of_a_series_are_counted_and_not_shown():
    told = figures(
        "G", "2026-01-01", atlas(figure("old", "2025-01-01"), figure("new", "2025-02-01"))
    )
    assert "<b>1,234 trucks</b>, 1 Feb 2025" in told
    assert "1 Jan 2025" not in told
    assert "1 more in the table" in told


def test_the_card_stays_short_and_says_how_many_more():
    rows = [figure(f"f{n}", f"2025-01-{n:02}", series=str(n)) for n in range(1, SHOWN + 4)]
    told = figures("G", "2026-01-01", atlas(*rows))
    assert told.count("<li>") == SHOWN
    assert "3 more in the table" in told


def test_a_range_and_a_note_are_told_and_a_long_note_is_left_to_the_table():
    one = figure("x", "2025-03-01", low=1000, high=1500, note="customs")
    assert amount(one) == "1,234 (1,000 to 1,500) trucks"
    assert "(customs)" in figures("G", "2026-01-01", atlas(one))
    long = figure("x", "2025-03-01", note="a" * 200)
    assert "aaa" not in figures("G", "2026-01-01", atlas(long))
    assert as_rows([long])[0]["note"] == "a" * 200


def test_a_conflict_is_told_however_long():
    one = figure("x", "2025-03-01", note="CONFLICT " + "b" * 200)
    assert "CONFLICT bbb" in figures("G", "2026-01-01", atlas(one))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-10-12 to 2025-11-12", "12 Oct 2025 to 12 Nov 2025"),
        ("2025-11 to 2025-12 (sum)", "Nov 2025 to Dec 2025 (sum)"),
        ("SY1404 M1-M7", "SY1404 M1-M7"),
        ("", "time not stated"),
    ],
)
def test_a_period_has_its_dates_as_everywhere(text, said):
    assert period(text) == said


def test_the_curve_has_its_vintage_its_credit_and_the_words_that_it_is_not_all():
    told = figures("S", "2026-10-04", atlas(S=DAILY))
    assert 'src="data:image/svg+xml;base64,' in told
    assert "IMF PortWatch, vintage of 18 Aug 2026, page read" in told
    assert "its transits are not all the traffic" in told
    assert "1 Jun 2026 to 3 Jun 2026: a mean of 20 in 2026" in told


def test_the_curve_ends_on_the_day_shown():
    assert "1 Jun 2026 to 2 Jun 2026" in figures("S", "2026-06-02", atlas(S=DAILY))
    assert figures("S", "2026-05-31", atlas(S=DAILY)) == ""


def test_what_was_known_before_the_vintage_has_no_curve_and_no_later_figure():
    row = figure("x", "2026-06-01", places=["S"])
    then = atlas_as_of(atlas(row, S=DAILY), "2026-06-02")
    assert "<img" not in figures("S", "2026-06-02", then)
    assert "1,234 trucks" in figures("S", "2026-06-02", then)
    before = atlas_as_of(atlas(row, S=DAILY), "2026-05-31")
    assert figures("S", "2026-06-02", before) == ""


def test_without_figures_nothing_is_written():
    assert figures("S", "2026-10-04", {}) == ""
