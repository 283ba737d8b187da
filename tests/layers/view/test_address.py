"""Links as mail programs, chats and filters hand them on are read as they were meant."""

import time
from datetime import date
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.view.address import is_tracker, pairs_of, trimmed
from layers.view.link import told
from layers.view.view import View
from tests.layers.view.test_view import views

DEFAULT = View(day=date(2026, 3, 13))
BASE = "http://localhost:8501/"
MEANT = View(day=date(2025, 11, 22), layers=("ports", "crossings"))
QUERY = "day=2025-11-22&layers=crossings.ports"
LINK = f"{BASE}?{QUERY}"

MANGLED = [
    *(f"{left}{LINK}{right}" for left, right in
      ("<>", "()", "[]", '""', "''", "“”", "‘’", "«»", ("<", ">."), ("(", ")."))),
    *(LINK + left for left in (")", "]", ">", '"', "”", "’", "'", ".", ",", ";", "!", "?", ").",
                               '".', " ", "\u200b", "\u00a0", "\ufeff", "\u200e", " \n")),
    f"\u200b{LINK}", f"  {LINK}", LINK.replace("&", "&amp;"), LINK.replace("&", "&amp;amp;"),
    f"{LINK}#part", f"{LINK}#:~:text=Torkham",
    LINK.replace("day=", "Day=").replace("layers=", "LAYERS="),
    f"{BASE}?{quote(QUERY)}", f"{BASE}?{quote(QUERY, safe='')}", QUERY, f"?{QUERY}", quote(QUERY, safe=""),
    f"{BASE}?day=2025-11-22&lay\r\ners=crossings.ports", f"{BASE}?day=2025-11-22&layers=crossings.\n  ports",
    *(f"https://{host}/?{name}={quote(LINK, safe='')}&data=05&reserved=0" for host, name in
      (("eur01.safelinks.protection.outlook.com", "url"), ("www.google.com", "q"), ("l.facebook.com", "u"))),
    "https://nam02.safelinks.protection.outlook.com/?url="
    + quote("https://eur01.safelinks.protection.outlook.com/?url=" + quote(LINK, safe=""), safe=""),
    f"https://urldefense.com/v3/__{LINK}__;!!abc!def$",
    *(LINK.replace("&", one) for one in ("&#38;", "&#038;", "&#x26;", "&#X26;")),
    *(LINK + left for left in ("،", "؛", "؟", "۔", "。", "，", "…", "...", "*", "_", "~", "`", "|", "›")),  # noqa: RUF001
    *(f"{left}{LINK}{right}" for left, right in
      ("**", "__", "~~", "``", "‹›", "„“", ("> ", ""), ("*_", "_*"), ("[the map](", ")"), ("map<", ">"))),  # noqa: RUF001
    LINK.replace("2025-11-22", "2025–11–22"), LINK.replace("2025-11-22", "2025\u201111\u201122"),
    LINK.replace("crossings", "cross\u200bings"), LINK.replace("crossings", "cross\u00adings"),
    f"<{LINK}|the map of today>", f'<a href="{LINK}">the map</a>', f'<a class="x" href="{LINK.replace("&", "&amp;")}">x</a>',
    LINK.replace("=", "=3D"), LINK.replace("=", "=3D")[:50] + "=\r\n" + LINK.replace("=", "=3D")[50:],
    f"{LINK[:45]}\n> {LINK[45:]}", f"{BASE}?{quote(quote(QUERY, safe=''), safe='')}",
    "https://urldefense.proofpoint.com/v2/url?u=http-3A__localhost-3A8501_-3Fday-3D2025-2D11-2D22-26layers-3Dcrossings.ports&d=DwMFaQ",
    f"https://linkprotect.cudasvc.com/url?a={quote(LINK, safe='')}&c=E,1,x&typo=1",
    f"https://secure-web.cisco.com/1abcDEF/{quote(LINK, safe='')}",
    f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={quote(LINK, safe='')}",
    f"https://vk.com/away.php?to={quote(LINK, safe='')}", f"https://duckduckgo.com/l/?uddg={quote(LINK, safe='')}",
    *(f"{LINK}&{name}=x1" for name in ("utm_source", "UTM_Campaign", "fbclid", "gclid", "msclkid", "mc_eid")),
]  # fmt: skip


