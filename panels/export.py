"""Take it into a briefing: one press makes and saves the view as a file, with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers.scene.scene import Scene
from layers.text.escape import one_line, safe_markdown
from layers.view.choices import TITLE_LENGTH
from panels import map_frame, profile
from panels.export_preview import ITSELF, command, preview
from panels.session import resources, state, work
from panels.session.guard import error_boundary
from panels.session.widget import bound_widget

# What makes files is imported when the panel is opened: the app starts without it.
if TYPE_CHECKING:
    from briefing.profile.profile import Profile

_ASKED = "x-asked"
_LONGEST_MARKING = 80
_FRAMES = {"screen": "As on the screen", "subject": "Fit to the subject"}


@dataclass(frozen=True)
class _Wish:
    """What is to be made."""

    scene: Scene
    kind: str
    size: str
    marking: str
    base: str
    profile: Profile
    variant: str

    @property
    def arguments(self) -> tuple[Any, ...]:
        """As the task of making a file takes them."""
        return (
            self.scene.view, self.kind, self.size, self.marking, self.base, self.profile, self.variant,
        )  # fmt: skip


@error_boundary("The export")
def show() -> None:
    """Show what can be made; save it with one press, or look at it first."""
    from briefing.export import FORMATS, file_name, unprintable
    from briefing.receipt import receipt_of

    _titles()
    kind, size, variant, marking = _choices()
    frame = _frame()
    own = profile.chosen()
    scene = map_frame.printed(fitted=frame == "subject")
    wish = _Wish(scene, kind, size, marking, _base(own), own, variant)
    name = file_name(scene, kind, size, marking=marking)
    with st.container(key="export-make", horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Make and save", _later(wish), name, FORMATS[kind].mime, key="x-download",
            type="primary", icon=":material/download:", on_click=partial(_ask, wish),
        )  # fmt: skip
        st.button("Look at it first", key="x-make", on_click=partial(_ask, wish))
        st.markdown(f"`{name}`")
    if st.session_state.get(_ASKED) != wish.arguments:
        if _ASKED in st.session_state:
            st.caption("The view has changed since this file was made. Make it again.")
        return
    try:
        content = _made(wish)
        picture = b"" if kind in ITSELF else _made(replace(wish, kind="png", variant=""))
    except (ValueError, OSError) as error:
        # The words say the way out, such as a larger size.
        st.error(safe_markdown(error))
        return
    if warning := unprintable([scene], kind, marking):
        st.warning(safe_markdown(warning))
    receipt = receipt_of(
        scene, resources.FOLDER, size=size, format=kind, marking=marking or own.marking,
        base=wish.base, profile=own.key, variant=variant,
    )  # fmt: skip
    preview(kind, content, picture, scene)
    command(receipt, name, own)


def _ask(wish: _Wish) -> None:
    st.session_state[_ASKED] = wish.arguments


def _titles() -> None:
    """Ask for a title and a subtitle; the map bears them too."""
    for field, label in (("title", "Title"), ("subtitle", "Subtitle")):
        st.text_input(
            label, max_chars=TITLE_LENGTH, placeholder="Made from what is shown",
            **bound_widget(field, getattr(state.view(), field), partial(_title, field)),
        )  # fmt: skip


def _title(field: str, text: str) -> None:
    state.change(**{field: one_line(text)})


def _choices() -> tuple[str, str, str, str]:
    """Ask for format, size, variant and marking; the size is empty where the format has its own."""
    from briefing.canvas.page_size import SIZES
    from briefing.export import FORMATS

    size = variant = ""
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
        for key, words in FORMATS[kind].variants.items():
            variant = key if st.checkbox(words.capitalize(), key=f"x-{kind}-{key}") else variant
        marking = st.text_input(
            "Marking line", key="x-marking", max_chars=_LONGEST_MARKING,
            placeholder="For official use", help="At the top and the bottom of every page; the profile's if empty.",
        )  # fmt: skip
    return kind, size, variant, " ".join(marking.split())


def _frame() -> str:
    """Ask whether the map shows what the screen shows, or all that it is about."""
    chosen = st.segmented_control(
        "Map", list(_FRAMES), default="screen", key="x-frame", format_func=_FRAMES.__getitem__
    )
    return chosen or "screen"


def _base(own: Profile) -> str:
    """Give the app's address for links: the profile's, else the one at which it is read.

    An address of a network's own would become a QR code that is dead elsewhere.
    """
    from briefing.receipt import BASE, is_followed, is_public

    address = str(st.context.url or "")
    found = f"{address.rstrip('/')}/" if address.startswith(("http://", "https://")) else BASE
    return own.address or (found if is_public(found) or not is_followed(found) else BASE)


def _made(wish: _Wish) -> bytes:
    content: bytes = work.worked("Making the file ...", "file", *wish.arguments)
    return content


def _later(wish: _Wish) -> Callable[[], bytes]:
    """Give what makes the file once it is asked for; it runs beside the page."""
    asked = work.asker("file", *wish.arguments)

    def make() -> bytes:
        content: bytes = asked()
        return content

    return make
