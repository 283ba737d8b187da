"""The program says the field's words: in its names, and in every text that a reader reads.

An old word is listed once with what is said instead. Whoever needs one all the same (an idiom, a
name of a library or of a table's column) says so in EXCEPTIONS; one that is not needed any more fails.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.paths import ROOT
from tests import words

NAMES = {
    "way": "route, path or line", "ways": "routes, paths or lines",
    "gate": "crossing, or gateway", "gates": "crossings, or gateways",
    "forth": "forward", "danger": "incidents", "rhythm": "freshness rule", "rhythms": "freshness rules",
    "hinders": "affects", "outlook": "network map",
}  # fmt: skip
"""Words that no name has, each with what the field says."""

TEXTS = {
    "way": "route", "ways": "routes", "gate": "crossing, port or gateway",
    "gates": "crossings and ports", "forth": "forward", "danger": "incidents",
    "rhythm": "how long a fact stays fresh",
    "in earnest": "clearly different", "is taken for": "counts as", "goes before": "takes precedence over",
    "first frame": "reset view", "cargo to pass": "cargo",
    "opening day": "latest day with reports", "as in history": "presets",
    "past afghanistan": "bypassing Afghanistan", "delegations' arcs": "delegation travel",
    "order of the rounds": "rounds of talks", "events of the last": "show events from the last",
    "count what is reported closed": "apply reported closures", "who passes them on": "who redistributes",
    "make it anew": "make it again", "port beyond": "overseas port", "hangs together": "is connected",
    "more on the mean": "more on average",
}  # fmt: skip
"""Words that no text of page, map, file or command has, each with what is said instead."""

READ = ("catalog/", "routing/", "layers/", "briefing/", "workers/", "panels/", "app.py")
"""Where texts are for readers; names are looked at everywhere."""

EXCEPTIONS = {
    ("tests/", "the_way_out"): "an idiom: what can be done",
    ("tests/", "half_way"): "an idiom",
    ("tests/", "gives_way"): "an idiom",
    ("tests/", "on_the_way"): "an idiom: while it was sent",
    ("layers/web/", "way"): "names of the client that are yet to be renamed",
    ("layers/web/src/", "Way"): "as above",
    ("layers/web/src/", "gate"): "as above",
    ("layers/web/src/", "hinders"): "as above",
    ("panels/shell/", "ay"): "as above: what the client calls a route that is pointed at",
    ("panels/page.css", "ways"): "a class of tables that is yet to be renamed",
    ("panels/page.css", "gate"): "as above: keys of buttons on a card",
    ("catalog/rules/", "either way"): "an idiom in the rule's own words",
    ("catalog/rules/", "cleared the way|paved the way"): "words that the rule looks for in sources",
}
"""A folder or file, and the name or text in it that may stay, with the reason."""


def named() -> Iterator[tuple[str, int, str, str]]:
    """Return each name with an old word in it: its file, line, the name and the word."""
    for path in words.files("*.py", "*.js", "*.css"):
        text = path.read_text(encoding="utf-8")
        found = {
            ".py": words.python_names, ".js": words.script_names, ".css": words.style_names,
        }[path.suffix](text)  # fmt: skip
        for line, name in found:
            for word in set(words.parts(name)) & set(NAMES):
                yield place_of(path), line, name, word


def read() -> Iterator[tuple[str, int, str, str]]:
    """Return each text for readers with an old word in it: its file, line, the text and the word."""
    old = re.compile(rf"\b({'|'.join(TEXTS)})\b")
    for path in words.files("*.py", "*.js"):
        if not place_of(path).startswith(READ):
            continue
        source = path.read_text(encoding="utf-8")
        found = words.python_texts(source) if path.suffix == ".py" else words.script_texts(source)
        for line, text in found:
            if words.is_prose(text):
                flat = " ".join(text.split())
                for word in dict.fromkeys(old.findall(flat.casefold())):
                    yield place_of(path), line, flat, word


def place_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def excepted(place: str, text: str) -> tuple[str, str] | None:
    """Return the exception that lets a name or a text stay; None if there is none."""
    return next(
        (one for one in EXCEPTIONS if place.startswith(one[0]) and one[1] in text), None
    )  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return [*((*one, NAMES) for one in named()), *((*one, TEXTS) for one in read())]


def test_no_name_and_no_text_has_an_old_word(found):
    offenders = [
        f"{place}:{line}: '{text[:120]}' says '{word}'; the field says {say[word]}"
        for place, line, text, word, say in found
        if not excepted(place, text)
    ]
    assert not offenders, "\n".join(offenders)


def test_every_exception_is_needed(found):
    used = {excepted(place, text) for place, _, text, _, _ in found}
    assert not set(EXCEPTIONS) - used


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def best_way(): ...", ["best_way"]),
        ("GATE_KM = 3", ["GATE_KM"]),
        ("class SeaGate: ...", ["SeaGate"]),
        ("f'{one.gate} away'", ["gate"]),
        ("away = gateway = subway = 1", []),
        ("x = 'by the way'  # a gate", []),
    ],
)
def test_an_old_word_is_found_in_a_name_of_python(source, names):
    found = [name for _, name in words.python_names(source)]
    assert [name for name in found if set(words.parts(name)) & set(NAMES)] == names


def test_names_and_texts_are_found_in_javascript_and_styles():
    script = "const wayOf = 1; // a way\nsay(`No ${gates.at} way`, 'a gate', /way/);"
    assert [one for one in words.script_names(script) if "gates" in one or "wayOf" in one] == [
        (1, "wayOf"), (2, "gates"),
    ]  # fmt: skip
    assert [text for _, text in words.script_texts(script)] == ["No $  way", "a gate"]
    styles = "/* .way */\n.ways-head:hover, #gate { color: #fa0; --gate-ink: red }"
    assert list(words.style_names(styles)) == [(2, "ways-head"), (2, "gate"), (2, "gate-ink")]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("'''A way.'''\nx = 'gate'", []),
        ("say('No way', f'the gate {at}')", ["No way", "the gate "]),
        ("""x = '<p class="ways">Two of them</p>'""", [" Two of them "]),
    ],
)
def test_a_text_for_readers_is_told_from_a_key_a_class_and_a_docstring(source, texts):
    found = [text for _, text in words.python_texts(source) if words.is_prose(text)]
    assert found == texts
