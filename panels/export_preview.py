"""What a file will show, before or after it is saved: the file or its page, its receipt, its command."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import streamlit as st

from layers.scene.scene import Scene
from layers.text.words import plural

if TYPE_CHECKING:
    from briefing.profile.profile import Profile
    from briefing.receipt import Receipt

_WORDS = {
    "png": "The file itself.",
    "svg": "The file itself; its words are text.",
    "pdf": "The page of the document, as a picture. In the file lines stay sharp and words are text.",
    "pptx": "The slide with the map, as a picture. In the file title, legend, words and tables can be "
    "edited; slides of tables and one of sources follow.",
    "html": "The first sight of the page, as a picture. The file is the map itself: it opens in any "
    "browser, without a network.",
    "gpkg": "What is in it, as a picture: every feature that is shown, with its look and its origin.",
    "geojson": "What is in it, as a picture: every feature that is shown, with its look and its origin.",
    "md": "The file itself.",
    "docx": "The page with the map, as a picture. In the file title, words and tables can be edited.",
    "xlsx": "What the tables are of, as a picture: each is a sheet of the workbook.",
    "csv": "What the tables are of, as a picture: each is a file of CSV in the archive.",
    "kmz": "What is in it, as a picture. Google Earth has it in folders, with its days and sources.",
    "kml": "What is in it, as a picture. Google Earth has it in folders, with its days and sources.",
    "iframe": "The file itself; it goes into the HTML of another page.",
}
ITSELF = ("png", "svg", "md", "iframe")
"""Formats that are shown themselves."""
_COPY = st.components.v2.component(
    "crossings_copy",
    html='<button type="button">Copy picture</button><span role="status"></span>',
    css="button { padding: 6px 12px; border: 1px solid var(--st-border-color, #cbc7bc); border-radius: 6px; "
    "background: none; color: inherit; font: inherit; cursor: pointer; } span { margin-left: 8px; }",
    js="""export default function ({ parentElement }) {
  const button = parentElement.querySelector("button"), status = parentElement.querySelector("span");
  button.onclick = async () => {
    // The picture that stands beside, pixel for pixel, with its marking and its receipt.
    const shown = document.querySelector(".st-key-export-preview img");
    try {
      const picture = (async () => (await fetch(shown.src)).blob())();
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      status.textContent = "Copied.";
    } catch {
      status.textContent = "This browser does not let pictures be copied here: save the file.";
    }
  };
}""",
)


def preview(kind: str, content: bytes, picture: bytes, scene: Scene) -> None:
    """Show the file itself, or its page as a picture.

    Parameters
    ----------
    kind, content
        The file.
    picture
        Of its page; empty where the file is shown itself.
    """
    st.caption(_WORDS[kind])
    with st.container(key="export-preview", border=True):
        if kind in ("md", "iframe"):
            language = "markdown" if kind == "md" else "html"
            st.code(content.decode("utf-8"), language=language, wrap_lines=True)
        elif kind == "svg":
            st.image(content.decode("utf-8"), width="stretch")
        else:
            shown = picture or content
            # With its own width it is shown as it is, never made anew in a smaller size.
            st.image(shown, width=_width(shown))
    if kind not in ("md", "iframe", "svg"):
        _COPY(key="x-copy")
    if kind in ("gpkg", "geojson", "kml", "kmz"):
        rows = [part for part in scene.layers if part.features]
        st.caption(
            "; ".join(
                f"{part.layer.name}: {plural(len(part.features), 'feature')}" for part in rows
            )
        )


def command(receipt: Receipt, name: str, profile: Profile) -> None:
    """Show the receipt, and the commands that make the same file and check it."""
    from briefing.receipt import BASE

    st.markdown(
        f"Receipt **{receipt.code}**, also in the file. It stands for the data, the view and the "
        "version: anyone who has Crossings can check it."
    )
    parts = ["python", "-m", "briefing", receipt.link, "--format", receipt.format]
    parts += ["--size", receipt.size] if receipt.size else []
    parts += ["--variant", receipt.variant] if receipt.variant else []
    parts += ["--marking", receipt.marking] if receipt.marking != profile.marking else []
    parts += ["--base", receipt.base] if receipt.base != (profile.address or BASE) else []
    own = ["--profile", "profile.toml"] if profile.key else []
    st.caption("The same file by command, and whether a file is still what its view gives:")
    st.code(
        f"{shlex.join([*parts, *own])}\n"
        f"{shlex.join(['python', '-m', 'briefing', 'verify', name, *own])}",
        language="bash", wrap_lines=True,
    )  # fmt: skip


def _width(picture: bytes) -> int:
    """Read a PNG's width."""
    return int.from_bytes(picture[16:20])
