import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.text.escape import one_line, safe, safe_link, safe_markdown, script_json
from tests.script import said

HOSTILE = [
    "<img src=x onerror=window.hurt=1>",
    "`;window.hurt=1;`",
    "${window.hurt=1}",
    "</script><script>window.hurt=1</script>",
    r"\u{zz}",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.hurt=1",
    '" onmouseover="window.hurt=1',
    "' onfocus='window.hurt=1' autofocus='",
    "]](javascript:window.hurt=1)",
    "\u2028window.hurt=1\u2029",
    "<!--<script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_safe_text_has_no_mark_that_means_something(text):
    assert not re.search(r"[<>\"'`${}\\]", safe(text))


@given(st.text())
def test_safe_text_reads_as_it_was_written(text):
    kept = "".join(char for char in text if char in "\n\t" or ord(char) >= 32)
    # html.unescape follows the same tables as a browser; C1 controls are read as Windows-1252.
    if not re.search("[\x7f-\x9f]", kept):
        assert html.unescape(safe(text)) == kept


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(-(10**9), 10**9),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_script_json_says_the_same_value(value):
    assert said(script_json(value)) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_script_json_cannot_leave_a_script_or_a_template(text):
    expression = script_json({"text": text}).removeprefix("JSON.parse('").removesuffix("')")
    assert not re.search(r"[<>&`${}']", expression)
    assert "\u2028" not in script_json(text)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc/passwd", "", None,
     "http:///x", "http://[", "JaVaScRiPt:1"],
)  # fmt: skip
def test_only_web_addresses_become_links(address):
    assert safe_link(address) == ""


def test_a_web_address_is_kept():
    assert safe_link("https://example.org/a?b=1&c=2") == "https://example.org/a?b=1&#38;c=2"


def test_markdown_marks_are_inert():
    assert html.unescape(safe_markdown("it's 'one'")) == "it's 'one'"
    assert not re.search(r"[*_\[\]()`:!]", safe_markdown("![a](b) **c** :bomb: `d`"))


def test_a_text_is_put_on_one_line_without_what_nobody_sees_but_with_its_joiners():
    assert one_line("  two\n lines\tand\x07 a\u202e turn ") == "two lines and a turn"
    assert one_line("می\u200cکنم") == "می\u200cکنم"


def test_nothing_is_an_empty_text():
    assert safe(None) == safe_markdown(None) == ""
    assert safe("a\x00b\n\tc") == "ab\n\tc"


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        (":red[x]", ":|red[x]"),
        ("a@b", "a@|b"),
        ("www.example.org", "www|.example.org"),
        ("a -> b", "a -|> b"),
        ("a  b: c", "a b: c"),
    ],
)
def test_what_markdown_still_reads_in_its_entities_is_parted_by_what_nobody_sees(text, parted):
    assert html.unescape(safe_markdown(text)) == parted.replace("|", "\u2060")


def test_an_address_without_encryption_is_a_web_address_too():
    assert safe_link("http://example.org") == "http://example.org"


def test_what_json_does_not_know_is_refused_for_a_script():
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))
