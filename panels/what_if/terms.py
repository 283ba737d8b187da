"""Terms: what the reports mean for the what-if, and for which cargo it is asked."""

from __future__ import annotations

import streamlit as st

from layers.view.view import View
from panels.session.widget import field
from routing.network.closures import TRADES
from routing.statuses import UNKNOWNS

_UNKNOWN_WORDS = {
    "marked": "passed with a mark",
    "last": "as last reported",
    "open": "as open",
    "closed": "as closed",
}
_TRADE_WORDS = {"transit": "for elsewhere", "bilateral": "of two neighbours"}


def show(view: View) -> None:
    """Let the reader choose what the reports mean, and for which trade."""
    with st.container(key="w-terms", horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.checkbox("Count what is reported closed on the day",
                    **field("ledger", view.ledger == "day", lambda on: "day" if on else "none"))  # fmt: skip
        st.selectbox("Unknown status", UNKNOWNS, format_func=_UNKNOWN_WORDS.__getitem__,
                     **field("unknown", view.unknown), disabled=_unreported(view),
                     help="A status is unknown when its last report is too old to be carried on.")  # fmt: skip
        st.selectbox("Cargo to pass", TRADES, format_func=_TRADE_WORDS.__getitem__,
                     **field("trade", view.trade),
                     help="Some gates and ports are closed to cargo for elsewhere (transit) alone.")  # fmt: skip
        st.checkbox("Compare with everything open, not with the day as reported",
                    **field("against", view.against == "open", lambda on: "open" if on else "day"))  # fmt: skip


def _unreported(view: View) -> bool:
    """Tell whether reports bear neither on the ways nor on the baseline."""
    return view.ledger == "none" and view.against == "open"