def from_the_page(link):
    """Read a link as the page does: from what a browser makes of its query."""
    query = parse_qs(urlsplit(link).query, keep_blank_values=True)
    return View.from_query([(key, one) for key in query for one in query[key]], DEFAULT)


@pytest.mark.parametrize("link", MANGLED)
def test_a_link_that_was_mangled_on_the_way_is_read_as_it_was_meant(link):
    assert View.from_query(pairs_of(link), DEFAULT) == (MEANT, [])


def opens(link):
    """Tell whether a browser can be sent to a link: it asks for nothing behind '#', nor for two lines."""
    return (
        link.startswith(f"{BASE}?")
        and "&#" not in link
        and "=\r\n" not in link
        and "\n>" not in link
    )


@pytest.mark.parametrize("link", [one for one in MANGLED if opens(one)])
def test_the_page_reads_it_as_the_command_does(link):
    assert from_the_page(link) == (MEANT, [])


def test_the_corpus_is_not_small():
    assert len(set(MANGLED)) >= 80


@given(view=views)
def test_no_view_is_changed_by_reading_its_own_link(view):
    link = f"{BASE}?{urlencode(view.to_query())}"
    assert View.from_query(pairs_of(link), DEFAULT) == (view, [])
    assert from_the_page(link) == (view, [])
    assert View.from_query(pairs_of(f"<{link}>"), DEFAULT) == (view, [])


@given(text=st.text(max_size=300))
def test_whatever_is_pasted_is_read_without_an_error(text):
    for link in (text, f"{BASE}?{text}", f"https://x.safelinks.protection.outlook.com/?url={text}"):
        view, problems = View.from_query(pairs_of(link), DEFAULT)
        assert isinstance(view, View)
        assert len(told(problems)) <= 6


@pytest.mark.parametrize("link", ["http://[", "http://[::1/?day=2025-11-22", "https://a]/?url=b"])
def test_no_words_of_a_library_are_said_of_an_address(link):
    said = " ".join(View.from_query(pairs_of(link), DEFAULT)[1])
    assert "IPv6" not in said


def test_a_repeated_name_is_told_and_the_first_is_taken():
    link = f"{BASE}?day=2025-11-22&day=2025-11-23&window=7&window=7"
    for view, problems in (View.from_query(pairs_of(link), DEFAULT), from_the_page(link)):
        assert (view.day, view.window) == (date(2025, 11, 22), 7)
        (said,) = problems
        assert "second day='2025-11-23' contradicts its first, '2025-11-22'" in said


def test_what_is_not_known_is_told_but_for_what_programs_have_added():
    (said,) = from_the_page(f"{LINK}&layrs=x&utm_medium=mail&si=1")[1]
    assert "'layrs' is not known (did you mean 'layers'?)" in said
    assert not is_tracker("day")


def test_of_a_thousand_problems_five_are_told_and_how_many_more():
    many = [(f"key{n}", "x") for n in range(1000)]
    said = told(View.from_query(many, DEFAULT)[1])
    assert len(said) == 6
    assert said[-1] == "And 995 more in this link."
    assert told(said) == said


@pytest.mark.parametrize("signs", [")", ".", '"', ". ", "\u200b", "("])
def test_what_a_text_has_left_over_is_taken_off_in_a_moment_however_much_it_is(signs):
    began = time.process_time()
    assert trimmed("a" + signs * 200_000) in ("a", "a" + signs * 200_000)
    pairs_of(signs * 200_000)
    assert time.process_time() - began < 1.5


def test_brackets_of_its_own_are_left_to_a_value():
    assert trimmed("a (b)") == "a (b)"
    assert trimmed("a (b))). ") == "a (b)"
    assert trimmed('"a" b"') == '"a" b'
