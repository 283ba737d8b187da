import asyncio
from typing import Any

import pytest
from streamlit import file_util

from panels.shell.shell import Shell, rewritten

PAGE = b'<html><head><title>Streamlit</title></head><body><noscript>x</noscript><div id="root"></div></body></html>'


async def _silent() -> dict[str, Any]:
    """Stands for a client that sends nothing."""
    raise AssertionError("nothing is to be read")


def answer(path, *, body=PAGE, kind=b"text/html", method="GET"):
    """What comes through the shell, and the request's headers as the app sees them."""
    seen = {}

    async def app(scope, _, send):
        seen["headers"] = dict(scope["headers"])
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", kind), (b"content-length", str(len(body)).encode())],
            }
        )
        for more, part in ((True, body[:20]), (False, body[20:])):
            await send({"type": "http.response.body", "body": part, "more_body": more})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(b"accept-encoding", b"gzip"), (b"accept", b"*/*"), (b"range", b"bytes=0-9")],
    }
    asyncio.run(Shell(app)(scope, _silent, send))
    whole = b"".join(message.get("body", b"") for message in sent)
    return whole, dict(sent[0]["headers"]), seen["headers"]


@pytest.mark.parametrize("path", ["/", "/index.html", "/crossings/", "/crossings"])
def test_the_page_goes_out_with_the_projects_words_and_its_true_length(path):
    body, headers, asked = answer(path)
    assert b"<title>Crossings</title>" in body
    assert b'id="crossings-word"' in body
    assert b"needs JavaScript" in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"accept-encoding" not in asked
    assert b"range" not in asked


@pytest.mark.parametrize("kind", [b"text/html", b"text/plain"])
def test_who_asks_for_the_head_alone_is_told_the_length_of_the_page_and_gets_no_page(kind):
    whole, headers, _ = answer("/", kind=kind)
    head, of_head, _ = answer("/", kind=kind, method="HEAD")
    assert head == b""
    assert of_head == headers
    assert of_head[b"content-length"] == str(len(whole)).encode()


@pytest.mark.parametrize(
    "path", ["/static/js/index.js", "/component/web/index.html", "/_stcore/health"]
)
def test_nothing_else_is_touched(path):
    body, _, asked = answer(path)
    assert body == PAGE
    assert asked[b"accept-encoding"] == b"gzip"


def test_what_is_not_html_is_passed_on():
    assert answer("/", kind=b"application/json")[0] == PAGE


def test_a_page_without_a_root_is_left_as_it_is():
    assert rewritten(b"<p>404</p>") == b"<p>404</p>"


def test_streamlits_own_page_can_still_be_rewritten():
    from pathlib import Path

    page = (Path(file_util.get_static_dir()) / "index.html").read_bytes()
    assert rewritten(page).count(b"crossings-word") > 1
    assert b"<title>Crossings</title>" in rewritten(page)
