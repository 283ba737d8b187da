"""Profiles for tests: a good one, and logos and templates that were made to do harm."""

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image, PngImagePlugin
from pptx import Presentation
from pptx.util import Emu

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><style>.a{fill:#7A1F4B}</style>'
    b'<g transform="translate(10 0)"><rect class="a" width="20" height="20"/></g></svg>'
)
SHEET = """
name = "Example Desk"
footer = "Trade unit, Example Organisation"
accent = "#7A1F4B"
address = "https://maps.example.org/"
logo = "logo.svg"
template = "house.pptx"
[marking]
text = "Restricted: for test use"
color = "#A61E1E"
"""


@cache
def template():
    """Make a wide template with a bar of its own on its master, and a slide that is not ours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12192000), Emu(6858000)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "A slide of the template's own"
    return saved(deck)


def saved(deck):
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def files():
    """Give a profile's files by name."""
    return {"profile.toml": SHEET.encode(), "logo.svg": LOGO, "house.pptx": template()}


def png(**more):
    target = io.BytesIO()
    Image.new("RGBA", (60, 30), (122, 31, 75, 255)).save(target, "PNG", **more)
    return target.getvalue()


def bad_logos():
    """Give logos by what is wrong with them."""

    def svg(inside, head=b"", attributes=b""):
        return (
            head
            + b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            b'viewBox="0 0 10 10"' + attributes + b">" + inside + b"</svg>"
        )

    rect = b'<rect width="9" height="9"/>'
    huge = b"\x89PNG\r\n\x1a\n" + _chunk(
        b"IHDR", struct.pack(">2I5B", 60_000, 60_000, 8, 6, 0, 0, 0)
    )
    return {
        "script": svg(rect + b"<script>alert(1)</script>"),
        "script in its definitions": svg(b"<defs><script>alert(1)</script></defs>" + rect),
        "script in an attribute": svg(b'<rect width="9" height="9" onload="alert(1)"/>'),
        "script in a link": svg(b'<a href="javascript:alert(1)">' + rect + b"</a>"),
        "entities": svg(rect, b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>'),
        "entities without end": svg(
            b"<text>&b;</text>", b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        ),
        "a file of this machine": svg(
            b"<text>&x;</text>", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        ),
        "style sheet from elsewhere": svg(
            rect, b'<?xml-stylesheet href="https://example.org/a.css"?>'
        ),
        "import in its style": svg(b"<style>@import 'https://example.org/a.css';</style>" + rect),
        "picture from elsewhere": svg(
            b'<image href="https://example.org/a.png" width="9" height="9"/>'
        ),
        "use of elsewhere": svg(b'<use xlink:href="https://example.org/a.svg#x"/>'),
        "fill from elsewhere": svg(
            b'<rect width="9" height="9" fill="url(https://example.org/a#b)"/>'
        ),
        "page in it": svg(
            b'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'
        ),
        "moves": svg(b'<rect width="9" height="9"><animate/></rect><animate/>'),
        "letters": svg(b"<text>Desk</text>"),
        "nested": svg(b"<g>" * 5_000 + rect + b"</g>" * 5_000),
        "many elements": svg(b'<rect width="1" height="1"/>' * 9_000),
        "endless path": svg(b'<path d="M0 0' + b"h1" * 240_000 + b'"/>'),
        "path that is none": svg(b'<path d="M0 0 Q"/>'),
        "no size": svg(rect).replace(b"0 0 10 10", b"0 0 0 10"),
        "infinite size": svg(rect).replace(b"0 0 10 10", b"0 0 1e400 10"),
        "not a number": svg(b'<rect width="9" height="9" transform="scale(1e400)"/>'),
        "nothing drawn": svg(b""),
        "too large": svg(rect + b" " * 600_000),
        "in sixteen bits": svg(rect).decode().encode("utf-16"),
        "other namespace": rect.replace(b"<rect", b"<svg"),
        "pixels without end": huge,
        "many pixels": _wide(),
        "a picture that moves": png(save_all=True, append_images=[Image.new("RGBA", (60, 30))]),
        "a broken picture": png()[:60],
        "a gif": b"GIF89a" + bytes(40),
        "text": b"Desk",
        "empty": b" ",
    }


def _chunk(kind, content):
    check = struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))
    return struct.pack(">I", len(content)) + kind + content + check


def _wide():
    target = io.BytesIO()
    Image.new("L", (4_000, 1_500)).save(target, "PNG", compress_level=9)
    return target.getvalue()


def bad_templates():
    """Give templates by what is wrong with them."""
    good = template()
    kinds = "[Content_Types].xml"
    rels = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    main = "ppt/presentation.xml"

    def changed(change):
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(good)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name, content in change({n: old.read(n) for n in old.namelist()}).items():
                new.writestr(name, content)
        return target.getvalue()

    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/%s" Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    narrow = Presentation(io.BytesIO(good))
    narrow.slide_width = Emu(9144000)
    return {
        "macros": changed(lambda m: m | {"ppt/vbaProject.bin": b"x"}),
        "a kind with macros": changed(
            lambda m: (
                m
                | {kinds: m[kinds].replace(b"presentation.main", b"presentation.macroEnabled.main")}
            )
        ),
        "a picture from elsewhere": changed(
            lambda m: m | {rels: m[rels].replace(b"</Relationships>", link % b"image")}
        ),
        "a template from elsewhere": changed(
            lambda m: (
                m
                | {
                    "ppt/_rels/presentation.xml.rels": m["ppt/_rels/presentation.xml.rels"].replace(
                        b"</Relationships>", link % b"attachedTemplate"
                    )
                }
            )
        ),
        "a link in single quotation marks": changed(
            lambda m: (
                m
                | {
                    rels: m[rels].replace(
                        b"</Relationships>",
                        (link % b"hyperlink").replace(b'"External"', b"'External'"),
                    )
                }
            )
        ),
        "an object": changed(lambda m: m | {"ppt/embeddings/oleObject1.bin": b"x"}),
        "a control": changed(lambda m: m | {"ppt/activeX/activeX1.xml": b"<x/>"}),
        "entities": changed(
            lambda m: m | {main: b'<!DOCTYPE x [<!ENTITY a "a">]>' + m[main].partition(b"?>")[2]}
        ),
        "a bomb": changed(lambda m: m | {"ppt/media/a.xml": bytes(300_000_000)}),
        "a part out of its folder": changed(lambda m: m | {"../../evil.xml": b"<x/>"}),
        "no presentation": changed(lambda m: {kinds: m[kinds]}),
        "no layout": changed(lambda m: {n: c for n, c in m.items() if "slideLayout" not in n}),
        "a broken part": changed(lambda m: m | {main: m[main][:200]}),
        "narrow slides": saved(narrow),
        "no archive": b"PK\x03\x04",
        "too large": b"x" * 11_000_000,
        "text": b"slides",
    }


def hidden_in(text):
    """Make a picture that is good, with words in its metadata."""
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", text)
    return png(pnginfo=about)
