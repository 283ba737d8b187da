"""The curve of a daily count: what is drawn where, and the same in words."""

import base64
import re
from datetime import date
from xml.etree import ElementTree as ET

from layers.text.curve import HEIGHT, WIDTH, curve, in_words, picture, weekly

FIRST = date(2025, 12, 28)


def drawn(counts, day=date(2020, 1, 1)):
    return ET.fromstring(curve(counts, FIRST, day=day, axis="ships a day"))  # noqa: S314


def texts(svg):
    return [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_both_axes_say_what_they_are():
    said = texts(drawn([30, 10, 20, 40, 0, 0, 0, 5]))
    assert said[0] == "ships a day"
    assert said[1:4] == ["0", "20", "40"]
    assert said[4:] == ["2026"]


def test_the_line_runs_from_the_first_count_to_the_last():
    paths = [one.get("d") for one in drawn([3, 1, 2]).iter("{http://www.w3.org/2000/svg}path")]
    assert "M0 3l 1 -2 1 1" in paths
    assert "M0 3l 1 -1 1 0" in paths  # means of 3, 2 and 2


def test_the_day_shown_is_marked_only_where_there_are_counts():
    def marks(day):
        return [
            one for one in drawn([3, 1, 2], day).iter("{http://www.w3.org/2000/svg}path")
            if one.get("stroke-dasharray")
        ]  # fmt: skip

    assert len(marks(date(2025, 12, 30))) == 1
    assert marks(date(2025, 12, 31)) == marks(date(2025, 12, 27)) == []


def test_a_mean_takes_the_week_that_ends_on_its_day():
    assert weekly([7, 0, 0, 0, 0, 0, 0, 14]) == [7, 3.5, 7 / 3, 1.75, 1.4, 7 / 6, 1, 2]


def test_the_words_give_the_mean_of_each_year_and_of_the_last_week():
    assert in_words([10, 10, 10, 10, 2, 2, 2], FIRST, "Ships") == (
        "Ships, 28 Dec 2025 to 3 Jan 2026: a mean of 10 in 2025, 2 in 2026; "
        "7 in the last seven days"
    )


def test_the_picture_is_an_image_with_words_instead():
    image = picture(curve([1, 2], FIRST, day=FIRST, axis="<b>"), 'a "curve"')
    (content,) = re.findall(r"base64,([^\"]+)", image)
    ET.fromstring(base64.b64decode(content))  # noqa: S314
    assert "<b>" not in base64.b64decode(content).decode()
    assert 'alt="a &#34;curve&#34;"' in image
    assert f'width="{WIDTH}" height="{HEIGHT}"' in image
