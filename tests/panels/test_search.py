"""The search box: what can be found under which words, and in which order."""

import pytest

from panels import search


def found(words):
    """Give what the box offers for words: the options that have them, in the order of the list."""
    return [text for text in search.index() if words.casefold() in text.casefold()]


@pytest.mark.parametrize(
    ("words", "text", "feature"),
    [
        ("friendship gate", "Chaman Friendship Gate: Spin Boldak-Chaman (crossing)", "XG-CHAMAN"),
        ("wesh", "Wesh: Spin Boldak-Chaman (crossing)", "XG-CHAMAN"),
        ("dand patan", "Dand Patan: Kharlachi (crossing)", "XG-KHARLACHI"),
        ("termez bridge", "Termez bridge: Hairatan-Termez road (crossing)", "XG-HAIRATAN"),
    ],
)
def test_a_gateway_is_found_by_what_else_it_is_called(words, text, feature):
    assert found(words)[0] == text
    assert search.index()[text].feature == f"crossings/{feature}"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Chaman", "Spin Boldak-Chaman (crossing)"),
        ("Zaranj", "Zaranj-Milak (crossing)"),
        ("Karachi", "Karachi Port (port)"),
        ("Gwadar", "Gwadar Port (port)"),
    ],
)
def test_gateways_and_ports_go_before_the_town_of_the_same_words(words, first):
    options = found(words)
    assert options[0] == first
    assert f"{words}, PAK" in options or f"{words}, AFG" in options


def test_a_town_goes_before_other_names_of_a_gateway_with_its_name():
    options = found("Herat")
    assert options.index("Herat, AFG") < options.index("Rozanak: Khaf-Herat rail (crossing)")


def test_no_option_is_as_long_as_to_be_cut_or_only_repeats_a_name():
    named = [text for text in search.index() if ": " in text]
    assert 20 < len(named) < 60
    assert max(len(text) for text in named) < 65
    assert not [text for text in named if text.startswith("Torkham")]


@pytest.mark.parametrize(
    "text", ["Torkham (crossing)", "Karachi Port (port)", "Strait of Hormuz (strait)"]
)
def test_what_has_figures_says_how_many(text):
    hit = search.index()[text]
    assert hit.figures > 5
    assert hit.shown == f"{text}, {hit.figures} figures"


def test_what_has_none_says_nothing_of_them():
    hit = search.index()["Herat, AFG"]
    assert hit.shown == hit.text
