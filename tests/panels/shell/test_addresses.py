"""What is neither the page nor a file has no answer but a 404 in words."""

import asyncio
from typing import Any

import pytest
from streamlit.runtime.state.query_params import sanitize_query_string

from panels.shell.addresses import MOST, Addresses, metrics_open


async def _silent() -> dict[str, Any]:
    """Stands for a client that sends nothing."""
    raise AssertionError("nothing is to be read")


async def _deaf(message: Any) -> None:
    raise AssertionError(f"nothing is to be sent: {message}")


def answer(path, *, kind=b"text/html", method="GET", metrics=False, query=b""):
    """What comes of an app that answers everything with a page of a kind."""

    async def app(scope, receive, send):
        del scope, receive
        headers = [(b"content-type", kind)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for more in (True, False):
            await send({"type": "http.response.body", "body": b"Streamlit", "more_body": more})

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query}
    asyncio.run(Addresses(app, metrics=metrics)(scope, _silent, send))
    return (
        sent[0]["status"],
        b"".join(one.get("body", b"") for one in sent),
        dict(sent[0]["headers"]),
    )


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/crossings/", "/nowhere", "/component/a/index.html"]
)
def test_the_page_and_the_frames_of_its_components_pass(path):
    assert answer(path)[:2] == (200, b"StreamlitStreamlit")


@pytest.mark.parametrize(
    "path", ["/a.b", "/robots.txt", "/foo/bar.html", "/static/x.js", "/_stcore/health"]
)
def test_the_bare_page_in_the_place_of_a_file_is_none(path):
    status, body, headers = answer(path)
    assert status == 404
    assert b"There is nothing at this address" in body
    assert b"Streamlit" not in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert answer(path, method="HEAD")[:2] == (404, b"")
    assert answer(path, kind=b"text/plain")[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/x/_stcore/metrics", "//_stcore/metrics/", "/_stcore/upload_file/a/b",
     "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp",
     "/_stcore/script-health-check", "/_stcore/", "/_stcore//metrics", "/auth/login", "/oauth2callback"],
)  # fmt: skip
def test_what_the_page_does_not_need_is_closed_by_every_method(path):
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert answer(path, kind=b"application/json", method=method)[0] == 404


def test_the_figures_of_use_are_told_only_where_the_installation_says_so(monkeypatch):
    assert answer("/_stcore/metrics", kind=b"text/plain", metrics=True)[0] == 200
    assert answer("/_stcore/agent/mcp", kind=b"text/plain", metrics=True)[0] == 404
    monkeypatch.delenv("CROSSINGS_METRICS", raising=False)
    assert not metrics_open()
    monkeypatch.setenv("CROSSINGS_METRICS", "1")
    assert metrics_open()
    monkeypatch.setenv("CROSSINGS_METRICS", "yes")
    with pytest.raises(ValueError, match="0 or 1"):
        metrics_open()


def test_a_socket_passes():
    seen = []

    async def app(scope, receive, send):
        del receive, send
        seen.append(scope["path"])

    scope = {"type": "websocket", "path": "/_stcore/stream"}
    asyncio.run(Addresses(app, metrics=False)(scope, _silent, _deaf))
    assert seen == ["/_stcore/stream"]


def test_a_link_that_streamlit_passes_over_without_a_word_is_refused_in_words():
    most = "&".join(["k=1"] * MOST)
    more = f"{most}&k=1"
    assert (sanitize_query_string(most), sanitize_query_string(more)) == (most, "")
    assert answer("/", query=most.encode())[0] == 200
    status, body, _ = answer("/", query=more.encode())
    assert status == 414
    assert b"This link is too long" in body
