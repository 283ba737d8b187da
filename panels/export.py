"""Take it into a briefing: the view as a file, seen before it is downloaded, with its receipt."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import one_line, safe_markdown
from layers.text.words import plural
from layers.view.choices import TITLE_LENGTH
from panels import map_frame
from panels.session import resources, state, work
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

# What makes files is imported when the panel is opened: the app starts without it.
if TYPE_CHECKING:
    from briefing.receipt import Receipt

_ASKED = "x-asked"
_LONGEST_MARKING = 80
_WORDS = {
    "png": "The file itself.",
    "svg": "The file itself; its words are text.",
    "pdf": "The page of the document, as a picture. In the file lines stay sharp and words are text.",
    "pptx": "The slide with the map, as a picture. In the file title, words and tables can be edited; "
    "a slide of tables and one of sources follow.",
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
    "iframe": "What the frame shows, as a picture. The lines go into the HTML of another page.",
}


@error_boundary("The export")
def show() -> None:
    """Show what can be made, and the file once it is asked for."""
    from briefing.export import FORMATS, file_name, unprintable
    from briefing.receipt import receipt_of

    _titles()
    kind, size, marking = _choices()
    scene = map_frame.printed()
    name = file_name(scene, kind, size, marking=marking)
    asked = (scene, kind, size, marking, _base())
    with st.container(key="export-make", horizontal=True, vertical_alignment="center"):
        if st.button("Make the file", key="x-make", type="primary"):
            st.session_state[_ASKED] = _key(*asked)
        st.markdown(f"`{name}`")
    if st.session_state.get(_ASKED) != _key(*asked):
        if _ASKED in st.session_state:
            st.caption("The view or the choices have changed since the last file: make it anew.")
        return
    try:
        content = _made(*asked)
        picture = _picture(*asked)
    except (ValueError, OSError) as error:
        # The words say the way out, such as a larger size.
        st.error(safe_markdown(error))
        return
    if warning := unprintable([scene], kind, marking):
        st.warning(safe_markdown(warning))
    receipt = receipt_of(
        scene, resources.FOLDER, size=size, format=kind, marking=marking, base=_base()
    )
    st.download_button(
        f"Download ({_weight(len(content))})", content, name, FORMATS[kind].mime, key="x-download",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    st.markdown(
        f"Receipt **{receipt.code}**, also in the file. It stands for the data, the view and the "
        "version: anyone who has Crossings can check it."
    )
    _preview(kind, content, picture)
    _command(receipt, name)


def _titles() -> None:
    """Ask for a title and a subtitle; the map bears them too."""
    for field, label in (("title", "Title"), ("subtitle", "Subtitle")):
        st.text_input(
            label, max_chars=TITLE_LENGTH, placeholder="Made from what is shown",
            **bound_widget(field, getattr(state.view(), field), partial(_title, field)),
        )  # fmt: skip


def _title(field: str, text: str) -> None:
    state.change(**{field: one_line(text)})


def _choices() -> tuple[str, str, str]:
    """Ask for format, size and marking; the size is empty where the format has its own."""
    from briefing.canvas.page_size import SIZES
    from briefing.export import FORMATS

    with st.container(key="export", horizontal=True, gap="small", vertical_alignment="bottom"):
        kind = st.selectbox(
            "Format", list(FORMATS), key="x-format", format_func=lambda key: FORMATS[key].name
        )
        if FORMATS[kind].sized:
            keys = list(SIZES)
            size = st.selectbox(
                "Size", keys, index=keys.index(FORMATS[kind].size), key=f"x-size-{kind}",
                format_func=lambda key: SIZES[key].name,
            )  # fmt: skip
        else:
            size = ""
        marking = st.text_input(
            "Marking line", key="x-marking", max_chars=_LONGEST_MARKING,
            placeholder="For official use", help="At the top and the bottom of the page; or none.",
        )  # fmt: skip
    return kind, size, " ".join(marking.split())


def _base() -> str:
    """Give the app's address, for the link and the QR code."""
    from briefing.receipt import BASE

    address = str(st.context.url or "")
    return f"{address.rstrip('/')}/" if address.startswith(("http://", "https://")) else BASE


def _key(scene: Scene, *rest: str) -> tuple[Any, ...]:
    return (scene.view, scene.theme, *rest)


def _made(scene: Scene, kind: str, size: str, marking: str, base: str) -> bytes:
    content: bytes = work.worked(
        "Making the file ...", "file", scene.view, kind, size, marking, base
    )
    return content


def _picture(scene: Scene, kind: str, size: str, marking: str, base: str) -> bytes:
    """Give the page as a picture where the file itself is none."""
    if kind in ("png", "svg", "md"):
        return b""
    return _made(scene, "png", size, marking, base)


def _command(receipt: Receipt, name: str) -> None:
    """Show the commands that make the same file, and that check it."""
    from briefing.receipt import BASE

    command = ["python", "-m", "briefing", receipt.link, "--format", receipt.format]
    command += ["--size", receipt.size] if receipt.size else []
    command += ["--marking", receipt.marking] if receipt.marking else []
    command += ["--base", receipt.base] if receipt.base != BASE else []
    st.caption("The same file by command, and whether a file is still what its view gives:")
    st.code(
        f"{shlex.join(command)}\npython -m briefing verify {shlex.quote(name)}",
        language="bash", wrap_lines=True,
    )  # fmt: skip


def _preview(kind: str, content: bytes, picture: bytes) -> None:
    st.caption(_WORDS[kind])
    with st.container(key="export-preview", border=True):
        if kind == "md":
            st.code(content.decode("utf-8"), language="markdown", wrap_lines=True)
        elif kind == "svg":
            st.image(content.decode("utf-8"), width="stretch")
        else:
            shown = picture or content
            # With its own width it is shown as it is, never made anew in a smaller size.
            st.image(shown, width=_width(shown))
    if kind in ("gpkg", "geojson"):
        shown_rows = [part for part in map_frame.printed().layers if part.features]
        st.caption(
            "; ".join(
                f"{part.layer.name}: {plural(len(part.features), 'feature')}" for part in shown_rows
            )
        )


def _width(picture: bytes) -> int:
    """Read a PNG's width."""
    return int.from_bytes(picture[16:20])


def _weight(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3))} kB"
